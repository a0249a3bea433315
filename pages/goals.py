"""Goals: where each stands, how far each indicator has come, and the objectives goal by goal."""

import streamlit as st

from progress.assessment.snapshot import first_indicators
from progress.ui import downloads, page_tables, view
from progress.ui.components import html, left_out, legend
from progress.ui.markdown import literal
from progress.ui.pages import goals
from progress.wording.aims import aims_view
from progress.wording.filter_sentence import filter_sentence
from progress.wording.goal import goal_views
from progress.wording.pace import pace_view
from progress.wording.plan import plan_view
from progress.wording.status_words import family_meanings

seen = view.current()
t = seen.t
snapshot = seen.snapshot()

st.title(t("Goals"), anchor=False)
st.markdown(literal(filter_sentence(t, seen.filters, seen.facts)))
plan = plan_view(t, snapshot)
if plan.leading is None:
    st.info(t("No objective fits these filters. Clear one of them to see more."))
    view.end_page()
part, more = first_indicators(snapshot, view.MOST_SHOWN)
shown = [
    goal
    for goal in goal_views(t, part)
    if any(objective.is_selected for objective in goal.objectives)
]
if snapshot.is_assessed:
    year = plan.leading.year
    st.html(
        goals.year_switch(t, seen.choices.horizon, year, seen.link)
        + goals.goals_at_a_glance(shown, year)
        + goals.pace_plot(t, pace_view(t, snapshot, year, view.MOST_SHOWN), seen.link)
    )
else:
    st.html(goals.aims(t, aims_view(t, part, plan.years), seen.link))
# Whoever asks for a part wants to see it.
asked = seen.filters.goal or seen.filters.family
st.html(
    html(*(goals.lid(t, goal, seen.link, opened=bool(asked)) for goal in shown)) + left_out(t, more)
)
downloads.button(seen, "measures", page_tables.measures)
st.html(legend(t, family_meanings(t)))
