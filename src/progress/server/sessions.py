"""Staying signed in with a key: a signed cookie that no script of a page can read.

Streamlit answers no request of its own that could set a cookie. So whoever signs in is given a
ticket, the page's script sends it back once (``POST session``), and the answer sets the cookie.
Like the cookies of a login it is signed with ``server.cookieSecret``, which is new at each start
unless it is configured.
"""

import secrets
import time
from collections.abc import Mapping

import streamlit as st
from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

COOKIE = "p4k_session"
SECONDS = 12 * 3600
TICKET_SECONDS = 60
LONGEST_TICKET = 200

_tickets: dict[str, tuple[float, str, str]] = {}  # ticket -> when, key id, session id
_ended: dict[str, float] = {}  # session id -> when


def begin(key_id: str) -> tuple[str, str]:
    """A new session of a key: its id, and the ticket to fetch the cookie with."""
    session, ticket, now = secrets.token_urlsafe(16), secrets.token_urlsafe(32), time.monotonic()
    for old in [one for one, (since, *_) in _tickets.items() if now - since > TICKET_SECONDS]:
        _tickets.pop(old, None)
    _tickets[ticket] = now, key_id, session
    return session, ticket


def found_in(cookies: Mapping[str, str]) -> tuple[str, str] | None:
    """The key's id and the session of the cookie; None where there is none that is valid."""
    try:
        key_id, session = _serializer().loads(cookies.get(COOKIE, ""), max_age=SECONDS)
    except (BadData, ValueError, TypeError):
        return None
    return None if has_ended(session) else (key_id, session)


def end(session: str) -> None:
    """Signs out in all windows."""
    now = time.monotonic()
    for old in [one for one, since in _ended.items() if now - since > SECONDS]:
        _ended.pop(old, None)
    _ended[session] = now


def has_ended(session: str) -> bool:
    return session in _ended


async def answer(request: Request) -> Response:
    """``POST session`` with a ticket sets the cookie, ``DELETE`` takes it away."""
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    path = request.url.path.rpartition("/")[0] or "/"
    if request.method == "DELETE":
        response.delete_cookie(COOKIE, path, httponly=True, samesite="lax")
        return response
    ticket = b""
    async for chunk in request.stream():
        ticket += chunk
        if len(ticket) > LONGEST_TICKET:
            break
    since, key_id, session = _tickets.pop(ticket.decode("ascii", "replace"), (0.0, "", ""))
    if not session or time.monotonic() - since > TICKET_SECONDS:
        return Response(status_code=403, headers={"Cache-Control": "no-store"})
    response.set_cookie(
        COOKIE, _serializer().dumps([key_id, session]), max_age=SECONDS, path=path,
        secure=request.url.scheme == "https", httponly=True, samesite="lax",
    )  # fmt: skip
    return response


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(st.get_option("server.cookieSecret"), salt=COOKIE)
