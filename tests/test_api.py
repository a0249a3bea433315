"""The web API that writes, asked over the network while the dashboard runs."""

import http.client
import itertools
import json
import os
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import pytest

from browser import ready
from conftest import ROOT, Server
from plans import build
from progress import keys
from progress.releases import history
from progress.store import open_for_reading, read_copy_path

HEADER = "indicator,year,value\n"
VALUES = f"{HEADER}A1.1,2025,60\n"
OWN = itertools.count(1900)


@dataclass
class Answer:
    status: int
    document: dict
    headers: dict


@dataclass
class Caller:
    """Somebody with a key, or without one."""

    server: Server
    key: str | None

    def send(self, method: str, path: str, body=None, kind: str | None = None) -> Answer:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        headers |= {"Content-Type": kind} if kind else {}
        connection = http.client.HTTPConnection(urlsplit(self.server.url).netloc, timeout=60)
        try:
            connection.request(method, f"/api/v1/{path}", body, headers)
            response = connection.getresponse()
            return Answer(response.status, json.loads(response.read()), dict(response.headers))
        finally:
            connection.close()

    def post(self, path: str, document: dict | None = None) -> Answer:
        return self.send("POST", path, json.dumps(document or {}), "application/json")

    def publish(self, *texts: str, name: str = "values.csv", path="releases", **fields) -> Answer:
        body, kind = form(fields, [(name, text.encode()) for text in texts])
        return self.send("POST", path, body, kind)


def form(fields: dict[str, str], files: list[tuple[str, bytes]]) -> tuple[bytes, str]:
    """A form as a browser sends it."""
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    parts += [
        f'name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'.encode() + content
        for name, content in files
    ]
    start = b"--limit\r\nContent-Disposition: form-data; "
    body = b"".join(start + part + b"\r\n" for part in parts) + b"--limit--\r\n"
    return body, "multipart/form-data; boundary=limit"


def unseen() -> str:
    """Values that no test has published yet."""
    return f"{HEADER}B1.1,{next(OWN)},1\n"


@pytest.fixture(scope="module")
def amina(tmp_path_factory, server) -> Caller:
    """The holder of a key, at a dashboard with the small plan that these tests share."""
    store = build(tmp_path_factory.mktemp("api"))
    key = keys.new(store, "Amina")
    store.close()
    return Caller(server(store=store.path, PROGRESS_DEMO="off"), key)


@pytest.fixture
def visitor(amina) -> Caller:
    return Caller(amina.server, None)


def command(caller: Caller, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """The command line beside the running dashboard."""
    own = {k: v for k, v in os.environ.items() if not k.startswith("PROGRESS_")}
    own |= {"PROGRESS_STORE": str(caller.server.store), "PROGRESS_URL": caller.server.url}
    return subprocess.run(
        [sys.executable, "-m", "progress", *arguments],
        cwd=ROOT,
        env=own | ({"PROGRESS_KEY": caller.key} if caller.key else {}) | environment,
        capture_output=True,
        text=True,
    )


def releases(caller: Caller) -> list[dict]:
    """What the commands see, which read the copy beside the store."""
    store = open_for_reading(caller.server.store)
    try:
        return history(store)
    finally:
        store.close()


# Publishing and undoing


def test_publish_and_revert(amina):
    done = amina.publish(unseen(), note="Spring", accept_warnings="true")
    release = done.document["release"]
    assert (done.status, done.document) == (201, {"release": release})
    assert done.headers["cache-control"] == "no-store"
    last = releases(amina)[-1]
    assert (last["release"], last["by"], last["note"]) == (release, "Amina", "Spring")
    assert (last["file"], last["rows"]) == ("values.csv", 1)
    undone = amina.post(f"releases/{release}/revert", {"note": "a mistake"})
    assert (undone.status, undone.document) == (201, {"release": release + 1})
    again = amina.post(f"releases/{release}/revert")
    assert (again.status, "not in force" in again.document["error"]) == (409, True)
    gone = amina.post("releases/999/revert")
    assert (gone.status, gone.document) == (404, {"error": "there is no release 999"})
    assert [one["in_force"] for one in releases(amina)[-2:]] == [False, True]


def test_several_files_are_one_release(amina):
    assert amina.publish(unseen(), unseen(), accept_warnings="true").status == 201
    assert releases(amina)[-1]["rows"] == 2


def test_dry_run_answers_like_check_and_compare_and_changes_nothing(amina):
    before = releases(amina)
    for answer in (
        amina.publish(VALUES, dry_run="true"),
        amina.publish(VALUES, path="releases?dry_run=true"),
    ):
        assert answer.status == 200
        check, compare = answer.document["check"], answer.document["compare"]
        assert (check["errors"], check["rows"]) == ([], 1)
        assert (compare["new"], compare["changed"], compare["unchanged"]) == (1, 0, 0)
        assert {
            "indicator": "A1.1",
            "region": "World",
            "horizon": 2030,
            "before": "not_reported",
            "after": "on_track",
        } in compare["statuses"]
    wrong = amina.publish(f"{HEADER}X9.9,2025,60\n", dry_run="true")
    assert (wrong.status, wrong.document["compare"]) == (200, None)
    assert wrong.document["check"]["errors"][0]["column"] == "indicator"
    assert releases(amina) == before


def test_errors_are_those_of_the_check(amina):
    refused = amina.publish(f"{HEADER}X9.9,2025,60\n")
    assert refused.status == 400
    assert refused.document["error"] == "the files have errors"
    (found,) = refused.document["errors"]
    assert (found["sheet"], found["row"], found["column"]) == ("values.csv", 2, "indicator")


def test_warnings_have_to_be_accepted(amina):
    before = releases(amina)
    refused = amina.publish(f"{HEADER}A1.1,2025,6000\n")
    assert refused.status == 400
    assert refused.document["errors"] == []
    assert refused.document["warnings"]
    assert "accept_warnings=true" in refused.document["error"]
    assert releases(amina) == before


def test_nothing_to_publish(amina):
    values = unseen()
    amina.publish(values, accept_warnings="true")
    again = amina.publish(values, accept_warnings="true")
    assert (again.status, again.document["error"].split(":")[0]) == (409, "nothing to publish")


def test_name_of_a_file_is_not_a_path(amina):
    amina.publish(unseen(), name="../../etc/pass\u200bwd.csv", accept_warnings="true")
    assert releases(amina)[-1]["file"] == "passwd.csv"


# Refusals


def test_writing_needs_a_key(amina, visitor):
    before = releases(amina)
    for answer in (
        visitor.publish(unseen()),
        visitor.publish(unseen(), dry_run="true"),
        visitor.post("releases/1/revert"),
        visitor.post("keys", {"name": "Mallory"}),
        visitor.send("GET", "keys"),
        visitor.send("DELETE", "keys/Amina"),
    ):
        assert answer.status == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert "Authorization: Bearer" in answer.document["error"]
    assert releases(amina) == before


def test_wrong_keys_are_refused_and_slowed_down(amina):
    guesses = Caller(amina.server, amina.key[:-4] + "zzzz")
    assert [guesses.publish(unseen()).status for _ in range(3)] == [401, 401, 401]
    early = amina.publish(unseen())
    assert (early.status, early.headers["retry-after"]) == (429, "1")
    time.sleep(1)
    assert amina.publish(unseen(), accept_warnings="true").status == 201
    log = amina.server.log.read_text()
    assert log.count('"event": "wrong key", "address": "127.0.0.1"') == 3
    assert '"event": "publish", "who": "Amina", "address": "127.0.0.1", "release": ' in log
    assert amina.key not in log
    assert guesses.key not in log


def test_too_large_is_refused_while_it_comes_in(amina):
    body, kind = form({}, [("values.csv", b"x" * (11 * 1024 * 1024))])
    announced = amina.send("POST", "releases", body, kind)
    assert (announced.status, announced.document["error"]) == (413, "keep a request under 10 MB")
    # In pieces, nobody knows beforehand how much will come.
    pieces = (body[start : start + 65536] for start in range(0, len(body), 65536))
    assert amina.send("POST", "releases", pieces, kind).status == 413
    assert amina.publish(unseen(), accept_warnings="true").status == 201


def test_a_large_file_from_a_visitor_gets_its_answer_too(visitor):
    body, kind = form({}, [("values.csv", b"x" * (9 * 1024 * 1024))])
    assert visitor.send("POST", "releases", body, kind).status == 401


def test_anything_but_a_form_is_refused(amina):
    assert amina.post("releases", {"file": VALUES}).status == 415
    broken = amina.send("POST", "releases", b"no form", "multipart/form-data; boundary=limit")
    assert broken.status == 400
    assert amina.send("POST", "releases", b"x", "multipart/form-data").status == 400
    assert "at least one file" in amina.publish(note="nothing").document["error"]


def test_wrong_kind_of_file_is_an_error_of_the_check(amina):
    refused = amina.publish("%PDF-1.7", name="values.pdf")
    assert refused.status == 400
    assert refused.document["errors"][0]["code"] == "file_format"


@pytest.mark.parametrize(
    "fields",
    [{"dryrun": "true"}, {"dry_run": "maybe"}, {"on": "tomorrow"}, {"note": "x" * 2001}],
)
def test_wrong_fields_publish_nothing(amina, fields):
    before = releases(amina)
    refused = amina.publish(unseen(), accept_warnings="true", **fields)
    assert refused.status == 400
    assert refused.document["error"]
    assert releases(amina) == before


@pytest.mark.parametrize("body", ["no JSON", "[]", '{"by": "Paul"}', '{"note": 3}', '{"on": "x"}'])
def test_wrong_documents_revert_nothing(amina, body):
    before = releases(amina)
    assert amina.send("POST", "releases/1/revert", body, "application/json").status == 400
    assert releases(amina) == before


# Keys


def test_keys_are_made_and_revoked_through_the_dashboard(amina):
    made = amina.post("keys", {"name": "Paul Bâ"})
    assert made.status == 201
    paul = Caller(amina.server, made.document["key"])
    assert amina.post("keys", {"name": "paul bâ"}).status == 409
    assert paul.publish(unseen(), accept_warnings="true").status == 201
    assert releases(amina)[-1]["by"] == "Paul Bâ"
    listed = {one["name"]: one for one in paul.send("GET", "keys").document["keys"]}
    assert (listed["Amina"]["made_by"], listed["Paul Bâ"]["made_by"]) == (None, "Amina")
    lost = amina.send("DELETE", f"keys/{quote('Paul Bâ')}")
    assert (lost.status, lost.document) == (200, {"name": "Paul Bâ", "revoked": True})
    assert paul.publish(unseen()).status == 401
    assert amina.send("DELETE", f"keys/{quote('Paul Bâ')}").status == 404


# The command line beside the dashboard


def test_commands_work_through_the_dashboard(amina, tmp_path):
    file = tmp_path / "values.csv"
    file.write_text(VALUES)
    warned = command(amina, "publish", str(file), "--by", "Amina", "--json")
    assert warned.returncode == 1
    assert json.loads(warned.stdout)["errors"]
    done = command(amina, "publish", str(file), "--by", "x", "--accept-warnings", "--json")
    assert done.returncode == 0
    release = json.loads(done.stdout)["release"]
    assert releases(amina)[-1]["by"] == "Amina"
    again = command(amina, "publish", str(file), "--by", "Amina")
    assert again.stderr == "error: nothing to publish: all rows are as they were\n"
    undone = command(amina, "revert", str(release), "--by", "Amina", "--json")
    assert json.loads(undone.stdout) == {"release": release + 1}
    made = command(amina, "key", "new", "--for", "Awa/Sy", "--json")
    assert json.loads(made.stdout)["key"].startswith("p4k_")
    assert command(amina, "key", "revoke", "Awa/Sy").returncode == 0
    listed = json.loads(command(amina, "key", "list", "--json").stdout)["keys"]
    assert (listed[-1]["name"], listed[-1]["revoked_by"]) == ("Awa/Sy", "Amina")


def test_check_and_compare_ask_the_dashboard_where_there_is_no_copy(amina, tmp_path):
    file = tmp_path / "values.csv"
    file.write_text(VALUES)
    with_copy = command(amina, "compare", str(file), "--json")
    read_copy_path(amina.server.store).unlink()
    assert command(amina, "compare", str(file), "--json").stdout == with_copy.stdout
    assert json.loads(command(amina, "check", str(file), "--json").stdout)["rows"] == 1
    file.write_text(f"{HEADER}X9.9,2025,{{60}}\n")
    wrong = command(amina, "compare", str(file), "--json")
    assert wrong.returncode == 1
    assert '(found "{60}")' in wrong.stderr
    assert json.loads(wrong.stdout)["errors"][0]["value"] == "{60}"


def test_commands_say_what_to_do_without_a_key(visitor, tmp_path):
    file = tmp_path / "values.csv"
    file.write_text(VALUES)
    for arguments in (
        ("publish", str(file), "--by", "Amina"),
        ("revert", "1", "--by", "Amina"),
        ("key", "new", "--for", "Mallory"),
        ("key", "revoke", "Amina"),
    ):
        refused = command(visitor, *arguments)
        assert refused.returncode == 1
        assert "is in use by another program, most likely the dashboard" in refused.stderr
        assert "set PROGRESS_KEY" in refused.stderr
        assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://localhost:1", "the dashboard at http://localhost:1 cannot be reached"),
        ("file:///etc", "PROGRESS_URL is an address such as"),
    ],
)
def test_commands_say_that_there_is_no_dashboard_at_an_address(visitor, url, said):
    refused = command(visitor, "revert", "1", "--by", "x", PROGRESS_KEY="p4k_x", PROGRESS_URL=url)
    assert said in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_the_first_start_shows_a_first_key_once(server, tmp_path):
    store = build(tmp_path)
    store.close()
    started = server(store=store.path, PROGRESS_DEMO="off")
    (line,) = [line for line in started.log.read_text().splitlines() if "p4k_" in line]
    said, _, key = line.rpartition(" ")
    assert said == "The first key of the Secretariat, shown only this once:"
    assert Caller(started, key).publish(VALUES, accept_warnings="true").status == 201
    started.stop()
    again = server(store=store.path, PROGRESS_DEMO="no")
    assert "p4k_" not in again.log.read_text()
    assert Caller(again, key).send("GET", "keys").status == 200


# Others meanwhile


def test_others_are_answered_while_a_large_file_is_published(amina, page):
    """A visitor walks through the dashboard while 2,000 values are checked and published."""
    page.goto(amina.server.url)
    ready(page)
    rows = "".join(f"B1.1,Region {number},2024,{number}\n" for number in range(2000))
    answers = []
    publishing = threading.Thread(
        target=lambda: answers.append(
            amina.publish(f"indicator,region,year,value\n{rows}", accept_warnings="true")
        )
    )
    publishing.start()
    waits = []
    while publishing.is_alive():
        started = time.monotonic()
        with urllib.request.urlopen(f"{amina.server.url}/ready", timeout=30) as response:
            assert response.status == 200
        waits.append(time.monotonic() - started)
        page.goto(f"{amina.server.url}/goals")
        ready(page)
    publishing.join()
    assert [answer.status for answer in answers] == [201]
    assert max(waits) < 2
