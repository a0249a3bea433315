"""Task Forces: who works on what, by focal year, and how to join."""

import streamlit as st

from progress.ui import downloads, page_tables, view
from progress.ui.markdown import literal
from progress.ui.pages import task_forces
from progress.wording.filter_sentence import filter_sentence

seen = view.current()
t = seen.t

st.title(t("Task Forces"), anchor=False)
st.markdown(t("Each objective has one Task Force."))
st.markdown(literal(filter_sentence(t, seen.filters, seen.facts)))
forces = task_forces.show_choices(seen)
if not forces:
    st.info(t("No Task Force fits these filters. Clear one of them to see more."))
    view.end_page()
task_forces.show_focal_years(seen)
st.header(t("Who works on what"), anchor=False)
st.html(task_forces.listing(seen, forces))
downloads.button(seen, "task_forces", lambda records: page_tables.task_forces(records, forces))
task_forces.show_joining(seen, forces)
task_forces.show_for_leaders(seen, forces)
