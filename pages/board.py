"""Board: what changed and what is to be decided, the exceptions, and the report to take along."""

import streamlit as st

from progress.ui import view
from progress.ui.pages import board, board_changes, board_choices, board_report

seen = view.current()
t = seen.t
snapshot = seen.snapshot()

st.title(t("Board"), anchor=False)
board.show_records(seen)
if not snapshot.objectives:
    st.info(t("No objective fits these filters. Clear one of them to see more."))
    view.end_page()
since = board_changes.chosen(seen)
with st.container(horizontal=True):
    board_report.show(seen, since)
    board_choices.show(seen, since)
board.show(seen, snapshot, since)
