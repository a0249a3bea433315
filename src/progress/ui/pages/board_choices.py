"""What the board looks at: since which update, and on the records of which day."""

from datetime import date

import streamlit as st

from progress.ui import records_day, view
from progress.ui.since import updates
from progress.ui.view import View


def show(seen: View, since: date) -> None:
    """A button that opens on the days. Drawn only while it is open: fields of days take the
    browser longer than all else on the page."""
    days = st.popover(
        seen.t("Other days"), icon=":material/calendar_month:", key="other_days", on_change="rerun"
    )
    if days.open:
        with days:
            _days(seen, since)


def _days(seen: View, since: date) -> None:
    t, found = seen.t, updates(seen)
    st.session_state["since_update"] = since if since in found else None
    st.session_state["since_day"] = since
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
    records_day.choose(seen, "records_of", t("As published on an earlier day"))
