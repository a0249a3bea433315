"""The parts of the Facilities page: who leads, side by side, and what is awaited from whom."""

import streamlit as st
from markupsafe import Markup

from progress.assessment.freshness import freshness
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.rows import Partnership
from progress.ui import view
from progress.ui.components import (
    bullets,
    component,
    details,
    group_rows,
    left_out,
    lines,
    link,
    paragraph,
    quiet,
    table,
)
from progress.ui.view import View
from progress.wording.facility import FacilityTypeView, facility_type_views
from progress.wording.freshness import DueView, due, freshness_by_facility_type


def sides(seen: View, snapshot: Snapshot) -> Markup:
    """Who leads, side by side: how they stand, what they are, their objectives, and who works
    with them."""
    return component("sides")(
        [_side(seen, snapshot, one) for one in facility_type_views(seen.t, snapshot)]
    )


def _side(seen: View, snapshot: Snapshot, shown: FacilityTypeView) -> dict[str, object]:
    t, facts = seen.t, seen.facts
    codes = dict.fromkeys(
        row.objective
        for row in snapshot.objectives
        if (row.facility_type or "unknown") == shown.kind
    )
    names = (t.of(facts.objective[code], "label") or t("name not published yet") for code in codes)
    return {
        "name": shown.who_leads,
        "picture": group_rows(shown.groups),
        "meaning": f"{shown.meaning}." if shown.meaning else "",
        "objectives": bullets(
            (
                link(seen.link("objective", objective=code), f"{code} {name}")
                for code, name in zip(codes, names, strict=True)
            ),
            links=True,
        ),
        "partners": _partners(seen, shown.kind),
    }


def _partners(seen: View, kind: str) -> Markup:
    """Of core facilities the partnerships, of global ones the Alliances."""
    if kind == "unknown":
        return Markup()
    t, alliances = seen.t, kind == "global"
    found = [row for row in seen.facts.partnerships if (row.kind == "alliance") == alliances]
    if not found:
        nothing = t("No Alliance is entered yet.") if alliances else ""
        return paragraph(nothing or t("No partnership is entered yet."), quiet=True)
    word = (
        t.plural("{number} Alliance", "{number} Alliances", len(found))
        if alliances
        else t.plural("{number} partnership", "{number} partnerships", len(found))
    )
    return details(word, bullets(_partner(seen, row) for row in found), opened=alliances)


def _partner(seen: View, row: Partnership) -> Markup:
    """Organisation and country, for which facility, what was agreed, and since when."""
    t = seen.t
    facility = seen.facts.facility.get(row.facility or "")
    told = [
        t.of(row, "country"),
        t.of(facility, "name") if facility else "",
        t.of(row, "agreement"),
        _time(t, row),
    ]
    name = component("own_name")(row.organisation)
    return lines((name, quiet(" · ".join(filter(None, told)))) if any(told) else (name,))


def _time(t: Language, row: Partnership) -> str:
    if row.since and row.until:
        return t("{start} to {end}", start=t.period(row.since), end=t.period(row.until))
    if row.since:
        return t("since {when}", when=t.period(row.since))
    return t("until {when}", when=t.period(row.until)) if row.until else ""


def show_reports(seen: View) -> None:
    """By who leads: how many indicators are reported, how old the reports are, what is missing."""
    t, found = seen.t, freshness(seen.snapshot())
    rows = [
        [group.name, *map(str, (group.indicators, group.in_time, group.overdue, group.never))]
        for group in freshness_by_facility_type(t, found)
    ]
    head = [t("Who leads"), t("Indicators"), t("Up to date"), t("Overdue"), t("Never reported")]
    st.html(table(t("Reports by who leads"), head, rows, numbers={1, 2, 3, 4}))
    missing = due(t, found)
    st.subheader(t("What is awaited, and from whom"), anchor=False)
    if not missing:
        st.markdown(t("Every indicator is reported in time."))
    for group in missing:
        count = t.plural("{number} report", "{number} reports", len(group.reports))
        label = t("{label}: {text}", label=group.who_leads, text=count)
        st.html(details(label, _due(seen, group)))


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
