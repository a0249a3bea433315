"""The day whose records are looked at: what was known then, on all that a page says."""

from datetime import date

import streamlit as st

from progress.assessment.filters import today
from progress.server import cache
from progress.ui import view
from progress.ui.view import View


def button(seen: View) -> None:
    """A button that opens on the choice. Drawn only while it is open: a field for a day takes the
    browser longer than a picture of the plan, and its scripts are large."""
    label = seen.t("As published on an earlier day")
    day = st.popover(label, icon=":material/calendar_month:", key="earlier", on_change="rerun")
    if day.open:
        with day:
            choose(seen, "records_of", label)


def choose(seen: View, key: str, label: str) -> None:
    """Draws the choice. ``key``: of it, one of its kind on a page."""
    t, history = seen.t, cache.history(seen.demo)
    first = date.fromisoformat(history[0].published_at[:10]) if history else today()
    st.session_state[key] = seen.filters.as_known_on
    st.date_input(
        label,
        value=None,
        key=key,
        min_value=min(first, seen.filters.known_on),
        max_value=max(today(), seen.filters.known_on),
        format="YYYY-MM-DD",
        help=t("What was known on that day. The first update is of {day}.", day=t.date(first)),
        on_change=lambda: _chosen(key),
    )


def _chosen(key: str) -> None:
    view.choose("as_known_on", st.session_state[key])
    # What changed is then told since the last update before that day.
    st.query_params.pop("since", None)
