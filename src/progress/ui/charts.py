"""Plotly figures of the charts that ``wording.chart`` describes.

Colours are Streamlit's placeholders, swapped for the reader's theme in the browser, so figures
must be shown with ``theme="streamlit"``. Plotly reads its texts as a kind of HTML, so the plan's
own words go in through ``components.html``.
"""

from typing import Any

import plotly.graph_objects as go
from markupsafe import Markup

from progress.language import Language
from progress.ui.components import component, html
from progress.wording.chart import Chart, Point
from progress.wording.palette import chart_colour

HEIGHT = 340

GREY = "rgba(128, 128, 128, 0.9)"
BAND = "rgba(128, 128, 128, 0.35)"
HOVER = "%{x}: %{text}<extra></extra>"
WATERMARK = {
    "xref": "paper",
    "yref": "paper",
    "x": 0.5,
    "y": 0.5,
    "showarrow": False,
    "font": {"size": 22, "color": "rgba(128, 128, 128, 0.35)"},
    "textangle": -15,
}


def figure(t: Language, chart: Chart, demo: bool) -> go.Figure:
    """Reported values, the starting point, the path to each target, and the targets."""
    traces = [
        *(_path(t, path) for path in chart.paths),
        *_marks(t("Starting point"), chart.starts, "square", 8, GREY),
        *_marks(t("Reported"), chart.reports, "circle", 10, chart_colour("on_track"), lines=True),
        *_marks(
            t("Other figures, for context"),
            chart.context,
            "circle-open",
            10,
            chart_colour("no_verdict"),
        ),
        *(_band(target) for target in chart.targets if target.low != target.high),
        *_marks(t("Target"), chart.targets, "star", 14, chart_colour("achieved"), spread=False),
    ]
    layout = {
        "height": HEIGHT,
        # Unit and key stand in HTML around it, and the margins are given: Plotly would measure
        # every word, draw all, and draw it again with room for them.
        "margin": {"t": 10, "l": 50, "r": 10, "b": 30},
        "showlegend": False,
        "yaxis": {"rangemode": "tozero", "automargin": False},
        "xaxis": {"tickformat": "d", "dtick": _year_step(chart), "automargin": False},
        "hovermode": "closest",
        "separators": t.separators,
        "annotations": [WATERMARK | {"text": t("Demonstration data")}] if demo else [],
    }
    # Built in one go: adding trace by trace takes Plotly three times as long.
    return go.Figure({"data": traces, "layout": layout})


def key(t: Language, chart: Chart) -> Markup:
    """What the marks of the figure mean: each as a letter, in its colour."""
    marks = (
        ("╌╌", "", t("Required path"), chart.paths),
        ("■", "", t("Starting point"), chart.starts),
        ("●", "on_track", t("Reported"), chart.reports),
        ("○", "no_verdict", t("Other figures, for context"), chart.context),
        ("★", "achieved", t("Target"), chart.targets),
    )
    return component("chart_key")([mark[:3] for mark in marks if mark[3]])


def _path(t: Language, path: tuple[tuple[int, float], ...]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [year for year, _ in path],
        "y": [number for _, number in path],
        "mode": "lines",
        "line": {"color": GREY, "width": 1.5, "dash": "dash"},
        "name": t("Required path"),
        "hoverinfo": "skip",
    }


def _band(target: Point) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [target.year] * 2,
        "y": [target.low, target.high],
        "mode": "lines",
        "line": {"color": BAND, "width": 14},
        "hoverinfo": "skip",
    }


def _marks(
    name: str,
    points: tuple[Point, ...],
    symbol: str,
    size: int,
    colour: str,
    lines: bool = False,
    spread: bool = True,
) -> list[dict[str, Any]]:
    """``lines``: between the marks. ``spread``: the ends of ranges, as whiskers."""
    if not points:
        return []
    trace: dict[str, Any] = {
        "type": "scatter",
        "x": [point.year for point in points],
        "y": [point.number for point in points],
        "mode": "lines+markers" if lines else "markers",
        "marker": {"symbol": symbol, "size": size, "color": colour},
        "line": {"width": 2.5, "color": colour},
        "name": name,
        "text": [html(point.words) for point in points],
        "hovertemplate": HOVER,
    }
    if spread and any(point.low != point.high for point in points):
        trace["error_y"] = {
            "type": "data",
            "symmetric": False,
            "array": [point.high - point.number for point in points],
            "arrayminus": [point.number - point.low for point in points],
        }
    return [trace]


def _year_step(chart: Chart) -> int:
    """Years between two marks of the axis, so that about ten fit."""
    years = [point.year for point in chart.points]
    span = max(years) - min(years)
    return 1 if span <= 6 else 2 if span <= 14 else 5
