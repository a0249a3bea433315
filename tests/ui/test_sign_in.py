"""Signing in with the real thing: a key in the browser, and a real OpenID Connect provider."""

import json
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from progress.access import keys
from tests.support.browser import axe, ready
from tests.support.plans import build
from tests.support.server import Server

APP = "tests/support/apps/secretariat.py"
FONTS = {"STREAMLIT_THEME_FONT_FACES": "[]"}  # they lie beside the dashboard's own script
STYLES = "https://cdn.jsdelivr.net/"
PEOPLE = [
    {"sub": "amina", "email": "Amina@Example.org", "email_verified": True},
    {"sub": "awa", "email": "awa@example.org"},
    {"sub": "paul", "email": "paul@example.org", "name": "Amina Diop"},
    {"sub": "mallory", "email": "amina@example.org", "email_verified": False},
]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Speaks the whole protocol over the network; it asks for a name and for no password."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    people = [part for one in PEOPLE for part in ("--user-claims", json.dumps(one))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    running = subprocess.Popen([*command, *people], stderr=subprocess.DEVNULL)
    give_up = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"http://localhost:{port}/jwks", timeout=5).close()
            break
        except OSError:
            assert running.poll() is None
            assert time.monotonic() < give_up
            time.sleep(0.1)
    yield f"http://localhost:{port}"
    running.terminate()
    running.wait(10)


@pytest.fixture(scope="module")
def with_login(provider, server, tmp_path_factory) -> Server:
    """A dashboard that people log in to."""
    folder = tmp_path_factory.mktemp("login")
    (folder / "secrets.toml").write_text(
        f"""
        [auth]
        redirect_uri = "http://localhost:{{port}}/oauth2callback"
        cookie_secret = "{secrets.token_hex(32)}"
        client_id = "dashboard"
        client_secret = "{secrets.token_hex(16)}"
        server_metadata_url = "{provider}/.well-known/openid-configuration"

        [roles]
        secretariat = ["Amina Diop <amina@example.org>", "awa@example.org"]
        """
    )
    store = build(folder)
    store.close()
    secret = str(folder / "secrets.toml")
    return server(APP, store.path, STREAMLIT_SECRETS_FILES=secret, **FONTS)


@pytest.fixture(scope="module")
def with_keys(server, tmp_path_factory) -> tuple[Server, str]:
    """A dashboard without a login, and Amina's key to it."""
    store = build(tmp_path_factory.mktemp("keys"))
    key = keys.new(store, "Amina")
    store.close()
    return server(APP, store.path, **FONTS), key


@pytest.fixture(autouse=True)
def look_of_the_provider(tab, trouble) -> Iterator[None]:
    """The provider's own pages ask for a style sheet from outside. They do without."""
    tab.route(f"{STYLES}**", lambda route: route.fulfill(content_type="text/css", body=""))
    yield
    trouble[:] = [line for line in trouble if STYLES not in line]


def log_in(page: Page, running: Server, who: str) -> None:
    page.goto(running.url)
    ready(page).get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=who, exact=True).click()
    page.wait_for_url(f"{running.url}/")
    ready(page)


def log_out(page: Page, running: Server) -> None:
    """The provider asks whether its own session shall end as well."""
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(f"{running.url}/")
    expect(ready(page).get_by_role("button", name="Sign in")).to_be_visible()


def enter_key(page: Page, key: str) -> None:
    page.get_by_label("Key").fill(key)
    page.get_by_role("button", name="Sign in").click()
    ready(page)


# OpenID Connect


@pytest.mark.parametrize(("who", "name"), [("amina", "Amina Diop"), ("awa", "awa@example.org")])
def test_listed_people_are_the_secretariat(with_login, tab, who, name):
    log_in(tab, with_login, who)
    expect(tab.get_by_text(f"Welcome {name}", exact=True)).to_be_visible()
    assert axe(tab) == []
    log_out(tab, with_login)
    expect(tab.get_by_text("Welcome")).to_have_count(0)


def test_a_login_outlasts_the_page_in_a_cookie_out_of_reach_of_scripts(with_login, tab):
    log_in(tab, with_login, "amina")
    tab.reload()
    expect(ready(tab).get_by_text("Welcome Amina Diop")).to_be_visible()
    cookies = {
        cookie["name"]: cookie
        for cookie in tab.context.cookies(with_login.url)
        if cookie["name"].startswith("_streamlit")
    }
    login = cookies.pop("_streamlit_user")
    assert (login["httpOnly"], login["sameSite"]) == (True, "Lax")
    assert "amina" not in login["value"]


def test_another_account_has_no_role_whatever_it_calls_itself(with_login, tab):
    log_in(tab, with_login, "paul")
    expect(tab.get_by_text("You are signed in as paul\u2060@example.org.")).to_be_visible()
    expect(tab.get_by_text("Welcome")).to_have_count(0)
    tab.get_by_role("button", name="Publish all the same").click()
    expect(tab.get_by_text("Refused: only the Secretariat may do this")).to_be_visible()
    log_out(tab, with_login)


def test_an_unverified_address_has_no_role(with_login, tab):
    log_in(tab, with_login, "mallory")
    expect(tab.get_by_text("has not confirmed your e-mail address")).to_be_visible()
    tab.get_by_role("button", name="Publish all the same").click()
    expect(tab.get_by_text("Refused: only the Secretariat may do this")).to_be_visible()


def test_the_log_has_what_was_done_and_not_by_whom(with_login, tab):
    log_in(tab, with_login, "amina")
    tab.get_by_role("button", name="Publish all the same").click()
    expect(tab.get_by_text("Published release 2")).to_be_visible()
    said = with_login.log.read_text()
    assert '"event": "publish"' in said
    assert "amina" not in said.casefold()


def test_where_people_log_in_no_first_key_is_shown(with_login):
    assert "p4k_" not in with_login.log.read_text()


# Keys


def test_signing_in_with_a_key(with_keys, tab):
    running, key = with_keys
    tab.goto(running.url)
    ready(tab)
    assert axe(tab) == []
    enter_key(tab, key)
    expect(tab.get_by_text("Welcome Amina", exact=True)).to_be_visible()
    expect(tab.get_by_label("Key")).to_have_count(0)
    # It outlasts the page, in a cookie out of reach of scripts, as a login does.
    tab.reload()
    expect(ready(tab).get_by_text("Welcome Amina", exact=True)).to_be_visible()
    cookies = {cookie["name"]: cookie for cookie in tab.context.cookies(running.url)}
    kept = cookies["p4k_session"]
    assert (kept["httpOnly"], kept["sameSite"], kept["path"]) == (True, "Lax", "/")
    assert key not in kept["value"]
    other = tab.context.new_page()
    other.goto(running.url)
    expect(ready(other).get_by_text("Welcome Amina", exact=True)).to_be_visible()
    # Signing out ends it in all windows, also for a copy of the cookie.
    tab.get_by_role("button", name="Sign out").click()
    expect(ready(tab).get_by_label("Key")).to_be_visible()
    expect(tab.get_by_label("Key")).to_have_value("")
    tab.context.add_cookies([{**kept, "expires": -1}])
    other.reload()
    expect(ready(other).get_by_label("Key")).to_be_visible()
    other.close()


def test_wrong_keys_are_told_so_and_then_have_to_wait_but_the_right_one_has_not(with_keys, tab):
    running, key = with_keys
    tab.goto(running.url)
    ready(tab)
    for _ in range(3):
        enter_key(tab, key[:-4])
        expect(tab.get_by_text("This key is not valid.")).to_be_visible()
    # Each wait is twice as long as the one before; a slow machine may take longer than the first.
    for seconds in (1, 2):
        tab.wait_for_timeout(seconds * 1000)
        enter_key(tab, key[:-4])
        expect(tab.get_by_text("This key is not valid.")).to_be_visible()
    enter_key(tab, key[:-4])
    expect(tab.get_by_text(re.compile("Please wait [1-4] s and try again"))).to_be_visible()
    enter_key(tab, key)
    expect(tab.get_by_text("Welcome Amina")).to_be_visible()
    assert key not in running.log.read_text()


def test_a_revoked_key_ends_its_session(with_keys, tab):
    running, key = with_keys

    def ask(method: str, path: str, body: bytes | None = None) -> bytes:
        request = urllib.request.Request(f"{running.url}/api/v1/{path}", body, method=method)
        request.add_header("Authorization", f"Bearer {key}")
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.read()

    paul = re.search(r"p4k_\w+", ask("POST", "keys", b'{"name": "Paul"}').decode())[0]
    tab.goto(running.url)
    enter_key(ready(tab), paul)
    expect(tab.get_by_text("Welcome Paul")).to_be_visible()
    ask("DELETE", "keys/Paul")
    tab.get_by_role("button", name="Publish all the same").click()
    expect(tab.get_by_text("Refused: only the Secretariat may do this")).to_be_visible()
    expect(tab.get_by_text("Your key was revoked, so you are signed out.")).to_be_visible()
    expect(tab.get_by_label("Key")).to_be_visible()
