"""What the board looks at: since which update, and on the records of which day."""

from datetime import date

import streamlit as st

from progress.assessment.filters import today
from progress.server import cache
from progress.ui import view
from progress.ui.since import updates
from progress.ui.view import View


def show(seen: View, since: date) -> None:
    t, found = seen.t, updates(seen)
    st.session_state["since_update"] = since if since in found else None
    st.session_state["since_day"] = since
    with st.container(horizontal=True):
        st.selectbox(
            t("Changed since update"),
            list(found),
            index=None,
            key="since_update",
            format_func=lambda day: found[day],
            placeholder=t("Choose an update"),
            on_change=lambda: view.choose("since", st.session_state["since_update"]),
        )
        st.date_input(
            t("Or since a day"),
            key="since_day",
            min_value=min(found, default=since),
            max_value=seen.filters.known_on,
            format="YYYY-MM-DD",
            on_change=lambda: view.choose("since", st.session_state["since_day"]),
        )
        records(seen)


def records(seen: View) -> None:
    """The day of the records: what was known then, on all that the page says."""
    t, key = seen.t, "records_of"
    history = cache.history(seen.demo)
    first = date.fromisoformat(history[0]["published_at"][:10]) if history else today()
    st.session_state[key] = seen.filters.as_known_on
    st.date_input(
        t("As published on an earlier day"),
        value=None,
        key=key,
        min_value=min(first, seen.filters.known_on),
        max_value=max(today(), seen.filters.known_on),
        format="YYYY-MM-DD",
        help=t("What was known on that day. The first update is of {day}.", day=t.date(first)),
        on_change=_choose_records,
    )


def _choose_records() -> None:
    view.choose("as_known_on", st.session_state["records_of"])
    # What changed is then told since the last update before that day.
    st.query_params.pop("since", None)
