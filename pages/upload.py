"""The Secretariat publishes: template, check, compare, publish."""

import streamlit as st

from progress import access, awaited_desk, uploading, view
from progress.markup import STYLE_SHEET

seen = view.current()
t = seen.t

st.html(STYLE_SHEET)
st.title(t("Publish an update"), anchor=False)
person = access.require(seen, "secretariat")
uploading.show_person(seen, person)
uploading.refuse_demonstration(seen)
uploading.show_templates(seen)
files = uploading.show_uploader(seen, person)
if not files:
    awaited_desk.show(seen)
    view.end_page()
prepared = uploading.prepare(seen, person, files)
uploading.show_check(seen, prepared)
if prepared.comparison is None:
    view.end_page()
uploading.show_comparison(seen, prepared)
uploading.show_publish(seen, person, prepared)
