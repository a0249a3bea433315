"""Clients that are slow, send far too much, or whose server is killed under them."""

import shutil
import signal
import threading
import time

import pytest

from progress.access import keys
from progress.store.integrity import verify
from progress.store.releases import history
from progress.store.store import open_store
from soak.slow import run_slow
from tests.support.callers import Caller, form, with_key
from tests.support.loops import in_a_thread


@pytest.fixture(scope="module")
def amina(tmp_path_factory, server) -> Caller:
    return with_key("Amina", tmp_path_factory.mktemp("rough"), server)


def test_slow_connections_keep_nobody_waiting(amina):
    found = in_a_thread(run_slow, amina.server.url, connections=60, seconds=3)
    assert found.errors == []
    assert found.answers


@pytest.mark.parametrize("kind", ["files", "fields", "empty parts"])
def test_form_of_a_thousand_parts_is_refused_at_once(amina, kind):
    files = [("values.csv", b"indicator,year,value\n")] * (1000 if kind == "files" else 1)
    body, content_type = form({}, files)
    boundary = body[: body.index(b"\r\n")]
    name = b'; name="f"' if kind == "fields" else b""
    part = boundary + b"\r\nContent-Disposition: form-data" + name + b"\r\n\r\nx\r\n"
    if kind != "files":
        body = part * 1000 + body
    began = time.monotonic()
    answer = amina.send("POST", "releases", body, content_type)
    assert (answer.status, bool(answer.document["error"])) == (400, True)
    assert time.monotonic() - began < 20


def test_killed_while_it_publishes_for_several_at_once_it_loses_nothing(
    server, first_store, tmp_path
):
    """What was acknowledged over the network is in the file, whole, after kill -9."""
    path = tmp_path / "progress.duckdb"
    shutil.copy(first_store, path)
    store = open_store(path)
    key = keys.new(store, "Amina")
    before = len(history(store))
    store.close()
    running = server(store=path)
    acknowledged, ended = [], threading.Event()

    def publish(place: int) -> None:
        for year in range(1950, 2020):
            if ended.is_set():
                return
            text = f"indicator,region,year,value\nA1.1,Region {place},{year},{place}\n"
            try:
                answer = Caller(running, key).publish(text, accept_warnings="true")
            except (OSError, ValueError):
                return
            if answer.status == 201:
                acknowledged.append(answer.document["release"])

    publishers = [threading.Thread(target=publish, args=(place,)) for place in range(3)]
    for one in publishers:
        one.start()
    give_up = time.monotonic() + 240
    while len(acknowledged) < 6 and time.monotonic() < give_up:
        time.sleep(0.01)
    running.process.send_signal(signal.SIGKILL)
    running.process.wait()
    ended.set()
    for one in publishers:
        one.join()
    store = open_store(path)
    there = {row.release for row in history(store)}
    assert len(acknowledged) >= 6
    assert set(acknowledged) <= there
    assert len(there) <= before + len(acknowledged) + len(publishers)
    assert verify(store) == []
    store.close()
