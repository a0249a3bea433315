"""Where the data lives: one DuckDB file, or a PostgreSQL database that several machines share.

``open_store`` is the one function that knows the address of the data. Whatever the home, it is
read under the name ``store`` and only ever added to; what is in force is decided by
``releases.in_force``.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd

from progress import local_copy, store_file, store_postgres
from progress.addresses import DATA, address, exists, is_shared, local_path, shown
from progress.local_copy import Home
from progress.problems import DataError, NotWritten, StoreBusy
from progress.store_file import log_path, read_copy_path, remove
from progress.tables import (
    MACROS,
    Cursor,
    create_as_copy,
    create_macros,
    create_tables,
    first_line,
    sql,
)
from progress.transactions import begin_writing, roll_back, taken_back

__all__ = (
    "DATA", "MACROS", "Cursor", "Store", "address", "answered_at", "copy_store", "cursor",
    "exists", "facts", "first_line", "is_shared", "local_path", "log_path", "moment",
    "open_for_reading", "open_for_trial", "open_in_memory", "open_store", "original", "query",
    "read_copy_path", "remove", "require_answer", "revision", "rows", "run", "shown", "sql",
    "transaction", "trial", "write_copy",
)  # fmt: skip


@dataclass(frozen=True)
class Store:
    """An open store. Threads share it: each query runs on a cursor of its own.

    ``connection``: what is read, attached as ``store``. ``path``: the file; local files that
    belong to the store lie beside it. ``served``: a dashboard opened it for everybody, so each
    write must say who acts. ``home``: the database that the connection holds a copy of, if any.
    """

    connection: Cursor
    path: Path
    read_only: bool
    served: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)
    home: Home | None = None

    def close(self) -> None:
        if self.home:
            self.home.close()
        else:
            self.connection.close()


def open_store(url: str | Path, *, create: bool = False, read_only: bool = False) -> Store:
    """Opens the store at a path, or in PostgreSQL (``postgres:…``).

    Raises MissingStore where there is none (unless ``create``), StoreBusy where another process
    holds it, StoreAway where the database does not answer, DataError where there is no store or
    one from a newer version of the program.
    """
    if create:
        _create(url, create_tables)
    path = local_path(url)
    if is_shared(url):
        home = local_copy.open_home(store_postgres.parse(str(url)), path, read_only=read_only)
        return Store(home.reading, path, read_only, home=home)
    return Store(store_file.connect(path, read_only=read_only), path, read_only)


def open_for_reading(url: str | Path) -> Store:
    """Opens the store, or, while a dashboard holds the file, the copy it keeps beside it."""
    try:
        return open_store(url, read_only=True)
    except StoreBusy:
        copy = read_copy_path(Path(url))
        if not copy.exists():
            raise
        return open_store(copy, read_only=True)


def open_for_trial(url: str | Path) -> Store:
    """A copy of the store in memory, to try out what publishing would change."""
    store = open_for_reading(url)
    if store.home:  # what is read is a copy already
        return replace(store, read_only=False, home=None)
    store_file.into_memory(store.connection)
    return replace(store, read_only=False)


def open_in_memory() -> Store:
    """An empty store that nobody else sees, gone once it is closed."""
    connection = duckdb.connect(config={"threads": 1, "python_enable_replacements": False})
    connection.execute("attach ':memory:' as store")
    connection.execute("set enable_external_access = false")
    create_tables(connection)
    create_macros(connection)
    return Store(connection, Path(":memory:"), read_only=False)


def query(where: Store | Cursor, name: str, **parameters) -> pd.DataFrame:
    """The answer of ``sql/<name>.sql``. ``where`` is the store, or the cursor of a transaction."""
    return run(where, sql(name), **parameters)


def run(where: Store | Cursor, statement: str, **parameters) -> pd.DataFrame:
    """The answer of a statement that has no file of its own: whole tables, counts."""
    with cursor(where) as reading:
        return reading.execute(statement, parameters).df()


def rows(where: Store | Cursor, statement: str, **parameters) -> list[tuple]:
    """As ``run``, as plain Python values."""
    with cursor(where) as reading:
        return reading.execute(statement, parameters).fetchall()


def facts(where: Store | Cursor, table: str, releases: list[int]) -> pd.DataFrame:
    """The rows of a fact in force, with the columns of its sheet and ``release_id``."""
    return run(where, f"from {table}_in_force($releases)", releases=releases)


def revision(where: Store | Cursor) -> int:
    """How often the store was written to: the cache key of all that is read from it."""
    return rows(where, "select n from store.revision")[0][0]


@contextlib.contextmanager
def cursor(where: Store | Cursor) -> Iterator[Cursor]:
    if not isinstance(where, Store):
        yield where
        return
    if where.home:
        local_copy.follow(where.home)
    with where.connection.cursor() as own:
        yield own


@contextlib.contextmanager
def moment(store: Store) -> Iterator[Cursor]:
    """Several questions about one moment of the store, whatever is published meanwhile."""
    with cursor(store) as reading, taken_back(reading):
        yield reading


@contextlib.contextmanager
def original(store: Store) -> Iterator[Cursor]:
    """As ``moment``, of the home itself and not of the copy that readers use."""
    with _at_home(store) as reading, taken_back(reading):
        yield reading


@contextlib.contextmanager
def trial(store: Store) -> Iterator[Cursor]:
    """What would be if this were published: a transaction that is always taken back. One at
    a time with the writers: both would add a release of the same number."""
    with store.lock, cursor(store) as trying, taken_back(trying):
        yield trying


@contextlib.contextmanager
def transaction(store: Store) -> Iterator[Cursor]:
    """One write: all or nothing, one writer at a time."""
    if store.read_only:
        raise DataError("this store can only be read")
    with store.lock, _at_home(store) as writing:
        begin_writing(writing)
        try:
            yield writing
        except BaseException:
            roll_back(writing)
            raise
        with _explained(store, committing=True):
            writing.execute("commit")
        if store.home is None:
            store_file.settle(writing, store.path)


def answered_at(store: Store) -> datetime | None:
    """When the database answered last, if it does not answer now; else None."""
    return store.home.answered_at if store.home and store.home.is_away else None


def require_answer(store: Store) -> int:
    """The revision. Raises where the store does not answer, also if there is a copy of it."""
    if store.home:
        local_copy.require_answer(store.home)
    return revision(store)


def write_copy(store: Store, target: Path) -> None:
    """A whole copy of the store as a file, put in place at once. Safe while others read."""
    if store.home:
        draft = target.with_name(f".{target.name}.{os.getpid()}.copying")
        remove(draft)
        try:
            with original(store) as reading:
                copy_store(reading, draft)
            draft.replace(target)
        finally:
            remove(draft)
    else:
        store_file.write_copy(store.connection, store.path, target)


def copy_store(source: Cursor, url: str | Path) -> None:
    """Makes another store with all that one holds, at an address where there is none yet.
    ``source``: of ``original``. All or nothing; raises DataError where the copy is not the same."""
    _create(url, lambda cur: create_as_copy(cur, source))


def _create(url: str | Path, fill: Callable[[Cursor], None]) -> None:
    if is_shared(url):
        store_postgres.create(store_postgres.parse(str(url)), fill)
    else:
        store_file.create(Path(url).absolute(), fill)


@contextlib.contextmanager
def _at_home(store: Store) -> Iterator[Cursor]:
    """A cursor on the home itself; what goes wrong there becomes a sentence for a person."""
    connection = local_copy.original(store.home) if store.home else store.connection
    with _explained(store), connection.cursor() as own:
        yield own


@contextlib.contextmanager
def _explained(store: Store, committing: bool = False) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        if store.home is None:
            if committing:
                raise NotWritten(first_line(error).rpartition(": ")[2]) from error
            raise
        raise store_postgres.explained(error, store.home.address, committing) from None
