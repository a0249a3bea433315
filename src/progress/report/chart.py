"""The chart of an indicator, as places between 0 and 1 that a template can draw."""

from typing import Any

from progress.language import Language
from progress.wording.chart import Chart
from progress.wording.chart_labels import labels
from progress.wording.chart_points import Point

# How much room a letter and a line take where the chart is this small.
LETTER, LINE = 0.025, 0.13


def places(t: Language, chart: Chart) -> dict[str, Any]:
    """Where everything stands that a chart shows."""
    across, up = chart.years.across, chart.numbers.up

    def mark(point: Point) -> dict[str, Any]:
        ends = [up(point.low), up(point.high)] if point.high != point.low else None
        return {
            "x": across(point.year),
            "y": up(point.number),
            "ends": ends,
            "family": point.family,
        }

    return {
        "unit": chart.unit,
        "alternative": chart.alternative,
        "across": [{"at": across(year), "label": str(year)} for year in chart.year_ticks],
        "breaks": list(chart.years.breaks),
        "up": [{"at": up(number), "label": t.number(number)} for number in chart.numbers.ticks],
        "now": {"at": across(chart.now.year), "label": chart.now.words},
        "zones": [
            {
                "from": across(zone.since),
                "to": across(zone.until),
                "low": 0.0 if zone.low is None else up(zone.low),
                "high": up(zone.high),
            }
            for zone in chart.zones
        ],
        "paths": [[(across(year), up(number)) for year, number in path] for path in chart.paths],
        "continued": [
            [(across(year), up(number)) for year, number in line] for line in chart.continued
        ],
        "starts": [mark(point) for point in chart.starts],
        "context": [mark(point) for point in chart.context],
        "reports": [mark(point) for point in chart.reports],
        "targets": [mark(point) | {"ends": None} for point in chart.targets],
        "labels": [
            {
                "x": across(label.year),
                "y": up(label.number),
                "words": label.words,
                "above": label.above,
                "side": label.side,
            }
            for label in labels(
                chart.years,
                chart.numbers,
                # Where it lands is told in the sentence beside.
                [label for label in chart.labels if not label.lies_ahead],
                LETTER,
                LINE,
            )
        ],
    }
