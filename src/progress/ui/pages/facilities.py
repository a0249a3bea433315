"""The parts of the Facilities page: progress by who leads, staleness, what is awaited."""

from dataclasses import astuple

import streamlit as st
from markupsafe import Markup

from progress.assessment.filters import FACILITY_TYPES
from progress.assessment.freshness import awaited, counted, freshness
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.ui.components import component, group_rows, link, table
from progress.ui.markdown import literal
from progress.ui.view import View
from progress.wording.facility_words import facility_types


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
    words = facility_types(t)
    items = []
    for kind in FACILITY_TYPES:
        groups = [row for row in snapshot.facility_types if row["facility_type"] == kind]
        if not groups:
            continue
        codes = dict.fromkeys(
            row["objective"]
            for row in snapshot.objectives
            if (row["facility_type"] or "unknown") == kind
        )
        objectives = t.plural(
            "{number} objective: {codes}",
            "{number} objectives: {codes}",
            len(codes),
            codes=", ".join(codes),
        )
        items.append((words[kind], objectives, group_rows(t, groups)))
    return component("facility_types")(items)


def show_reports(seen: View) -> None:
    """By who leads: how many indicators are reported, how old the reports are, what is missing."""
    t = seen.t
    words = facility_types(t)
    reports = freshness(seen.snapshot())
    rows = []
    for kind in FACILITY_TYPES:
        mine = [row for row in reports if row["kind"] == kind]
        if mine:
            rows.append([words[kind], *map(str, astuple(counted(mine)))])
    head = [t("Who leads"), t("Indicators"), t("Up to date"), t("Overdue"), t("Never reported")]
    st.html(table(t("Reports by who leads"), head, rows, numbers={1, 2, 3, 4}))
    missing = awaited(seen.snapshot())
    st.subheader(t("What is awaited, and from whom"), anchor=False)
    if not missing:
        st.markdown(t("Every indicator is reported in time."))
        return
    for kind in FACILITY_TYPES:
        mine = [row for row in missing if row["kind"] == kind]
        if mine:
            st.html(_awaited(seen, words[kind], mine))


def _awaited(seen: View, leader: str, rows: list[dict]) -> Markup:
    t = seen.t
    body = [
        [
            link(seen.link("objective", objective=row["objective"]), row["objective"]),
            t.of(row["measure"], "name"),
            t("never") if row["year"] is None else str(row["year"]),
            link(seen.link("task_forces", objective=row["objective"]), t("Task Force")),
        ]
        for row in rows
    ]
    head = [t("Objective"), t("Indicator"), t("Last report"), t("Task Force")]
    return table(leader, head, body)
