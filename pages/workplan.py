"""Workplan: what the Task Forces do in a year, and by when."""

import streamlit as st

from progress.ui import downloads, page_tables, view
from progress.ui.components import links
from progress.ui.markdown import literal
from progress.ui.pages import workplan, workplan_pictures
from progress.ui.workplans import calendar
from progress.wording.filter_sentence import filter_sentence

seen = view.current()
t = seen.t

st.title(t("Workplan"), anchor=False)
st.markdown(t("What the Task Forces do, by when, and who leads it. No status rests on it."))
if not seen.facts.activities:
    workplan.show_empty(seen)
    view.end_page()
st.markdown(literal(filter_sentence(t, seen.filters, seen.facts)))
year, rows = workplan.show_choices(seen)
if not rows:
    st.info(t("No activity fits these filters. Clear one of them to see more."))
    view.end_page()
workplan_pictures.show_timeline(seen, year, rows)
workplan_pictures.show_months(seen, year, rows)
workplan.show_table(seen, year, rows)
st.html(links(calendar(seen)))
downloads.button(
    seen, "workplan", lambda records: page_tables.workplan(records, workplan.rows_of(seen, rows))
)
