"""The parts of the Task Forces page: the list, focal years, how to join, and for leaders."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from progress.assessment.freshness import awaited
from progress.assessment.task_forces import OPEN_STATUSES, join_link
from progress.rows import TaskForce
from progress.server import cache
from progress.ui import downloads, joining, view
from progress.ui.components import (
    bullets,
    component,
    definitions,
    link,
    links,
    outward,
    paragraph,
    prose_table,
    tags,
)
from progress.ui.lids import lid
from progress.ui.markdown import literal
from progress.ui.view import View
from progress.ui.workplans import of_task_force
from progress.wording.facility_words import facility_types
from progress.wording.task_force import task_force_statuses, task_force_view
from progress.workbooks.template import write_template
from progress.xlsx.limits import XLSX_TYPE

# Those that work now come first.
AT_WORK = ("active", "launched")
STATUS_ORDER = ("active", "launched", "established", "paused", "closed")


def show_choices(seen: View) -> list[TaskForce]:
    """The filters of this page; returns the Task Forces that are left, the active ones first."""
    t = seen.t
    words = task_force_statuses(t)
    status = st.query_params.get("force_status")
    status = status if status in words else None
    left = {row.objective for row in seen.snapshot().objectives}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.session_state["choose_force_status"] = status
        st.selectbox(
            t("Status of the Task Force"),
            list(words),
            index=None,
            key="choose_force_status",
            format_func=words.__getitem__,
            placeholder=t("All"),
            width=280,
            on_change=lambda: view.choose("force_status", st.session_state["choose_force_status"]),
        )
    forces = [
        row
        for row in seen.facts.task_forces
        if row.objective in left and status in (None, row.status)
    ]
    return sorted(forces, key=lambda row: (STATUS_ORDER.index(row.status), row.objective))


def show_focal_years(seen: View) -> None:
    """The focal objectives year by year, the newest first."""
    t = seen.t
    years = defaultdict(list)
    for row in seen.facts.focal_objectives:
        years[row.year].append(row.objective)
    if not years:
        return
    st.header(t("Focal objectives by year"), anchor=False)
    pairs = (
        (str(year), Markup(", ").join(_named(seen, code) for code in codes))
        for year, codes in sorted(years.items(), reverse=True)
    )
    st.html(definitions(pairs))


def _named(seen: View, code: str) -> Markup:
    name = seen.t.of(seen.facts.objective.get(code), "label") or seen.t("name not published yet")
    return link(seen.link("objective", objective=code), f"{code} {name}")


def cards(seen: View, forces: Sequence[TaskForce]) -> Markup:
    """Those at work: what each does now, what comes next, and how to join."""
    return component("task_forces")([_card(seen, row) for row in forces])


def _card(seen: View, force: TaskForce) -> dict[str, object]:
    t, code = seen.t, force.objective
    shown = task_force_view(t, force, seen.facts)
    known = [shown.status_since]
    if shown.focal_years:
        known.append(t("focal objective {years}", years=shown.focal_years))
    leads = facility_types(t)[seen.facts.objective[code].facility_type or "unknown"]
    ways = [link(seen.link("task_forces", objective=code) + "#join", t("Join this Task Force"))]
    if form := join_link(force):
        ways.append(outward(form, t("Its form, with a login")))
    return {
        "heading": _named(seen, code),
        "tags": tags(known),
        "about": " · ".join(filter(None, (leads, shown.led_by))),
        "note": paragraph(shown.note),
        "work": of_task_force(seen, code)
        or paragraph(t("No activity is entered yet."), quiet=True),
        "join": links(*ways) if shown.is_open else "",
    }


def others(seen: View, forces: Sequence[TaskForce]) -> Markup:
    """Those that have not begun, pause or are closed, a line each."""
    t = seen.t
    body = []
    for row in forces:
        shown = task_force_view(t, row, seen.facts)
        join = link(seen.link("task_forces", objective=row.objective) + "#join", t("Join"))
        cells = [_named(seen, row.objective), shown.status_since, shown.focal_years, shown.note]
        body.append([*cells, join if shown.is_open else ""])
    head = [t("Task Force"), t("Status"), t("Focal years"), t("Remark"), t("Join")]
    return prose_table(t("The other Task Forces"), head, body)


def show_purpose(seen: View) -> None:
    """What Task Forces are for, as the Initiative says it."""
    known = seen.facts.initiative
    for name in ("task_force_purpose", "task_force_tasks"):
        if text := seen.t.of(known.get(name), "value"):
            st.markdown(f"{literal(text)}.")


def show_joining(seen: View) -> None:
    """How to join: the steps and the form. Who comes from an objective sees the form first."""
    t = seen.t
    st.html(component("anchor")("join"))
    st.header(t("How to join"), anchor=False)
    chosen = seen.filters.objective
    if chosen:
        _show_form(seen)
    steps = sorted(seen.facts.join_steps, key=lambda row: row.step)
    if steps:
        st.html(bullets((t.of(row, "text") for row in steps), "ol"))
    if not chosen:
        lid(
            t("Write to the Secretariat, or open the form"),
            partial(_show_form, seen),
            icon=":material/mail:",
            key="join_form",
        )


def _show_form(seen: View) -> None:
    """What is open to somebody, and the form or the e-mail."""
    t = seen.t
    left = {row.objective for row in seen.snapshot().objectives}
    open_forces = {
        row.objective: row
        for row in seen.facts.task_forces
        if row.objective in left and row.status in OPEN_STATUSES
    }
    # What everyone may take comes first.
    found = sorted(
        seen.facts.task_force_roles, key=lambda row: (row.partners_only or False, row.role)
    )
    roles = {row.role: row for row in found}
    if not open_forces or not roles:
        return
    labels = {row.objective: t.of(row, "label") for row in seen.facts.objectives}
    code = st.selectbox(
        t("Which Task Force?"),
        sorted(open_forces),
        key="join_force",
        format_func=lambda code: f"{code} · {labels.get(code) or t('name not published yet')}",
    )
    cases = joining.cases(t)
    case = st.radio(
        t("Which of these is true for you?"),
        list(cases),
        format_func=cases.__getitem__,
        key="join_case",
    )
    role = st.radio(
        t("Which role would you like?"),
        list(roles),
        key="join_role",
        format_func=lambda role: literal(t.of(roles[role], "role") if t.code != "en" else role),
    )
    has_login = st.checkbox(t("I have a login"), key="join_login")
    joining.show_answer(seen, open_forces[code], roles, joining.Wish(case, role, has_login))


def show_for_leaders(seen: View, forces: Sequence[TaskForce]) -> None:
    """For who leads a Task Force: an address to share, what is awaited, and the workbook."""
    t = seen.t
    lid(
        t("For Task Force leaders"),
        partial(_show_leaders_part, seen, forces),
        icon=":material/badge:",
        key="for_leaders",
    )


def _show_leaders_part(seen: View, forces: Sequence[TaskForce]) -> None:
    t = seen.t
    codes = [row.objective for row in forces]
    code = st.selectbox(t("Task Force"), sorted(codes), key="leader_force")
    st.markdown(t("The address of this Task Force, to share:"))
    st.code(seen.address("task_forces", objective=code), language=None)
    missing = [row for row in awaited(seen.snapshot()) if row.objective == code]
    if missing:
        st.markdown(t("Awaited from it:"))
        for row in missing:
            st.text("· " + t.of(row.measure, "name"))
    else:
        st.markdown(t("Nothing is awaited from it."))
    st.markdown(t("Fill in its workbook and send it to the Secretariat, who publishes it."))
    downloads.download(
        t("Download the workbook of {code}", code=literal(code)),
        lambda: write_template(cache.store(seen.demo), lang=t.code, objective=code),
        f"task-force-{code}-{t.code}.xlsx",
        XLSX_TYPE,
    )
