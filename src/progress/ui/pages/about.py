"""The parts of the About page. All that is said of the Initiative comes from facts of the plan.

What a plan's folder does not say is left out, so the page serves another plan as well.
"""

import hashlib
import re
from datetime import date
from html import escape
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

import streamlit as st

from progress.language import Language
from progress.server import cache
from progress.store.tables import MACROS, sql
from progress.ui.markup import definitions, legend, link
from progress.ui.view import DEMONSTRATION, View
from progress.wording.facility_words import facility_types
from progress.wording.implementation_strategy import strategy_parts
from progress.wording.status_words import family_meanings

FONT_LICENCE = "app/static/fonts/LICENSE.txt"
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def facts(seen: View, start: str = "") -> dict[str, str]:
    """What is known of the Initiative: fact -> text in the reader's language."""
    rows = {row["fact"]: seen.t.of(row, "value") for row in seen.facts["initiative"]}
    return {name: _date_in_words(seen.t, text) for name, text in rows.items()
            if name.startswith(start) and text}  # fmt: skip


def show_head(seen: View) -> None:
    t = seen.t
    told = t(
        "This dashboard shows how far the strategic plan has come: its {goals} and {objectives}, "
        "the targets set for them, and what is reported.",
        goals=t.plural("{number} goal", "{number} goals", len(seen.facts["goal"])),
        objectives=t.plural(
            "{number} objective", "{number} objectives", len(seen.facts["objective"])
        ),
    )  # fmt: skip
    name = facts(seen).get("name")
    whose = f"<strong>{escape(name)}</strong><br>" if name else ""
    st.html(f"<p>{whose}{escape(told)}</p>")
    if seen.demo:
        address, text = seen.link("", data=None), t("Back to the plan’s own records")
    elif cache.offers_demonstration():
        address = seen.link("", data=DEMONSTRATION)
        text = t("See the dashboard at work with demonstration data")
    else:
        return
    st.html(f'<p class="p4-links">{link(address, text)}</p>')


def show_vision(seen: View) -> None:
    t = seen.t
    visions, ambitions = facts(seen, "vision"), facts(seen, "ambition")
    if not visions and not ambitions:
        return
    st.header(t("Vision"), anchor=False)
    for name, text in visions.items():
        year = name.rpartition("_")[2]
        st.text(t("{year}: {value}", year=year, value=text) if year.isdigit() else text)
    if ambitions:
        st.html(_list("ul", ambitions.values()))


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
    if not events:
        return
    st.header(t("History"), anchor=False)
    items = "".join(
        f"<li><strong>{escape(title)}</strong><br>{escape(text)}</li>"
        for text, title in sorted(events, key=lambda event: _first_year(event[0]))
    )
    st.html(f'<ol class="p4-timeline">{items}</ol>')


def show_facilities(seen: View) -> None:
    """The two kinds of facility, the facilities, and the objectives of each."""
    t, known = seen.t, facts(seen)
    meanings = {kind: known.get(f"{kind}_facility", "") for kind in ("core", "global")}
    if not any(meanings.values()) and not seen.facts["facility"]:
        return
    st.header(t("Who leads"), anchor=False)
    items = []
    for kind, meaning in meanings.items():
        rows = [row for row in seen.facts["facility"] if row["facility_type"] == kind]
        if not meaning and not rows:
            continue
        lines = "".join(f"<li>{_facility(seen, row)}</li>" for row in rows)
        listed = f"<ul>{lines}</ul>" if rows else ""
        if not rows:
            listed = f'<p class="p4-quiet">{escape(t("No such facility is entered yet."))}</p>'
        text = f"<p>{escape(meaning)}</p>" if meaning else ""
        items.append(f"<li><h3>{escape(facility_types(t)[kind])}</h3>{text}{listed}</li>")
    st.html(f'<ul class="p4-rows">{"".join(items)}</ul>')


def _facility(seen: View, row: dict) -> str:
    led = [found for found in seen.facts["objective"] if found["facility"] == row["facility"]]
    links = ", ".join(
        link(seen.link("objective", objective=found["objective"]), found["objective"])
        for found in led
    )
    name = f"{row['facility']} · {seen.t.of(row, 'name')}"
    return escape(name) + (f" ({links})" if led else "")


def show_cycle(seen: View) -> None:
    """How the plan is carried out: the steps of the cycle and what a strategy consists of."""
    t, known = seen.t, facts(seen, "cycle")
    entered = {row["objective"] for row in seen.facts["implementation_strategy"]}
    if not known and not entered:
        return
    st.header(t("Implementation cycle"), anchor=False)
    if purpose := known.pop("cycle", ""):
        st.text(purpose)
    if known:
        st.html(_list("ol", known.values()))
    if entered:
        parts = strategy_parts(t)
        st.text(
            t(
                "The implementation strategy of an objective tells: {parts}. It is entered here "
                "for {entered} of {all} objectives.",
                parts=", ".join(word.lower() for word in parts.values()),
                entered=len(entered), all=len(seen.facts["objective"]),
            )
        )  # fmt: skip


def show_joining(seen: View) -> None:
    t = seen.t
    steps, roles, contacts = (
        seen.facts[name] for name in ("join_step", "task_force_role", "contact")
    )
    if not steps and not roles and not contacts:
        return
    st.header(t("How to join a Task Force"), anchor=False)
    if steps:
        ordered = sorted(steps, key=lambda row: row["step"])
        st.html(_list("ol", (t.of(row, "text") for row in ordered)))
    if roles:
        st.subheader(t("Roles, and who may take them"), anchor=False)
        st.html("".join(_role(t, row) for row in roles))
    if contacts:
        st.subheader(t("Whom to write to"), anchor=False)
        items = "".join(
            "<li>"
            + t(
                "{label}: {text}",
                label=escape(t.of(row, "purpose")),
                text=mail_link(row["address"]),
            )
            + "</li>"
            for row in contacts
        )
        st.html(f'<ul class="p4-links">{items}</ul>')


def _role(t: Language, row: dict) -> str:
    lines = (t.of(row, "eligibility"), t.of(row, "duties"))
    told = "".join(f"<br>{escape(text)}" for text in lines if text)
    return f"<p><strong>{escape(t.of(row, 'role'))}</strong>{told}</p>"


def show_reading(seen: View) -> None:
    t = seen.t
    st.header(t("How to read the statuses"), anchor=False)
    st.html(legend(t, family_meanings(t)))
    seen.page_link("method", t("How a status is made"), ":material/calculate:")


def show_sources(seen: View) -> None:
    t = seen.t
    if not seen.facts["source"]:
        return
    st.header(t("Sources"), anchor=False)
    st.text(t("Where the wording and the numbers of the plan come from, each with its code."))
    items = "".join(f"<li>{source_link(row)}</li>" for row in seen.facts["source"])
    label = t.plural("{number} source", "{number} sources", len(seen.facts["source"]))
    with st.expander(label, icon=":material/menu_book:"):
        st.html(f'<ul class="p4-links">{items}</ul>')


def show_program(seen: View) -> None:
    t = seen.t
    st.header(t("About this dashboard"), anchor=False)
    pairs = [
        (t("Version"), program_version()),
        (t("Rules"), t("{mark} (another mark whenever a rule changes)", mark=rules_mark())),
        (
            t("French"),
            t("The French wording is a working translation, not an official text of the plan."),
        ),
        (t("Fonts"), t("IBM Plex, © IBM Corp., under the SIL Open Font License 1.1")),
    ]
    st.html(definitions([(label, text) for label, text in pairs if text]))
    licence = link(FONT_LICENCE, t("Licence of the fonts"))
    st.html(f'<p class="p4-links">{licence}</p>')


def source_link(row: dict) -> str:
    """A source with its code. Only an address of the web becomes a link."""
    text, address = escape(row["title"] or row["source"]), row["url"] or ""
    named = f' <span class="p4-quiet">({escape(row["source"])})</span>'
    if not is_web_address(address):
        return text + (f", {escape(address)}" if address else "") + named
    return f'<a href="{escape(address)}" rel="noopener">{text}</a>{named}'


def is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def mail_link(address: str | None) -> str:
    shown = escape(address or "")
    return f'<a href="mailto:{shown}">{shown}</a>' if ADDRESS.fullmatch(address or "") else shown


def program_version() -> str:
    try:
        return version("progress")
    except PackageNotFoundError:
        return ""


def rules_mark() -> str:
    """A few letters that change whenever the SQL that judges does."""
    names = ("verdicts", "objectives", "roll_up", *MACROS)
    return hashlib.sha256("".join(map(sql, names)).encode()).hexdigest()[:8]


def _list(kind: str, texts) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<{kind}>{items}</{kind}>"


def _first_year(text: str) -> int:
    found = re.search(r"\d{4}", text)
    return int(found.group()) if found else 0


def _date_in_words(t: Language, text: str) -> str:
    """A date at the start of a text, such as 2015-12-01, as the language writes dates."""
    found = re.match(r"\d{4}-\d{2}-\d{2}", text)
    try:
        day = date.fromisoformat(found.group()) if found else None
    except ValueError:
        day = None
    return t.date(day) + text[found.end() :] if day else text
