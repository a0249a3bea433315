"""Several machines on one PostgreSQL: writers that take turns, and a database that is lost."""

import threading
import time

import pytest

from progress.access import keys
from progress.errors import OthersPublish, StoreAway
from progress.store import replica
from progress.store.copies import copy_store
from progress.store.integrity import verify
from progress.store.queries import facts, primary_read, require_answer, revision, rows
from progress.store.releases import history, in_force
from progress.store.store import answered_at, open_for_reading, open_store
from progress.store.tables import TABLES
from progress.store.writing import transaction
from tests.support.commands import refused
from tests.support.homes import PostgresHome
from tests.support.plans import build, report, statuses, undo, value_of
from tests.support.postgres import Server


@pytest.fixture
def home(postgres_home):
    return postgres_home


@pytest.fixture(scope="module")
def server():
    """A server of its own, to be killed."""
    started = Server()
    yield started
    started.stop()


@pytest.fixture
def losable(server, tmp_path):
    return PostgresHome(server, tmp_path)


def test_what_one_publishes_the_other_sees_at_once(home):
    one = build(home)
    other = open_store(home.url)
    report(one, "indicator,year,value\nA1.1,2025,60")
    assert statuses(other)["A1.1", 2030] == "on_track"
    undo(other, 2)
    assert value_of(one) is None
    assert revision(one) == revision(other)
    key = keys.new(one, "Amina")
    assert keys.who(other, key).name == "Amina"
    keys.revoke(other, "Amina")
    assert keys.who(one, key) is None
    one.close()
    other.close()


def test_first_key_is_made_once_whoever_starts_first(home):
    stores = [build(home), open_store(home.url)]
    made, barrier = [], threading.Barrier(2)

    def start(store):
        barrier.wait()
        made.append(keys.make_first(store))

    threads = [threading.Thread(target=start, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [key is None for key in made].count(True) == 1
    for store in stores:
        store.close()


def test_writers_on_two_machines_take_turns(home):
    stores = [build(home), open_store(home.url)]
    failures = []

    def write(place: int) -> None:
        try:
            for year in range(2001 + 10 * place, 2005 + 10 * place):
                report(stores[place], f"indicator,year,value\nB1.1,{year},{year}")
        except Exception as error:
            failures.append(error)

    writers = [threading.Thread(target=write, args=(place,)) for place in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    for store in stores:
        assert [one.release for one in history(store)] == list(range(1, 10))
        assert len(facts(store, "value", in_force(store))) == 8
        assert verify(store) == []
        store.close()


def test_who_gets_no_turn_is_told_so(home, monkeypatch):
    monkeypatch.setattr("progress.store.postgres.DEFAULTS", {"options": "-c lock_timeout=100"})
    monkeypatch.setattr("progress.store.transactions.LONGEST_WAIT", 0.3)
    one, other = build(home), open_store(home.url)
    with transaction(one), pytest.raises(OthersPublish, match="somebody else is publishing"):
        report(other, "indicator,year,value\nA1.1,2025,60")
    report(other, "indicator,year,value\nA1.1,2025,61")
    assert len(history(one)) == 2
    one.close()
    other.close()


def test_another_store_in_the_same_place_is_read_anew(home, tmp_path):
    """The copy that a process reads from adds what is new; a history that differs is another."""
    store = build(home)
    report(store, "indicator,year,value\nA1.1,2025,60")
    home.server.execute(f"drop table {', '.join(TABLES)}", home.databases[-1])
    elsewhere = build(tmp_path)
    report(elsewhere, "indicator,year,value\nA1.1,2025,7")
    report(elsewhere, "indicator,year,value\nA1.1,2026,8")
    with primary_read(elsewhere) as reading:
        copy_store(reading, home.url)
    assert value_of(store)["value"] == 7
    assert len(history(store)) == 3
    elsewhere.close()
    store.close()


# Losing the database


def test_reading_goes_on_while_the_database_is_away(losable, monkeypatch):
    monkeypatch.setattr(replica, "SECONDS_BETWEEN", 0.05)
    store = build(losable)
    report(store, "indicator,year,value\nA1.1,2025,60")
    expected = statuses(store)
    assert answered_at(store) is None
    losable.server.kill()
    assert statuses(store) == expected
    assert answered_at(store) is not None
    with pytest.raises(StoreAway, match="does not answer"):
        require_answer(store)
    with pytest.raises(StoreAway, match="does not answer"):
        report(store, "indicator,year,value\nA1.1,2025,61")
    assert "does not answer" in refused("status", store=losable.url)
    losable.server.start_again()
    wait_until_it_answers(store)
    assert answered_at(store) is None
    report(store, "indicator,year,value\nA1.1,2025,61")
    assert [one.release for one in history(store)] == [1, 2, 3]
    assert verify(store) == []
    store.close()


def wait_until_it_answers(store) -> None:
    give_up = time.monotonic() + 20
    while True:
        try:
            require_answer(store)
            return
        except StoreAway:
            assert time.monotonic() < give_up
            time.sleep(0.02)


def test_reading_goes_on_while_the_database_hangs(losable, monkeypatch):
    """It keeps its connections and says nothing: whoever has asked waits, all others read on."""
    monkeypatch.setattr(replica, "SECONDS_WAITED", 0.3)
    monkeypatch.setattr(replica, "SECONDS_BETWEEN", 0.05)
    store, other = build(losable), open_store(losable.url)
    expected = statuses(store)
    waiting = threading.Thread(target=statuses, args=(store,))
    with losable.server.hanging():
        waiting.start()
        time.sleep(0.1)
        for _ in range(3):
            assert statuses(store) == expected
        assert answered_at(store) is not None
        assert waiting.is_alive()
    waiting.join(20)
    assert not waiting.is_alive()
    wait_until_it_answers(store)
    report(other, "indicator,year,value\nA1.1,2025,60")
    assert statuses(store)["A1.1", 2030] == "on_track"
    store.close()
    other.close()


@pytest.mark.parametrize("committing", [False, True])
def test_publishing_while_the_database_is_lost_is_whole_or_not_at_all(losable, committing):
    store = build(losable)
    before = revision(store)

    def publish() -> None:
        with transaction(store) as writing:
            writing.execute("insert into store.meta values ('note', 'x')")
            losable.server.kill()
            if not committing:
                writing.execute("insert into store.meta values ('other', 'x')")

    said = "not known whether this was published" if committing else "so nothing was changed"
    with pytest.raises(StoreAway, match=said):
        publish()
    losable.server.start_again()
    again = open_for_reading(losable.url)
    assert revision(again) == before
    assert rows(again, "select name from store.meta") == [("schema",)]
    report(store, "indicator,year,value\nA1.1,2025,60")
    assert verify(store) == []
    again.close()
    store.close()
