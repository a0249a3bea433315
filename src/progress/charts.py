"""Plotly figures, each with the text that stands for it.

Colours are Streamlit's placeholders, swapped for the reader's theme in the browser, so figures
must be shown with ``theme="streamlit"``. Plotly reads its texts as a kind of HTML, so the plan's
own words are escaped.
"""

from html import escape

import plotly.graph_objects as go

from progress.palette import chart_colour, css
from progress.sentences import reported_words, target_words
from progress.text import Language

HEIGHT = 340

# Plotly's symbols as letters, each with the family whose colour it has.
KEY_MARKS = {
    "line": ("╌╌", ""),
    "circle": ("●", "on_track"),
    "circle-open": ("○", "no_verdict"),
    "star": ("★", "achieved"),
}
PATH = "rgba(128, 128, 128, 0.9)"
BAND = "rgba(128, 128, 128, 0.35)"


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
    figure = go.Figure()
    for row in verdicts:
        _add_path(figure, t, row)
    _add_reports(figure, t, indicator, values)
    for row in verdicts:
        _add_target(figure, t, row, indicator)
    if demo:
        figure.add_annotation(
            text=t("Demonstration data"),
            xref="paper",
            yref="paper",
            x=0.5,
            y=0.5,
            showarrow=False,
            font={"size": 22, "color": "rgba(128, 128, 128, 0.35)"},
            textangle=-15,
        )
    figure.update_layout(
        height=HEIGHT,
        margin={"t": 10, "l": 10, "r": 10, "b": 30},
        # The key stands below in HTML: Plotly measures every word of its own.
        showlegend=False,
        yaxis={"title": {"text": escape(t.of(indicator, "unit"))}, "rangemode": "tozero"},
        xaxis={"tickformat": "d", "dtick": _year_step(figure), "automargin": False},
        hovermode="closest",
        separators=t.separators,
    )
    return figure, _alternative(t, indicator, verdicts, values)


def marks(figure: go.Figure) -> str:
    """What the marks of a figure mean, as HTML."""
    names = {trace.name: trace.marker.symbol or "line" for trace in figure.data if trace.name}
    items = []
    for name, symbol in names.items():
        mark, family = KEY_MARKS[symbol]
        colour = f' style="color:{css(family, "fill")}"' if family else ""
        items.append(f'<span><span aria-hidden="true"{colour}>{mark}</span> {escape(name)}</span>')
    return f'<p class="p4-key">{"".join(items)}</p>'


def _add_path(figure: go.Figure, t: Language, row: dict) -> None:
    start, number = row["baseline_number"], row["target_number"]
    if start is None or number is None or row["baseline_year"] >= row["horizon"]:
        return
    years = [row["baseline_year"], row["horizon"]]
    path = [start, number]
    if row["target_kind"] == "growth":
        years = list(range(years[0], years[1] + 1))
        path = [start * (1 + row["target_value"] / 100) ** (year - years[0]) for year in years]
    figure.add_scatter(
        x=years,
        y=path,
        mode="lines",
        line={"color": PATH, "width": 1.5, "dash": "dash"},
        name=t("Path asked for"),
        hoverinfo="skip",
    )


def _year_step(figure: go.Figure) -> int:
    """Years between two marks of the axis, so that about ten fit."""
    years = [year for trace in figure.data for year in trace.x]
    span = max(years) - min(years)
    return 1 if span <= 8 else 2 if span <= 16 else 5


def _add_target(figure: go.Figure, t: Language, row: dict, indicator: dict) -> None:
    if row["target_number"] is None:
        return
    words = target_words(t, row, indicator)
    if row["target_kind"] == "range":
        figure.add_scatter(
            x=[row["horizon"]] * 2,
            y=[row["target_value"], row["target_value_high"]],
            mode="lines",
            line={"color": BAND, "width": 14},
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=[row["horizon"]],
        y=[row["target_number"]],
        mode="markers",
        marker={"symbol": "star", "size": 14, "color": chart_colour("achieved")},
        name=t("Target"),
        text=[escape(words)],
        hovertemplate="%{x}: %{text}<extra></extra>",
    )


def _add_reports(figure: go.Figure, t: Language, indicator: dict, values: list[dict]) -> None:
    for direct, name, symbol in (
        (True, t("Reported"), "circle"),
        (False, t("Context, not judged"), "circle-open"),
    ):
        rows = sorted(
            (row for row in values if row["counts"] == direct and row["value"] is not None),
            key=lambda row: row["year"],
        )
        if not rows:
            continue
        spread = [(row["value_high"] or row["value"]) - row["value"] for row in rows]
        figure.add_scatter(
            x=[row["year"] for row in rows],
            y=[row["value"] for row in rows],
            mode="lines+markers" if direct else "markers",
            marker={
                "symbol": symbol,
                "size": 10,
                "color": chart_colour("on_track" if direct else "no_verdict"),
            },
            line={"width": 2.5, "color": chart_colour("on_track")},
            error_y={
                "type": "data",
                "symmetric": False,
                "array": spread,
                "arrayminus": [0] * len(rows),
            }
            if any(spread)
            else None,
            name=name,
            text=[escape(reported_words(t, row, indicator)) for row in rows],
            hovertemplate="%{x}: %{text}<extra></extra>",
        )


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
