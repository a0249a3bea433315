"""Plotly figures, each with the text that stands for it.

Colours are Streamlit's placeholders, swapped for the reader's theme in the browser, so figures
must be shown with ``theme="streamlit"``. Plotly reads its texts as a kind of HTML, so the plan's
own words go in through ``components.html``.
"""

import plotly.graph_objects as go
from markupsafe import Markup

from progress.language import Language
from progress.ui.components import component, html
from progress.wording.palette import chart_colour
from progress.wording.sentences import reported_words, target_words

HEIGHT = 340

PATH = "rgba(128, 128, 128, 0.9)"
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


def has_numbers(indicator: dict, verdicts: list[dict], values: list[dict]) -> bool:
    """Whether there is anything to draw: a number to reach, or one that was reported."""
    return indicator["measure"] != "conditions" and bool(
        values or any(row["target_number"] is not None for row in verdicts)
    )


def trajectory(
    t: Language, indicator: dict, verdicts: list[dict], values: list[dict], demo: bool
) -> tuple[go.Figure, str]:
    """Reported values, the straight path that each target year asks for, and the targets.

    ``verdicts``: those of one indicator and region; ``values``: its reported values up to the
    chosen year, context included.
    """
    traces = [
        *(_path(t, row) for row in verdicts if _has_path(row)),
        *_reports(t, indicator, values),
        *(trace for row in verdicts for trace in _target(t, row, indicator)),
    ]
    layout = {
        "height": HEIGHT,
        # Unit and key stand in HTML around it, and the margins are given: Plotly would measure
        # every word, draw all, and draw it again with room for them.
        "margin": {"t": 10, "l": 50, "r": 10, "b": 30},
        "showlegend": False,
        "yaxis": {"rangemode": "tozero", "automargin": False},
        "xaxis": {"tickformat": "d", "dtick": _year_step(traces), "automargin": False},
        "hovermode": "closest",
        "separators": t.separators,
        "annotations": [WATERMARK | {"text": t("Demonstration data")}] if demo else [],
    }
    # Built in one go: adding trace by trace takes Plotly three times as long.
    figure = go.Figure({"data": traces, "layout": layout})
    return figure, _alternative(t, indicator, verdicts, values)


def marks(t: Language, verdicts: list[dict], values: list[dict]) -> Markup:
    """What the marks of the figure mean: each as a letter, in its colour."""
    shown = (
        ("╌╌", "", t("Path asked for"), any(map(_has_path, verdicts))),
        ("●", "on_track", t("Reported"), _drawn(values, counts=True)),
        ("○", "no_verdict", t("Context, not judged"), _drawn(values, counts=False)),
        ("★", "achieved", t("Target"), any(row["target_number"] is not None for row in verdicts)),
    )
    return component("chart_key")([mark[:3] for mark in shown if mark[3]])


def _has_path(row: dict) -> bool:
    known = row["baseline_number"] is not None and row["target_number"] is not None
    return known and row["baseline_year"] < row["horizon"]


def _drawn(values: list[dict], counts: bool) -> list[dict]:
    """The values with a mark: those that are judged, or those that are only context."""
    rows = [row for row in values if row["counts"] == counts and row["value"] is not None]
    return sorted(rows, key=lambda row: row["year"])


def _path(t: Language, row: dict) -> dict:
    """The straight way from the starting point to the target; a growth asks for a curve."""
    years = [row["baseline_year"], row["horizon"]]
    path = [row["baseline_number"], row["target_number"]]
    if row["target_kind"] == "growth":
        years = list(range(years[0], years[1] + 1))
        path = [path[0] * (1 + row["target_value"] / 100) ** (year - years[0]) for year in years]
    return {
        "type": "scatter",
        "x": years,
        "y": path,
        "mode": "lines",
        "line": {"color": PATH, "width": 1.5, "dash": "dash"},
        "name": t("Path asked for"),
        "hoverinfo": "skip",
    }


def _year_step(traces: list[dict]) -> int:
    """Years between two marks of the axis, so that about ten fit."""
    years = [year for trace in traces for year in trace["x"]]
    span = max(years) - min(years)
    return 1 if span <= 6 else 2 if span <= 14 else 5


def _target(t: Language, row: dict, indicator: dict) -> list[dict]:
    if row["target_number"] is None:
        return []
    band = {
        "type": "scatter",
        "x": [row["horizon"]] * 2,
        "y": [row["target_value"], row["target_value_high"]],
        "mode": "lines",
        "line": {"color": BAND, "width": 14},
        "hoverinfo": "skip",
    }
    mark = {
        "type": "scatter",
        "x": [row["horizon"]],
        "y": [row["target_number"]],
        "mode": "markers",
        "marker": {"symbol": "star", "size": 14, "color": chart_colour("achieved")},
        "name": t("Target"),
        "text": [html(target_words(t, row, indicator))],
        "hovertemplate": HOVER,
    }
    return [band, mark] if row["target_kind"] == "range" else [mark]


def _reports(t: Language, indicator: dict, values: list[dict]) -> list[dict]:
    found = []
    for counts, name, symbol in (
        (True, t("Reported"), "circle"),
        (False, t("Context, not judged"), "circle-open"),
    ):
        rows = _drawn(values, counts)
        if not rows:
            continue
        colour = chart_colour("on_track" if counts else "no_verdict")
        trace = {
            "type": "scatter",
            "x": [row["year"] for row in rows],
            "y": [row["value"] for row in rows],
            "mode": "lines+markers" if counts else "markers",
            "marker": {"symbol": symbol, "size": 10, "color": colour},
            "line": {"width": 2.5, "color": chart_colour("on_track")},
            "name": name,
            "text": [html(reported_words(t, row, indicator)) for row in rows],
            "hovertemplate": HOVER,
        }
        spread = [(row["value_high"] or row["value"]) - row["value"] for row in rows]
        if any(spread):
            none = [0] * len(rows)
            trace["error_y"] = {
                "type": "data", "symmetric": False, "array": spread, "arrayminus": none
            }  # fmt: skip
        found.append(trace)
    return found


def _alternative(t: Language, indicator: dict, verdicts: list[dict], values: list[dict]) -> str:
    """The figure in words, for those who do not see it."""
    reported = [
        t("{year}: {value}", year=row["year"], value=reported_words(t, row, indicator))
        for row in sorted(values, key=lambda row: row["year"])
        if row["counts"]
    ]
    aimed = [
        t("{year}: {value}", year=row["horizon"], value=target_words(t, row, indicator))
        for row in verdicts
        if row["target_number"] is not None
    ]
    return t(
        "{name}. Reported: {reported}. Targets: {targets}.",
        name=t.of(indicator, "name"),
        reported=", ".join(reported) or t("nothing yet"),
        targets=", ".join(aimed) or t("none"),
    )
