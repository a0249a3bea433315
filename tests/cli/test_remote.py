"""What commands send to the address of a dashboard, whatever answers there."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from progress.cli.remote import Dashboard, instead_of
from progress.errors import DataError, StoreBusy
from progress.intake.mapping import ColumnMap
from progress.publishing.provenance import File


class Recorder(BaseHTTPRequestHandler):
    """Answers as it is told to, and keeps what it was sent."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.path, self.headers["Authorization"], body))
        status, headers, content = self.server.answer
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def recorder() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Recorder)
    server.seen, server.answer = [], (200, {}, b'{"release": 3}')
    running = threading.Thread(target=server.serve_forever)
    running.start()
    yield server
    server.shutdown()
    server.server_close()
    running.join()


def dashboard(recorder: HTTPServer) -> Dashboard:
    return Dashboard(f"http://127.0.0.1:{recorder.server_port}", "p4k_x")


def test_the_name_of_a_file_does_not_break_the_form(recorder):
    file = File('a "quoted"\r\nname=é.csv', b"indicator\r\n--x")
    assert dashboard(recorder).publish([file], "Why", None, True, ColumnMap()) == 3
    ((path, key, body),) = recorder.seen
    assert (path, key) == ("/api/v1/releases", "Bearer p4k_x")
    assert 'filename="a %22quoted%22%0D%0Aname=é.csv"'.encode() in body
    assert body.count(b'name="file"') == body.count(b'name="note"') == 1
    assert b'name="accept_warnings"\r\n\r\ntrue\r\n' in body
    assert b'name="on"' not in body


def test_the_key_does_not_follow_a_redirect(recorder):
    recorder.answer = (307, {"Location": "/elsewhere"}, b"")
    with pytest.raises(DataError, match="answers 307 Temporary Redirect"):
        dashboard(recorder).revert(3, None, None)
    assert [path for path, _, _ in recorder.seen] == ["/api/v1/releases/3/revert"]


@pytest.mark.parametrize("content", [b"<p>Welcome</p>", b"[]", b"\xff"])
def test_something_else_answers(recorder, content):
    recorder.answer = (200, {}, content)
    with pytest.raises(DataError, match="is not this dashboard"):
        dashboard(recorder).revert(3, None, None)


def test_a_proxy_is_not_asked_for_this_machine(recorder, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert dashboard(recorder).revert(2, "Why", None) == 3


@pytest.mark.parametrize(("name", "text"), [("PROGRESS_KEY", "p4k_é"), ("PROGRESS_URL", "no\x7f")])
def test_settings_that_cannot_be_sent(monkeypatch, name, text):
    monkeypatch.setenv("PROGRESS_KEY", "p4k_x")
    monkeypatch.setenv(name, text)
    with pytest.raises(DataError, match=name):
        instead_of(StoreBusy("busy"))
