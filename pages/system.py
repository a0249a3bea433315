"""How the dashboard is doing, for those who keep it running: backup, store, failures."""

import streamlit as st

from progress.ui import sign_in, view
from progress.ui.pages import system, upload

seen = view.current()
t = seen.t

st.title(t("System"), anchor=False)
person = sign_in.require(seen, "secretariat")
upload.show_person(seen, person)
system.show_backup(seen, person)
system.show_store(seen)
system.show_work(seen)
system.show_versions(seen)
