"""What changed since an update or a day: how many and which way, one by one, and in the plan."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from progress.assessment.changes import ExplainedChange, direction, entered, listed
from progress.assessment.fact_changes import plan_revisions
from progress.assessment.snapshot import Snapshot
from progress.server import cache
from progress.ui.change_table import fact_table, status_table
from progress.ui.components import component, details, heading, html, paragraph
from progress.ui.since import last, updates
from progress.ui.view import View
from progress.wording.changes import changes_in_words, directions, then_now


def chosen(seen: View) -> date:
    """The day of the address; unsaid, what the last update changed is shown. A day that means
    nothing is left out with a notice."""
    newest = last(seen)
    text = st.query_params.get("since")
    if not text:
        return newest
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not min(updates(seen), default=newest) <= day <= seen.filters.known_on:
        st.warning(
            seen.t(
                "The address asks for something that is not there ({names}); it is left out.",
                names="since",
            )
        )
        return newest
    return day


def moved(seen: View, since: date, found: list[ExplainedChange]) -> Markup:
    """How many statuses changed and which way, as a picture: what they were and what they are."""
    t = seen.t
    title = heading(2, t("Changed since {day}", day=t.date(since)))
    if not listed(found):
        between = {"since": t.date(since), "until": t.date(seen.filters.known_on)}
        return html(
            title, paragraph(t("No status changed between {since} and {until}.", **between))
        )
    counted = paragraph(", ".join(changes_in_words(t, found)))
    moves = component("then_now")(
        then_now(t, found), t("Statuses then and now"), t("then"), t("now")
    )
    return html(title, counted, moves)


def one_by_one(seen: View, every: list[ExplainedChange]) -> Markup:
    """Each status that changed, and why, behind a line."""
    t, found = seen.t, listed(every)
    ways: dict[str, list[ExplainedChange]] = {}
    for row in found:
        ways.setdefault(direction(row), []).append(row)
    tables = [
        status_table(seen, t("{label} ({number})", label=word, number=len(ways[way])), ways[way])
        for way, word in directions(t).items()
        if way in ways
    ]
    shown = html()
    if found:
        words = t.plural(
            "{number} status that changed, and why",
            "The {number} statuses that changed, and why",
            len(found),
        )
        shown = details(words, html(*tables))
    if new := entered(every):
        shown += paragraph(
            t.plural(
                "{number} indicator was entered with its target year and has no report yet.",
                "{number} indicators and target years were entered and have no report yet.",
                new,
            )
        )
    return shown


def revisions(seen: View, snapshot: Snapshot, since: date) -> Markup:
    """What changed in the plan itself, apart from what was reported and from what was entered for
    the first time. Targets made easier stand in the open, the rest behind a line."""
    t = seen.t
    shown = {row.objective for row in snapshot.objectives}
    found = plan_revisions(cache.fact_changes(seen.demo, since, seen.filters.known_on), shown)
    if not found:
        return html()
    easier = [change for change in found if change.easier]
    others = [change for change in found if not change.easier]
    told = heading(2, t("Plan revisions since {day}", day=t.date(since)))
    if easier:
        told += fact_table(seen, t("Targets made easier ({number})", number=len(easier)), easier)
    if others:
        words = t.plural(
            "{number} other entry of the plan that changed",
            "{number} other entries of the plan that changed",
            len(others),
        )
        told += details(words, fact_table(seen, t("Changed in the plan"), others))
    return told
