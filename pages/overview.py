"""Where the plan stands: one sentence, the scorecard, what is known, what changed last."""

import streamlit as st

from progress import overview, view
from progress.markup import STYLE_SHEET, legend
from progress.scorecard import Scorecard
from progress.words import family_meanings, filter_sentence

seen = view.current()
t = seen.t
picture = seen.picture()
card = Scorecard(t, picture, lambda code: seen.link("objective", objective=code))

st.html(STYLE_SHEET)
st.title(t("Where the plan stands"), anchor=False)
st.markdown(filter_sentence(t, seen.filters, seen.facts))
if not picture.objectives:
    st.info(t("No objective fits these filters. Clear one of them to see more."))
    st.stop()
overview.show_headline(seen, picture, card.is_assessed)
if not card.is_assessed:
    overview.show_ways_on(seen)
st.html(card.html())
if card.is_assessed:
    st.html(legend(t, family_meanings(t)))
overview.show_latest(seen)
