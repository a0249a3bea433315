"""The parts of the overview: the sentence, what is known, the ways on, what changed last."""

from datetime import date

import streamlit as st

from progress.assessment.snapshot import Snapshot
from progress.publishing.provenance import SETUP
from progress.server import cache
from progress.ui import sharing
from progress.ui.components import bullets, component, link, links, paragraph
from progress.ui.view import DEMONSTRATION, View
from progress.ui.workplans import coming_up
from progress.wording.filter_sentence import filter_sentence
from progress.wording.plan import plan_view


def show_lead(seen: View, snapshot: Snapshot) -> None:
    """The one sentence to remember; while nothing can be judged, why."""
    t, plan = seen.t, plan_view(seen.t, snapshot)
    lead = component("lead")(plan.lead)
    of_what = paragraph(filter_sentence(t, seen.filters, seen.facts), quiet=True)
    st.html(of_what + lead + paragraph(plan.too_early))


def show_known(seen: View, snapshot: Snapshot) -> None:
    """What is known while nothing can be judged: the last report, and how much time is used."""
    plan = plan_view(seen.t, snapshot)
    st.html(bullets([plan.reported_last, *filter(None, (y.time_sentence for y in plan.years))]))


def show_ways_on(seen: View) -> None:
    """Where to go while nothing can be judged."""
    t = seen.t
    with st.container(horizontal=True, gap="medium"):
        seen.page_link("goals", t("What the plan aims for"), ":material/flag:")
        seen.page_link("task_forces", t("Find a Task Force"), ":material/diversity_3:")
        seen.page_link("facilities", t("What is awaited, and from whom"), ":material/schedule:")
    if cache.offers_demonstration() and not seen.demo:
        # Not a page link: to the page one is on, it would not change the address.
        text = t("See the dashboard at work with demonstration data")
        st.html(links(link(seen.link("", data=DEMONSTRATION), text)))


def show_coming(seen: View, snapshot: Snapshot) -> None:
    """What the Task Forces do next, where their workplans say it."""
    if shown := coming_up(seen, {row.objective for row in snapshot.objectives}):
        st.header(seen.t("Coming up in the Task Forces"), anchor=False)
        st.html(shown)


def show_latest(seen: View) -> None:
    """How fresh the records are: the last update and how much is reported."""
    t = seen.t
    history = cache.history(seen.demo, seen.filters.as_known_on)
    last = next((row for row in reversed(history) if row["in_force"]), None)
    if last is None:
        return
    st.header(t("Last update"), anchor=False)
    day = t.date(date.fromisoformat(last["published_at"][:10]))
    by = "" if last["by"] == SETUP else t("by {name}", name=last["by"])
    note = t(last["note"]) if last["note"] else ""
    st.text(" · ".join(filter(None, [t("Update {number}", number=last["release"]), day, by, note])))
    if not sharing.is_embedded():
        seen.page_link("updates", t("All updates"), ":material/history:")
