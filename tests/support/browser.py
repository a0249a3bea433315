"""What the browser tests ask of a page."""

import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit
from weakref import WeakSet

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, WebSocket

# The script is not running, nothing waits to be replaced, and the fonts are there.
SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app !== null
        && app.dataset.testScriptState === 'notRunning'
        && document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]') === null
        && document.fonts.status === 'loaded';
}"""

# Streamlit scrolls an inner element, so the document itself never grows too wide.
TOO_WIDE = """() => Math.max(...[
    document.documentElement, ...document.querySelectorAll('[data-testid="stMain"]')
].map(element => element.scrollWidth - element.clientWidth))"""


# The pages that have sent their server something and wait for its first word.
_unanswered: WeakSet[Page] = WeakSet()


def ready(page: Page, seconds: float = 30, quiet: float = 0.3) -> Page:
    """Waits until Streamlit has finished, and stays so: a click starts its run a moment later.

    It polls from outside because `wait_for_function` needs an eval that the page's policy forbids.
    """
    give_up = time.monotonic() + seconds
    settled_since = None
    while time.monotonic() < give_up:
        if not _is_settled(page):
            settled_since = None
        elif settled_since is None:
            settled_since = time.monotonic()
        elif time.monotonic() - settled_since >= quiet:
            return page
        page.wait_for_timeout(50)
    raise AssertionError(f"{page.url} was not ready in {seconds} s:\n{page.inner_text('body')}")


def _is_settled(page: Page) -> bool:
    if page in _unanswered:
        return False
    try:
        return page.evaluate(SETTLED)
    except Error as error:
        if "context was destroyed" in error.message:  # on its way to another document
            return False
        raise


def axe(page: Page) -> list[str]:
    """The serious and critical accessibility violations, one line each."""
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return page.evaluate(TOO_WIDE)


def is_harmless(message: ConsoleMessage) -> bool:
    """On a deep link Streamlit asks for its own base address below the page, then above it."""
    path = urlsplit(message.location.get("url", "")).path
    return "status of 404" in message.text and bool(
        re.fullmatch(r"(/[^/]+)+/_stcore/(health|host-config)", path)
    )


def is_outside(address: str) -> bool:
    """Whether a request leaves this machine."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in (
        "localhost",
        "127.0.0.1",
    )


def watch(page: Page, trouble: list[str]) -> dict[str, Callable]:
    """Notes what goes wrong on a page; returns what listens to which event."""
    watchers = {
        "console": lambda message: _note_message(trouble, message),
        "pageerror": lambda error: trouble.append(f"error: {error}"),
        "request": lambda request: _note_request(trouble, request.url),
        "websocket": lambda socket: _watch_socket(page, socket, trouble),
    }
    for event, watcher in watchers.items():
        page.on(event, watcher)
    return watchers


def _watch_socket(page: Page, socket: WebSocket, trouble: list[str]) -> None:
    """On a busy machine a click is long sent before its run starts and the page says so."""
    _note_request(trouble, socket.url)
    socket.on("framesent", lambda _: _unanswered.add(page))
    socket.on("framereceived", lambda _: _unanswered.discard(page))
    socket.on("close", lambda _: _unanswered.discard(page))


def _note_message(trouble: list[str], message) -> None:
    if message.type == "error" and not is_harmless(message):
        trouble.append(f"console: {message.text} ({message.location.get('url')})")


def _note_request(trouble: list[str], address: str) -> None:
    if is_outside(address):
        trouble.append(f"fetched from outside: {address}")
