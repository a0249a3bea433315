"""The parts of the About page. All that is said of the Initiative comes from facts of the plan.

What a plan's folder does not say is left out, so the page serves another plan as well.
"""

import hashlib
import re
from datetime import date
from importlib.metadata import PackageNotFoundError, version

import streamlit as st
from markupsafe import Markup

from progress.language import Language
from progress.rows import Facility, TaskForceRole
from progress.server import cache
from progress.store.tables import MACROS, sql
from progress.ui.components import (
    bullets,
    component,
    definitions,
    html,
    legend,
    lines,
    link,
    links,
    paragraph,
    phrase,
    strong,
)
from progress.ui.sources import source_link, sourced
from progress.ui.view import DEMONSTRATION, View
from progress.wording.facility_words import facility_types
from progress.wording.implementation_strategy import strategy_parts
from progress.wording.status_words import family_meanings

FONT_LICENCE = "app/static/fonts/LICENSE.txt"
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def facts(seen: View, start: str = "") -> dict[str, Markup]:
    """What is known of the Initiative: fact -> text in the reader's language, with its source."""
    rows = {row.fact: row for row in seen.facts.initiative_facts if row.fact.startswith(start)}
    return {
        name: sourced(seen, _date_in_words(seen.t, text), row.source)
        for name, row in rows.items()
        if (text := seen.t.of(row, "value"))
    }


def show_head(seen: View) -> None:
    t = seen.t
    told = t(
        "This dashboard shows how far the strategic plan has come: its {goals} and {objectives}, "
        "the targets set for them, and what is reported.",
        goals=t.plural("{number} goal", "{number} goals", len(seen.facts.goals)),
        objectives=t.plural(
            "{number} objective", "{number} objectives", len(seen.facts.objectives)
        ),
    )  # fmt: skip
    name = t.of(seen.facts.initiative.get("name"), "value")
    st.html(paragraph(lines([strong(name), told] if name else [told])))
    if seen.demo:
        address, text = seen.link("", data=None), t("Back to the plan’s own records")
    elif cache.offers_demonstration():
        address = seen.link("", data=DEMONSTRATION)
        text = t("See the dashboard at work with demonstration data")
    else:
        return
    st.html(links(link(address, text)))


def show_vision(seen: View) -> None:
    t = seen.t
    visions, ambitions = facts(seen, "vision"), facts(seen, "ambition")
    mission = facts(seen).get("mission", "")
    if not visions and not ambitions:
        return
    st.header(t("Vision"), anchor=False)
    for name, text in visions.items():
        year = name.rpartition("_")[2]
        told = phrase(t("{year}: {value}"), year=year, value=text) if year.isdigit() else text
        st.html(paragraph(told))
    if ambitions:
        st.html(bullets(ambitions.values()))
    if mission:
        st.html(paragraph(phrase(t("{label}: {text}"), label=t("Mission"), text=mission)))


def show_task_forces(seen: View) -> None:
    """What Task Forces are for and where they stand, each statement with its source."""
    t, known = seen.t, facts(seen)
    names = (
        "task_force_purpose", "task_force_tasks", "strategy_document", "next_steps",
        "workplan_2023_core", "workplan_2023_global",
    )  # fmt: skip
    told = [known[name] for name in names if name in known]
    if not told:
        return
    st.header(t("How Task Forces work"), anchor=False)
    st.html(bullets(told, links=True))
    seen.page_link("workplan", t("Workplan"), ":material/calendar_month:")
    seen.page_link("task_forces", t("How to join a Task Force"), ":material/diversity_3:")


def show_history(seen: View) -> None:
    """What happened when, as far as the plan's folder tells, the oldest first."""
    t, known = seen.t, facts(seen)
    titles = {
        "launched": t("The Initiative is launched"),
        "plan_adopted": t("The strategic plan is adopted"),
        "consultation": t("Experts are consulted"),
        "activities_reviewed": t("Activities are reviewed"),
        "plan_horizon": t("The plan reaches this far"),
    }
    events = [(known[name], title) for name, title in titles.items() if name in known]
    events += [(told, "") for told in facts(seen, "history_").values()]
    if not events:
        return
    st.header(t("History"), anchor=False)
    st.html(component("timeline")(sorted(events, key=lambda event: _first_year(event[0]))))


def show_facilities(seen: View) -> None:
    """The two kinds of facility, the facilities, and the objectives of each."""
    t, known = seen.t, facts(seen)
    meanings = {kind: known.get(f"{kind}_facility", "") for kind in ("core", "global")}
    if not any(meanings.values()) and not seen.facts.facilities:
        return
    st.header(t("Who leads"), anchor=False)
    items = []
    for kind, meaning in meanings.items():
        rows = [row for row in seen.facts.facilities if row.facility_type == kind]
        if not meaning and not rows:
            continue
        items.append((facility_types(t)[kind], meaning, [_facility(seen, row) for row in rows]))
    st.html(component("facilities")(items, t("No such facility is entered yet.")))


def _facility(seen: View, row: Facility) -> Markup:
    led = [found for found in seen.facts.objectives if found.facility == row.facility]
    codes = Markup(", ").join(
        link(seen.link("objective", objective=found.objective), found.objective) for found in led
    )
    name = f"{row.facility} · {seen.t.of(row, 'name')}"
    return phrase("{name} ({codes})", name=name, codes=codes) if led else html(name)


def show_cycle(seen: View) -> None:
    """How the plan is carried out: the steps of the cycle and what a strategy consists of."""
    t, known = seen.t, facts(seen, "cycle")
    entered = {row.objective for row in seen.facts.implementation_strategy}
    if not known and not entered:
        return
    st.header(t("Implementation cycle"), anchor=False)
    if purpose := known.pop("cycle", ""):
        st.html(paragraph(purpose))
    if known:
        st.html(bullets(known.values(), "ol"))
    if entered:
        parts = strategy_parts(t)
        st.text(
            t(
                "The implementation strategy of an objective tells: {parts}. It is entered here "
                "for {entered} of {all} objectives.",
                parts=", ".join(word.lower() for word in parts.values()),
                entered=len(entered), all=len(seen.facts.objectives),
            )
        )  # fmt: skip


def show_joining(seen: View) -> None:
    t = seen.t
    facts = seen.facts
    steps, roles, contacts = facts.join_steps, facts.task_force_roles, facts.contacts
    if not steps and not roles and not contacts:
        return
    st.header(t("How to join a Task Force"), anchor=False)
    if steps:
        ordered = sorted(steps, key=lambda row: row.step)
        told = (sourced(seen, t.of(row, "text"), row.source) for row in ordered)
        st.html(bullets(told, "ol", links=True))
    if roles:
        st.subheader(t("Roles, and who may take them"), anchor=False)
        st.html(html(*(_role(seen, row) for row in roles)))
    if contacts:
        st.subheader(t("Whom to write to"), anchor=False)
        items = (
            sourced(
                seen,
                phrase(
                    t("{label}: {text}"), label=t.of(row, "purpose"), text=mail_link(row.address)
                ),
                row.source,
            )
            for row in contacts
        )
        st.html(bullets(items, links=True))


def _role(seen: View, row: TaskForceRole) -> Markup:
    t = seen.t
    told = lines([strong(t.of(row, "role")), t.of(row, "eligibility"), t.of(row, "duties")])
    return paragraph(sourced(seen, told, row.source))


def show_reading(seen: View) -> None:
    t = seen.t
    st.header(t("How to read the statuses"), anchor=False)
    st.html(legend(t, family_meanings(t)))
    seen.page_link("method", t("How a status is made"), ":material/calculate:")


def show_sources(seen: View) -> None:
    t = seen.t
    if not seen.facts.sources:
        return
    st.header(t("Sources"), anchor=False)
    st.text(t("Where the wording and the numbers of the plan come from, each with its code."))
    label = t.plural("{number} source", "{number} sources", len(seen.facts.sources))
    with st.expander(label, icon=":material/menu_book:"):
        st.html(bullets(map(source_link, seen.facts.sources), links=True))


def show_program(seen: View) -> None:
    t = seen.t
    st.header(t("About this dashboard"), anchor=False)
    pairs = [
        (t("Version"), program_version()),
        (t("Rules"), t("{mark} (another mark whenever a rule changes)", mark=rules_mark())),
        (
            t("Translations"),
            t(
                "The French and the Spanish wording are working translations, not official texts "
                "of the plan."
            ),
        ),
        (t("Fonts"), t("IBM Plex, © IBM Corp., under the SIL Open Font License 1.1")),
    ]
    st.html(definitions([(label, text) for label, text in pairs if text]))
    st.html(links(link(FONT_LICENCE, t("Licence of the fonts"))))


def mail_link(address: str | None) -> Markup:
    shown = address or ""
    return component("mail_link")(shown) if ADDRESS.fullmatch(shown) else html(shown)


def program_version() -> str:
    try:
        return version("progress")
    except PackageNotFoundError:
        return ""


def rules_mark() -> str:
    """A few letters that change whenever the SQL that judges does."""
    names = ("verdicts", "objectives", "roll_up", *MACROS)
    return hashlib.sha256("".join(map(sql, names)).encode()).hexdigest()[:8]


def _first_year(text: str) -> int:
    found = re.search(r"\d{4}", text)
    return int(found.group()) if found else 0


def _date_in_words(t: Language, text: str) -> str:
    """A date at the start of a text, such as 2015-12-01, as the language writes dates."""
    found = re.match(r"\d{4}-\d{2}-\d{2}", text)
    if found is None:
        return text
    try:
        return t.date(date.fromisoformat(found.group())) + text[found.end() :]
    except ValueError:
        return text
