"""The parts of the Board page: what needs the board, and what it could ask for."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.server import cache
from progress.ui import view
from progress.ui.components import (
    bullets,
    component,
    definitions,
    details,
    heading,
    html,
    left_out,
    link,
    paragraph,
    quiet,
    strong,
    table,
    verdict_badge,
    verdict_row,
)
from progress.ui.view import View
from progress.ui.workplans import late
from progress.wording.freshness import (
    LastReportView,
    due,
    freshness_by_facility_type,
    freshness_by_goal,
)
from progress.wording.narrative import NarrativeView, narrative_parts
from progress.wording.needs import DecisionView, NeedView, needs_view
from progress.wording.plan import too_early
from progress.wording.plan_gaps import missing_in_plan
from progress.wording.verdict import VerdictView

SHOWN_AT_ONCE = 10


def show_records(seen: View) -> None:
    """Of which day the records are, and how far back they go."""
    t, history = seen.t, cache.history(seen.demo)
    if not history:
        return
    st.caption(
        t(
            "As published on {day}; the first update is of {first}. An earlier day is chosen "
            "under “More filters”.",
            day=t.date(seen.filters.known_on),
            first=t.date(date.fromisoformat(history[0]["published_at"][:10])),
        )
    )


def show_needs(seen: View, snapshot: Snapshot) -> None:
    """The exceptions; where nothing can be judged yet, why."""
    t, found = seen.t, needs_view(seen.t, snapshot, view.MOST_SHOWN)
    head = heading(2, t("For the board’s attention"))
    if not found.needs and not snapshot.is_assessed:
        lead = paragraph(strong(t("Too early to judge") + "."))
        st.html(head + lead + paragraph(too_early(t, snapshot)) + _could_ask(seen))
        return
    others = _other_decisions(seen, found.other_decisions)
    if not found.needs:
        nothing = t("No indicator is off course, behind, overdue or out of date.")
        st.html(head + paragraph(nothing) + others)
        return
    items = [_need(seen, need) for need in found.needs]
    shown = component("needs")(items[:SHOWN_AT_ONCE])
    if rest := items[SHOWN_AT_ONCE:]:
        more = t.plural("{number} more indicator", "{number} more indicators", len(rest))
        shown += details(more, component("needs")(rest))
    shown += left_out(t, found.left_out)
    st.html(head + paragraph(found.words) + shown + others)


def show_late(seen: View, snapshot: Snapshot) -> None:
    """What is late in the workplans of the Task Forces."""
    if shown := late(seen, {row.objective for row in snapshot.objectives}):
        st.html(heading(2, seen.t("Late in the workplans")) + shown)


def _need(seen: View, need: NeedView) -> dict[str, Any]:
    t, code = seen.t, need.objective
    links = [
        link(seen.link("objective", objective=code), f"{code} {need.objective_label}".strip()),
        link(seen.link("task_forces", objective=code), t("Task Force")),
    ]
    return {
        "name": t("{code} · {name}", code=need.indicator, name=need.name),
        "about": f"{need.who_leads} · {need.last_report.words}",
        "lines": list(map(_verdict, need.verdicts)),
        "story": _narrative(t, need.narrative),
        "links": links,
    }


def _verdict(shown: VerdictView) -> Markup:
    status = shown.status
    badge = verdict_badge(status.family, status.word)
    shares = (shown.covered, shown.used)
    return verdict_row(status.year, badge, status.family, shares, shown.sentence)


def _narrative(t: Language, told: NarrativeView | None) -> Markup:
    """Owner, cause, next step and decision wanted; what nobody told says so."""
    if told is None:
        return paragraph(t("No narrative is reported yet."), quiet=True)
    labels = narrative_parts(t)
    found = {name: told.part(name) for name in ("owner", "cause", "next_step", "decision_wanted")}
    return definitions(
        (labels[name], part.text if part else t("not stated")) for name, part in found.items()
    )


def _other_decisions(seen: View, others: Sequence[DecisionView]) -> Markup:
    if not others:
        return html()
    items = [
        html(
            link(
                seen.link("objective", objective=row.objective),
                f"{row.objective} {row.label}".strip(),
            ),
            ": ",
            row.text,
        )
        for row in others
    ]
    return heading(3, seen.t("Other decisions wanted")) + bullets(items, links=True)


def _could_ask(seen: View) -> Markup:
    """What the plan itself lacks, for the board to ask for."""
    t = seen.t
    lacking = missing_in_plan(t, seen.facts)
    if not lacking:
        return html()
    items = [t("{label}: {text}", label=label, text=", ".join(codes)) for label, codes in lacking]
    return heading(3, t("What the board could ask for")) + bullets(items)


def show_reports(seen: View, snapshot: Snapshot) -> None:
    """How fresh the reports are, by goal and by who leads, and from whom the next are awaited."""
    t = seen.t
    groups = (*freshness_by_goal(t, snapshot), *freshness_by_facility_type(t, snapshot))
    rows = [list(map(_or_dash, astuple(group))) for group in groups]
    head = [
        t("Goal or who leads"),
        t("Indicators"),
        t("Up to date"),
        t("Overdue"),
        t("Never reported"),
        t("Months since the oldest report"),
    ]
    lists = html(
        *(
            details(
                f"{group.who_leads} ({len(group.reports)})",
                _due(seen, group.reports),
                opened=not snapshot.is_assessed,
            )
            for group in due(t, snapshot)
        )
    )
    title = heading(2, t("Reports"))
    counts = table(t("How fresh the reports are"), head, rows, numbers={1, 2, 3, 4, 5})
    rule = paragraph(
        t(
            "A report is awaited every year, unless the plan says otherwise for an indicator; it "
            "is overdue once that time has passed since the end of the year last reported."
        ),
        quiet=True,
    )
    wanted = heading(3, t("What is awaited, and from whom"))
    st.html(title + counts + rule + (wanted + lists if lists else html()))


def _or_dash(value: object) -> str:
    return "–" if value is None else str(value)


def _due(seen: View, reports: Sequence[LastReportView]) -> Markup:
    items = (
        html(
            link(seen.link("objective", objective=row.objective), row.indicator),
            f" {row.name} ",
            quiet(f"({row.words})"),
        )
        for row in reports[: view.MOST_SHOWN]
    )
    return bullets(items, links=True) + left_out(seen.t, len(reports[view.MOST_SHOWN :]))
