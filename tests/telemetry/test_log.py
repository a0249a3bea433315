"""The log: lines that a program reads, all of one request with one id, and nothing personal."""

import io
import json
import logging
import sys
import time
import urllib.error
import urllib.request

import pytest
from anyio import to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from progress.telemetry import failures, log, requests
from tests.support.browser import ready
from tests.support.callers import HEADER, Caller
from tests.support.operations import NAME, lines, secretariat
from tests.support.workbooks import xlsx

SECRET = "p4k_0123456789ab_" + "f" * 40


@pytest.fixture(scope="module")
def amina(server, tmp_path_factory) -> Caller:
    return secretariat(server, tmp_path_factory)


@pytest.fixture
def written():
    """What is written to the log of this process."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(log.Lines())
    log.logger.addHandler(handler)
    log.logger.setLevel(logging.INFO)
    yield lambda: out.getvalue().splitlines()
    log.logger.removeHandler(handler)
    log.logger.setLevel(logging.NOTSET)


def client() -> TestClient:
    async def greet(_request):
        await to_thread.run_sync(log.event, "greeted")  # in a thread, as the web API works
        return PlainTextResponse("hello")

    def fail(_request):
        raise RuntimeError(f"the key {SECRET} of Amina")

    routes = [Route("/api/greet/{name}", greet), Route("/api/fail", fail), Route("/page", greet)]
    app = Starlette(routes=routes, middleware=[Middleware(requests.Observed)])
    return TestClient(app, raise_server_exceptions=False)


def test_all_lines_of_a_request_have_the_id_of_its_answer(written):
    answer = client().get("/api/greet/Amina?note=private", headers={"User-Agent": "a browser"})
    greeted, answered = map(json.loads, written())
    assert greeted["request"] == answered["request"] == answer.headers["X-Request-ID"]
    for name in ("time", "request"):
        greeted.pop(name), answered.pop(name)
    assert 0 <= greeted.pop("ms") <= answered.pop("ms")
    assert greeted == {"level": "info", "event": "greeted"}
    # Neither what stands in the address nor what is asked for.
    assert answered == {
        "level": "info",
        "event": "request",
        "method": "GET",
        "route": "/api/greet/{name}",
        "status": 200,
    }


def test_pages_leave_no_line(written):
    assert client().get("/page?lang=fr").status_code == 200
    assert [json.loads(line)["event"] for line in written()] == ["greeted"]


@pytest.mark.parametrize("given", ["0123abcd", "550e8400-e29b-41d4-a716-446655440000", "A" * 64])
def test_an_id_that_is_given_is_kept(given):
    answer = client().get("/page", headers={"X-Request-ID": given})
    assert answer.headers["X-Request-ID"] == given


@pytest.mark.parametrize(
    "given", ["", "short", "A" * 65, SECRET, "amina@example.org", "two words", 'a"quoted"one']
)
def test_an_id_that_could_be_anything_is_not(written, given):
    answer = client().get("/api/greet/x", headers={"X-Request-ID": given})
    assert log.ID.fullmatch(answer.headers["X-Request-ID"])
    assert answer.headers["X-Request-ID"] != given
    assert not given or given not in "".join(written()).replace("greeted", "")


def test_a_failure_is_noted_without_what_the_error_says(written):
    answer = client().get("/api/fail")
    assert answer.status_code == 500
    found = failures.last_failure()
    assert found.about == "GET /api/fail: 500"
    said = "".join(written())
    assert '"failed"' in said
    assert SECRET not in said


def test_a_line_cannot_be_forged(written):
    log.event("publish", note='x"\n{"event": "forged"}')
    (line,) = written()
    assert "\n" not in line
    assert json.loads(line)["event"] == "publish"


def test_a_traceback_stays_readable():
    try:
        raise RuntimeError("why")
    except RuntimeError:
        record = logging.LogRecord(
            "progress", logging.ERROR, "", 0, "it failed", (), sys.exc_info()
        )
    line, *trace = log.Lines().format(record).splitlines()
    assert json.loads(line)["error"] == "RuntimeError"
    assert trace[0] == "Traceback (most recent call last):"
    assert trace[-1] == "RuntimeError: why"


def test_the_log_of_a_dashboard_holds_nothing_personal(amina):
    """After publishing names, contacts and notes with a key, by hand and by name."""
    content = xlsx(
        {
            "Values": f"{HEADER}A1.1,2025,61\n",
            "Task Forces": """
                objective, status, leader,    contact,            consent
                A1,        active, Awa Mbaye, awa.mbaye@mail.test, yes
                """,
        }
    )
    published = amina.publish_workbook(
        content, "Awa Mbaye.xlsx", note="asked by Paul Roux", accept_warnings="true"
    )
    assert published.status == 201, published.document
    number = published.document["release"]
    assert amina.post(f"releases/{number}/revert", {"note": "Paul was wrong"}).status == 201
    key = amina.post("keys", {"name": "Moussa Sy"}).document["key"]
    assert amina.send("DELETE", "keys/Moussa%20Sy").status == 200
    assert Caller(amina.server, key).send("GET", "keys").status == 401
    address = f"{amina.server.url}/api/v1/status?goal=Jean%20Dupont"
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(address, timeout=30)
    give_up = time.monotonic() + 10  # a line follows its answer
    while lines(amina)[-1].get("status") == 401 and time.monotonic() < give_up:
        time.sleep(0.05)

    text = amina.server.log.read_text()
    for private in (
        amina.key, amina.key.rsplit("_", 1)[1], key, key.rsplit("_", 1)[1], NAME, "Amina", "Awa",
        "mail.test", "Paul", "Moussa", "Dupont", "127.0.0.1", "::1",
    ):  # fmt: skip
        assert private not in text, private

    found = lines(amina)
    mine = published.headers["x-request-id"]
    done, answered = [line for line in found if line.get("request") == mine]
    assert (done["event"], done["release"]) == ("publish", number)
    assert done["by_key"] == amina.key.split("_")[1]
    assert (answered["event"], answered["route"]) == ("request", "/api/v1/releases")
    assert (answered["status"], answered["ms"] >= done["ms"]) == (201, True)
    events = [line["event"] for line in found if line["event"] != "request"]
    assert events[-5:] == ["publish", "revert", "key made", "key revoked", "wrong key"]
    assert found[-1]["status"] == 404
    assert found[-1]["time"].startswith(time.strftime("%Y-", time.gmtime()))


def test_a_page_that_failed_is_found_by_the_id_that_the_visitor_sees(server, tab):
    """The visitor is told in both languages; the line says where in the program it failed, and not
    what the error says; that stands in the trace."""
    running = server("tests/support/apps/broken.py", STREAMLIT_THEME_FONT_FACES="[]")
    tab.goto(running.url)
    notice = ready(tab).get_by_test_id("stAlert")
    assert "This page could not be shown" in notice.inner_text()
    assert "Cette page n’a pas pu être affichée" in notice.inner_text()
    assert "RuntimeError" not in tab.inner_text("body")
    assert "a detail that is nobody's business" not in tab.inner_text("body")
    shown = notice.locator("code").inner_text()
    (line,) = [one for one in lines(Caller(running, None)) if one["request"] == shown]
    assert line["event"] == "failed"
    assert line["error"] == "RuntimeError"
    assert line["place"] == "tests/support/apps/broken_page.py:6"
    assert "business" not in str(line)
    assert "RuntimeError: a detail that is nobody's business" in running.log.read_text()
