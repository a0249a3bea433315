"""The parts of the Board page: what needs the board, and what it could ask for."""

from dataclasses import astuple
from datetime import date

import streamlit as st
from markupsafe import Markup

from progress.assessment.filters import FACILITY_TYPES
from progress.assessment.freshness import awaited, counted, freshness
from progress.assessment.needs import NEEDS, exceptions
from progress.assessment.snapshot import Snapshot
from progress.language import Language, present
from progress.server import cache
from progress.ui.components import (
    bullets,
    component,
    definitions,
    details,
    heading,
    html,
    link,
    paragraph,
    quiet,
    strong,
    table,
    verdict_badge,
    verdict_row,
)
from progress.ui.view import View
from progress.wording.facility_words import facility_types
from progress.wording.headlines import shares, too_early
from progress.wording.indicator import name_in_region
from progress.wording.narrative import narrative_parts
from progress.wording.needs import needs_view
from progress.wording.plan_gaps import missing_in_plan
from progress.wording.sentences import verdict_sentence
from progress.wording.status_words import row_word

SHOWN_AT_ONCE = 10


def show_records(seen: View) -> None:
    """Of which day the records are, and how far back they go."""
    t, history = seen.t, cache.history(seen.demo)
    if not history:
        return
    st.caption(
        t(
            "Records as of {day}; the first update is of {first}. An earlier day is chosen under "
            "“More filters”.",
            day=t.date(seen.filters.known_on),
            first=t.date(date.fromisoformat(history[0]["published_at"][:10])),
        )
    )


def show_needs(seen: View, snapshot: Snapshot) -> None:
    """The exceptions; where nothing can be judged yet, why."""
    t, found = seen.t, exceptions(snapshot)
    head = heading(2, t("Needs the board first"))
    if not found and not snapshot.is_assessed:
        lead = paragraph(strong(t("Too early to judge") + "."))
        st.html(head + lead + paragraph(too_early(t, snapshot)) + _could_ask(seen))
        return
    if not found:
        nothing = t("No indicator is off course, behind, overdue or out of date.")
        st.html(head + paragraph(nothing) + _other_decisions(seen, snapshot))
        return
    items = [_need(seen, need) for need in found]
    shown = component("needs")(items[:SHOWN_AT_ONCE])
    if rest := items[SHOWN_AT_ONCE:]:
        more = t.plural("{number} more indicator", "{number} more indicators", len(rest))
        shown += details(more, component("needs")(rest))
    st.html(head + paragraph(_how_many(t, found)) + shown + _other_decisions(seen, snapshot))


def _how_many(t: Language, found: list[dict]) -> str:
    words = {
        "off_course": t("off course"),
        "behind": t("behind"),
        "overdue": t("overdue"),
        "stale": t("with an old report"),
    }
    numbers = {need: sum(row["need"] == need for row in found) for need in NEEDS}
    told = ", ".join(f"{number} {words[need]}" for need, number in numbers.items() if number)
    return t.plural(
        "{number} indicator, the most urgent first: {told}.",
        "{number} indicators, the most urgent first: {told}.",
        len(found),
        told=told,
    )


def _need(seen: View, need: dict) -> dict:
    t, code = seen.t, need["objective"]
    label = next(t.of(row, "label") for row in seen.facts["objective"] if row["objective"] == code)
    name = t(
        "{code} · {name}",
        code=need["indicator"],
        name=name_in_region(t, need["measure"], need["region"]),
    )
    about = f"{facility_types(t)[need['kind']]} · {_last_report(t, need)}"
    lines = [_verdict(t, row, need["measure"]) for row in need["verdicts"]]
    links = [
        link(seen.link("objective", objective=code), f"{code} {label}".strip()),
        link(seen.link("task_forces", objective=code), t("Task Force")),
    ]
    story = _story(t, need["narrative"])
    return {"name": name, "about": about, "lines": lines, "story": story, "links": links}


def _verdict(t: Language, row: dict, measure: dict) -> Markup:
    badge = verdict_badge(row["family"], row_word(t, row))
    sentence = verdict_sentence(t, row, measure)
    return verdict_row(row["horizon"], badge, row["family"], shares(row), sentence)


def _last_report(t: Language, need: dict) -> str:
    if need["year"] is None:
        return t("never reported")
    last = t("last report for {year}", year=need["year"])
    if not need["is_overdue"]:
        return last
    months = t.plural(
        "{number} month after that year", "{number} months after that year", need["months"]
    )
    return t("{last}, now {months}: overdue", last=last, months=months)


def _story(t: Language, told: dict | None) -> Markup:
    """Owner, cause, next step and decision wanted; what nobody told says so."""
    if told is None:
        return paragraph(t("No narrative is reported yet."), quiet=True)
    labels = narrative_parts(t)
    parts = []
    for name in ("owner", "cause", "next_step", "decision_wanted"):
        text = present(told[name]) if name == "owner" else t.of(told, name)
        parts.append((labels[name], text or t("not told")))
    return definitions(parts)


def _other_decisions(seen: View, snapshot: Snapshot) -> Markup:
    t = seen.t
    others = needs_view(t, snapshot).other_decisions
    if not others:
        return html()
    items = [
        html(
            link(
                seen.link("objective", objective=row.objective),
                f"{row.objective} {row.label}".strip(),
            ),
            ": ",
            row.text,
        )
        for row in others
    ]
    return heading(3, t("Other decisions wanted")) + bullets(items, links=True)


def _could_ask(seen: View) -> Markup:
    """What the plan itself lacks, for the board to ask for."""
    t = seen.t
    lacking = missing_in_plan(t, seen.facts)
    if not lacking:
        return html()
    items = [t("{label}: {text}", label=label, text=", ".join(codes)) for label, codes in lacking]
    return heading(3, t("What the board could ask for")) + bullets(items)


def show_reports(seen: View, snapshot: Snapshot) -> None:
    """How fresh the reports are, by goal and by who leads, and from whom the next are awaited."""
    t, found = seen.t, freshness(snapshot)
    words = facility_types(t)
    groups = [
        (t("Goal {code}", code=goal), [row for row in found if row["goal"] == goal])
        for goal in dict.fromkeys(row["goal"] for row in found)
    ] + [(words[kind], [row for row in found if row["kind"] == kind]) for kind in FACILITY_TYPES]
    rows = [
        [name, *map(str, astuple(counted(mine))), _oldest(t, mine)] for name, mine in groups if mine
    ]
    head = [
        t("Goal or who leads"),
        t("Indicators"),
        t("Up to date"),
        t("Overdue"),
        t("Never reported"),
        t("Months since the oldest report"),
    ]
    missing, assessed = awaited(snapshot), snapshot.is_assessed
    lists = html(
        *(
            details(f"{words[kind]} ({len(mine)})", _awaited(seen, mine), opened=not assessed)
            for kind in FACILITY_TYPES
            if (mine := [row for row in missing if row["kind"] == kind])
        )
    )
    title = heading(2, t("Reports"))
    counts = table(t("How fresh the reports are"), head, rows, numbers={1, 2, 3, 4, 5})
    rule = paragraph(
        t(
            "A report is awaited every year, unless the plan says otherwise for an indicator; it "
            "is overdue once that time has passed since the end of the year last reported."
        ),
        quiet=True,
    )
    wanted = heading(3, t("What is awaited, and from whom"))
    st.html(title + counts + rule + (wanted + lists if lists else html()))


def _oldest(t: Language, mine: list[dict]) -> str:
    months = [row["months"] for row in mine if row["months"] is not None]
    return str(max(months)) if months else "–"


def _awaited(seen: View, rows: list[dict]) -> Markup:
    t = seen.t
    items = (
        html(
            link(seen.link("objective", objective=row["objective"]), row["indicator"]),
            f" {t.of(row['measure'], 'name')} ",
            quiet(f"({_last_report(t, row)})"),
        )
        for row in rows
    )
    return bullets(items, links=True)
