"""The parts of the Objective page."""

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st
from markupsafe import Markup

from progress.assessment.filters import Filters
from progress.assessment.needs import narrative
from progress.assessment.snapshot import Snapshot
from progress.assessment.task_forces import OPEN_STATUSES, leader
from progress.language import Language, present
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
    strong,
    tags,
    verdict_badge,
)
from progress.ui.markdown import literal
from progress.ui.page_tables import series
from progress.ui.pages.objective_indicator import show_indicator
from progress.ui.view import View
from progress.wording.facility_words import facility_types
from progress.wording.implementation_strategy import strategy_parts
from progress.wording.narrative import narrative_parts
from progress.wording.status_words import row_word
from progress.wording.task_force import task_force_statuses


@dataclass(frozen=True)
class Objective:
    """What the page is about: one objective, the filters that lead to it, and its snapshot."""

    facts: dict
    filters: Filters
    snapshot: Snapshot

    @property
    def code(self) -> str:
        return self.facts["objective"]

    def rows(self, seen: View, table: str) -> list[dict]:
        return [row for row in seen.facts[table] if row["objective"] == self.code]


def choose(seen: View) -> Objective | None:
    """The objective of the address, or the first that the filters leave; None if none is left."""
    t = seen.t
    others = replace(seen.filters, objective=None)
    left = dict.fromkeys(row["objective"] for row in seen.snapshot(others).objectives)
    facts = {row["objective"]: row for row in seen.facts["objective"]}
    codes = [code for code in facts if code in left]
    if seen.filters.objective and seen.filters.objective not in codes:
        codes.insert(0, seen.filters.objective)
    if not codes:
        return None
    code = seen.filters.objective or codes[0]
    key = "choose_objective"
    st.session_state[key] = code
    st.selectbox(
        t("Objective"),
        codes,
        key=key,
        format_func=lambda code: (
            f"{code} · {t.of(facts[code], 'label') or t('name not yet entered')}"
        ),
        on_change=lambda: view.choose("objective", st.session_state[key]),
    )
    # The page tells all of its objective: only time, region and target year narrow it further.
    filters = replace(others, objective=code, goal=None, facility_type=None, family=None)
    return Objective(facts[code], filters, seen.snapshot(filters))


def show_head(seen: View, chosen: Objective) -> None:
    t, facts = seen.t, chosen.facts
    name = t.of(facts, "label") or t("name not yet entered")
    st.title(literal(f"{chosen.code} · {name}"), anchor=False)
    goal = next((row for row in seen.facts["goal"] if row["goal"] == facts["goal"]), {})
    about = [t("Goal {code}", code=facts["goal"])]
    if goal_name := t.of(goal, "name"):
        about = [t("Goal {code}: {name}", code=facts["goal"], name=goal_name)]
    about.append(facility_types(t)[facts["facility_type"] or "unknown"])
    if facts["code_basis"] == "inferred":
        about.append(t("code to be confirmed"))
    statuses = [_status(t, row) for row in chosen.snapshot.objectives]
    statement = t.of(facts, "statement") or t("The wording of this objective is not yet entered.")
    st.html(
        paragraph(statement)
        + tags(about)
        + component("statuses")(statuses)
        + paragraph(t.of(facts, "note"), quiet=True)
    )


def _status(t: Language, row: dict) -> tuple[int, Markup, str]:
    badge = verdict_badge(row["family"], row_word(t, row))
    assessed = ""
    if row["indicators"]:
        assessed = t.plural(
            "{x} of {number} indicator assessed",
            "{x} of {number} indicators assessed",
            row["indicators"],
            x=row["assessed"],
        )
    return row["horizon"], badge, assessed


def show_measures(seen: View, chosen: Objective) -> None:
    """Each indicator with its verdicts, chart, table, conditions and numbers."""
    t = seen.t
    above = heading(2, t("Indicators"))
    indicators = chosen.rows(seen, "indicator")
    if not indicators:
        nothing = t(
            "No indicator and no target is entered for this objective yet. The Secretariat can "
            "enter them with the plan workbook."
        )
        st.html(above + paragraph(nothing))
    for place, indicator in enumerate(indicators):
        show_indicator(seen, chosen.snapshot, indicator, place, above)
        above = html()
    if indicators:
        codes = [row["indicator"] for row in indicators]
        downloads.button(seen, chosen.code, lambda records: series(records, *codes), chosen.filters)


def show_story(seen: View, chosen: Objective) -> None:
    """The newest narrative, and who works on it with the way to join them."""
    st.html(_narrative(seen, chosen) + _people(seen, chosen))
    if any(row["status"] in OPEN_STATUSES for row in chosen.rows(seen, "task_force")):
        label = seen.t("Join this Task Force, and the roles open to you")
        seen.page_link("task_forces", label, ":material/group_add:", objective=chosen.code)


def _narrative(seen: View, chosen: Objective) -> Markup:
    t, latest = seen.t, narrative(chosen.snapshot, chosen.code)
    head = heading(2, t("What is behind it"))
    if latest is None:
        return head + paragraph(t("No narrative is reported yet."))
    told = []
    for name, label in narrative_parts(t).items():
        text = present(latest[name]) if name == "owner" else t.of(latest, name)
        if text:
            told.append((label, text))
    when = t("As told in {year}", year=latest["year"])
    return head + paragraph(when, quiet=True) + definitions(told)


def _people(seen: View, chosen: Objective) -> Markup:
    """Who leads, and which Task Force works on it."""
    t = seen.t
    leads = facility_types(t)[chosen.facts["facility_type"] or "unknown"]
    found = heading(2, t("Who works on it")) + paragraph(f"{leads}.")
    forces = chosen.rows(seen, "task_force")
    if not forces:
        return found + paragraph(t("No Task Force is entered for this objective."))
    force = forces[0]
    words = task_force_statuses(t)[force["status"]]
    since = t(" since {year}", year=force["launched"]) if present(force["launched"]) else ""
    focal = sorted(row["year"] for row in chosen.rows(seen, "focal_objective"))
    found += paragraph(
        t("Task Force {code}: {status}{since}.", code=chosen.code, status=words, since=since)
    )
    if focal:
        found += paragraph(t("Focal objective in {years}.", years=", ".join(map(str, focal))))
    if name := leader(force):
        found += paragraph(t("Leader: {name}", name=name))
    return found + paragraph(t.of(force, "note"), quiet=True)


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
    rows = sorted(chosen.rows(seen, "implementation_strategy"), key=lambda row: row["number"])
    found = html()
    for part, label in strategy_parts(t).items():
        texts = [t.of(row, "text") for row in rows if row["part"] == part]
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
    codes = {row["indicator"] for row in chosen.rows(seen, "indicator")}
    found = [chosen.facts]
    for table in ("narrative", "task_force", "implementation_strategy"):
        found += chosen.rows(seen, table)
    for table in ("indicator", "baseline", "target", "value", "plan_condition", "condition_report"):
        found += [row for row in seen.facts[table] if row["indicator"] in codes]
    brought = {row["release_id"] for row in found}
    updates = [
        (
            t("Update {number}", number=release["release"]),
            release["published_at"][:10],
            t(release["note"] or ""),
        )
        for release in cache.history(seen.demo)
        if release["release"] in brought
    ]
    sources = {row["source"]: row for row in seen.facts["source"]}
    listed = [
        _source(sources.get(code, {"title": code, "url": None}))
        for code in dict.fromkeys(row["source"] for row in found if row.get("source"))
    ]
    return bullets(" · ".join(filter(None, parts)) for parts in updates) + bullets(listed)


def _source(source: dict) -> Markup:
    url, title = present(source["url"]), source["title"]
    is_of_the_web = url.startswith(("http://", "https://"))
    return link(url, title, apart=True) if is_of_the_web else html(title)
