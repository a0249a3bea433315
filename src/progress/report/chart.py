"""The chart of an indicator, as places between 0 and 1 that a template can draw."""

import math
from typing import Any

from progress.language import Language
from progress.wording.chart import Chart, Point

STEPS = (1, 2, 2.5, 5, 10)
MOST_INTERVALS = 4
MOST_YEARS = 5


def places(t: Language, chart: Chart) -> dict[str, Any]:
    """Where everything stands that a chart shows."""
    years = [point.year for point in chart.points]
    years += [path[0][0] for path in chart.paths]
    numbers = [0.0, *(path[0][1] for path in chart.paths)]
    numbers += [end for point in (*chart.reports, *chart.context, *chart.targets)
                for end in (point.number, point.low, point.high)]  # fmt: skip
    numbers += [point.number for point in chart.starts]
    first, last = min(years), max(years)
    if first == last:
        first, last = first - 1, last + 1
    ticks = _ticks(min(numbers), max(numbers))
    low, high = ticks[0], ticks[-1]

    def across(year: float) -> float:
        return (year - first) / (last - first)

    def up(number: float) -> float:
        return (number - low) / (high - low)

    def mark(point: Point) -> dict[str, Any]:
        ends = [up(point.low), up(point.high)] if point.high != point.low else None
        return {"x": across(point.year), "y": up(point.number), "ends": ends}

    shown = _years(first, last, [target.year for target in chart.targets])
    return {
        "unit": chart.unit,
        "alternative": chart.alternative,
        "across": [{"at": across(year), "label": str(year)} for year in shown],
        "up": [{"at": up(number), "label": t.number(number)} for number in ticks],
        "paths": [[(across(year), up(number)) for year, number in path] for path in chart.paths],
        "starts": [mark(point) for point in chart.starts],
        "context": [mark(point) for point in chart.context],
        "reports": [mark(point) for point in chart.reports],
        "targets": [mark(point) for point in chart.targets],
    }


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from at or below the lowest to at or above the highest."""
    if low == high:
        high = low + 1
    rough = (high - low) / MOST_INTERVALS
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * step for step in STEPS if power * step >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 12) for number in range(first, last + 1)]


def _years(first: int, last: int, horizons: list[int]) -> list[int]:
    """The years on the axis: the first one and the target years, and round ones that keep away
    from these."""
    fixed = sorted({first, *horizons})
    span = last - first
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if span / step <= MOST_YEARS)
    apart = span / 6.5
    round_years = [
        year
        for year in range(first, last + 1)
        if year % step == 0 and all(abs(year - other) >= apart for other in fixed)
    ]
    shown: list[int] = []
    for year in sorted({*fixed, *round_years}, reverse=True):
        if not shown or shown[-1] - year >= apart:
            shown.append(year)
    return shown[::-1]
