"""One objective: status, indicators with their charts, conditions, people, history, sources."""

import streamlit as st

from progress.ui import view
from progress.ui.pages import objective

seen = view.current()
t = seen.t

chosen = objective.choose(seen)
if chosen is None:
    st.title(t("Objective"), anchor=False)
    st.info(t("No objective fits these filters. Clear one of them to see more."))
    view.end_page()
objective.show_head(seen, chosen)
objective.show_measures(seen, chosen)
objective.show_story(seen, chosen)
objective.show_background(seen, chosen)
