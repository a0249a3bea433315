"""A page for the Secretariat; beside it a button for all, which tries to publish."""

import time

import streamlit as st

from progress.errors import NotAllowed
from progress.intake import update
from progress.publishing.provenance import File, Provenance
from progress.server import cache
from progress.ui import sign_in, view

seen = view.current()
sign_in.tell_browser()
if st.button("Publish all the same"):
    # What somebody could do who gets past the drawn page.
    unseen = f"indicator,year,value\nA1.1,2025,{time.time()}\n"
    file = File("values.csv", unseen.encode())
    prepared = update.prepare(cache.store(), [file])
    origin = Provenance.of(sign_in.current(), files=prepared.files)
    try:
        release = update.publish_update(cache.store(), prepared, origin, accept_warnings=True)
        st.write(f"Published release {release}")
    except NotAllowed as error:
        st.write(f"Refused: {error}")
person = sign_in.require(seen)
st.write(f"Welcome {person.name}")
sign_in.show_sign_out(seen.t)
