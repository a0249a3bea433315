"""One indicator on the Objective page: sentences, chart and table, conditions, context, numbers.

Text is drawn in as few pieces as the charts between it allow: what a browser draws slowly is
pieces, not words.
"""

import streamlit as st
from markupsafe import Markup

from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.rows import Indicator
from progress.server import cache
from progress.ui.charts import figure, key
from progress.ui.components import (
    component,
    details,
    heading,
    html,
    paragraph,
    strong,
    table,
    verdict,
)
from progress.ui.pages.objective_numbers import numbers
from progress.ui.view import View
from progress.wording.chart import Chart
from progress.wording.conditions import Checklist, ConditionView
from progress.wording.feedback import feedback
from progress.wording.indicator import ContextView, IndicatorView, indicator_view


def show_indicator(
    seen: View, snapshot: Snapshot, indicator: Indicator, place: int, above: Markup
) -> None:
    """Draws an indicator, the ``place``-th of the page, below the HTML that stands above it."""
    t, shown = seen.t, indicator_view(seen.t, snapshot, indicator)
    above += heading(3, f"{shown.code} · {shown.name}")
    about = paragraph(shown.definition, quiet=True) + paragraph(shown.without_target)
    for number, series in enumerate(shown.series):
        if series.region_name:
            above += heading(4, series.region_name)
        told = about + html(*map(verdict, series.verdicts))
        about = html()
        if series.chart is None:
            above += told + (component("ruler")(series.ruler) if series.ruler else html())
            continue
        st.html(above)
        picture, beside = st.columns([7, 5], gap="medium")
        with picture:
            st.html(component("unit")(shown.unit))
            st.plotly_chart(
                figure(t, series.chart, seen.demo),
                key=f"chart_{place}_{number}",
                alt=series.chart.alternative,
                config={"displayModeBar": False},
            )
            st.html(key(t, series.chart))
        beside.html(told)
        above = _chart_as_table(t, series.chart)
    above += about
    above += html(*map(_checklist, shown.checklists))
    above += html(*(paragraph(text, quiet=True) for text in shown.unused_starts))
    above += _elsewhere(t, shown.elsewhere)
    verdicts = [row for row in snapshot.verdicts if row.indicator == shown.code]
    st.html(above + numbers(t, verdicts, shown.code) + _feedback(seen, shown))


def _feedback(seen: View, shown: IndicatorView) -> Markup:
    """The way to tell the Secretariat of a mistake, or of a newer figure."""
    t, objective = seen.t, seen.facts.indicator[shown.code].objective
    in_force = [one.release for one in cache.history(seen.demo) if one.in_force]
    where = seen.address("objective", objective=objective, lang=t.code)
    last = max(in_force, default=None)
    to = feedback(t, seen.facts, shown.code, shown.name, where, last)
    return component("feedback")(to, t("Tell us about this figure"))


def _chart_as_table(t: Language, chart: Chart) -> Markup:
    rows = [[str(line.year), line.kind, line.words, line.note] for line in chart.table]
    head = [t("Year"), t("What"), t("Value"), t("Note")]
    return details(t("The chart as a table"), table(chart.name, head, rows))


def _checklist(shown: Checklist) -> Markup:
    """The conditions of a target year, with what is reported on them."""
    items = map(_condition, shown.conditions)
    return paragraph(strong(shown.title)) + component("checklist")(items)


def _condition(shown: ConditionView) -> tuple[str, str, str]:
    """Its mark, its text, and what is said of it."""
    return shown.mark, shown.text, " · ".join(filter(None, (shown.words, shown.evidence)))


def _elsewhere(t: Language, values: tuple[ContextView, ...]) -> Markup:
    """Values of regions that have no target of their own: context."""
    if not values:
        return html()
    rows = [[value.region, str(value.year), value.value, value.note] for value in values]
    title, head = t("Values of regions"), [t("Region"), t("Year"), t("Value"), t("Note")]
    return details(title, table(title, head, rows))
