"""The parts of the Task Forces page: the list, focal years, how to join, and for leaders."""

from collections import defaultdict

import streamlit as st
from markupsafe import Markup

from progress.assessment.freshness import awaited
from progress.assessment.task_forces import OPEN_STATUSES, is_looking_for_leader
from progress.server import cache
from progress.ui import joining, view
from progress.ui.components import component, definitions, link, tags, verdict_word
from progress.ui.markdown import literal
from progress.ui.view import View
from progress.wording.facility_words import facility_types
from progress.wording.status_words import row_word
from progress.wording.task_force import task_force_statuses, task_force_view
from progress.workbooks.template import write_template
from progress.xlsx.limits import XLSX_TYPE

# Those that work now come first.
STATUS_ORDER = ("active", "launched", "established", "paused", "closed")


def show_choices(seen: View) -> list[dict]:
    """The filters of this page; returns the Task Forces that are left, the active ones first."""
    t = seen.t
    words = task_force_statuses(t)
    status = st.query_params.get("force_status")
    status = status if status in words else None
    wanted = st.query_params.get("leader") == "wanted"
    left = {row["objective"] for row in seen.snapshot().objectives}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.session_state["choose_force_status"] = status
        st.selectbox(
            t("Status of the Task Force"),
            list(words),
            index=None,
            key="choose_force_status",
            format_func=words.get,
            placeholder=t("All"),
            width=280,
            on_change=lambda: view.choose("force_status", st.session_state["choose_force_status"]),
        )
        st.session_state["choose_leader"] = wanted
        st.checkbox(
            t("Looking for a leader (none published)"),
            key="choose_leader",
            on_change=lambda: view.choose(
                "leader", "wanted" if st.session_state["choose_leader"] else None
            ),
        )
    forces = [
        row
        for row in seen.facts["task_force"]
        if row["objective"] in left
        and status in (None, row["status"])
        and (not wanted or is_looking_for_leader(row))
    ]
    return sorted(forces, key=lambda row: (STATUS_ORDER.index(row["status"]), row["objective"]))


def show_focal_years(seen: View) -> None:
    """The focal objectives year by year, the newest first."""
    t = seen.t
    years = defaultdict(list)
    labels = _labels(seen)
    for row in seen.facts["focal_objective"]:
        years[row["year"]].append(row["objective"])
    if not years:
        return
    st.header(t("Focal objectives by year"), anchor=False)
    pairs = (
        (str(year), Markup(", ").join(_named(seen, code, labels) for code in codes))
        for year, codes in sorted(years.items(), reverse=True)
    )
    st.html(definitions(pairs))


def _labels(seen: View) -> dict[str, str]:
    return {row["objective"]: seen.t.of(row, "label") for row in seen.facts["objective"]}


def _named(seen: View, code: str, labels: dict[str, str]) -> Markup:
    text = f"{code} {labels.get(code) or ''}".strip()
    return link(seen.link("objective", objective=code), text)


def listing(seen: View, forces: list[dict]) -> Markup:
    """Each Task Force with its objective, who leads, its status and how its objective stands."""
    return component("task_forces")([_force(seen, row) for row in forces])


def _force(seen: View, force: dict) -> dict:
    t, code = seen.t, force["objective"]
    objective = next(row for row in seen.facts["objective"] if row["objective"] == code)
    name = t.of(objective, "label") or t("name not published yet")
    heading = link(seen.link("objective", objective=code), f"{code} {name}")
    shown = task_force_view(t, force, seen.facts)
    known = [shown.status_since]
    if shown.focal_years:
        known.append(t("focal objective {years}", years=shown.focal_years))
    if shown.is_looking_for_leader:
        known.append(t("leader not published yet"))
    about = [
        t("Goal {code}", code=objective["goal"]),
        facility_types(t)[objective["facility_type"] or "unknown"],
    ]
    if shown.led_by:
        about.append(shown.led_by)
    join = ""
    if shown.is_open:
        join = link(seen.link("task_forces", objective=code) + "#join", t("Join this Task Force"))
    return {
        "heading": heading,
        "tags": tags(known),
        "about": " · ".join(about),
        "statuses": [
            (row["horizon"], verdict_word(row["family"], row_word(t, row)))
            for row in seen.snapshot().objectives
            if row["objective"] == code
        ],
        "join": join,
    }


def show_joining(seen: View, forces: list[dict]) -> None:
    """How to join: choose, see what is open to you, and the form or the e-mail."""
    t = seen.t
    st.html(component("anchor")("join"))
    st.header(t("How to join"), anchor=False)
    for step in sorted(seen.facts["join_step"], key=lambda row: row["step"]):
        st.markdown(f"{step['step']}. {literal(t.of(step, 'text'))}")
    open_forces = {row["objective"]: row for row in forces if row["status"] in OPEN_STATUSES}
    # What everyone may take comes first.
    found = sorted(
        seen.facts["task_force_role"], key=lambda row: (row["partners_only"] or False, row["role"])
    )
    roles = {row["role"]: row for row in found}
    if not open_forces or not roles:
        return
    st.subheader(t("Your case"), anchor=False)
    labels = _labels(seen)
    code = st.selectbox(
        t("Which Task Force?"),
        sorted(open_forces),
        key="join_force",
        format_func=lambda code: f"{code} · {labels.get(code) or t('name not published yet')}",
    )
    cases = joining.cases(t)
    case = st.radio(
        t("Which of these is true for you?"), list(cases), format_func=cases.get, key="join_case"
    )
    role = st.radio(
        t("Which role would you like?"),
        list(roles),
        key="join_role",
        format_func=lambda role: literal(t.of(roles[role], "role") if t.code != "en" else role),
    )
    has_login = st.checkbox(t("I have a login"), key="join_login")
    joining.show_answer(seen, open_forces[code], roles, joining.Wish(case, role, has_login))


def show_for_leaders(seen: View, forces: list[dict]) -> None:
    """For who leads a Task Force: an address to share, what is awaited, and the workbook."""
    t = seen.t
    with st.expander(t("For Task Force leaders"), icon=":material/badge:"):
        codes = [row["objective"] for row in forces]
        code = st.selectbox(t("Task Force"), sorted(codes), key="leader_force")
        st.markdown(t("The address of this Task Force, to share:"))
        st.code(seen.address("task_forces", objective=code), language=None)
        missing = [row for row in awaited(seen.snapshot()) if row["objective"] == code]
        if missing:
            st.markdown(t("Awaited from it:"))
            for row in missing:
                st.text("· " + t.of(row["measure"], "name"))
        else:
            st.markdown(t("Nothing is awaited from it."))
        st.markdown(t("Fill in its workbook and send it to the Secretariat, who publishes it."))
        st.download_button(
            t("Download the workbook of {code}", code=literal(code)),
            lambda: write_template(cache.store(seen.demo), lang=t.code, objective=code),
            file_name=f"task-force-{code}-{t.code}.xlsx",
            mime=XLSX_TYPE,
            on_click="ignore",
            icon=":material/download:",
        )
