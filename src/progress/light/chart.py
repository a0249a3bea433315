"""The chart of an indicator as SVG in the page."""

from markupsafe import Markup

from progress.language import Language
from progress.light.template import macro
from progress.report.chart import places
from progress.wording.chart import Chart

# Of the field that the marks stand in, and the room around it for the numbers.
WIDTH, HEIGHT = 560, 200
LEFT, TOP, RIGHT, BOTTOM = 56, 32, 24, 28


def svg(t: Language, chart: Chart) -> Markup:
    shown = places(t, chart)

    def x(place: float) -> str:
        return f"{LEFT + place * WIDTH:.1f}"

    def y(place: float) -> str:
        return f"{TOP + (1 - place) * HEIGHT:.1f}"

    return macro("chart")(
        shown,
        x,
        y,
        {"width": LEFT + WIDTH + RIGHT, "height": TOP + HEIGHT + BOTTOM},
    )
