"""What About says of the Initiative, its plan and how to take part, for the page and for the light
edition. All of it comes from facts of the plan.

What a plan's folder does not say is left out, so it serves another plan as well.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from markupsafe import Markup

from progress.assessment.facts import Facts
from progress.language import Language
from progress.publishing.confirmation import Confirmation
from progress.rows import Contact, Facility, InitiativeFact, JoinStep, TaskForceRole
from progress.ui.components import (
    bullets,
    component,
    details,
    heading,
    html,
    lines,
    link,
    links,
    paragraph,
    phrase,
    strong,
)
from progress.ui.sources import source_link, sourced
from progress.wording.confirmation import NO_BREAK, mark_of_row, marked
from progress.wording.facility_words import facility_types
from progress.wording.implementation_strategy import strategy_parts

Told = InitiativeFact | JoinStep | Contact | TaskForceRole  # rows that name their source

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class About:
    """``address``: of a page, with what is chosen there, as the edition has it."""

    t: Language
    facts: Facts
    confirmation: Confirmation
    address: Callable[..., str]

    def told(self, table: str, row: Told, text: str) -> Markup:
        """What a row of the plan says, with its source and the mark of what is not confirmed."""
        mark = mark_of_row(self.confirmation, table, row)
        return sourced(self.t, self.facts, html(text, NO_BREAK if mark else "", mark), row.source)

    def known(self, start: str = "") -> dict[str, Markup]:
        """What is known of the Initiative: fact -> text in the reader's language, with its
        source."""
        rows = {row.fact: row for row in self.facts.initiative_facts if row.fact.startswith(start)}
        return {
            name: self.told("initiative", row, _date_in_words(self.t, text))
            for name, row in rows.items()
            if (text := self.t.of(row, "value"))
        }


def introduction(about: About) -> Markup:
    """The name of the Initiative, and what this dashboard shows."""
    t, facts = about.t, about.facts
    told = t(
        "This dashboard shows how far the strategic plan has come: its {goals} and {objectives}, "
        "the targets set for them, and what is reported.",
        goals=t.plural("{number} goal", "{number} goals", len(facts.goals)),
        objectives=t.plural("{number} objective", "{number} objectives", len(facts.objectives)),
    )
    name = t.of(facts.initiative.get("name"), "value")
    return paragraph(lines([strong(name), told] if name else [told]))


def sections(about: About) -> Iterator[tuple[str, Markup]]:
    """The parts that have something to say: title and what stands below it."""
    t = about.t
    for title, body in (
        (t("Vision"), _vision(about)),
        (t("History"), _history(about)),
        (t("How Task Forces work"), _task_forces(about)),
        (t("Who leads"), _facilities(about)),
        (t("Implementation cycle"), _cycle(about)),
        (t("How to join a Task Force"), _joining(about)),
    ):
        if body:
            yield title, body


def sources(about: About) -> Markup:
    t, rows = about.t, about.facts.sources
    if not rows:
        return html()
    said = t("Where the wording and the numbers of the plan come from, each with its code.")
    label = t.plural("{number} source", "{number} sources", len(rows))
    return paragraph(said) + details(label, bullets(map(source_link, rows), links=True))


def program(t: Language) -> dict[str, str]:
    """What is to be known of the program itself: label -> text."""
    return {
        t("Version"): program_version(),
        t("Translations"): t(
            "The French and the Spanish wording are working translations, not official texts of "
            "the plan."
        ),
    }


def _vision(about: About) -> Markup:
    t, known = about.t, about.known()
    ambitions = about.known("ambition")
    told = []
    for name, text in about.known("vision").items():
        year = name.rpartition("_")[2]
        said = phrase(t("{year}: {value}"), year=year, value=text) if year.isdigit() else text
        told.append(paragraph(said))
    if ambitions:
        told.append(bullets(ambitions.values()))
    if mission := known.get("mission"):
        told.append(paragraph(phrase(t("{label}: {text}"), label=t("Mission"), text=mission)))
    return html(*told)


def _history(about: About) -> Markup:
    """What happened when, as far as the plan's folder tells, the oldest first."""
    t, known = about.t, about.known()
    titles = {
        "launched": t("The Initiative is launched"),
        "plan_adopted": t("The strategic plan is adopted"),
        "consultation": t("Experts are consulted"),
        "activities_reviewed": t("Activities are reviewed"),
        "plan_horizon": t("The plan reaches this far"),
    }
    events = [(known[name], title) for name, title in titles.items() if name in known]
    events += [(told, "") for told in about.known("history_").values()]
    if not events:
        return html()
    return component("timeline")(sorted(events, key=lambda event: _first_year(event[0])))


def _task_forces(about: About) -> Markup:
    """What Task Forces are for and where they stand."""
    t, known = about.t, about.known()
    names = (
        "task_force_purpose", "task_force_tasks", "strategy_document", "next_steps",
        "workplan_2023_core", "workplan_2023_global",
    )  # fmt: skip
    told = [known[name] for name in names if name in known]
    if not told:
        return html()
    ways = (
        link(about.address("workplan"), t("Workplan")),
        link(about.address("task_forces"), t("How to join a Task Force")),
    )
    return bullets(told, links=True) + links(*ways)


def _facilities(about: About) -> Markup:
    """The two kinds of facility, the facilities, and the objectives of each."""
    t, known, facilities = about.t, about.known(), about.facts.facilities
    meanings = {kind: known.get(f"{kind}_facility", Markup()) for kind in ("core", "global")}
    if not any(meanings.values()) and not facilities:
        return html()
    items = []
    for kind, meaning in meanings.items():
        rows = [row for row in facilities if row.facility_type == kind]
        if meaning or rows:
            items.append(
                (facility_types(t)[kind], meaning, [_facility(about, row) for row in rows])
            )
    return component("facilities")(items, t("No such facility is entered yet."))


def _facility(about: About, row: Facility) -> Markup:
    led = [found for found in about.facts.objectives if found.facility == row.facility]
    codes = Markup(", ").join(
        link(about.address("objective", objective=found.objective), found.objective)
        for found in led
    )
    mark = mark_of_row(about.confirmation, "facility", row)
    name = marked(f"{row.facility} · {about.t.of(row, 'name')}", mark)
    return phrase("{name} ({codes})", name=name, codes=codes) if led else html(name)


def _cycle(about: About) -> Markup:
    """How the plan is carried out: the steps of the cycle and what a strategy consists of."""
    t, known = about.t, about.known("cycle")
    entered = {row.objective for row in about.facts.implementation_strategy}
    told = []
    if purpose := known.pop("cycle", None):
        told.append(paragraph(purpose))
    if known:
        told.append(bullets(known.values(), "ol"))
    if entered:
        said = t(
            "The implementation strategy of an objective tells: {parts}. It is entered here "
            "for {entered} of {all} objectives.",
            parts=", ".join(word.lower() for word in strategy_parts(t).values()),
            entered=len(entered),
            all=len(about.facts.objectives),
        )
        told.append(paragraph(said))
    return html(*told)


def _joining(about: About) -> Markup:
    """The steps, the roles, and whom to write to."""
    t, facts = about.t, about.facts
    told = []
    if facts.join_steps:
        ordered = sorted(facts.join_steps, key=lambda row: row.step)
        steps = (about.told("join_step", row, t.of(row, "text")) for row in ordered)
        told.append(bullets(steps, "ol", links=True))
    if facts.task_force_roles:
        told.append(heading(3, t("Roles, and who may take them")))
        told += [_role(about, row) for row in facts.task_force_roles]
    if facts.contacts:
        told.append(heading(3, t("Whom to write to")))
        contacts = (
            phrase(t("{label}: {text}"), label=t.of(row, "purpose"), text=mail_link(row.address))
            for row in facts.contacts
        )
        written = zip(contacts, facts.contacts, strict=True)
        items = (about.told("contact", row, text) for text, row in written)
        told.append(bullets(items, links=True))
    return html(*told)


def _role(about: About, row: TaskForceRole) -> Markup:
    t = about.t
    told = lines([strong(t.of(row, "role")), t.of(row, "eligibility"), t.of(row, "duties")])
    return paragraph(about.told("task_force_role", row, told))


def mail_link(address: str | None) -> Markup:
    shown = address or ""
    return component("mail_link")(shown) if ADDRESS.fullmatch(shown) else html(shown)


def program_version() -> str:
    try:
        return version("progress")
    except PackageNotFoundError:
        return ""


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
