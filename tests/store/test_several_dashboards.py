"""Two dashboards on one PostgreSQL, behind a real nginx: as on several machines."""

import http.client
import json
import re
import time
import urllib.error
import urllib.request

import pytest

from progress.access import keys
from tests.support.browser import ready
from tests.support.callers import Caller
from tests.support.homes import PostgresHome
from tests.support.nginx import Nginx
from tests.support.pages import choose, main
from tests.support.plans import build
from tests.support.postgres import Server

HEADER = "indicator,year,value\n"
AWAY = "The database does not answer just now"


@pytest.fixture(scope="module")
def database():
    started = Server()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def dashboards(database, server, tmp_path_factory):
    """Two callers with a key, one at each dashboard."""
    home = PostgresHome(database, tmp_path_factory.mktemp("several"))
    store = build(home)
    key = keys.new(store, "Amina")
    store.close()
    return [
        Caller(
            server(
                store=home.url,
                PROGRESS_DEMO="off",
                PROGRESS_LOCAL=str(tmp_path_factory.mktemp(name)),
                FORWARDED_ALLOW_IPS="127.0.0.1,::ffff:127.0.0.1",
            ),
            key,
        )
        for name in ("first", "second")
    ]


@pytest.fixture(scope="module")
def front(dashboards):
    started = Nginx(*(caller.server.url for caller in dashboards))
    yield started
    started.stop()


def ready_status(url: str) -> int:
    try:
        with urllib.request.urlopen(f"{url}/ready", timeout=10) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def place(front, cookie: str | None = None) -> str | None:
    """Where nginx says that a visitor is."""
    request = urllib.request.Request(front.url)
    if cookie:
        request.add_header("Cookie", f"dashboard={cookie}")
    with urllib.request.urlopen(request, timeout=10) as response:
        return re.match(r"dashboard=(\w+);", response.headers["Set-Cookie"])[1]


def test_new_visitors_are_shared_out_and_stay_where_they_are(front):
    assert {place(front) for _ in range(40)} == {"first", "second"}
    for name in ("first", "second"):
        assert {place(front, cookie=name) for _ in range(5)} == {name}


def test_what_one_publishes_is_seen_on_the_other_through_nginx(front, dashboards, page):
    first, _ = dashboards
    sockets = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.context.add_cookies([{"name": "dashboard", "value": "second", "url": front.url}])
    page.goto(f"{front.url}/objective?objective=A1")
    ready(page)
    assert sockets
    assert sockets[0].startswith(front.url.replace("http", "ws"))
    assert "43.7" not in page.inner_text("body")
    assert first.publish(f"{HEADER}A1.1,2022,43.7\n", accept_warnings="true").status == 201
    choose(page, "Goal", "A")  # the next rerun, on the same websocket
    assert "43.7" in main(page).inner_text()
    assert len(sockets) == 1


def try_a_wrong_key(url: str, claimed: str) -> None:
    headers = {"X-Forwarded-For": claimed, "Authorization": "Bearer p4k_wrong"}
    headers["Cookie"] = "dashboard=first"
    request = urllib.request.Request(f"{url}/api/v1/keys", headers=headers)
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(request, timeout=10)


def visitors(caller: Caller) -> list[str]:
    """Who tried a wrong key, as the log tells visitors apart."""
    lines = [line for line in caller.server.log.read_text().splitlines() if "wrong key" in line]
    return [json.loads(line)["visitor"] for line in lines]


def test_the_address_of_a_visitor_is_the_one_that_nginx_saw(front, dashboards):
    """What a visitor claims in a header is believed of nobody but nginx, which overwrites it."""
    before = len(visitors(dashboards[0]))
    for url in (front.url, dashboards[0].server.url):
        for number in (1, 2):
            try_a_wrong_key(url, claimed=f"203.0.113.{number}")
    tried = visitors(dashboards[0])[before:]
    through_nginx, directly = tried[:2], tried[2:]
    assert len(set(through_nginx)) == 1
    assert len(set(directly)) == 2


def test_files_of_the_allowed_size_pass(front, dashboards):
    through = Caller(type(dashboards[0].server)(front.url, *[None] * 3), dashboards[0].key)
    note = "x" * 9_000_000
    answer = through.publish(f"{HEADER[:-1]},note\nA1.1,1999,1,{note}\n", dry_run="true")
    assert answer.status in (200, 400)  # the dashboard has read it, and answers in JSON
    connection = http.client.HTTPConnection(front.url.removeprefix("http://"), timeout=30)
    connection.request("POST", "/api/v1/releases", headers={"Content-Length": str(13 * 2**20)})
    assert connection.getresponse().status == 413
    connection.close()


def test_inside_figures_are_not_for_visitors(front):
    for path in ("/metrics", "/_stcore/metrics"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{front.url}{path}", timeout=10)


def test_a_dashboard_that_is_down_is_stood_in_for(server, tmp_path, dashboards):
    """Nobody notices: nginx asks the other one."""
    gone = "http://localhost:1"
    front = Nginx(gone, dashboards[1].server.url)
    try:
        assert place(front, cookie="first") == "first"
        assert ready_status(front.url) == 200
    finally:
        front.stop()


def test_losing_the_database_and_having_it_back(front, dashboards, database, page):
    """Readers see what was known, with a notice; publishing says so; then all goes on."""
    first, second = dashboards
    page.goto(front.url)
    ready(page)
    before = page.inner_text("[data-testid=stMain]")
    assert AWAY not in before
    database.kill()
    try:
        assert [ready_status(caller.server.url) for caller in dashboards] == [503, 503]
        page.goto(f"{front.url}/?year=2021")  # what nobody asked for before
        ready(page)
        assert AWAY in page.inner_text("[data-testid=stMain]")
        answer = first.publish(f"{HEADER}B1.1,2023,45\n", accept_warnings="true")
        assert answer.status == 503
        assert "does not answer" in answer.document["error"]
        assert "password" not in json.dumps(answer.document)
    finally:
        database.start_again()
    give_up = time.monotonic() + 20
    while [ready_status(caller.server.url) for caller in dashboards] != [200, 200]:
        assert time.monotonic() < give_up
        time.sleep(0.1)
    page.goto(front.url)
    ready(page)
    assert AWAY not in page.inner_text("[data-testid=stMain]")
    assert second.publish(f"{HEADER}B1.1,2023,45\n", accept_warnings="true").status == 201
    for caller in dashboards:
        log = caller.server.log.read_text()
        assert database.url("x").partition("password=")[2].strip("'") not in log
        assert "gehe im" not in log
