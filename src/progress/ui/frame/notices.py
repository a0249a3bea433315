"""What has to be said on every page, above what it shows."""

import hashlib
from pathlib import Path

import streamlit as st

from progress.server import cache
from progress.ui import sign_in
from progress.ui.components import component
from progress.ui.view import View
from progress.wording.confirmation import banner

# Browsers keep the script for good; a new one has another address.
SCRIPT = Path(__file__).parent / "static" / "page.js"
SCRIPT_MARK = hashlib.sha256(SCRIPT.read_bytes()).hexdigest()[:8]


def show(seen: View) -> None:
    t = seen.t
    # A script of our own, from our own address; what it shows is said in the reader's language.
    away = t("The connection is lost. It is tried again by itself; what you see stays.")
    st.html(component("page_script")(away, SCRIPT_MARK), unsafe_allow_javascript=True)
    sign_in.tell_browser()
    if since := cache.out_of_reach_since(seen.demo):
        st.warning(
            t(
                "The database does not answer just now; shown is what was known on {day} at "
                "{time} UTC.",
                day=t.date(since),
                time=f"{since:%H:%M}",
            ),
            icon=":material/cloud_off:",
        )
    if seen.demo:
        st.warning(
            t("Demonstration data: invented, to show what the dashboard can do."),
            icon=":material/science:",
        )
    elif said := banner(t, cache.confirmation(seen.demo, seen.filters.as_known_on)):
        st.info(said, icon=":material/info:")
    if seen.wrong:
        names = ", ".join(seen.wrong)
        st.warning(
            t(
                "The address asks for something that is not there ({names}); it is left out.",
                names=names,
            )
        )
