"""Where the data lives: one DuckDB file, or a PostgreSQL database that several machines share.

``open_store`` is the one function that opens the data at an address. Whatever the primary, it is
read under the name ``store`` and only ever added to; what is in force is decided by
``releases.in_force``.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import duckdb

from progress.errors import StoreBusy
from progress.store import file, postgres, replica
from progress.store.file import read_copy_path
from progress.store.location import is_shared, local_path
from progress.store.replica import Primary
from progress.store.tables import Cursor, create_macros, create_tables


@dataclass(frozen=True)
class Store:
    """An open store. Threads share it: each query runs on a cursor of its own.

    ``connection``: what is read, attached as ``store``. ``path``: the file; local files that
    belong to the store lie beside it. ``served``: a dashboard opened it for everybody, so each
    write must say who acts. ``primary``: the database that the connection holds a copy of, if any.
    ``opened``: which file was at the path then; None where writing does not go to one.
    """

    connection: Cursor
    path: Path
    read_only: bool
    served: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)
    primary: Primary | None = None
    opened: file.Identity | None = None

    def close(self) -> None:
        if self.primary:
            self.primary.close()
        else:
            self.connection.close()


def open_store(url: str | Path, *, create: bool = False, read_only: bool = False) -> Store:
    """Opens the store at a path, or in PostgreSQL (``postgres:…``).

    Raises MissingStore where there is none (unless ``create``), StoreBusy where another process
    holds it, StoreAway where the database does not answer, DataError where there is no store or
    one from a newer version of the program.
    """
    if create:
        create_store(url, create_tables)
    path = local_path(url)
    if is_shared(url):
        primary = replica.open_replica(postgres.parse(str(url)), path, read_only=read_only)
        return Store(primary.reading, path, read_only, primary=primary)
    connection = file.connect(path, read_only=read_only)
    return Store(connection, path, read_only, opened=file.identity(path))


def open_for_reading(url: str | Path) -> Store:
    """Opens the store, or, while a dashboard holds the file, the copy it keeps beside it."""
    try:
        return open_store(url, read_only=True)
    except StoreBusy:
        copy = read_copy_path(Path(url))
        if not copy.exists():
            raise
        return open_store(copy, read_only=True)


def open_scratch_copy(url: str | Path) -> Store:
    """A copy of the store in memory, to try out what publishing would change."""
    store = open_for_reading(url)
    if store.primary:  # what is read is a copy already
        return replace(store, read_only=False, primary=None)
    file.into_memory(store.connection)
    return replace(store, read_only=False, opened=None)


def open_in_memory() -> Store:
    """An empty store that nobody else sees, gone once it is closed."""
    connection = duckdb.connect(config={"threads": 1, "python_enable_replacements": False})
    connection.execute("attach ':memory:' as store")
    connection.execute("set enable_external_access = false")
    create_tables(connection)
    create_macros(connection)
    return Store(connection, Path(":memory:"), read_only=False)


def answered_at(store: Store) -> datetime | None:
    """When the database answered last, if it does not answer now; else None."""
    return store.primary.answered_at if store.primary and store.primary.is_away else None


def create_store(url: str | Path, fill: Callable[[Cursor], None]) -> None:
    if is_shared(url):
        postgres.create(postgres.parse(str(url)), fill)
    else:
        file.create(Path(url).absolute(), fill)
