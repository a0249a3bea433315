"""Security headers, readiness and static files, on small apps and on the running dashboard."""

import os
import re
import socket
import tomllib
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from progress.server import headers, tuning
from tests.support.answers import answer, policy
from tests.support.browser import axe, ready
from tests.support.paths import ROOT


def client(embedders=None, check=lambda: None) -> TestClient:
    routes = [
        Route("/", lambda _: PlainTextResponse("hello")),
        Route("/ready", headers.ready(check)),
    ]
    guard = Middleware(headers.SecurityHeaders, embedders=embedders)
    return TestClient(Starlette(routes=routes, middleware=[guard]))


@pytest.mark.parametrize("path", ["/", "/ready", "/nowhere"])
def test_every_answer_has_the_headers(path):
    headers = client().get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_policy_runs_no_inline_script_but_streamlits_own():
    sources = policy(client().get("/"))["script-src"]
    assert sources == ["'self'", *headers.INLINE_SCRIPTS]
    assert len(headers.INLINE_SCRIPTS) == 1


def test_hash_of_an_inline_script_is_that_of_the_specification():
    """The example of the Content Security Policy specification; a linked script has no hash."""
    html = "<script src='./a.js'></script><script>alert('Hello, world.');</script>"
    expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert headers.inline_script_sources(html) == [expected]


def test_frames_are_for_this_site_and_those_allowed(monkeypatch):
    assert policy(client().get("/"))["frame-ancestors"] == ["'self'"]
    monkeypatch.setenv("PROGRESS_EMBED_ORIGINS", "https://4p1000.org, https://*.example.org:8443")
    allowed = policy(client(headers.embed_origins()).get("/"))["frame-ancestors"]
    assert allowed == ["'self'", "https://4p1000.org", "https://*.example.org:8443"]


@pytest.mark.parametrize("origin", ["*", "example.org", "https://a.org; script-src *", "'none'"])
def test_anything_but_an_origin_is_refused(monkeypatch, origin):
    monkeypatch.setenv("PROGRESS_EMBED_ORIGINS", origin)
    with pytest.raises(ValueError, match="PROGRESS_EMBED_ORIGINS"):
        headers.embed_origins()


def test_ready_asks_the_store():
    asked = []
    response = client(check=lambda: asked.append(1)).get("/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ready"})
    assert asked == [1]


def test_not_ready_says_so_without_details():
    def fail():
        raise OSError("/secret/place")

    response = client(check=fail).get("/ready")
    assert response.status_code == 503
    assert response.json()["status"] == "unavailable"
    assert "store" in response.json()["message"]
    assert "secret" not in response.text


@pytest.mark.parametrize("path", ["/", "/a/deep/link", "/ready", "/_stcore/health"])
def test_dashboard_sends_the_headers(server, path):
    with answer(server().url + path) as response:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert policy(response) == policy(client().get("/"))


@pytest.mark.parametrize(
    ("path", "charts"), [("/", False), ("/goals", False), ("/objective", True)]
)
def test_parts_that_a_page_will_ask_for_are_named_beforehand(server, path, charts):
    with answer(server().url + path) as response:
        html = response.read().decode()
    parts = re.findall(r'rel="modulepreload"[^>]* href="\./([^"]+)"', html)
    assert any("/Html." in part for part in parts)
    assert any("/PlotlyChart." in part for part in parts) == charts
    assert len(parts) == len(set(parts))
    for part in parts:
        assert (headers.streamlit_folder() / part).exists()


def test_dashboard_is_ready(server):
    with answer(server().url + "/ready") as response:
        assert response.read() == b'{"status":"ready"}'


def test_fonts_are_served_by_the_dashboard(server):
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
    total = 0
    for font in config["theme"]["fontFaces"]:
        with answer(f"{server().url}/{font['url']}") as response:
            assert response.headers["Content-Type"] == "font/woff2"
            total += len(response.read())
    assert total < 200_000


def test_page_loads_without_a_complaint(server, page):
    """The fixture also finds violations of the policy and requests to other machines."""
    page.goto(server().url)
    ready(page)
    heading = page.get_by_role("heading", level=1).first
    heading.wait_for()
    assert "IBM Plex Serif" in heading.evaluate("it => getComputedStyle(it).fontFamily")
    loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    assert {"IBM Plex Sans", "IBM Plex Serif"} <= {f.strip('"') for f in page.evaluate(loaded)}
    assert axe(page) == []


def test_browser_refuses_foreign_code(server, tab, trouble):
    tab.goto(server().url)
    ready(tab)
    tab.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.intruder = true';
            document.body.append(script);
        }"""
    )
    assert tab.evaluate("window.intruder") is None
    assert any("Content Security Policy" in line for line in trouble)
    trouble.clear()


def test_answers_go_out_at_once():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert not listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        tuning.send_at_once()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_looking_for_the_socket_leaves_no_copies_of_open_files():
    """A copy would keep a pipe open that its owner has closed."""
    files = Path("/dev/fd")
    reading, writing = os.pipe()
    before = len(list(files.iterdir()))
    tuning.send_at_once()
    assert len(list(files.iterdir())) == before
    os.close(reading)
    os.close(writing)
