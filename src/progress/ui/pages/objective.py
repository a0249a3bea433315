"""The parts of the Objective page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st
from markupsafe import Markup

from progress.assessment.facts import AnyFact
from progress.assessment.filters import Filters
from progress.assessment.needs import narrative
from progress.assessment.snapshot import Snapshot
from progress.assessment.task_forces import OPEN_STATUSES
from progress.language import Language
from progress.rows import Fact, Source
from progress.rows import Objective as ObjectiveRow
from progress.server import cache
from progress.ui import downloads, view
from progress.ui.change_table import fact_table
from progress.ui.components import (
    bullets,
    component,
    definitions,
    details,
    heading,
    html,
    link,
    paragraph,
    statuses,
    strong,
    tags,
)
from progress.ui.markdown import literal
from progress.ui.page_tables import series
from progress.ui.pages.objective_indicator import show_indicator
from progress.ui.view import View
from progress.ui.workplans import of_task_force
from progress.wording.facility_words import facility_types
from progress.wording.filter_sentence import filter_sentence
from progress.wording.implementation_strategy import strategy_parts
from progress.wording.narrative import narrative_view
from progress.wording.objective import objective_statuses, wording_remarks
from progress.wording.sources import source_view
from progress.wording.task_force import task_force_view


@dataclass(frozen=True)
class Objective:
    """What the page is about: one objective, the filters that lead to it, and its snapshot."""

    facts: ObjectiveRow
    filters: Filters
    snapshot: Snapshot

    @property
    def code(self) -> str:
        return self.facts.objective


def choose(seen: View) -> Objective | None:
    """The objective of the address, or the first that the filters leave; None if none is left.
    Draws its name, and the way to others."""
    t = seen.t
    others = replace(seen.filters, objective=None)
    left = {row.objective for row in seen.snapshot(others).objectives}
    facts = seen.facts.objective
    codes = [code for code in facts if code in left]
    if seen.filters.objective and seen.filters.objective not in codes:
        codes.insert(0, seen.filters.objective)
    if not codes:
        return None
    code = seen.filters.objective or codes[0]
    place = codes.index(code)
    before = codes[place - 1] if place else None
    after = next(iter(codes[place + 1 :]), None)
    labels = {
        code: t.of(row, "label") or t("name not published yet") for code, row in facts.items()
    }
    name, list_of_all, beside = st.columns([5, 3, 1.25], vertical_alignment="center")
    with name.container(key="objective_name"):
        st.title(literal(f"{code} · {labels[code]}"), anchor=False)
    key = "choose_objective"
    st.session_state[key] = code
    list_of_all.selectbox(
        t("Objective"),
        codes,
        key=key,
        format_func=lambda code: f"{code} · {labels[code]}",
        on_change=lambda: view.choose("objective", st.session_state[key]),
        label_visibility="collapsed",
    )
    beside.html(
        component("around")(
            t("Other objectives"),
            *(
                other and {"code": other, "label": labels[other], "address": _address(seen, other)}
                for other in (before, after)
            ),
        )
    )
    # The page tells all of its objective: only time, region and target year narrow it further.
    filters = replace(others, objective=code, goal=None, facility_type=None, family=None)
    return Objective(facts[code], filters, seen.snapshot(filters))


def _address(seen: View, code: str) -> str:
    return seen.link("objective", objective=code)


def show_head(seen: View, chosen: Objective) -> None:
    t, facts = seen.t, chosen.facts
    name = t.of(facts, "label") or t("name not published yet")
    st.set_page_config(
        page_title=t("{page} · 4 per 1000 strategic plan", page=f"{chosen.code} {name}")
    )
    narrowed = replace(chosen.filters, objective=None)
    if narrowed != Filters():
        st.markdown(literal(filter_sentence(t, narrowed, seen.facts)))
    about = [t("Goal {code}", code=facts.goal)]
    goal = seen.facts.goal.get(facts.goal)
    if goal and (goal_name := t.of(goal, "name")):
        about = [t("Goal {code}: {name}", code=facts.goal, name=goal_name)]
    about.append(facility_types(t)[facts.facility_type or "unknown"])
    if facts.code_basis == "inferred":
        about.append(t("code to be confirmed"))
    ours = wording_remarks(t, chosen.snapshot.confirmation, facts)
    about += [remark.rstrip(".") for remark in ours]
    statement = t.of(facts, "statement") or t("The wording of this objective is not yet entered.")
    st.html(
        paragraph(statement)
        + tags(about)
        + statuses(objective_statuses(t, chosen.snapshot, chosen.code))
        + paragraph(t.of(facts, "note"), quiet=True)
    )


def show_measures(seen: View, chosen: Objective) -> None:
    """Each indicator with its verdicts, chart, table, conditions and numbers."""
    t = seen.t
    # Its own words would push the first chart out of the first screen.
    above = component("hidden_heading")(2, t("Indicators"))
    indicators = seen.facts.indicators_of(chosen.code)
    if not indicators:
        nothing = t(
            "No indicator and no target is entered for this objective yet. The Secretariat can "
            "enter them with the plan workbook."
        )
        st.html(above + paragraph(nothing))
    for place, indicator in enumerate(indicators[: view.MOST_CHARTS]):
        show_indicator(seen, chosen.snapshot, indicator, place, above)
        above = html()
    if more := indicators[view.MOST_CHARTS :]:
        names = (f"{row.indicator} {t.of(row, 'name')}" for row in more)
        st.html(details(_more_words(t, len(more)), bullets(names)))
    if indicators:
        codes = [row.indicator for row in indicators]
        downloads.button(seen, chosen.code, lambda records: series(records, *codes), chosen.filters)


def _more_words(t: Language, number: int) -> str:
    return t.plural(
        "{number} more indicator; its numbers are in the table below and on the page Data",
        "{number} more indicators; their numbers are in the table below and on the page Data",
        number,
    )


def show_story(seen: View, chosen: Objective) -> None:
    """The newest narrative, and who works on it with the way to join them."""
    work = of_task_force(seen, chosen.code)
    st.html(_narrative(seen, chosen) + _people(seen, chosen) + work)
    force = seen.facts.task_force.get(chosen.code)
    if force and force.status in OPEN_STATUSES:
        label = seen.t("Join this Task Force, and the roles open to you")
        seen.page_link("task_forces", label, ":material/group_add:", objective=chosen.code)


def _narrative(seen: View, chosen: Objective) -> Markup:
    t, latest = seen.t, narrative(chosen.snapshot, chosen.code)
    head = heading(2, t("Explanations"))
    if latest is None:
        return head + paragraph(t("No narrative is reported yet."))
    told = narrative_view(t, latest)
    parts = definitions((part.label, part.text) for part in told.parts)
    return head + paragraph(told.as_of, quiet=True) + parts


def _people(seen: View, chosen: Objective) -> Markup:
    """Who leads, and which Task Force works on it."""
    t = seen.t
    leads = facility_types(t)[chosen.facts.facility_type or "unknown"]
    found = heading(2, t("Who works on it")) + paragraph(f"{leads}.")
    force = seen.facts.task_force.get(chosen.code)
    if force is None:
        return found + paragraph(t("No Task Force is entered for this objective."))
    shown = task_force_view(t, force, seen.facts)
    found += paragraph(
        t("Task Force {code}: {status}.", code=chosen.code, status=shown.status_since)
    )
    if shown.focal_years:
        found += paragraph(t("Focal objective in {years}.", years=shown.focal_years))
    return found + paragraph(shown.led_by) + paragraph(shown.note, quiet=True)


def show_background(seen: View, chosen: Objective) -> None:
    """The implementation strategy, the updates that brought what is shown, and their sources."""
    t = seen.t
    st.html(
        details(t("Implementation strategy"), _strategy(seen, chosen))
        + details(t("What changed"), _changes(seen, chosen))
        + details(t("History and sources"), _history(seen, chosen))
    )


def _strategy(seen: View, chosen: Objective) -> Markup:
    """Part by part; what is missing says so."""
    t = seen.t
    facts = seen.facts.implementation_strategy
    rows = sorted(_of(chosen, facts), key=lambda row: row.number)
    found = html()
    for part, label in strategy_parts(t).items():
        texts = [t.of(row, "text") for row in rows if row.part == part]
        found += paragraph(strong(label))
        found += bullets(texts) if texts else paragraph(t("Not yet entered"))
    return found


def _changes(seen: View, chosen: Objective) -> Markup:
    """Every cell that changed since the plan was set up, and which update did it."""
    t = seen.t
    first = {one.release for one in cache.history(seen.demo) if one.kind == "initial"}
    until = seen.filters.known_on
    found = cache.fact_changes(seen.demo, date.min, until, chosen.code)
    later = [change for change in found if change.release not in first]
    if not later:
        return paragraph(t("Nothing changed since the plan was set up."))
    return fact_table(seen, t("What changed"), later)


def _history(seen: View, chosen: Objective) -> Markup:
    t = seen.t
    codes = {row.indicator for row in seen.facts.indicators_of(chosen.code)}
    found: list[Fact] = [chosen.facts]
    for table in ("narrative", "task_force", "implementation_strategy"):
        found += _of(chosen, seen.facts.table(table))
    for table in ("indicator", "baseline", "target", "value", "plan_condition", "condition_report"):
        found += [row for row in seen.facts.table(table) if row.cell("indicator") in codes]
    brought = {row.release_id for row in found}
    updates = [
        (
            t("Update {number}", number=release.release),
            t.date(date.fromisoformat(release.published_at[:10])),
            t(release.note or ""),
        )
        for release in cache.history(seen.demo)
        if release.release in brought
    ]
    sources = seen.facts.source
    listed = [
        _source(sources[code]) if code in sources else html(code)
        for code in dict.fromkeys(filter(None, (row.cell("source") for row in found)))
    ]
    return bullets(" · ".join(filter(None, parts)) for parts in updates) + bullets(listed)


def _of(chosen: Objective, facts: Iterable[AnyFact]) -> list[AnyFact]:
    return [row for row in facts if row.cell("objective") == chosen.code]


def _source(row: Source) -> Markup:
    shown = source_view(row)
    return link(shown.url, shown.title, apart=True) if shown.url else html(shown.title)
