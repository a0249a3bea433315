"""The parts of the Facilities page: progress by who leads, staleness, what is awaited."""

import streamlit as st
from markupsafe import Markup

from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.ui import view
from progress.ui.components import component, group_rows, left_out, link, table
from progress.ui.markdown import literal
from progress.ui.view import View
from progress.wording.facility import facility_type_views
from progress.wording.facility_words import facility_types
from progress.wording.freshness import DueView, due, freshness_by_facility_type


def show_meaning(seen: View) -> None:
    """What the two kinds of facility are, as the plan says it."""
    t = seen.t
    facts = {row["fact"]: row for row in seen.facts["initiative"]}
    words = facility_types(t)
    for kind in ("core", "global"):
        if text := t.of(facts.get(f"{kind}_facility", {}), "value"):
            st.markdown(f"**{words[kind]}.** {literal(text)}.")


def progress(t: Language, snapshot: Snapshot) -> Markup:
    """A block for each facility type: its objectives and, for each target year, where they are."""
    return component("facility_types")(
        [
            (found.who_leads, found.objectives, group_rows(found.groups))
            for found in facility_type_views(t, snapshot)
        ]
    )


def show_reports(seen: View) -> None:
    """By who leads: how many indicators are reported, how old the reports are, what is missing."""
    t, snapshot = seen.t, seen.snapshot()
    rows = [
        [group.name, *map(str, (group.indicators, group.in_time, group.overdue, group.never))]
        for group in freshness_by_facility_type(t, snapshot)
    ]
    head = [t("Who leads"), t("Indicators"), t("Up to date"), t("Overdue"), t("Never reported")]
    st.html(table(t("Reports by who leads"), head, rows, numbers={1, 2, 3, 4}))
    missing = due(t, snapshot)
    st.subheader(t("What is awaited, and from whom"), anchor=False)
    if not missing:
        st.markdown(t("Every indicator is reported in time."))
    for group in missing:
        st.html(_due(seen, group))


def _due(seen: View, group: DueView) -> Markup:
    t = seen.t
    body = [
        [
            link(seen.link("objective", objective=row.objective), row.objective),
            row.name,
            t("never") if row.year is None else str(row.year),
            link(seen.link("task_forces", objective=row.objective), t("Task Force")),
        ]
        for row in group.reports[: view.MOST_SHOWN]
    ]
    head = [t("Objective"), t("Indicator"), t("Last report"), t("Task Force")]
    more = left_out(t, len(group.reports[view.MOST_SHOWN :]))
    return table(group.who_leads, head, body) + more
