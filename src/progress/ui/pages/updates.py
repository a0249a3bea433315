"""The parts of the Updates page: the history, what each update changed, and undo."""

from datetime import date
from functools import partial

import streamlit as st

from progress.access.people import SECRETARIAT, Person
from progress.assessment.changes import changed_by
from progress.assessment.fact_changes import changes_of_release
from progress.errors import DataError
from progress.intake.compare import compare_revert
from progress.publishing.provenance import SETUP, Provenance
from progress.publishing.publish import revert
from progress.server import cache
from progress.store.queries import rows
from progress.store.releases import Release, in_force
from progress.ui import downloads
from progress.ui.change_table import fact_table, status_table
from progress.ui.lids import lid
from progress.ui.markdown import literal
from progress.ui.view import View
from progress.wording.error_sentence import error_sentence

UPDATES_AT_ONCE = 20


def show_just_published(seen: View) -> None:
    if release := st.session_state.pop("published", None):
        st.success(seen.t("Update {number} is published.", number=release), icon=":material/check:")
    if release := st.session_state.pop("undone", None):
        st.success(seen.t("Update {number} is undone.", number=release), icon=":material/undo:")


def show_history(seen: View, person: Person) -> None:
    """The newest first; earlier ones on demand."""
    st.header(seen.t("History"), anchor=False)
    found = cache.history(seen.demo)[::-1]
    shown = st.session_state.setdefault("updates_shown", UPDATES_AT_ONCE)
    for release in found[:shown]:
        _show_release(seen, person, release)
    if len(found) > shown:
        st.button(
            seen.t("Show earlier updates"), on_click=_show_more, icon=":material/expand_more:"
        )


def _show_more() -> None:
    st.session_state["updates_shown"] += UPDATES_AT_ONCE


def _show_release(seen: View, person: Person, release: Release) -> None:
    t, number = seen.t, release.release
    with st.container(border=True):
        st.subheader(_title(seen, release), anchor=False)
        by = t("first setup") if release.by == SETUP else release.by
        day = t.date(date.fromisoformat(release.published_at[:10]))
        parts = [day, t("back-dated") if release.back_dated else "", by]
        if release.rows:
            parts.append(t.plural("{number} row", "{number} rows", release.rows))
        st.caption(literal(" · ".join(filter(None, parts))))
        if release.note:
            st.text(t(release.note))
        lid(
            t("What it changed"),
            partial(_show_changes, seen, number),
            icon=":material/compare_arrows:",
            key=f"changed_{number}",
        )
        if person.role == SECRETARIAT and not seen.demo:
            _show_actions(seen, person, release)


def _title(seen: View, release: Release) -> str:
    t = seen.t
    if release.reverts:
        title = t(
            "Update {number}: undoes update {other}",
            number=release.release,
            other=release.reverts,
        )
    else:
        title = t("Update {number}", number=release.release)
    return title if release.in_force else t("{title} (undone)", title=title)


def _show_changes(seen: View, number: int) -> None:
    """The facts it changed; the statuses before and right after, on the records of today."""
    t, store = seen.t, cache.store(seen.demo)
    if facts := changes_of_release(store, number):
        st.html(fact_table(seen, t("Facts that changed"), facts, with_update=False))
    before, after = in_force(store, last=number - 1), in_force(store, last=number)
    changed = changed_by(store, before, after)
    found = [row for row in changed if row.before or row.after != "no_target"]
    if found:
        st.html(status_table(seen, t("Statuses that changed"), found))
    else:
        st.markdown(t("No status changed."))


def _show_actions(seen: View, person: Person, release: Release) -> None:
    t, number = seen.t, release.release
    with st.container(horizontal=True):
        for place, name in enumerate(_files(number)):
            downloads.download(
                literal(name),
                partial(_content, number, place),
                name,
                "application/octet-stream",
                key=f"file_{number}_{place}",
            )
        if release.in_force and st.button(t("Undo…"), key=f"undo_{number}", icon=":material/undo:"):
            st.session_state["undoing"] = number
    if st.session_state.get("undoing") == number:
        _show_undo(seen, person, number)


def _files(number: int) -> list[str]:
    found = rows(
        cache.store(),
        "select file from store.release_file where release_id = $number order by file",
        number=number,
    )
    return [name for (name,) in found]


def _content(number: int, place: int) -> bytes:
    found = rows(
        cache.store(),
        "select content from store.release_file where release_id = $number order by file",
        number=number,
    )
    return bytes(found[place][0])


def _show_undo(seen: View, person: Person, number: int) -> None:
    """What undoing would change, why, and the button that does it."""
    t = seen.t
    try:
        statuses = compare_revert(cache.store(), number)
    except DataError as error:
        st.error(literal(error_sentence(seen.t, error)))
        return
    if statuses:
        st.html(status_table(seen, t("Statuses that undoing changes back"), statuses))
    else:
        st.markdown(t("No status changes."))
    note = st.text_input(
        t("Why it is undone (shown in the history)"), key=f"undo_note_{number}", max_chars=500
    )
    with st.container(horizontal=True):
        if st.button(
            t("Undo update {number}", number=number), type="primary", key=f"undo_now_{number}"
        ):
            _undo(seen, person, number, note)
        if st.button(t("Keep it"), key=f"keep_{number}"):
            st.session_state.pop("undoing")
            st.rerun()


def _undo(seen: View, person: Person, number: int, note: str) -> None:
    try:
        revert(cache.store(), number, Provenance.of(person, note.strip() or None))
    except DataError as error:
        st.error(literal(error_sentence(seen.t, error)))
        return
    cache.let_commands_see()
    st.session_state.pop("undoing", None)
    st.session_state["undone"] = number
    st.rerun()
