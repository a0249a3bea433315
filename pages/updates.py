"""All that was published: who, when, why, what it changed; and undo."""

import streamlit as st

from progress import access, downloads, key_desk, page_tables, updates, view
from progress.filters import Filters
from progress.markup import STYLE_SHEET

seen = view.current()
t = seen.t

st.html(STYLE_SHEET)
st.title(t("Updates"), anchor=False)
st.markdown(
    t("Nothing is ever overwritten: an update can be undone, and every earlier state seen again.")
)
person = access.current()
updates.show_just_published(seen)
updates.show_history(seen, person)
downloads.button(seen, "updates", page_tables.updates, Filters())
key_desk.show(seen, person)
