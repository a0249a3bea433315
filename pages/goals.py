"""Goals: how many objectives stand where, and how far each indicator has come."""

import streamlit as st

from progress.ui import downloads, page_tables, view
from progress.ui.components import legend
from progress.ui.markdown import literal
from progress.ui.pages import goals
from progress.wording.filter_sentence import filter_sentence
from progress.wording.goal import goal_views
from progress.wording.status_words import family_meanings

seen = view.current()
t = seen.t
snapshot = seen.snapshot()

st.title(t("Goals"), anchor=False)
st.markdown(literal(filter_sentence(t, seen.filters, seen.facts)))
if not snapshot.objectives:
    st.info(t("No objective fits these filters. Clear one of them to see more."))
    view.end_page()
st.caption(
    t(
        "A bar is the share of the distance from the starting point to the target; the tick is "
        "the share of the time that is used. A bar that ends before its tick is behind."
    )
)
for goal in goal_views(t, snapshot):
    if not any(objective.is_selected for objective in goal.objectives):
        continue
    st.header(literal(goal.title), anchor=False)
    if goal.purpose:
        st.text(goal.purpose)
    st.html(goals.distributions(goal))
    st.html(goals.objectives(t, goal, seen.link))
downloads.button(seen, "measures", page_tables.measures)
st.html(legend(t, family_meanings(t)))
