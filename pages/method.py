"""Method: how a status is made, in words and with an example, and published cases checked."""

import streamlit as st

from progress.ui import view
from progress.ui.pages import method, method_example
from progress.ui.pages.method_check import show_check

seen = view.current()
t = seen.t

st.title(t("Method"), anchor=False)
st.markdown(
    t(
        "A status is computed from what is published here. Nobody chooses it, and the same "
        "numbers always give the same status. This page tells how."
    )
)
method.show_contents(t)
method_example.show_compared(t)
method.show_statuses(seen)
method.show_targets(t)
method.show_remarks(t)
method.show_objectives(t)
method_example.show_robust(t)
method.show_values(t)
method.show_rounding(t)
method.show_none(t)
method.show_never(t)
method.heading(t, "check")
show_check(t)
