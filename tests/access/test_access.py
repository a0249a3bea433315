"""That nobody but the Secretariat writes to the store, and the audit of those who do."""

import json
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from progress.access import keys
from progress.access.backoff import Backoff
from progress.access.people import SECRETARIAT, Person, network_address
from progress.errors import NotAllowed, WrongKey
from progress.intake import update
from progress.publishing.provenance import Provenance
from progress.publishing.publish import publish, revert
from progress.store.releases import history
from progress.store.store import Store
from progress.telemetry import log
from tests.support.plans import build, prepare

HERE = "192.0.2.1"
VALUES = "indicator,year,value\nA1.1,2025,60"

AMINA = Person("Amina", SECRETARIAT, address=HERE)
MEMBER = Person("Paul", "member", address=HERE)


@pytest.fixture
def store(tmp_path):
    """The store of somebody who runs the command line."""
    opened = build(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def served(store) -> Store:
    """The same store as a dashboard has it."""
    return replace(store, served=True)


# Who may write


def test_command_line_acts_as_the_secretariat(store):
    prepared = prepare(store, VALUES)
    assert update.publish_update(store, prepared, Provenance("Amina"), accept_warnings=True) == 2


@pytest.mark.parametrize("person", [None, Person(), MEMBER, Person("Amina")])
def test_through_a_dashboard_only_the_secretariat_writes(served, person):
    prepared = prepare(served, VALUES)
    origin = Provenance("Amina", person=person)
    with pytest.raises(NotAllowed, match="only the Secretariat"):
        publish(served, prepared.checked.rows, origin)
    with pytest.raises(NotAllowed, match="only the Secretariat"):
        update.publish_update(served, prepared, origin, accept_warnings=True)
    with pytest.raises(NotAllowed, match="only the Secretariat"):
        revert(served, 1, origin)
    with pytest.raises(NotAllowed, match="only the Secretariat"):
        keys.new(served, "Paul", person)
    with pytest.raises(NotAllowed, match="only the Secretariat"):
        keys.revoke(served, "Paul", person)
    assert len(history(served)) == 1
    assert keys.listed(served) == []


def test_a_member_is_refused_on_a_store_of_their_own_too(store):
    with pytest.raises(NotAllowed, match="Paul is not known as such"):
        publish(store, prepare(store, VALUES).checked.rows, Provenance.of(MEMBER))


def test_who_publishes_is_who_signed_in(served):
    prepared = prepare(served, VALUES)
    origin = Provenance.of(AMINA, "Spring", files=prepared.files)
    release = update.publish_update(served, prepared, origin, accept_warnings=True)
    assert history(served)[-1].by == "Amina"
    revert(served, release, Provenance.of(AMINA))
    assert history(served)[-1].by == "Amina"


def test_a_key_revoked_meanwhile_does_not_publish(served):
    key = keys.new(served, "Paul", AMINA)
    person = keys.sign_in(served, key, HERE, Backoff())
    prepared = prepare(served, VALUES)
    keys.revoke(served, "Paul", AMINA)
    with pytest.raises(WrongKey):
        publish(served, prepared.checked.rows, Provenance.of(person))
    with pytest.raises(WrongKey):
        keys.new(served, "Mallory", person)
    assert len(history(served)) == 1


# The audit


def test_each_write_and_each_wrong_key_is_one_line(served, caplog):
    """With the ids by which the store tells who it was, without names, addresses or contents."""
    caplog.set_level(logging.INFO, log.logger.name)
    key = keys.new(served, "Paul", AMINA)
    person = keys.sign_in(served, key, HERE, Backoff())
    prepared = prepare(served, VALUES)
    origin = Provenance.of(person, "forged\n{}", files=prepared.files)
    update.publish_update(served, prepared, origin, accept_warnings=True)
    revert(served, 2, Provenance.of(person))
    keys.revoke(served, "Paul", AMINA)
    for address in (HERE, HERE, "192.0.2.2"):
        with pytest.raises(WrongKey):
            keys.sign_in(served, key, address, Backoff())
    lines = [json.loads(log.Lines().format(record)) for record in caplog.records]
    for line in lines:
        passed = datetime.now(UTC) - datetime.fromisoformat(line.pop("time"))
        assert timedelta(0) <= passed < timedelta(minutes=5)
        assert line.pop("level") == "info"
        line.pop("request", None), line.pop("ms", None)  # where the thread has begun some work
    *visitors, other = [line.pop("visitor") for line in lines[4:]]
    assert visitors[0] == visitors[1] != other
    key_id = key.split("_")[1]
    assert lines == [
        {"event": "key made", "key_id": key_id},
        {"event": "publish", "by_key": key_id, "release": 2, "files": 1},
        {"event": "revert", "by_key": key_id, "release": 3, "reverts": 2},
        {"event": "key revoked", "key_id": key_id},
        *[{"event": "wrong key", "key_id": key_id}] * 3,
    ]
    said = json.dumps(lines)
    for secret in (key.rsplit("_", 1)[1], "Paul", "Amina", HERE, "A1.1", "values.csv", "forged"):
        assert secret not in said


def test_an_address_has_one_form():
    assert network_address("::ffff:192.0.2.1") == "192.0.2.1"
    assert network_address("2001:DB8::1") == "2001:db8::1"
    assert network_address(None) == "unknown"
