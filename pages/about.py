"""About: the Initiative and its plan, how to take part, the sources, this dashboard."""

import streamlit as st

from progress.ui import view
from progress.ui.pages import about

seen = view.current()

st.title(seen.t("About"), anchor=False)
about.show_head(seen)
about.show_vision(seen)
about.show_history(seen)
about.show_task_forces(seen)
about.show_facilities(seen)
about.show_cycle(seen)
about.show_joining(seen)
about.show_reading(seen)
about.show_sources(seen)
about.show_program(seen)
