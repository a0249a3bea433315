"""Where the plan stands: one sentence, the whole plan in one picture, what changed last."""

import streamlit as st

from progress.ui import downloads, page_tables, sharing, view
from progress.ui.components import legend
from progress.ui.pages import overview
from progress.ui.scorecard import matrix, years
from progress.wording.status_words import family_meanings

seen = view.current()
t = seen.t
snapshot = seen.snapshot()
embedded = sharing.is_embedded()

st.title(t("Where the plan stands"), anchor=False)
if embedded:
    sharing.show_way_out(seen)
if not snapshot.objectives:
    st.info(t("No objective fits these filters. Clear one of them to see more."))
    view.end_page()
overview.show_lead(seen, snapshot)
shown = matrix(t, snapshot, lambda code: seen.link("objective", objective=code), embedded)
if snapshot.is_assessed:
    st.html(years(t, snapshot) + shown + legend(t, family_meanings(t)))
else:
    st.html(shown)
    overview.show_known(seen, snapshot)
    if not embedded:
        overview.show_ways_on(seen)
if not embedded:
    downloads.button(seen, "objectives", page_tables.objectives)
if not embedded:
    overview.show_coming(seen, snapshot)
overview.show_latest(seen)
