"""Board: what needs the board first, what changed since, and the report for the meeting."""

import streamlit as st

from progress.ui import view
from progress.ui.markdown import literal
from progress.ui.pages import board, board_changes, board_report
from progress.wording.filter_sentence import filter_sentence

seen = view.current()
t = seen.t
snapshot = seen.snapshot()

st.title(t("Board"), anchor=False)
st.markdown(literal(filter_sentence(t, seen.filters, seen.facts)))
if not snapshot.objectives:
    st.info(t("No objective fits these filters. Clear one of them to see more."))
    view.end_page()
board.show_records(seen)
since = board_changes.chosen(seen)
board_report.show(seen, since)
board.show_needs(seen, snapshot)
board.show_late(seen, snapshot)
board.show_reports(seen, snapshot)
board_changes.show(seen, since)
