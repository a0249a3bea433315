"""A page for the Secretariat; beside it a button for all, which tries to publish."""

import streamlit as st

from progress import access, serving, update, view
from progress.problems import NotAllowed
from progress.publish import Origin
from progress.workbook.read import File

seen = view.current()
if st.button("Publish all the same"):
    # What somebody could do who gets past the drawn page.
    file = File("values.csv", b"indicator,year,value\nA1.1,2025,60\n")
    prepared = update.prepare(serving.store(), [file])
    origin = Origin.of(access.current(), files=prepared.files)
    try:
        release = update.publish_update(serving.store(), prepared, origin, accept_warnings=True)
        st.write(f"Published release {release}")
    except NotAllowed as error:
        st.write(f"Refused: {error}")
person = access.require(seen)
st.write(f"Welcome {person.name}")
access.show_sign_out(seen.t)
