"""The six families of a verdict as colour and shape, for screen, chart and paper.

Good is blue and bad is orange, because that pair stays apart for every common kind of colour
blindness; having no verdict is grey, never a warning. Each family also has a shape of its own,
so that nobody has to tell colours apart. `tests/wording/test_palette.py` computes the contrast
and the distances; change a colour here and run it.

The same colours, in the order of FAMILIES, head `chartCategoricalColors` in
`.streamlit/config.toml`, so a chart that asks for `chart_colour(family)` follows the reader's
light or dark theme by itself.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    fill: str  # bars, markers, shapes: at least 3:1 on the page and on the tint
    text: str  # words on the tint: at least 7:1
    tint: str  # the quiet background of a badge or a table cell


LIGHT = {
    "achieved": Colours(fill="#0b4585", text="#0b3a70", tint="#dde8f5"),
    "on_track": Colours(fill="#2f8cb2", text="#124a62", tint="#e6f2f7"),
    "behind": Colours(fill="#b9731a", text="#5e3a06", tint="#faf0dd"),
    "off_course": Colours(fill="#9c3c14", text="#74290b", tint="#f7e2d8"),
    "open": Colours(fill="#6f5a72", text="#4d3d50", tint="#efe9f0"),
    "no_verdict": Colours(fill="#83837e", text="#484844", tint="#f2f0ea"),
}

DARK = {
    "achieved": Colours(fill="#5b92ee", text="#c6d9fb", tint="#1c2b45"),
    "on_track": Colours(fill="#c0dcf6", text="#d6e8f8", tint="#22323d"),
    "behind": Colours(fill="#f2c260", text="#f7dba0", tint="#38301a"),
    "off_course": Colours(fill="#d9702a", text="#f8c8a8", tint="#402417"),
    "open": Colours(fill="#b493b4", text="#e0d0e2", tint="#322b35"),
    "no_verdict": Colours(fill="#807f7a", text="#d2d0c9", tint="#2a2c27"),
}

FAMILIES = tuple(LIGHT)

# Drawn on a 16 by 16 field, filled by the even-odd rule so that an inner outline is a hole.
# The outlines differ (disc, triangle up, triangle down, square, half disc, broken ring), so they
# stay apart in black and white and at the size of a letter.
SHAPES = {
    # a disc with a tick cut out
    "achieved": (
        "M8 .5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15Z"
        "M6.9 11.9L13 5.6L11.6 4.2L6.9 9.1L4.5 6.7L3.1 8.1Z"
    ),
    # a triangle that points up
    "on_track": "M8 1.2L15.6 14.6H.4Z",
    # a triangle that points down, with a hole so that it is the lighter of the two
    "behind": "M8 14.8L.4 1.4H15.6ZM8 10.6L11.9 3.6H4.1Z",
    # a square with a cross cut out
    "off_course": (
        "M1 1H15V15H1Z"
        "M4.2 5.6L6.6 8L4.2 10.4L5.6 11.8L8 9.4L10.4 11.8L11.8 10.4L9.4 8"
        "L11.8 5.6L10.4 4.2L8 6.6L5.6 4.2Z"
    ),
    # a ring of which the left half is full
    "open": ("M8 .5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15ZM8 2.3V13.7A5.7 5.7 0 0 0 8 2.3Z"),
    # a ring broken in four
    "no_verdict": (
        "M8.8 .5A7.5 7.5 0 0 1 15.5 7.2H13.7A5.7 5.7 0 0 0 8.8 2.3Z"
        "M15.5 8.8A7.5 7.5 0 0 1 8.8 15.5V13.7A5.7 5.7 0 0 0 13.7 8.8Z"
        "M7.2 15.5A7.5 7.5 0 0 1 .5 8.8H2.3A5.7 5.7 0 0 0 7.2 13.7Z"
        "M.5 7.2A7.5 7.5 0 0 1 7.2 .5V2.3A5.7 5.7 0 0 0 2.3 7.2Z"
    ),
}


def css(family: str, part: str) -> str:
    """A CSS colour (part: fill, text or tint) that is right in both themes.

    Streamlit sets `color-scheme` on the page, so the browser picks the half that fits. The script
    need not know the reader's theme, which Streamlit tells it only after the first run.
    """
    return f"light-dark({getattr(LIGHT[family], part)}, {getattr(DARK[family], part)})"


def chart_colour(family: str) -> str:
    """The placeholder that Streamlit's own Plotly theme swaps for a categorical colour.

    It is swapped in the browser, so a chart changes with the theme without a new run. It works in
    figures shown with `theme="streamlit"`; figures for paper take `LIGHT[family].fill` instead.
    """
    return f"#{FAMILIES.index(family) + 1:06d}"


def shape_svg(family: str, colour: str) -> str:
    """The family's shape as an SVG document of its own, for files and the report."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
        f'<path fill="{colour}" fill-rule="evenodd" d="{SHAPES[family]}"/></svg>'
    )
