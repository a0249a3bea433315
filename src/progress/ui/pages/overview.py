"""The parts of the overview: the headline, what is known, the ways on, what changed last."""

from datetime import date

import streamlit as st

from progress.assessment.snapshot import Snapshot
from progress.publishing.provenance import SETUP
from progress.server import cache
from progress.ui.components import link, links
from progress.ui.markdown import literal
from progress.ui.view import DEMONSTRATION, View
from progress.wording.plan import plan_view


def show_headline(seen: View, snapshot: Snapshot) -> None:
    """The one sentence to remember, and the few numbers behind it."""
    t, plan = seen.t, plan_view(seen.t, snapshot)
    if not plan.is_assessed:
        st.header(t("Too early to judge"), anchor=False)
        st.markdown(plan.too_early)
        known = [plan.reported_last, *(year.time_sentence for year in plan.years)]
        st.markdown("\n".join(f"- {literal(text)}" for text in known if text))
        return
    for year in plan.years:
        st.markdown(
            t(
                "**{horizon}**: {good} of {with_target} objectives with a target are on track or "
                "met, {needing} are behind or off course. {time}",
                horizon=year.year,
                good=year.group.good,
                with_target=year.group.with_target,
                needing=year.group.needing,
                time=year.time_sentence,
            )
        )


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
