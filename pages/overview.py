"""Where the plan stands: one sentence, the scorecard, what is known, what changed last."""

import streamlit as st

from progress.ui import downloads, page_tables, scorecard, sharing, view
from progress.ui.components import legend
from progress.ui.markdown import literal
from progress.ui.pages import overview
from progress.wording.filter_sentence import filter_sentence
from progress.wording.status_words import family_meanings

seen = view.current()
t = seen.t
snapshot = seen.snapshot()
embedded = sharing.is_embedded()

st.title(t("Where the plan stands"), anchor=False)
st.markdown(literal(filter_sentence(t, seen.filters, seen.facts)))
if embedded:
    sharing.show_way_out(seen)
if not snapshot.objectives:
    st.info(t("No objective fits these filters. Clear one of them to see more."))
    view.end_page()
overview.show_headline(seen, snapshot)
if not (embedded or snapshot.is_assessed):
    overview.show_ways_on(seen)
st.html(scorecard.show(t, snapshot, lambda code: seen.link("objective", objective=code), embedded))
if snapshot.is_assessed:
    st.html(legend(t, family_meanings(t)))
if not embedded:
    downloads.button(seen, "objectives", page_tables.objectives)
overview.show_latest(seen)
