"""Task Forces: how to join, who is at work on what, and the focal objectives by year."""

import streamlit as st

from progress.ui import downloads, page_tables, view
from progress.ui.components import link, links
from progress.ui.markdown import literal
from progress.ui.pages import task_forces
from progress.ui.workplans import calendar, to_workplan
from progress.wording.filter_sentence import filter_sentence

seen = view.current()
t = seen.t

st.title(t("Task Forces"), anchor=False)
if not seen.filters.objective:
    task_forces.show_purpose(seen)
task_forces.show_joining(seen)
st.header(t("Who works on what"), anchor=False)
st.markdown(literal(filter_sentence(t, seen.filters, seen.facts)))
if seen.filters.objective:
    st.html(links(link(seen.link("task_forces", objective=None), t("All Task Forces"))))
forces = task_forces.show_choices(seen)
if not forces:
    st.info(t("No Task Force fits these filters. Clear one of them to see more."))
    view.end_page()
at_work = [row for row in forces if row.status in task_forces.AT_WORK]
rest = [row for row in forces if row.status not in task_forces.AT_WORK]
if at_work:
    st.html(task_forces.cards(seen, at_work))
if rest:
    st.html(task_forces.others(seen, rest))
st.html(links(to_workplan(seen), calendar(seen)))
downloads.button(seen, "task_forces", lambda records: page_tables.task_forces(records, forces))
task_forces.show_focal_years(seen)
task_forces.show_for_leaders(seen, forces)
