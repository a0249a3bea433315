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
    for key in keys.listed(cache.store()):
        if key.revoked_at:
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(key.name, width=280)
            st.button(
                t("Revoke the key of {name}", name=literal(key.name)),
                key=f"revoke_{key.key_id}",
                icon=":material/key_off:",
                on_click=lambda name=key.name: _revoke(person, name),
            )
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


def _revoke(person: Person, name: str) -> None:
    with contextlib.suppress(NotThere):  # somebody else has revoked it meanwhile
        keys.revoke(cache.store(), name, person)
    cache.let_commands_see()
