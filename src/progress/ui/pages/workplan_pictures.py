"""The pictures of the Workplan page: the year as a line, and on a phone a list by month."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import streamlit as st
from babel.dates import format_skeleton
from markupsafe import Markup

from progress.language import Language
from progress.ui.components import component, html, link
from progress.ui.lids import lid
from progress.ui.view import View
from progress.wording.workplan import LATE, ActivityView, progress_sentence, states

Item = dict[str, str]
# From so many lines on, what is over stands behind a line; on a phone all but so many months.
MANY, NEAR = 60, 3
OVER = ("done", "stopped")


def show_timeline(seen: View, year: int, rows: Sequence[ActivityView]) -> None:
    """The year as a line. Of many activities, those that go on; the others are sent when their lid
    is opened."""
    over = [row for row in rows if row.tone in OVER]
    goes_on = [row for row in rows if row.tone not in OVER]
    if len(rows) <= MANY or not goes_on:
        goes_on, over = list(rows), []
    t = seen.t
    key = [(_css(tone), word) for tone, word in states(t).items()]
    shown = component("workplan_key")(key, t("milestone"))
    st.html(html(shown, _timeline(seen, year, goes_on)))
    if over:
        words = t.plural("{number} activity is over", "{number} activities are over", len(over))
        with st.container(key="workplan_over"):
            lid(
                words,
                lambda: st.html(_timeline(seen, year, over)),
                icon=":material/task_alt:",
                key="over",
            )


def _timeline(seen: View, year: int, rows: Sequence[ActivityView]) -> Markup:
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
    return component("workplan")(label, ticks, now, drawn)


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


def show_months(seen: View, year: int, rows: Sequence[ActivityView]) -> None:
    """What ends in each month, activities and milestones by day; what has no date comes last. Of
    many, what ends in these three months; the others are sent when their lid is opened."""
    t, on = seen.t, seen.filters.known_on
    found = _by_month(seen, year, rows)
    months = list(found)
    near = [month for month in months if on.year == year and 0 <= month - on.month < NEAR]
    if sum(map(len, found.values())) <= MANY:
        near = months
    near = near or months[:NEAR]
    others = [month for month in months if month not in near]
    with st.container(key="workplan_months"):
        st.html(_months(t, year, {month: found[month] for month in near}))
        if others:
            lid(
                t("The other months"),
                lambda: st.html(_months(t, year, {month: found[month] for month in others})),
                icon=":material/calendar_month:",
                key="other_months",
            )


def _by_month(seen: View, year: int, rows: Sequence[ActivityView]) -> dict[int, list[Item]]:
    """What ends in each month, by day. 0 is before the year, 13 after it, 14 never."""
    t = seen.t
    found: dict[int, list[tuple[date, str, Item]]] = defaultdict(list)
    for row in rows:
        address = link(seen.link("objective", objective=row.objective), row.objective)
        item = {"link": address, "title": row.title, "about": _about(row)}
        found[_month(row.end, year)].append((row.end or date.max, row.objective, item))
        for one in row.milestones:
            if one.day.year == year:
                told = t("{when}; milestone of: {title}", when=one.when, title=row.title)
                item = {"link": address, "title": one.title, "about": told}
                found[one.day.month].append((one.day, row.objective, item))
    return {
        month: [item for *_, item in sorted(items, key=lambda one: one[:2])]
        for month, items in sorted(found.items())
    }


def _months(t: Language, year: int, found: dict[int, list[Item]]) -> Markup:
    ends = {0: t("Before {year}", year=year), 13: t("After {year}", year=year), 14: t("No end set")}
    return component("workplan_months")(
        (ends.get(month) or format_skeleton("yMMMM", date(year, month, 1), locale=t.code), items)
        for month, items in found.items()
    )


def _month(day: date | None, year: int) -> int:
    if day is None:
        return 14
    return 0 if day.year < year else 13 if day.year > year else day.month


def _named(seen: View, code: str) -> str:
    return f"{code} {seen.t.of(seen.facts.objective.get(code), 'label')}".strip()
