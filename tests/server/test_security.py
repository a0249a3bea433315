"""The doors of a running dashboard, and that the lists in docs/ name what there is."""

import ast
import asyncio
import http.client
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import pytest
import websockets
from playwright.sync_api import expect

from progress.api import write_routes
from progress.store import postgres
from tests.support.answers import answer, policy
from tests.support.pages import visit
from tests.support.paths import ROOT

DOCUMENTS = ("security.md", "reliability.md")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PIN = re.compile(r"^([\w.-]+)(?:\[\w+\])?==([^\s;]+)", re.MULTILINE)
# What a virtual environment brings itself.
UNPINNED = {"pip", "setuptools", "wheel", "progress"}
RESTRICTED = ("upload", "system")
NAMES = "localhost plan.example.org"


@pytest.fixture(scope="module")
def fresh(server):
    """A dashboard that nobody has visited, which goes by two names."""
    return server(PROGRESS_DEMO="off", STREAMLIT_SERVER_ALLOWED_HOSTS=NAMES)


def ask(running, method: str, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(running.url).netloc, timeout=60)
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


def opens(running, host: str, origin: str | None) -> bool:
    """Whether the server talks to a page of this origin, called by this name."""
    port = urlsplit(running.url).port
    found = []

    async def knock() -> None:
        try:
            async with websockets.connect(
                f"ws://{host}:{port}/_stcore/stream",
                host="127.0.0.1", port=port, subprotocols=["streamlit"], origin=origin,
            ):  # fmt: skip
                found.append(True)
        except websockets.InvalidStatus as refused:
            found.append(refused.response.status_code != 403)

    # The browser of the other tests has a loop of its own in this thread.
    knocking = threading.Thread(target=lambda: asyncio.run(knock()))
    knocking.start()
    knocking.join()
    return found[0]


def test_other_sites_cannot_speak_as_a_visitor(fresh):
    assert opens(fresh, "localhost", fresh.url)
    assert opens(fresh, "plan.example.org", None)
    assert not opens(fresh, "localhost", "https://evil.example")


def test_names_that_are_not_the_dashboards_are_refused(fresh):
    """Another name that leads to this machine gives its page no way in."""
    assert not opens(fresh, "evil.example", "http://evil.example")


@pytest.mark.parametrize("page", RESTRICTED)
def test_first_visitor_of_a_restricted_page_is_asked_who_they_are(fresh, tab, page):
    visit(tab, f"{fresh.url}/{page}?lang=en")
    expect(tab.locator("input[type=password]")).to_have_count(1)
    expect(tab.get_by_test_id("stFileUploader")).to_have_count(0)
    expect(tab.get_by_test_id("stDownloadButton")).to_have_count(0)
    expect(tab.get_by_test_id("stMain").get_by_role("heading")).to_have_count(1)


def test_every_address_that_writes_needs_a_key(fresh):
    asked = 0
    for route in write_routes.router.routes:
        path = route.path.replace("{number:int}", "1").replace("{name:path}", "Amina")
        for method in route.methods - {"HEAD"}:
            response = ask(fresh, method, path)
            assert response.status == 401, f"{method} {path}"
            assert response.headers["WWW-Authenticate"] == "Bearer"
            asked += 1
    assert asked >= 5


def test_upload_needs_the_token_of_the_page(fresh):
    response = ask(fresh, "PUT", "/_stcore/upload_file/session/file")
    assert response.status == 403


def test_streamlits_own_way_in_for_programs_is_closed(fresh):
    for path in ("interact", "mcp"):
        request = urllib.request.Request(
            f"{fresh.url}/_stcore/agent/{path}", b"{}", {"Content-Type": "application/json"}
        )
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=30)
        assert b"not_available" in refused.value.read()


def test_visitors_get_one_cookie_and_it_stays_on_this_site(fresh):
    cookies = [
        cookie
        for path in ("/", "/overview", "/ready", "/api/v1/status", "/_stcore/health")
        for cookie in ask(fresh, "GET", path).headers.get_all("Set-Cookie") or []
    ]
    assert {cookie.split("=")[0] for cookie in cookies} == {"_streamlit_xsrf"}
    assert all("SameSite=Lax" in cookie for cookie in cookies)


def test_policy_lets_nothing_be_evaluated(fresh):
    with answer(fresh.url) as response:
        found = policy(response)
    assert not {"'unsafe-eval'", "'unsafe-inline'", "*", "data:"} & set(found["script-src"])
    assert found["object-src"] == ["'none'"]
    for name in ("default-src", "connect-src", "form-action", "base-uri"):
        assert found[name] == ["'self'"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_tests_that_a_document_names_are_there(document):
    text = (ROOT / "docs" / document).read_text("utf-8")
    named = NAMED.findall(text)
    assert named
    missing = []
    for file, name in named:
        path = ROOT / file
        tree = ast.parse(path.read_text("utf-8")) if path.exists() else ast.parse("")
        if name not in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}:
            missing.append(f"{file}::{name}")
    assert missing == []


def test_every_line_of_the_threat_list_names_a_test():
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")][1:]
    assert len(lines) > 20
    assert [line for line in lines if not NAMED.search(line)] == []


def pins(path: Path) -> set[tuple[str, str]]:
    """Each package with its version; some have one for each range of Python versions."""
    return {(_normal(name), version) for name, version in PIN.findall(path.read_text("utf-8"))}


def test_everything_installed_is_pinned():
    installed = {(_normal(each.name), each.version) for each in distributions()}
    installed = {(name, version) for name, version in installed if name not in UNPINNED}
    assert installed - pins(ROOT / "constraints.txt") == set()


def test_everything_pinned_is_locked_by_its_hash():
    lock = ROOT / "locks" / "requirements-dev.txt"
    assert pins(lock) == pins(ROOT / "constraints.txt")
    for part in lock.parent.glob("*.txt"):
        assert pins(part) <= pins(lock)
        blocks = re.split(r"\n(?=\w)", part.read_text("utf-8").split("make locks\n")[1])
        assert [block for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-postgres", "requirements-dev"])
def test_what_the_project_asks_for_is_in_its_lock(name):
    wanted = pins(ROOT / f"{name}.txt")
    assert wanted
    assert wanted <= pins(ROOT / "locks" / f"{name}.txt")


def test_package_that_differs_from_its_hash_is_refused(tmp_path):
    """As the Makefile installs, from a lock with another hash."""
    lock = (ROOT / "locks" / "requirements-postgres.txt").read_text("utf-8")
    bad = tmp_path / "lock.txt"
    bad.write_text(re.sub(r"sha256:\w{64}", "sha256:" + "0" * 64, lock), "utf-8")
    options = ["--require-hashes", "--no-deps", "--quiet", "-d", tmp_path, "-r", bad]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "download", *options], capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in done.stderr
    assert list(tmp_path.iterdir()) == [bad]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_extension_that_duckdb_did_not_sign_is_not_loaded(tmp_path):
    """The package that carries it is somebody else's, the signature in the file is DuckDB's own."""
    folder = Path(find_spec(postgres.PACKAGE).submodule_search_locations[0])
    (original,) = folder.rglob("*.duckdb_extension")
    content = bytearray(original.read_bytes())
    content[len(content) // 2] ^= 0xFF
    changed = tmp_path / original.name
    changed.write_bytes(content)
    with duckdb.connect() as connection:
        connection.execute(f"load '{original}'")
    with duckdb.connect() as connection, pytest.raises(duckdb.IOException, match="signature"):
        connection.execute(f"load '{changed}'")
