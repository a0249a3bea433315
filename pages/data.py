"""Data: every table, to look at and to take away, with what its columns mean."""

import streamlit as st

from progress import api_reference, data_page, serving, view
from progress.markup import STYLE_SHEET, literal
from progress.words import filter_sentence

seen = view.current()
t = seen.t
records = serving.records(seen.demo, seen.filters)

st.html(STYLE_SHEET)
st.title(t("Data"), anchor=False)
st.markdown(literal(filter_sentence(t, seen.filters, seen.facts)))
shown = data_page.table_of(records, data_page.choose(seen))
data_page.show_table(seen, shown)
data_page.show_downloads(seen, records, shown)
data_page.show_dictionary(seen, shown)
api_reference.show(seen)
