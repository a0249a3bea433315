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
from progress.store.tables import BY_RELEASE, MIGRATIONS, TABLES, Cursor, create_macros
from progress.store.transactions import roll_back

# Who waits so long for its turn to ask the database takes it to be away. From then on nobody
# waits: it is asked again now and then, beside the readers.
SECONDS_WAITED = 5
SECONDS_BETWEEN = 1
HISTORY = "select release_id, recorded_at, sha256 from {}.release order by release_id"


@dataclass
class Home:
    """The database behind a store.

    ``reading`` has the copy as ``store``, and the database as ``home``, from which its cursor
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


def open_home(
    address: Address, beside: Path, *, read_only: bool, folder: Path = MIGRATIONS
) -> Home:
    """Raises as ``store.open_store`` does. A store of an earlier version is brought up to date,
    after a copy was made beside ``beside``."""
    reading = postgres.connect(address, "home", read_only=True)
    try:
        if postgres_upgrade.is_needed(reading, "home", address, folder):
            postgres_upgrade.bring_up_to_date(address, beside, read_only=read_only, folder=folder)
            reading.close()
            reading = postgres.connect(address, "home", read_only=True)
        postgres.require_store(reading, "home", address)
        reading.execute("attach ':memory:' as store")
        for table in TABLES:
            reading.execute(f"create table store.{table} as from home.{table} limit 0")
        create_macros(reading)
        reading.execute("set lock_configuration = true")
        home = Home(address, read_only, reading, reading.cursor())
        _catch_up(home)
    except duckdb.Error as error:
        reading.close()
        raise postgres.explained(error, address) from None
    except BaseException:
        reading.close()
        raise
    return home


def original(home: Home) -> Cursor:
    """The database itself, to write to and to check."""
    with home.opening:
        if home.writing is None:
            home.writing = postgres.open_original(home.address, read_only=home.read_only)
        return home.writing


def follow(home: Home) -> None:
    """Makes the copy as new as the database. Where that does not answer, the copy stays."""
    if home.is_away:
        _ask_beside(home)
    elif home.turn.acquire(timeout=SECONDS_WAITED):
        try:
            _ask(home)
        finally:
            home.turn.release()
    else:
        home.is_away = True


def require_answer(home: Home) -> None:
    """Raises StoreAway where the database does not answer."""
    follow(home)
    if home.is_away:
        raise StoreAway(f"{home.address.shown} does not answer")


def _ask_beside(home: Home) -> None:
    """Asks in a thread of its own, unless one is asking still or has asked just now."""

    def ask() -> None:
        try:
            _ask(home)
        finally:
            home.turn.release()

    is_time = time.monotonic() > home.asked_at + SECONDS_BETWEEN
    if is_time and home.turn.acquire(blocking=False):
        threading.Thread(target=ask, daemon=True).start()


def _ask(home: Home) -> None:
    home.asked_at = time.monotonic()
    try:
        _catch_up(home)
    except duckdb.Error:
        home.is_away = True
    else:
        home.answered_at = datetime.now(UTC)
        home.is_away = False


def _catch_up(home: Home) -> None:
    if _revision_there(home.asking) == home.revision:
        return
    # One moment of the database, and one of the copy: readers see a release whole.
    home.asking.execute("begin")
    try:
        revision = _revision_there(home.asking)
        _fetch(home.asking)
        home.asking.execute("commit")
    except BaseException:
        roll_back(home.asking)
        raise
    home.revision = revision


def _revision_there(cur: Cursor) -> int:
    # All of the answer is taken: one that is left open would keep its transaction open.
    ((revision,),) = cur.execute("select n from home.revision").fetchall()
    return revision


def _fetch(cur: Cursor) -> None:
    known = cur.execute(HISTORY.format("store")).fetchall()
    there = cur.execute(HISTORY.format("home")).fetchall()
    # Facts are only ever added. Another history means that another store was put in its place.
    last = len(known) if known == there[: len(known)] else 0
    for table in TABLES:
        added = f"where release_id > {last}" if table in BY_RELEASE and last else ""
        if not added:
            cur.execute(f"delete from store.{table}")
        cur.execute(f"insert into store.{table} by name from home.{table} {added}")
