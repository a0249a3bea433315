"""The parts of the Workplan page: what to look at, the timeline, the list by month, the table."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st
from babel.dates import format_skeleton
from markupsafe import Markup

from progress.assessment import workplan
from progress.language import Language
from progress.rows import Activity
from progress.ui import view
from progress.ui.components import (
    bullets,
    component,
    html,
    lines,
    link,
    outward,
    prose_table,
)
from progress.ui.view import View
from progress.wording.workplan import (
    LATE,
    ActivityView,
    activity_views,
    progress_sentence,
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
    width: int = 215,
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


def timeline(seen: View, year: int, rows: Sequence[ActivityView]) -> Markup:
    """The year as a line, with a bar for each activity and a mark for each milestone."""
    t, on = seen.t, seen.filters.known_on
    firsts = [date(year, month, 1) for month in range(1, 13)]
    ticks = [(_place(day, year), format_skeleton("MMM", day, locale=t.code)) for day in firsts]
    groups: dict[str, list[ActivityView]] = defaultdict(list)
    for row in rows:
        groups[row.objective].append(row)
    drawn = [
        {
            "heading": link(seen.link("objective", objective=code), _named(seen, code)),
            "progress": progress_sentence(t, seen.facts, code, on),
            "rows": [_line(t, row, year, on) for row in found],
        }
        for code, found in groups.items()
    ]
    label = t("Workplan {year}", year=year)
    now = _place(on, year) if on.year == year else None
    words = states(t)
    key = [(_css(tone), word) for tone, word in words.items()]
    return html(
        component("workplan_key")(key, t("milestone")),
        component("workplan")(label, ticks, now, drawn),
    )


def _line(t: Language, row: ActivityView, year: int, on: date) -> dict[str, object]:
    bars = []
    if row.start or row.end:
        start, end = row.start or row.end, row.end or date(year, 12, 31)
        bars.append((_css("under-way" if row.tone == LATE else row.tone), start, end))
        if row.tone == LATE and row.end:
            bars.append((LATE, row.end, on))
    drawn = [
        (tone, _place(start, year), round(_place(end, year) - _place(start, year), 2))
        for tone, start, end in bars
        if start is not None and end.year >= year and start.year <= year
    ]
    marks = [
        (_css(one.tone), _place(one.day, year), f"{one.title}: {one.when}")
        for one in row.milestones
        if one.day.year == year
    ]
    return {
        "title": row.title,
        "about": _about(row),
        "bars": drawn,
        "marks": marks,
        "otherwise": row.when or t("no date"),
    }


def _about(row: ActivityView) -> str:
    """State, time and lead. When it was done says that it is."""
    state = "" if row.tone == "done" and row.when else row.state
    return " · ".join(filter(None, (state, row.when, row.lead)))


def _place(day: date, year: int) -> float:
    """Where a day stands in a year, in percent; what lies outside stands at its end."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    inside = min(max(day, first), last)
    return round((inside - first).days / (last - first).days * 100, 2)


def _css(tone: str) -> str:
    return tone.replace(" ", "-")


def months(seen: View, year: int, rows: Sequence[ActivityView]) -> Markup:
    """What ends in each month, activities and milestones by day; what has no date comes last."""
    t = seen.t
    found: dict[int, list[tuple[date, str, dict[str, str]]]] = defaultdict(list)
    for row in rows:
        address = link(seen.link("objective", objective=row.objective), row.objective)
        item = {"link": address, "title": row.title, "about": _about(row)}
        found[_month(row.end, year)].append((row.end or date.max, row.objective, item))
        for one in row.milestones:
            if one.day.year == year:
                told = t("{when}; milestone of: {title}", when=one.when, title=row.title)
                item = {"link": address, "title": one.title, "about": told}
                found[one.day.month].append((one.day, row.objective, item))
    ends = {0: t("Before {year}", year=year), 13: t("After {year}", year=year), 14: t("No end set")}
    headings = (
        (
            ends.get(month) or format_skeleton("yMMMM", date(year, month, 1), locale=t.code),
            [item for *_, item in sorted(items, key=lambda one: one[:2])],
        )
        for month, items in sorted(found.items())
    )
    return component("workplan_months")(headings)


def _month(day: date | None, year: int) -> int:
    if day is None:
        return 14
    return 0 if day.year < year else 13 if day.year > year else day.month


def show_table(seen: View, year: int, rows: Sequence[ActivityView]) -> None:
    """The same in words; sent when its lid is opened, as it is as large as the timeline."""
    lid = st.expander(
        seen.t("The same as a table"),
        icon=":material/table_rows:",
        key="workplan_table",
        on_change="rerun",
    )
    if lid.open:
        lid.html(_table(seen.t, seen.link, year, rows))


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


def _named(seen: View, code: str) -> str:
    return f"{code} {seen.t.of(seen.facts.objective.get(code), 'label')}".strip()


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
