"""The Secretariat's keys on the page: who has one, a new one, and revoking one."""

import contextlib

import streamlit as st

from progress.access import keys
from progress.access.people import SECRETARIAT, Person
from progress.errors import DataError, NotThere
from progress.language import Language
from progress.server import cache
from progress.ui.markdown import literal
from progress.ui.view import View
from progress.wording.error_sentence import error_sentence

FRESH = "fresh_key"
REVOKING = "revoking_key"
REVOKED = "revoked_key"


def show(seen: View, person: Person) -> None:
    """Only for the Secretariat, and only for the real plan."""
    if person.role != SECRETARIAT or seen.demo:
        return
    t = seen.t
    st.header(t("Keys of the Secretariat"), anchor=False)
    st.markdown(t("A key lets one person publish. It is shown once; only a hash of it is kept."))
    if fresh := st.session_state.pop(FRESH, None):
        st.success(t("The new key, shown only now. Hand it over safely:"))
        st.code(fresh, language=None, wrap_lines=True)
    if name := st.session_state.pop(REVOKED, None):
        st.success(t("The key of {name} is revoked.", name=literal(name)), icon=":material/check:")
    for key in keys.listed(cache.store()):
        if key.revoked_at:
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(key.name, width=280)
            if st.button(
                t("Revoke the key of {name}…", name=literal(key.name)),
                key=f"revoke_{key.key_id}",
                icon=":material/key_off:",
            ):
                st.session_state[REVOKING] = key.key_id
        if st.session_state.get(REVOKING) == key.key_id:
            _ask_to_revoke(t, person, key)
    with st.form("new_key", clear_on_submit=True, border=False):
        name = st.text_input(t("A new key for"), max_chars=keys.LONGEST_NAME, width=480)
        if st.form_submit_button(t("Make the key"), icon=":material/key:") and name.strip():
            _make(t, person, name)


def _make(t: Language, person: Person, name: str) -> None:
    try:
        st.session_state[FRESH] = keys.new(cache.store(), name, person)
    except DataError as error:
        st.error(literal(error_sentence(t, error)))
        return
    cache.let_commands_see()
    st.rerun()


def _ask_to_revoke(t: Language, person: Person, key: keys.Key) -> None:
    """What revoking does, and the button that does it."""
    name = literal(key.name)
    st.warning(
        t(
            "Whoever signed in with this key is signed out at once, also you if it is yours. It "
            "cannot be taken back; {name} can be given a new one.",
            name=name,
        )
    )
    with st.container(horizontal=True):
        if st.button(
            t("Revoke the key of {name}", name=name),
            type="primary",
            key=f"revoke_now_{key.key_id}",
        ):
            _revoke(t, person, key)
        if st.button(t("Keep it"), key=f"keep_key_{key.key_id}"):
            st.session_state.pop(REVOKING)
            st.rerun()


def _revoke(t: Language, person: Person, key: keys.Key) -> None:
    st.session_state.pop(REVOKING)
    try:
        with contextlib.suppress(NotThere):  # somebody else has revoked it meanwhile
            keys.revoke(cache.store(), key.name, person)
    except DataError as error:
        st.error(literal(error_sentence(t, error)))
        return
    cache.let_commands_see()
    st.session_state[REVOKED] = key.name
    st.rerun()
