"""Parts of a page that are drawn only once somebody opens them: what nobody looks at costs nobody
time, neither the words sent nor the scripts that the browser fetches for them."""

from collections.abc import Callable

import streamlit as st


def lid(label: str, draw: Callable[[], object], *, icon: str, key: str) -> None:
    """A line that opens on what ``draw`` draws."""
    expander = st.expander(label, icon=icon, key=key, on_change="rerun")
    if expander.open:
        with expander:
            draw()
