"""The parts of the Workplan page beside its pictures: what to look at, the table, what stands there
where nothing is entered yet."""

from collections.abc import Callable, Sequence

import streamlit as st
from markupsafe import Markup

from progress.assessment import workplan
from progress.language import Language
from progress.rows import Activity
from progress.ui import view
from progress.ui.components import (
    bullets,
    lines,
    link,
    outward,
    prose_table,
)
from progress.ui.lids import lid
from progress.ui.view import View
from progress.wording.workplan import (
    ActivityView,
    activity_views,
    states,
)

Choice = tuple[str, str, list[str], Callable[[str], str], str]


def show_choices(seen: View) -> tuple[int, list[ActivityView]]:
    """The year, and of its activities those that the choices leave."""
    t, facts, on = seen.t, seen.facts, seen.filters.known_on
    years = workplan.workplan_years(facts, on)
    asked = st.query_params.get("workplan", "")
    nearest = on.year if on.year in years else years[0]
    year = int(asked) if asked in map(str, years) else nearest
    objectives = {row.objective for row in seen.snapshot().objectives}
    rows = workplan.of_year(facts, objectives, year, on)
    words = states(t)
    labels = {row.objective: t.of(row, "label") for row in facts.objectives}
    codes = sorted({row.objective for row in facts.activities})
    leads = sorted({row.lead for row in facts.activities if row.lead})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(years) > 1:
            _choice("workplan", t("Year"), list(map(str, years)), str, str(year), width=110)
        _choice(
            "objective",
            t("Task Force"),
            codes,
            lambda code: f"{code} · {labels[code]}" if labels.get(code) else code,
            seen.filters.objective,
            t("All"),
        )
        lead = _choice("lead", t("Lead"), leads, t, st.query_params.get("lead"), t("All"))
        state = _choice(
            "state",
            t("State"),
            list(words),
            words.__getitem__,
            st.query_params.get("state"),
            t("All"),
        )
    found = activity_views(t, facts, rows, on)
    led_by = None if lead is None else t(lead)
    return year, [row for row in found if led_by in (None, row.lead) and state in (None, row.tone)]


def _choice(
    name: str,
    label: str,
    options: list[str],
    words: Callable[[str], str],
    value: str | None,
    nothing: str | None = None,
    width: int = 170,
) -> str | None:
    """A choice that stands in the address; without ``nothing`` there is always one."""
    key = f"choose_workplan_{name}"
    chosen = value if value in options else None
    st.session_state[key] = chosen
    st.selectbox(
        label,
        options,
        index=None if nothing else 0,
        key=key,
        format_func=words,
        placeholder=nothing,
        width=width,
        on_change=lambda: view.choose(name, st.session_state[key]),
    )
    return chosen


def show_table(seen: View, year: int, rows: Sequence[ActivityView]) -> None:
    """The same in words; sent when its lid is opened, as it is as large as the timeline."""
    lid(
        seen.t("The same as a table"),
        lambda: st.html(_table(seen.t, seen.link, year, rows)),
        icon=":material/table_rows:",
        key="workplan_table",
    )


def _table(
    t: Language, address: Callable[..., str], year: int, rows: Sequence[ActivityView]
) -> Markup:
    body = [
        [
            link(address("objective", objective=row.objective), row.objective),
            _activity(t("More about it"), row),
            row.state,
            row.when,
            row.lead,
            lines(f"{one.title}, {one.when}" for one in row.milestones),
            lines(filter(None, (row.result, row.note))),
            row.answers,
        ]
        for row in rows
    ]
    head = [
        t("Task Force"), t("Activity"), t("State"), t("When"), t("Lead"), t("Milestones"),
        t("Result"), t("Answers in the implementation strategy"),
    ]  # fmt: skip
    return prose_table(t("Workplan {year}", year=year), head, body)


def _activity(more: str, row: ActivityView) -> Markup:
    title = Markup.escape(row.title)
    return lines((title, outward(row.link, more))) if row.link else title


def rows_of(seen: View, shown: Sequence[ActivityView]) -> list[Activity]:
    """The facts behind what is shown."""
    keys = {(row.objective, row.number) for row in shown}
    return [row for row in seen.facts.activities if (row.objective, row.activity) in keys]


def show_empty(seen: View) -> None:
    """Where no activity is entered: what is known of the work, and how to enter the first."""
    t = seen.t
    st.info(t("No activity of a Task Force is entered yet."), icon=":material/event_note:")
    known = [
        Markup.escape(f"{t.of(row, 'value')}.")
        for row in seen.facts.initiative_facts
        if row.fact.startswith("workplan_")
    ]
    if known:
        st.header(t("What is known of the work"), anchor=False)
        st.html(bullets(known))
    st.header(t("How the Secretariat enters the first"), anchor=False)
    steps = (
        t("Download the template on the page Publish."),
        t(
            "On the sheet Activities, go on with the row that is begun for each Task Force: the "
            "year of the workplan, a title and the state are enough; who leads and by when it is "
            "due make it useful. Milestones have a sheet of their own."
        ),
        t(
            "Hand it in on the same page. It says what is wrong, shows what will change, and "
            "publishes."
        ),
    )
    st.html(bullets(steps, "ol"))
    seen.page_link("upload", t("To the page Publish"), icon=":material/publish:")
    seen.page_link("task_forces", t("How to join a Task Force"), icon=":material/diversity_3:")
