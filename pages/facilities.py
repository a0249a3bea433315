"""Facilities: led by the Secretariat beside led by Alliances, and what is awaited from whom."""

import streamlit as st

from progress.ui import downloads, page_tables, view
from progress.ui.components import legend
from progress.ui.markdown import literal
from progress.ui.pages import facilities
from progress.wording.filter_sentence import filter_sentence
from progress.wording.status_words import family_meanings

seen = view.current()
t = seen.t
snapshot = seen.snapshot()

st.title(t("Facilities"), anchor=False)
st.markdown(literal(filter_sentence(t, seen.filters, seen.facts)))
if not snapshot.objectives:
    st.info(t("No objective fits these filters. Clear one of them to see more."))
    view.end_page()
st.html(facilities.sides(seen, snapshot))
st.html(legend(t, family_meanings(t)))
st.header(t("Reports"), anchor=False)
facilities.show_reports(seen)
downloads.button(seen, "reports", page_tables.reports)
