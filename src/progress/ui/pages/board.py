"""The Board page: what a chair asks first, in the order of a meeting."""

from datetime import date

import streamlit as st

from progress.assessment.snapshot import Snapshot
from progress.server import cache
from progress.ui import view
from progress.ui.components import component, details, heading, html, paragraph
from progress.ui.pages import board_changes, board_decisions
from progress.ui.pages.board_needs import needs
from progress.ui.pages.board_reports import reports
from progress.ui.trend import trend
from progress.ui.view import View
from progress.ui.workplans import late
from progress.wording.filter_sentence import filter_sentence
from progress.wording.needs import needs_view
from progress.wording.plan import plan_view
from progress.wording.workplan import late_views


def show_records(seen: View) -> None:
    """What is looked at, of which day the records are, and how far back they go."""
    t, history = seen.t, cache.history(seen.demo)
    told = [filter_sentence(t, seen.filters, seen.facts)]
    if history:
        told.append(
            t(
                "As published on {day}; the first update is of {first}.",
                day=t.date(seen.filters.known_on),
                first=t.date(date.fromisoformat(history[0].published_at[:10])),
            )
        )
    st.html(paragraph(" ".join(told), quiet=True))


def show(seen: View, snapshot: Snapshot, since: date) -> None:
    t = seen.t
    found = needs_view(t, snapshot, view.MOST_SHOWN)
    standing = html(heading(2, plan_view(t, snapshot).finding), trend(seen, snapshot))
    changes = cache.changes(seen.demo, since, seen.filters)
    changed = board_changes.moved(seen, since, changes)
    one_by_one = board_changes.one_by_one(seen, changes)
    decisions = board_decisions.decisions(seen, found)
    revisions = board_changes.revisions(seen, snapshot, since)
    exceptions = needs(seen, snapshot, found)
    if snapshot.is_assessed:
        picture = component("beside")([changed, standing])
        parts = [picture, one_by_one, decisions, revisions, exceptions]
    else:
        parts = [exceptions, decisions, changed, one_by_one, revisions]
    st.html(html(*parts, _late(seen, snapshot), reports(seen, snapshot)))


def _late(seen: View, snapshot: Snapshot) -> str:
    """What is late in the workplans of the Task Forces, behind a line."""
    t, objectives = seen.t, {row.objective for row in snapshot.objectives}
    found = late_views(t, seen.facts, objectives, seen.filters.known_on)
    if not found:
        return html()
    words = t.plural(
        "Late in the workplans: {number} step, due {when}",
        "Late in the workplans: {number} steps, the first since {when}",
        len(found),
        when=found[0].when,
    )
    return details(words, late(seen, objectives, len(found)))
