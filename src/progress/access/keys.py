"""The Secretariat's keys: one a person, shown once, kept as a hash, revoked at any time.

A key is ``p4k_<id>_<secret>``. The id finds the one hash to compare with; the secret has 160
random bits, so nobody guesses it and a hash of the lighter kind is enough.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import argon2

from progress.access import audit
from progress.access.backoff import Backoff
from progress.access.people import SECRETARIAT, Person, require_secretariat
from progress.errors import DataError, NotThere, WrongKey
from progress.store.queries import rows
from progress.store.store import Store
from progress.store.tables import Cursor, sql
from progress.store.writing import transaction

FORM = re.compile(r"p4k_([0-9a-f]{12})_[0-9a-f]{40}")
FIRST_NAME = "Secretariat"
LONGEST_NAME = 80

# The least that OWASP advises: 25 ms and 19 MB for each try.
_hasher = argon2.PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_backoff = Backoff()


@dataclass(frozen=True)
class Key:
    """What is known of a key. The key itself is known to its holder only."""

    key_id: str
    name: str
    made_at: datetime
    made_by: str | None
    hash: str
    revoked_at: datetime | None
    revoked_by: str | None

    def as_json(self) -> dict[str, str | None]:
        return {
            "name": self.name,
            "made_at": _moment(self.made_at),
            "made_by": self.made_by,
            "revoked_at": _moment(self.revoked_at),
            "revoked_by": self.revoked_by,
        }


def new(store: Store, name: str, by: Person | None = None, *, replace: bool = False) -> str:
    """Makes a key for a person and returns it, this once.

    Raises DataError where the person has one, unless ``replace``: then that one is revoked.
    """
    require_secretariat(store, by)
    name = _clean(name)
    key_id, key = _invent()
    digest = _hasher.hash(key)
    with transaction(store) as cur:
        require_valid(cur, by)
        held = _held_by(cur, name)
        if held and not replace:
            raise DataError(
                "{name} has a key already; revoke it first, or replace it", name=held.name
            )
        if held:
            _note(cur, held.key_id, held.name, "revoked", by)
        _note(cur, key_id, name, "made", by, digest)
    if held:
        audit.record(store, "key revoked", by, key_id=held.key_id)
    audit.record(store, "key made", by, key_id=key_id)
    return key


def make_first(store: Store) -> str | None:
    """At the very first start: a key for the Secretariat. None where any was ever made."""
    if listed(store):
        return None
    key_id, key = _invent()
    digest = _hasher.hash(key)
    with transaction(store) as cur:
        if listed(cur):  # another dashboard starts just now and was quicker
            return None
        _note(cur, key_id, FIRST_NAME, "made", None, digest)
    audit.record(store, "key made", None, key_id=key_id)
    return key


def listed(where: Store | Cursor, key_id: str | None = None) -> list[Key]:
    """All keys, the oldest first, revoked ones too; or the one with an id."""
    return [Key(*found) for found in rows(where, sql("keys"), key_id=key_id)]


def revoke(store: Store, name: str, by: Person | None = None) -> None:
    """Ends a person's key, and with it all that is signed in with it.

    Raises NotThere where there is none, DataError where it is the last: then nobody could publish
    any more. Who logs in without one, or holds the store itself, may end the last one too.
    """
    require_secretariat(store, by)
    with transaction(store) as cur:
        require_valid(cur, by)
        held = _held_by(cur, name)
        if held is None:
            raise NotThere("{name} has no valid key", name=name)
        signed_in_by_key = by is not None and by.key_id is not None
        if signed_in_by_key and not any(not k.revoked_at and k != held for k in listed(cur)):
            raise DataError(
                "this is the last valid key, and without one nobody could publish; make another "
                "one first"
            )
        _note(cur, held.key_id, held.name, "revoked", by)
    audit.record(store, "key revoked", by, key_id=held.key_id)


def who(store: Store, key: str) -> Key | None:
    """The key's entry, with the name of its holder; None if the key is wrong or was revoked.

    An unknown id takes as long as a wrong secret, so that time does not tell which ids exist.
    """
    key_id = _id_of(key)
    if key_id is None:
        return None
    found = next(iter(listed(store, key_id)), None)
    try:
        _hasher.verify(found.hash if found else _hash_of_nothing(), key.strip())
    except argon2.exceptions.VerifyMismatchError:
        return None
    return found if found and not found.revoked_at else None


def sign_in(store: Store, key: str, address: str, backoff: Backoff = _backoff) -> Person:
    """The person whose key it is. Raises WrongKey, or TooManyTries after several of those."""
    with backoff.attempt(address, is_somebodys=_is_somebodys(store, key)) as is_early:
        found = who(store, key)
        if found is None:
            if not is_early:  # a flood of tries is no flood in the log
                audit.record(store, "wrong key", Person(address=address), key_id=_id_of(key))
            raise WrongKey
    return _person(found, address)


def _is_somebodys(store: Store, key: str) -> bool:
    """Whether there is a valid key with this id. Asked without the work of a hash."""
    key_id = _id_of(key)
    return key_id is not None and any(not one.revoked_at for one in listed(store, key_id))


def signed_in(store: Store, key_id: str, address: str) -> Person | None:
    """Somebody who signed in earlier; None once the key is revoked."""
    found = listed(store, key_id)
    return _person(found[0], address) if found and not found[0].revoked_at else None


def require_valid(cur: Store | Cursor, person: Person | None) -> None:
    """Raises WrongKey where the key a person signed in with was revoked meanwhile."""
    if person and person.key_id and not any(not k.revoked_at for k in listed(cur, person.key_id)):
        raise WrongKey


def _person(key: Key, address: str) -> Person:
    return Person(key.name, SECRETARIAT, key_id=key.key_id, address=address)


def _invent() -> tuple[str, str]:
    """The id of a new key, and the key."""
    key_id = secrets.token_hex(6)
    return key_id, f"p4k_{key_id}_{secrets.token_hex(20)}"


def _id_of(key: str) -> str | None:
    form = FORM.fullmatch(key.strip())
    return form[1] if form else None


@cache
def _hash_of_nothing() -> str:
    return _hasher.hash(secrets.token_hex(20))


def _held_by(cur: Cursor, name: str) -> Key | None:
    wanted = " ".join(name.split()).casefold()
    held = (key for key in listed(cur) if not key.revoked_at and key.name.casefold() == wanted)
    return next(held, None)


def _clean(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise DataError(
            "a key is for a person; give a name of up to {number} characters", number=LONGEST_NAME
        )
    return name


def _note(
    cur: Cursor, key_id: str, name: str, event: str, by: Person | None, digest: str | None = None
) -> None:
    cur.execute(
        "insert into store.secretariat_key values ($key_id, $name, $event, $now, $by, $hash)",
        {
            "key_id": key_id,
            "name": name,
            "event": event,
            "now": datetime.now(UTC).replace(tzinfo=None),
            "by": by.name if by else None,
            "hash": digest,
        },
    )


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") + "Z" if moment else None
