"""Data: every table, to look at and to take away, with what its columns mean."""

import streamlit as st

from progress.server import cache
from progress.ui import view
from progress.ui.markdown import literal
from progress.ui.pages import data, data_api
from progress.wording.filter_sentence import filter_sentence

seen = view.current()
t = seen.t
records = cache.records(seen.demo, seen.filters)

st.title(t("Data"), anchor=False)
st.markdown(literal(filter_sentence(t, seen.filters, seen.facts)))
shown = data.table_of(records, data.choose(seen))
data.show_table(seen, shown)
data.show_downloads(seen, records, shown)
data.show_licence(seen)
data.show_dictionary(seen, shown)
data_api.show(seen)
