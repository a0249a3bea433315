"""The small chart of a measure, worked out as places between 0 and 1 that a template can draw.

Reported values, the straight path that each target year asks for, and the targets.
"""

import math

from progress.language import Language
from progress.wording.sentences import reported_words, target_words

STEPS = (1, 2, 2.5, 5, 10)
MOST_INTERVALS = 4
MOST_YEARS = 5


def chart(t: Language, indicator: dict, verdicts: list[dict], values: list[dict]) -> dict | None:
    """What to draw for a measure in a region; None where a chart would hold nothing but targets.
    ``verdicts``: its own; ``values``: those up to the chosen year, context included."""
    values = [row for row in values if row["value"] is not None]
    aims = [row for row in verdicts if row["target_number"] is not None]
    started = [row for row in aims if row["baseline_number"] is not None]
    if indicator["measure"] == "conditions" or not (values or started):
        return None
    years = [row["year"] for row in values] + [row["horizon"] for row in aims]
    years += [row["baseline_year"] for row in started]
    numbers = [0.0, *(number for row in values for number in _ends(row, "value"))]
    numbers += [number for row in aims for number in _target_ends(row)]
    numbers += [row["baseline_number"] for row in started]
    first, last = min(years), max(years)
    if first == last:
        first, last = first - 1, last + 1
    ticks = _ticks(min(numbers), max(numbers))
    low, high = ticks[0], ticks[-1]

    def across(year: float) -> float:
        return (year - first) / (last - first)

    def up(number: float) -> float:
        return (number - low) / (high - low)

    def mark(row: dict) -> dict:
        start, end = _ends(row, "value")
        return {
            "x": across(row["year"]),
            "y": up(start),
            "high": up(end) if end != start else None,
        }

    reports = sorted((row for row in values if row["counts"]), key=lambda row: row["year"])
    return {
        "unit": t.of(indicator, "unit"),
        "alternative": _alternative(t, indicator, aims, reports),
        "across": [{"at": across(year), "label": str(year)} for year in _years(first, last, aims)],
        "up": [{"at": up(number), "label": t.number(number)} for number in ticks],
        "paths": [
            _path(row, across, up) for row in started if row["baseline_year"] < row["horizon"]
        ],
        "starts": [{"x": across(row["baseline_year"]), "y": up(row["baseline_number"])}
                   for row in started[:1] if not _is_reported(row, reports)],
        "context": [mark(row) for row in values if not row["counts"]],
        "reports": [mark(row) for row in reports],
        "targets": [
            {
                "x": across(row["horizon"]),
                "y": up(row["target_number"]),
                "ends": [up(number) for number in _target_ends(row)],
            }
            for row in aims
        ],
    }  # fmt: skip


def _ends(row: dict, name: str) -> tuple[float, float]:
    low, high = row[name], row[f"{name}_high"]
    return (low, low if high is None else high)


def _target_ends(row: dict) -> tuple[float, float]:
    if row["target_kind"] == "range":
        return _ends(row, "target_value")
    return (row["target_number"], row["target_number"])


def _is_reported(row: dict, reports: list[dict]) -> bool:
    """Whether the starting point is drawn already, as a report of its year."""
    return any(report["year"] == row["baseline_year"] for report in reports)


def _path(row: dict, across, up) -> list[list[float]]:
    """From the starting point to the target: straight, or bent where growth is asked for."""
    start, begins, ends = row["baseline_number"], row["baseline_year"], row["horizon"]
    if row["target_kind"] != "growth":
        return [[across(begins), up(start)], [across(ends), up(row["target_number"])]]
    return [
        [across(year), up(start * (1 + row["target_value"] / 100) ** (year - begins))]
        for year in range(begins, ends + 1)
    ]


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from at or below the lowest to at or above the highest."""
    if low == high:
        high = low + 1
    rough = (high - low) / MOST_INTERVALS
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * step for step in STEPS if power * step >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 12) for number in range(first, last + 1)]


def _years(first: int, last: int, aims: list[dict]) -> list[int]:
    """The years on the axis: the first one and the target years, and round ones that keep away
    from these."""
    fixed = sorted({first, *(row["horizon"] for row in aims)})
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


def _alternative(t: Language, indicator: dict, aims: list[dict], reports: list[dict]) -> str:
    """The figure in words, for those who do not see it."""
    reported = [
        t("{year}: {value}", year=row["year"], value=reported_words(t, row, indicator))
        for row in reports
    ]
    aimed = [
        t("{year}: {value}", year=row["horizon"], value=target_words(t, row, indicator))
        for row in aims
    ]
    return t(
        "{name}. Reported: {reported}. Targets: {targets}.",
        name=t.of(indicator, "name"),
        reported=", ".join(reported) or t("nothing yet"),
        targets=", ".join(aimed) or t("none"),
    )
