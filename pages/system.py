"""How the dashboard is doing, for those who keep it running: backup, store, failures."""

import streamlit as st

from progress import access, system, uploading, view
from progress.markup import STYLE_SHEET

seen = view.current()
t = seen.t

st.html(STYLE_SHEET)
st.title(t("System"), anchor=False)
person = access.require(seen, "secretariat")
uploading.show_person(seen, person)
system.show_backup(seen, person)
system.show_store(seen)
system.show_work(seen)
system.show_versions(seen)
