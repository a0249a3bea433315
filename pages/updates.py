"""All that was published: who, when, why, what it changed; and undo."""

import streamlit as st

from progress import access, key_desk, updates, view
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
key_desk.show(seen, person)
