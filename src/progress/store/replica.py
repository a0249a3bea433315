"""The copy of a PostgreSQL store that each process keeps in memory, and reads from.

Reading goes to the copy, writing to the database. Before each reading the database is asked for
its revision; where that has changed, the releases that are new are fetched. So reading is as
quick as with a file, whatever the network does, and when the database does not answer the copy
shows what was known last.
"""

import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from progress.errors import StoreAway
from progress.store import postgres, postgres_upgrade
from progress.store.postgres import Address
from progress.store.tables import (
    BY_RELEASE,
    MIGRATIONS,
    TABLES,
    Cursor,
    create_macros,
    threads_for,
)
from progress.store.transactions import roll_back

# Who waits so long for its turn to ask the database takes it to be away. From then on nobody
# waits: it is asked again now and then, beside the readers.
SECONDS_WAITED = 5
SECONDS_BETWEEN = 1
HISTORY = "select release_id, recorded_at, sha256 from {}.release order by release_id"


@dataclass
class Primary:
    """The database behind a store.

    ``reading`` has the copy as ``store``, and the database as ``primary``, from which its cursor
    ``asking`` fetches. ``writing`` has the database as ``store``; opened when first needed.
    ``is_away``: it did not answer when it was last asked; ``answered_at`` says when it did.
    """

    address: Address
    read_only: bool
    reading: Cursor
    asking: Cursor
    writing: Cursor | None = None
    revision: int | None = None
    answered_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    is_away: bool = False
    asked_at: float = 0.0  # on the monotonic clock
    turn: threading.Lock = field(default_factory=threading.Lock)  # to ask
    opening: threading.Lock = field(default_factory=threading.Lock)

    def close(self) -> None:
        for connection in (self.asking, self.reading, self.writing):
            if connection is not None:
                connection.close()


def open_replica(
    address: Address, beside: Path, *, read_only: bool, folder: Path = MIGRATIONS
) -> Primary:
    """Raises as ``store.open_store`` does. A store of an earlier version is brought up to date,
    after a copy was made beside ``beside``."""
    reading = postgres.connect(address, "primary_store", read_only=True)
    try:
        if postgres_upgrade.is_needed(reading, "primary_store", address, folder):
            postgres_upgrade.bring_up_to_date(address, beside, read_only=read_only, folder=folder)
            reading.close()
            reading = postgres.connect(address, "primary_store", read_only=True)
        postgres.require_store(reading, "primary_store", address)
        reading.execute("attach ':memory:' as store")
        for table in TABLES:
            reading.execute(f"create table store.{table} as from primary_store.{table} limit 0")
        create_macros(reading)
        primary = Primary(address, read_only, reading, reading.cursor())
        _catch_up(primary)
        reading.execute(f"set threads = {threads_for(reading)}")
        reading.execute("set lock_configuration = true")
    except duckdb.Error as error:
        reading.close()
        raise postgres.explained(error, address) from None
    except BaseException:
        reading.close()
        raise
    return primary


def primary_connection(primary: Primary) -> Cursor:
    """The database itself, to write to and to check."""
    with primary.opening:
        if primary.writing is None:
            primary.writing = postgres.open_primary(primary.address, read_only=primary.read_only)
        return primary.writing


def follow(primary: Primary) -> None:
    """Makes the copy as new as the database. Where that does not answer, the copy stays."""
    if primary.is_away:
        _ask_beside(primary)
    elif primary.turn.acquire(timeout=SECONDS_WAITED):
        try:
            _ask(primary)
        finally:
            primary.turn.release()
    else:
        primary.is_away = True


def require_answer(primary: Primary) -> None:
    """Raises StoreAway where the database does not answer."""
    follow(primary)
    if primary.is_away:
        raise StoreAway(f"{primary.address.shown} does not answer")


def _ask_beside(primary: Primary) -> None:
    """Asks in a thread of its own, unless one is asking still or has asked just now."""

    def ask() -> None:
        try:
            _ask(primary)
        finally:
            primary.turn.release()

    is_time = time.monotonic() > primary.asked_at + SECONDS_BETWEEN
    if is_time and primary.turn.acquire(blocking=False):
        threading.Thread(target=ask, daemon=True).start()


def _ask(primary: Primary) -> None:
    primary.asked_at = time.monotonic()
    try:
        _catch_up(primary)
    except duckdb.Error:
        primary.is_away = True
    else:
        primary.answered_at = datetime.now(UTC)
        primary.is_away = False


def _catch_up(primary: Primary) -> None:
    if _revision_there(primary.asking) == primary.revision:
        return
    # One moment of the database, and one of the copy: readers see a release whole.
    primary.asking.execute("begin")
    try:
        revision = _revision_there(primary.asking)
        _fetch(primary.asking)
        primary.asking.execute("commit")
    except BaseException:
        roll_back(primary.asking)
        raise
    primary.revision = revision


def _revision_there(cur: Cursor) -> int:
    # All of the answer is taken: one that is left open would keep its transaction open.
    ((revision,),) = cur.execute("select n from primary_store.revision").fetchall()
    return int(revision)


def _fetch(cur: Cursor) -> None:
    known = cur.execute(HISTORY.format("store")).fetchall()
    there = cur.execute(HISTORY.format("primary_store")).fetchall()
    # Facts are only ever added. Another history means that another store was put in its place.
    last = len(known) if known == there[: len(known)] else 0
    for table in TABLES:
        added = f"where release_id > {last}" if table in BY_RELEASE and last else ""
        if not added:
            cur.execute(f"delete from store.{table}")
        cur.execute(f"insert into store.{table} by name from primary_store.{table} {added}")
