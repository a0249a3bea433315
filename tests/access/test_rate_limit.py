"""How much one person may have worked at once: on a clock of our own, and over the web API."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from progress.access import keys, rate_limit
from progress.access.people import SECRETARIAT, Person
from progress.access.rate_limit import A_SECOND, AT_ONCE, MOST_PEOPLE, RateLimit
from progress.api import app
from progress.errors import TooOften
from progress.publishing.provenance import Provenance
from progress.publishing.publish import revert
from progress.server import cache
from progress.store.releases import history
from tests.support.plans import build


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_so_much_at_once_and_then_so_much_a_second():
    clock = Clock()
    line = RateLimit(clock)
    for _ in range(AT_ONCE):
        line.take("Amina")
    with pytest.raises(TooOften, match="try again in 1 s"):
        line.take("Amina")
    line.take("Paul")  # others need not wait
    clock.now += 1
    for _ in range(int(A_SECOND)):
        line.take("Amina")
    with pytest.raises(TooOften):
        line.take("Amina")
    clock.now += 3600
    for _ in range(AT_ONCE):
        line.take("Amina")
    with pytest.raises(TooOften):
        line.take("Amina")


def test_waiting_is_not_made_longer_by_trying():
    clock = Clock()
    line = RateLimit(clock)
    for _ in range(AT_ONCE):
        line.take("Amina")
    for _ in range(50):
        with pytest.raises(TooOften):
            line.take("Amina")
    clock.now += 1 / A_SECOND
    line.take("Amina")


def test_list_of_names_does_not_grow_without_end():
    line = RateLimit(Clock())
    for number in range(MOST_PEOPLE + 100):
        line.take(str(number))
    assert len(line._left) == MOST_PEOPLE


def test_writing_through_a_dashboard_has_a_pace(tmp_path, monkeypatch):
    monkeypatch.setattr(rate_limit, "_limit", RateLimit(Clock()))
    store = replace(build(tmp_path), served=True)
    amina = Person("Amina", SECRETARIAT)
    for _ in range(AT_ONCE):
        rate_limit.require(amina)
    with pytest.raises(TooOften):
        revert(store, 1, Provenance.of(amina))
    assert len(history(store)) == 1
    store.close()


def test_web_api_says_when_to_come_back(tmp_path, monkeypatch):
    store = replace(build(tmp_path), served=True)
    key = keys.new(store, "Paul", Person("Amina", SECRETARIAT))
    monkeypatch.setattr(rate_limit, "_limit", RateLimit(Clock()))
    monkeypatch.setattr(cache, "store", lambda: store)
    client = TestClient(app.create())
    headers = {"Authorization": f"Bearer {key}"}
    paul = keys.sign_in(store, key, "192.0.2.1")
    for _ in range(AT_ONCE):
        rate_limit.require(paul)
    refused = client.post("/api/v1/releases/1/revert", headers=headers)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "1")
    assert "too much at once" in refused.json()["error"]
    store.close()
