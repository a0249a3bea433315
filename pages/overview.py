"""Where the plan stands: the finding, the whole plan in one picture, what changed last."""

import streamlit as st

from progress.ui import downloads, page_tables, records_day, sharing, view
from progress.ui.components import html, legend
from progress.ui.pages import overview
from progress.ui.pages.overview_glance import glance
from progress.ui.scorecard import matrix, years
from progress.ui.trend import trend
from progress.wording.status_words import family_meanings

seen = view.current()
t = seen.t
snapshot = seen.snapshot()
embedded = sharing.is_embedded()

overview.show_finding(seen, snapshot)
if not snapshot.objectives:
    st.info(t("Clear one of the filters to see more."))
    view.end_page()
shown = matrix(
    t,
    snapshot,
    lambda code: seen.link("objective", objective=code),
    embedded,
    html() if embedded else trend(seen, snapshot),
)
if snapshot.is_assessed:
    st.html(years(t, snapshot) + shown)
    if not embedded:
        st.html(glance(seen, snapshot))
    st.html(legend(t, family_meanings(t)))
else:
    st.html(shown)
    overview.show_known(seen, snapshot)
    if not embedded:
        if coming := glance(seen, snapshot):
            st.html(coming)
        overview.show_ways_on(seen)
if embedded or not snapshot.is_assessed:
    overview.show_latest(seen)
if not embedded:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        records_day.button(seen)
        downloads.button(seen, "objectives", page_tables.objectives)
