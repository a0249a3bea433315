"""The Secretariat publishes: template, check, compare, publish."""

import streamlit as st

from progress.ui import sign_in, view
from progress.ui.pages import upload, upload_due, upload_mapping

seen = view.current()
t = seen.t

st.title(t("Publish an update"), anchor=False)
person = sign_in.require(seen, "secretariat")
upload.show_person(seen, person)
upload.refuse_demonstration(seen)
upload.show_templates(seen)
files = upload.show_uploader(seen, person)
if not files:
    upload_due.show(seen)
    view.end_page()
prepared = upload.prepare(seen, person, files)
upload_mapping.ask(seen, files, prepared)
upload.show_check(seen, prepared)
if prepared.comparison is None:
    view.end_page()
upload.show_comparison(seen, prepared)
upload.show_publish(seen, person, prepared)
