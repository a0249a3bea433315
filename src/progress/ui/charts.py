"""Plotly figures of the charts that ``wording.chart`` describes.

Colours are Streamlit's placeholders, swapped for the reader's theme in the browser, so figures
must be shown with ``theme="streamlit"``. Plotly reads its texts as a kind of HTML, so the plan's
own words go in through ``components.html``. Years stand at their places between 0 and 1, numbers
at themselves.
"""

from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
from markupsafe import Markup

from progress.language import Language
from progress.ui.components import component, html, lines
from progress.wording.chart import Chart
from progress.wording.chart_labels import Label
from progress.wording.chart_lines import Vertices
from progress.wording.chart_points import Point
from progress.wording.palette import chart_colour

HEIGHT = 340
# As Streamlit's own theme for Plotly calls the text and the page (streamlit_plotly_theme.py).
INK, PAPER = "#000037", "#000038"
GREY = "rgba(128, 128, 128, 0.9)"
ZONE = "rgba(128, 128, 128, 0.16)"
QUIET = "rgba(128, 128, 128, 1)"
HOVER = "%{text}<extra></extra>"
HOVER_LETTERS = 56
SHAPE = {"type": "line", "layer": "below", "line": {"color": GREY, "width": 1}}
TEXT = {"showarrow": False, "font": {"size": 12}, "borderpad": 0}


def figure(t: Language, chart: Chart, demo: bool) -> go.Figure:
    """Reported values in ink, the last one in the colour of its status; starting point, required
    path, targets hollow; what is asked for as a zone; now as a line."""
    across = chart.years.across
    traces = [
        *(_line(t("Required path"), chart, path, GREY, "dash") for path in chart.paths),
        *(_line(t("At the pace so far"), chart, line, INK, "dot") for line in chart.continued),
        *_hollow(t("Other figures, for context"), chart, chart.context, "circle", 10, GREY),
        *_marks(t("Starting point"), chart, chart.starts, "square", 8, QUIET),
        *_reports(t("Reported"), chart),
        *_hollow(t("Target"), chart, chart.targets, "diamond", 12, INK),
    ]
    numbers = chart.numbers
    layout = {
        "height": HEIGHT,
        # Unit and key stand in HTML around it, and the margins are given: Plotly would measure
        # every word, draw all, and draw it again with room for them.
        "margin": {"t": 22, "l": 50, "r": 10, "b": 48 if demo else 30},
        "showlegend": False,
        "yaxis": {
            "range": [numbers.low, numbers.high + (numbers.high - numbers.low) * 0.09],
            "tickvals": numbers.ticks,
            "ticktext": [t.number(number) for number in numbers.ticks],
            "zeroline": False,
            "automargin": False,
        },
        "xaxis": {
            "range": [-0.035, 1.035],
            "tickvals": [across(year) for year in chart.year_ticks],
            "ticktext": [str(year) for year in chart.year_ticks],
            "showgrid": False,
            "zeroline": False,
            "automargin": False,
        },
        "hovermode": "closest",
        "separators": t.separators,
        "shapes": [*_zones(chart), _now(chart), *_breaks(chart)],
        "annotations": [
            _now_words(chart),
            *(_label(chart, label) for label in chart.labels),
            *([_watermark(t)] if demo else []),
        ],
    }
    # Built in one go: adding trace by trace takes Plotly three times as long.
    return go.Figure({"data": traces, "layout": layout})


def key(t: Language, chart: Chart) -> Markup:
    """What the marks of the figure mean: each as a letter."""
    marks = (
        ("●", t("Reported"), chart.reports),
        ("■", t("Starting point"), chart.starts),
        ("○", t("Other figures, for context"), chart.context),
        ("◇", t("Target"), chart.targets),
        ("╌╌", t("Required path"), chart.paths),
        ("┈┈", t("At the pace so far"), chart.continued),
        ("▒", t("Where the target is met"), chart.zones),
    )
    return component("chart_key")([mark[:2] for mark in marks if mark[2]])


def _line(name: str, chart: Chart, path: Vertices, colour: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [chart.years.across(year) for year, _ in path],
        "y": [number for _, number in path],
        "customdata": [year for year, _ in path],
        "mode": "lines",
        "line": {"color": colour, "width": 1.5, "dash": dash},
        "name": name,
        "hoverinfo": "skip",
    }


def _marks(
    name: str, chart: Chart, points: tuple[Point, ...], symbol: str, size: int, colour: str
) -> list[dict[str, Any]]:
    """Points with the ends of ranges as whiskers; a target's range is a zone instead."""
    if not points:
        return []
    trace: dict[str, Any] = {
        "type": "scatter",
        "x": [chart.years.across(point.year) for point in points],
        "y": [point.number for point in points],
        "customdata": [point.year for point in points],
        "mode": "markers",
        "marker": {"symbol": symbol, "size": size, "color": colour},
        "name": name,
        "text": [_hover(point) for point in points],
        "hovertemplate": HOVER,
        "cliponaxis": False,
    }
    if points is not chart.targets and any(point.low != point.high for point in points):
        trace["error_y"] = {
            "type": "data",
            "symmetric": False,
            "array": [point.high - point.number for point in points],
            "arrayminus": [point.number - point.low for point in points],
            "color": GREY,
        }
    return [trace]


def _reports(name: str, chart: Chart) -> list[dict[str, Any]]:
    traces = _marks(name, chart, chart.reports, "circle", 9, INK)
    for trace in traces:
        families = [point.family for point in chart.reports]
        trace["mode"] = "lines+markers"
        trace["line"] = {"width": 2, "color": INK}
        trace["marker"] = {
            "symbol": "circle",
            "opacity": 1,
            "size": [14 if family else 8 for family in families],
            "color": [chart_colour(family) if family else INK for family in families],
            "line": {"width": [2 if family else 0 for family in families], "color": PAPER},
        }
    return traces


def _hollow(
    name: str, chart: Chart, points: tuple[Point, ...], symbol: str, size: int, colour: str
) -> list[dict[str, Any]]:
    traces = _marks(name, chart, points, symbol, size, PAPER)
    for trace in traces:
        trace["marker"]["line"] = {"width": 2, "color": colour}
    return traces


def _hover(point: Point) -> Markup:
    said = [part for text in point.told for part in wrap(text, HOVER_LETTERS)]
    return lines([html(f"{point.year}: {point.words}"), *map(html, said)])


def _zones(chart: Chart) -> list[dict[str, Any]]:
    across = chart.years.across
    return [
        {
            "type": "rect",
            "layer": "below",
            "x0": across(zone.since),
            "x1": across(zone.until),
            "y0": chart.numbers.low if zone.low is None else zone.low,
            "y1": zone.high,
            "fillcolor": ZONE,
            "line": {"width": 0},
        }
        for zone in chart.zones
    ]


def _now(chart: Chart) -> dict[str, Any]:
    place = chart.years.across(chart.now.year)
    return SHAPE | {
        "x0": place,
        "x1": place,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": GREY, "width": 1, "dash": "dot"},
    }


def _now_words(chart: Chart) -> dict[str, Any]:
    place = chart.years.across(chart.now.year)
    return TEXT | {
        "x": place,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": html(chart.now.words),
    }


def _breaks(chart: Chart) -> list[dict[str, Any]]:
    """Two strokes across the axis where years are left out."""
    return [
        SHAPE
        | {"x0": place + off - 0.006, "x1": place + off + 0.006, "y0": -0.025, "y1": 0.025}
        | {"yref": "paper", "layer": "above"}
        for place in chart.years.breaks
        for off in (-0.006, 0.006)
    ]


def _label(chart: Chart, label: Label) -> dict[str, Any]:
    anchor = {"left": "right", "middle": "center", "right": "left"}[label.side]
    shift = {"left": 8, "middle": 0, "right": -8}[label.side]
    return TEXT | {
        "x": chart.years.across(label.year),
        "y": label.number,
        "xanchor": anchor,
        "yanchor": "bottom" if label.above else "top",
        "xshift": shift,
        "yshift": 9 if label.above else -9,
        "text": html(label.words),
    }


def _watermark(t: Language) -> dict[str, Any]:
    """Below the plot, so that it stands on every picture of it and hides nothing."""
    place = {"xref": "paper", "x": 1, "xanchor": "right", "yref": "paper", "y": 0, "yanchor": "top"}
    return TEXT | place | {"yshift": -26, "text": html(t("Demonstration data"))}
