"""What changed since an update or a day: better, worse, newly reported, and why."""

from datetime import date, timedelta

import streamlit as st

from progress.assessment.changes import direction, entered, listed
from progress.server import cache
from progress.ui import view
from progress.ui.change_table import status_table
from progress.ui.components import html, paragraph
from progress.ui.view import View
from progress.wording.changes import directions


def show(seen: View, since: date) -> None:
    t = seen.t
    st.header(t("What changed since"), anchor=False)
    _show_choices(seen, since)
    between = {"since": t.date(since), "until": t.date(seen.filters.known_on)}
    found = cache.changes(seen.demo, since, seen.filters)
    new, found = entered(found), listed(found)
    shown = html()
    if not found:
        shown = paragraph(t("No status changed between {since} and {until}.", **between))
    elif not new:
        shown = paragraph(t("From {since} to {until}.", **between))
    if new:
        shown += paragraph(
            t.plural(
                "{number} indicator was entered with its target year and has no report yet.",
                "{number} indicators and target years were entered and have no report yet.",
                new,
            )
        )
    for way, word in directions(t).items():
        mine = [row for row in found if direction(row) == way]
        if mine:
            title = t("{label} ({number})", label=word, number=len(mine))
            shown += status_table(seen, title, mine)
    st.html(shown)


def _updates(seen: View) -> dict[date, str]:
    """The day before each update up to the day of the records, the newest first, and the update
    in words. Of updates of one day the last gives its name to all."""
    t, found = seen.t, {}
    for row in cache.history(seen.demo):
        day = date.fromisoformat(row["published_at"][:10])
        if day <= seen.filters.known_on:
            name = t("Update {number}", number=row["release"])
            found[day - timedelta(days=1)] = t("{name} of {day}", name=name, day=t.date(day))
    return dict(reversed(found.items()))


def chosen(seen: View) -> date:
    """The day of the address; unsaid, what the last update changed is shown. A day that means
    nothing is left out with a notice."""
    updates = _updates(seen)
    last = next(iter(updates), seen.filters.known_on - timedelta(days=1))
    text = st.query_params.get("since")
    if not text:
        return last
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not min(updates, default=last) <= day <= seen.filters.known_on:
        st.warning(
            seen.t(
                "The address asks for something that is not there ({names}); it is left out.",
                names="since",
            )
        )
        return last
    return day


def _show_choices(seen: View, since: date) -> None:
    t, updates = seen.t, _updates(seen)
    st.session_state["since_update"] = since if since in updates else None
    st.session_state["since_day"] = since
    with st.container(horizontal=True):
        st.selectbox(
            t("What this update and the later ones changed"),
            list(updates),
            index=None,
            key="since_update",
            format_func=updates.__getitem__,
            placeholder=t("Choose an update"),
            on_change=lambda: view.choose("since", st.session_state["since_update"]),
        )
        st.date_input(
            t("Or what changed since a day"),
            key="since_day",
            min_value=min(updates, default=since),
            max_value=seen.filters.known_on,
            format="YYYY-MM-DD",
            on_change=lambda: view.choose("since", st.session_state["since_day"]),
        )
