"""The keys of the Secretariat: made, checked, revoked, and slowed down when they are wrong."""

import json
import re
import threading
from dataclasses import replace

import pytest

from progress.access import keys
from progress.access.backoff import FORGOTTEN_AFTER, FREE_TRIES, FREE_TRIES_OF_ALL, Backoff
from progress.access.people import SECRETARIAT, Person
from progress.errors import DataError, NotAllowed, NotThere, TooManyTries, WrongKey
from progress.store import backup
from progress.store.integrity import verify
from progress.store.queries import rows
from progress.store.store import Store, open_for_reading
from tests.support.commands import run
from tests.support.homes import on_a_file
from tests.support.plans import build

WRONG = "p4k_000000000000_" + "0" * 40
HERE = "192.0.2.1"
AMINA = Person("Amina", SECRETARIAT, address=HERE)


@pytest.fixture
def store(home):
    """The store of somebody who runs the command line."""
    opened = build(home)
    yield opened
    opened.close()


@pytest.fixture
def file_store(tmp_path):
    """The same for what has nothing to do with where the store is."""
    opened = build(tmp_path)
    yield opened
    opened.close()


class Clock:
    """Time that passes only when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def backoff(clock) -> Backoff:
    return Backoff(clock)


def try_wrong(store: Store, backoff: Backoff, times: int = 1, address: str = HERE) -> None:
    for _ in range(times):
        with pytest.raises(WrongKey):
            keys.sign_in(store, WRONG, address, backoff)


def seconds_to_wait(store: Store, backoff: Backoff, key: str = WRONG, address=HERE) -> int:
    with pytest.raises(TooManyTries) as refused:
        keys.sign_in(store, key, address, backoff)
    return refused.value.seconds


# Keys


def test_a_key_tells_whose_it_is(store):
    key = keys.new(store, "Amina Diop")
    other = keys.new(store, "Paul")
    assert keys.who(store, key).name == "Amina Diop"
    assert keys.who(store, f"  {other}\n").name == "Paul"


@on_a_file
def test_keys_are_random_and_long(store):
    made = {keys.new(store, f"Person {number}") for number in range(5)}
    assert len(made) == 5
    assert all(re.fullmatch(r"p4k_[0-9a-f]{12}_[0-9a-f]{40}", key) for key in made)


@on_a_file
def test_wrong_keys_are_nobodys(store):
    key = keys.new(store, "Amina")
    last = "0" if key[-1] != "0" else "1"
    for wrong in ("", "p4k_", WRONG, key[:-1], key[:-1] + last, key.upper(), f"{key}0", key[4:]):
        assert keys.who(store, wrong) is None


def test_only_a_hash_is_stored(file_store, tmp_path):
    store = file_store
    key = keys.new(store, "Amina")
    secret = key.rsplit("_", 1)[1]
    (hashed,) = rows(store, "select hash from store.secretariat_key")[0]
    assert hashed.startswith("$argon2id$")
    store.connection.execute("checkpoint store")
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert secret.encode() not in file.read_bytes()
    assert secret not in json.dumps([one.as_json() for one in keys.listed(store)])


def test_one_key_a_person_whatever_the_letters(store):
    keys.new(store, "Amina Diop")
    with pytest.raises(DataError, match="Amina Diop has a key already"):
        keys.new(store, " amina  diop ")


def test_a_key_can_be_replaced(store):
    old = keys.new(store, "Amina")
    new = keys.new(store, "Amina", replace=True)
    assert keys.who(store, old) is None
    assert keys.who(store, new).name == "Amina"
    first, second = keys.listed(store)
    assert first.revoked_at
    assert second.revoked_at is None


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "Amina\x1b[2J"])
def test_a_key_needs_a_name_that_can_be_shown(file_store, name):
    with pytest.raises(DataError, match="give a name"):
        keys.new(file_store, name)


def test_a_revoked_key_ends_at_once_and_stays_in_the_list(store):
    key = keys.new(store, "Amina")
    person = keys.sign_in(store, key, HERE, Backoff())
    assert keys.signed_in(store, person.key_id, HERE) == person
    keys.revoke(store, "amina")
    assert keys.who(store, key) is None
    assert keys.signed_in(store, person.key_id, HERE) is None
    (listed,) = keys.listed(store)
    assert listed.revoked_at >= listed.made_at
    with pytest.raises(NotThere, match="no valid key"):
        keys.revoke(store, "Amina")
    assert keys.who(store, keys.new(store, "Amina")).name == "Amina"


def test_the_last_key_is_not_revoked_by_who_needs_one(store):
    served = replace(store, served=True)
    amina = keys.sign_in(served, keys.new(store, "Amina"), HERE, Backoff())
    keys.new(store, "Paul")
    keys.revoke(served, "Paul", amina)
    with pytest.raises(DataError, match="the last valid key"):
        keys.revoke(served, "Amina", amina)
    assert keys.signed_in(served, amina.key_id, HERE)
    keys.revoke(served, "Amina", AMINA)  # who logs in without a key


def test_keys_are_only_ever_added_to(store):
    keys.new(store, "Amina")
    keys.revoke(store, "Amina")
    keys.new(store, "Amina")
    events = rows(store, "select event from store.secretariat_key order by happened_at")
    assert [event for (event,) in events] == ["made", "revoked", "made"]


def test_the_first_key_is_made_once(store):
    served = replace(store, served=True)
    first = keys.make_first(served)
    assert keys.who(served, first).name == "Secretariat"
    assert keys.make_first(served) is None
    keys.revoke(served, "Secretariat", AMINA)
    assert keys.make_first(served) is None


def test_no_first_key_where_somebody_has_one(store):
    keys.new(store, "Amina")
    assert keys.make_first(store) is None


def test_keys_are_in_the_backup_and_the_store_is_whole(store, tmp_path):
    key = keys.new(store, "Amina")
    copied = open_for_reading(backup.back_up(store, tmp_path / "saved.duckdb"))
    assert keys.who(copied, key).name == "Amina"
    assert verify(copied) == []
    copied.close()


# Slowing down


def test_wrong_keys_have_to_wait_longer_and_longer(file_store, backoff, clock):
    try_wrong(file_store, backoff, FREE_TRIES)
    waits = []
    for _ in range(6):
        waits.append(seconds_to_wait(file_store, backoff))
        clock.now += waits[-1]
        try_wrong(file_store, backoff)
    assert waits == [1, 2, 4, 8, 8, 8]


def test_the_right_key_is_let_in_however_many_wrong_ones_came(file_store, backoff):
    """Also from the same address: behind a proxy all visitors share one."""
    key = keys.new(file_store, "Amina")
    for number in range(FREE_TRIES_OF_ALL):
        try_wrong(file_store, backoff, address=f"198.51.100.{number}")
    for address in (HERE, "198.51.100.1"):
        seconds_to_wait(file_store, backoff, address=address)
        assert keys.sign_in(file_store, key, address, backoff).name == "Amina"


def test_a_wrong_key_with_the_id_of_a_right_one_has_to_wait(file_store, backoff, caplog):
    key = keys.new(file_store, "Amina")
    wrong = key[:-1] + ("0" if key[-1] != "0" else "1")
    try_wrong(file_store, backoff, FREE_TRIES)
    caplog.clear()
    assert [seconds_to_wait(file_store, backoff, wrong) for _ in range(5)] == [1] * 5
    assert caplog.records == []  # a flood of tries is no flood in the log
    revoked = keys.new(file_store, "Amina", replace=True) and key
    assert seconds_to_wait(file_store, backoff, revoked) == 1


def test_a_try_that_comes_too_early_does_not_lengthen_the_wait(file_store, backoff):
    try_wrong(file_store, backoff, FREE_TRIES)
    assert [seconds_to_wait(file_store, backoff) for _ in range(5)] == [1] * 5


def test_one_address_does_not_hold_up_another(file_store, backoff):
    try_wrong(file_store, backoff, FREE_TRIES)
    try_wrong(file_store, backoff, 1, address="192.0.2.2")


def test_many_addresses_are_held_up_together_but_not_those_who_were_in(file_store, backoff):
    key = keys.new(file_store, "Amina")
    keys.sign_in(file_store, key, HERE, backoff)
    for number in range(FREE_TRIES_OF_ALL):
        try_wrong(file_store, backoff, address=f"198.51.100.{number}")
    assert seconds_to_wait(file_store, backoff, address="203.0.113.1") == 1
    assert keys.sign_in(file_store, key, HERE, backoff).name == "Amina"


def test_wrong_keys_are_forgotten_in_time(file_store, backoff, clock):
    try_wrong(file_store, backoff, FREE_TRIES)
    clock.now += FORGOTTEN_AFTER + 1
    try_wrong(file_store, backoff, FREE_TRIES)


def test_tries_at_once_are_all_counted(file_store, backoff):
    outcomes = []

    def guess() -> None:
        try:
            keys.sign_in(file_store, WRONG, HERE, backoff)
        except NotAllowed as error:
            outcomes.append(type(error))

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(WrongKey) == FREE_TRIES
    assert outcomes.count(TooManyTries) == 12 - FREE_TRIES


# The command line


def test_key_commands(tmp_path):
    build(tmp_path).close()
    path = tmp_path / "store.duckdb"
    made = run("key", "new", "--for", "Amina", "--json", store=path)
    key = json.loads(made.stdout)["key"]
    assert made.returncode == 0
    again = run("key", "new", "--for", "Amina", store=path)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr.startswith("error: Amina has a key already")
    replaced = run("key", "new", "--for", "Amina", "--replace", store=path)
    assert replaced.stdout.splitlines()[1].startswith("p4k_")
    listed = json.loads(run("key", "list", "--json", store=path).stdout)["keys"]
    assert [(one["name"], one["revoked_at"] is None) for one in listed] == [
        ("Amina", False),
        ("Amina", True),
    ]
    assert key not in run("key", "list", store=path).stdout
    assert run("key", "revoke", "Amina", store=path).returncode == 0
    gone = run("key", "revoke", "Amina", store=path)
    assert (gone.returncode, gone.stderr) == (1, "error: Amina has no valid key\n")
    assert run("key", store=path).returncode == 2
