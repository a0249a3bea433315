"""All that was published: who, when, why, what it changed; and undo."""

import streamlit as st

from progress.assessment.filters import Filters
from progress.ui import downloads, page_tables, sign_in, view
from progress.ui.components import link, links
from progress.ui.pages import updates, updates_keys

seen = view.current()
t = seen.t

st.title(t("Updates"), anchor=False)
st.markdown(
    t("Nothing is ever overwritten: an update can be undone, and every earlier state seen again.")
)
person = sign_in.current()
updates.show_just_published(seen)
updates.show_history(seen, person)
st.html(links(link(seen.link("updates.atom"), t("Follow the updates (Atom feed)"))))
downloads.button(seen, "updates", page_tables.updates, Filters())
updates_keys.show(seen, person)
