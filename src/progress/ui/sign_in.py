"""Who is looking, and what they may do; the form or buttons to sign in.

With ``[auth]`` in .streamlit/secrets.toml people sign in through OpenID Connect, and ``[roles]``
lists whose e-mail address has which role. Without it, the Secretariat signs in with its keys; a
cookie (``server.sessions``) keeps them signed in after a reload and in other windows.
"""

from email.utils import parseaddr
from typing import Any

import streamlit as st

from progress.access import keys
from progress.access.people import SECRETARIAT, Person, network_address
from progress.errors import NotAllowed, TooManyTries
from progress.language import Language
from progress.server import cache, sessions
from progress.ui import view
from progress.ui.components import component
from progress.ui.markdown import literal
from progress.ui.view import View

KEY_ID = "signed_in_with"  # in the session: the id of the key, never the key
SESSION = "session"  # the id of the session of that key
TICKET = "ticket"  # what the browser has still to be told: a ticket, or "" to forget
REVOKED = "key_was_revoked"


def current() -> Person:
    """Who is looking, asked anew on every run: a role taken away or a revoked key ends at once."""
    email = _email()
    if email:
        name, role = _role_of(email)
        return Person(name, role, address=_address())
    if logs_in() or not _has_session():
        return Person(address=_address())
    person = keys.signed_in(cache.store(), st.session_state[KEY_ID], _address())
    if person is None:
        sign_out()
        st.session_state[REVOKED] = True
    return person or Person(address=_address())


def _has_session() -> bool:
    """Whether a key was signed in with, here or in another window of the same browser."""
    if SESSION not in st.session_state:
        if found := sessions.found_in(st.context.cookies):
            st.session_state[KEY_ID], st.session_state[SESSION] = found
    elif sessions.has_ended(st.session_state[SESSION]):
        st.session_state.pop(KEY_ID, None)
    return KEY_ID in st.session_state


def tell_browser() -> None:
    """Hands over the cookie of a session that has begun, or takes it away from one that ended."""
    if (ticket := st.session_state.pop(TICKET, None)) is not None:
        script = component("session_script")(ticket)
        st.html(script, unsafe_allow_javascript=True)


def require(seen: View, role: str = SECRETARIAT) -> Person:
    """The person with a role. Anybody else sees how to sign in, and the page ends here."""
    person = current()
    if person.role != role:
        _show_way_in(seen.t, person)
        view.end_page()
    return person


def show_sign_out(t: Language) -> None:
    st.button(t("Sign out"), on_click=sign_out, icon=":material/logout:", key="sign_out")


def sign_out() -> None:
    if st.session_state.pop(KEY_ID, None) is not None:
        sessions.end(st.session_state[SESSION])
        st.session_state[TICKET] = ""
    if st.user.get("is_logged_in"):
        st.logout()


def logs_in() -> bool:
    """Whether people sign in through OpenID Connect."""
    return bool(_secrets("auth"))


def _show_way_in(t: Language, person: Person) -> None:
    if person.name:
        st.info(
            t("You are signed in as {name}. This page is for others.", name=literal(person.name))
        )
        show_sign_out(t)
    elif st.user.get("is_logged_in"):
        st.info(t("The service you signed in with has not confirmed your e-mail address."))
        show_sign_out(t)
    elif logs_in():
        _show_login(t)
    else:
        _show_key_form(t)


def _show_login(t: Language) -> None:
    st.markdown(t("This page is for the Secretariat. Please sign in."))
    settings = _secrets("auth")
    providers = [name for name, value in settings.items() if hasattr(value, "keys")]
    if "client_id" in settings:
        st.button(t("Sign in"), on_click=st.login, type="primary", icon=":material/login:")
    for name in [name for name in providers if name != "client_kwargs"]:
        st.button(
            t("Sign in with {provider}", provider=literal(name.capitalize())), on_click=st.login,
            args=(name,), icon=":material/login:", key=f"login_{name}",
        )  # fmt: skip


def _show_key_form(t: Language) -> None:
    if st.session_state.pop(REVOKED, False):
        st.warning(t("Your key was revoked, so you are signed out."), icon=":material/key_off:")
    st.markdown(t("This page is for the Secretariat. Please sign in with your key."))
    with st.form("sign_in", clear_on_submit=True, border=False):
        key = st.text_input(t("Key"), type="password", autocomplete="off", width=480)
        tried = st.form_submit_button(t("Sign in"), type="primary", icon=":material/login:")
    if not tried or not key.strip():
        return
    try:
        person = keys.sign_in(cache.store(), key, _address())
    except TooManyTries as error:
        st.error(
            t("Too many wrong keys. Please wait {seconds} s and try again.", seconds=error.seconds)
        )
    except NotAllowed:
        st.error(t("This key is not valid. It may have been revoked, or a part of it is missing."))
    else:
        session, ticket = sessions.begin(str(person.key_id))
        st.session_state[KEY_ID] = person.key_id
        st.session_state[SESSION], st.session_state[TICKET] = session, ticket
        st.rerun()


def _email() -> str | None:
    """The address that the provider vouches for. One that it calls unverified counts for nothing,
    since anybody could have typed it. Where it does not say, it is believed: whoever wrote it
    into secrets.toml trusts it."""
    verified = st.user.get("email_verified")
    email = st.user.get("email")
    is_vouched_for = verified in (None, True, "true")
    return email if isinstance(email, str) and email and is_vouched_for else None


def _role_of(email: str) -> tuple[str, str | None]:
    """The name and the role of an address, as ``[roles]`` lists it: "a@b.org" or "Amina
    <a@b.org>". The name in the provider's account does not count: people choose it themselves."""
    for role, listed in _secrets("roles").items():
        for entry in [listed] if isinstance(listed, str) else listed:
            name, address = parseaddr(entry)
            if _is_same(address, email):
                return name or address, role
    return email, None


def _is_same(one: str, other: str) -> bool:
    """Whether two addresses are the same, in capitals or not. Only the letters of ASCII: others
    that become these, such as the Kelvin sign, stand in addresses of somebody else."""
    return one == other or (one.isascii() and other.isascii() and one.lower() == other.lower())


def _secrets(section: str) -> dict[str, Any]:
    """A section of .streamlit/secrets.toml; empty where there is none."""
    return dict(st.secrets.get(section, {})) if st.secrets.load_if_toml_exists() else {}


def _address() -> str:
    """Streamlit gives no address for somebody at the machine itself."""
    return network_address(st.context.ip_address or "127.0.0.1")
