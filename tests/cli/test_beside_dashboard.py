"""What goes on beside a running dashboard: commands, its first start, and other visitors."""

import json
import threading
import time
import urllib.request

import pytest

from progress.store.file import read_copy_path
from tests.support.browser import ready
from tests.support.callers import HEADER, VALUES, Caller, command, releases, with_key
from tests.support.plans import build


@pytest.fixture(scope="module")
def amina(tmp_path_factory, server) -> Caller:
    return with_key("Amina", tmp_path_factory.mktemp("api"), server)


@pytest.fixture
def visitor(amina) -> Caller:
    return Caller(amina.server, None)


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


def test_others_are_answered_while_a_large_file_is_published(amina, tab):
    """A visitor walks through the dashboard while 2,000 values are checked and published."""
    tab.goto(amina.server.url)
    ready(tab)
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
        tab.goto(f"{amina.server.url}/goals")
        ready(tab)
    publishing.join()
    assert [answer.status for answer in answers] == [201]
    assert max(waits) < 2
