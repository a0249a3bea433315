"""About: the Initiative and its plan, how to take part, the sources, this dashboard."""

import streamlit as st

from progress.ui import view
from progress.ui.pages import about
from progress.ui.pages.about_sections import sections

seen = view.current()

st.title(seen.t("About"), anchor=False)
about.show_head(seen)
for title, body in sections(about.about(seen)):
    st.header(title, anchor=False)
    st.html(body)
about.show_reading(seen)
about.show_sources(seen)
about.show_program(seen)
