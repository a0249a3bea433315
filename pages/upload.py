"""The Secretariat publishes: template, check, compare, publish."""

from dataclasses import replace

import streamlit as st

from progress.ui import sign_in, view
from progress.ui.pages import upload, upload_due, upload_mapping, upload_publish

seen = view.current()
t = seen.t

st.title(t("Publish an update"), anchor=False)
person = sign_in.require(seen, "secretariat")
upload.show_person(seen, person)
upload.refuse_demonstration(seen)
upload.show_templates(seen)
by = upload.show_waiting(seen, person)
files = upload.files_of(by) if by != person.name else upload.show_uploader(seen, person)
if not files:
    upload_due.show(seen)
    view.end_page()
prepared = replace(upload.prepare(seen, person, files, by), handed_in_by=by)
upload_mapping.ask(seen, files, prepared)
upload.show_check(seen, prepared)
if prepared.comparison is None:
    view.end_page()
upload_publish.show_comparison(seen, prepared)
upload_publish.show_publish(seen, person, prepared)
