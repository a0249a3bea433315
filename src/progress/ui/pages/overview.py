"""The parts of the overview: the finding, what is known, the ways on, what changed last."""

import streamlit as st

from progress.assessment.snapshot import Snapshot
from progress.server import cache
from progress.ui import sharing
from progress.ui.components import bullets, html, link, links, paragraph
from progress.ui.markdown import literal
from progress.ui.pages.overview_glance import last_update
from progress.ui.view import DEMONSTRATION, View
from progress.wording.filter_sentence import filter_sentence
from progress.wording.plan import plan_view


def show_finding(seen: View, snapshot: Snapshot) -> None:
    """What to remember, as the title; below it, of what it is so."""
    t, plan = seen.t, plan_view(seen.t, snapshot)
    with st.container(key="finding"):
        st.title(literal(plan.finding), anchor=False)
    if sharing.is_embedded():
        sharing.show_way_out(seen)
    about = [filter_sentence(t, seen.filters, seen.facts)]
    if plan.is_assessed and plan.leading and (old := plan.leading.group.stale):
        about.append(
            t.plural(
                "{number} of those on track rests on an old report.",
                "{number} of those on track rest on old reports.",
                old,
            )
        )
    st.html(paragraph(" ".join(about), quiet=True))


def show_known(seen: View, snapshot: Snapshot) -> None:
    """While nothing can be judged: why not, the last report, and how much time is used."""
    plan = plan_view(seen.t, snapshot)
    known = bullets([plan.reported_last, *filter(None, (y.time_sentence for y in plan.years))])
    st.html(html(paragraph(plan.too_early), known))


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
    """How fresh the records are: the last update."""
    if told := last_update(seen):
        way = links(link(seen.link("updates"), seen.t("All updates")))
        st.html(html(paragraph(told), html() if sharing.is_embedded() else way))
