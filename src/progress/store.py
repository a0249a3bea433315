"""Where the data lives: one DuckDB file, opened by one process, only ever added to.

``open_store`` is the one function that knows the address of the data. The file is attached to an
empty database in memory, which holds the macros: ``<table>_in_force(releases)`` gives the rows
of a fact that stand when exactly these releases are in force. What is in force is decided by
``releases.in_force``; nothing is ever updated or deleted.
"""

import contextlib
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from progress.problems import DataError, MissingStore, StoreBusy
from progress.sheets import SHEETS, Sheet

SQL = Path(__file__).parent / "sql"
SCHEMA_VERSION = "1"
MACROS = ("pace_status", "family_of", "counts_for_verdicts")
DATA = Path(__file__).parents[2] / "data"
COLUMN_TYPES = {"number": "double", "integer": "integer", "year": "integer", "yes": "boolean"}

Cursor = duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class Store:
    """An open store. Threads share it: each query runs on a cursor of its own.

    ``served``: a dashboard opened it for everybody, so each write must say who acts.
    """

    connection: Cursor
    path: Path
    read_only: bool
    served: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def close(self) -> None:
        self.connection.close()


def address() -> str:
    """The store's address: ``PROGRESS_STORE``, or the file in ``data``."""
    return os.environ.get("PROGRESS_STORE") or str(DATA / "progress.duckdb")


def open_store(url: str | Path, *, create: bool = False, read_only: bool = False) -> Store:
    """Opens the store at a path.

    Raises MissingStore where there is none (unless ``create``), StoreBusy where another process
    holds it, DataError where the file is no store or is from a newer version of the program.
    """
    path = Path(url).absolute()
    if not create and not path.exists():
        raise MissingStore(f'there is no store at {path}; run "python -m progress init"')
    connection = duckdb.connect(
        config={
            "threads": min(4, os.cpu_count() or 1),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        }
    )
    try:
        _attach(connection, path, read_only)
        if create:
            _create_tables(connection)
        _check_version(connection, path)
        _create_macros(connection)
        connection.execute("set lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return Store(connection, path, read_only)


def open_for_reading(url: str | Path) -> Store:
    """Opens the store, or, while a dashboard holds it, the copy the dashboard keeps beside it."""
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
    with store.connection.cursor() as copying:
        copying.execute("attach ':memory:' as trial")
        copying.execute("copy from database store to trial")
        copying.execute("detach store")
        copying.execute("attach ':memory:' as store")
        copying.execute("copy from database trial to store")
        copying.execute("detach trial")
    return replace(store, read_only=False)


def open_in_memory() -> Store:
    """An empty store that nobody else sees, gone once it is closed."""
    connection = duckdb.connect(config={"threads": 1, "python_enable_replacements": False})
    connection.execute("attach ':memory:' as store")
    connection.execute("set enable_external_access = false")
    _create_tables(connection)
    _create_macros(connection)
    return Store(connection, Path(":memory:"), read_only=False)


def read_copy_path(path: Path) -> Path:
    return path.with_name(path.stem + ".read" + path.suffix)


def log_path(path: Path) -> Path:
    """Where DuckDB keeps what is not yet in the file. It must never lie beside another store:
    opening that one would take in what the log holds."""
    return path.with_name(path.name + ".wal")


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


@contextlib.contextmanager
def cursor(where: Store | Cursor) -> Iterator[Cursor]:
    if isinstance(where, Store):
        with where.connection.cursor() as own:
            yield own
    else:
        yield where


def revision(where: Store | Cursor) -> int:
    """How often the store was written to: the cache key of all that is read from it."""
    return rows(where, "select n from store.revision")[0][0]


@contextlib.contextmanager
def transaction(store: Store) -> Iterator[Cursor]:
    """One write: all or nothing, one writer at a time."""
    if store.read_only:
        raise DataError("this store can only be read")
    with store.lock, store.connection.cursor() as writing:
        writing.execute("begin")
        try:
            writing.execute("update store.revision set n = n + 1")
            yield writing
            writing.execute("commit")
        except BaseException:
            writing.execute("rollback")
            raise


@contextlib.contextmanager
def trial(store: Store) -> Iterator[Cursor]:
    """A transaction that is always taken back: what would be if this were published.

    One at a time with the writers: both would add a release of the same number.
    """
    with store.lock, store.connection.cursor() as trying:
        trying.execute("begin")
        try:
            yield trying
        finally:
            trying.execute("rollback")


def write_copy(store: Store, target: Path) -> None:
    """A whole copy of the store at ``target``, put in place at once. Safe while others read."""
    name = f"copy_{threading.get_ident()}"
    draft = store.path.with_name(f".{target.name}.{os.getpid()}.{name}")
    remove(draft)
    try:
        with store.connection.cursor() as copying:
            copying.execute(f"attach {_quoted(str(draft))} as {name}")
            try:
                copying.execute(f"copy from database store to {name}")
            finally:
                copying.execute(f"detach {name}")
        shutil.move(draft, target)
    finally:
        remove(draft)


def remove(draft: Path) -> None:
    """Takes away a half-made store, with its log."""
    for leftover in (draft, log_path(draft)):
        leftover.unlink(missing_ok=True)


@cache
def sql(name: str) -> str:
    return (SQL / f"{name}.sql").read_text("utf-8")


def _attach(connection: Cursor, path: Path, read_only: bool) -> None:
    # The directory stays open for the read copy and backups; all other files are out of reach.
    connection.execute(f"set allowed_directories = [{_quoted(str(path.parent) + os.sep)}]")
    mode = " (read_only)" if read_only else ""
    try:
        connection.execute(f"attach {_quoted(str(path))} as store{mode}")
    except duckdb.Error as error:
        if "Could not set lock" in str(error):
            raise StoreBusy(
                f"{path} is in use by another program, most likely the dashboard"
            ) from None
        raise DataError(f"{path} cannot be opened as a store: {first_line(error)}") from None
    connection.execute("set enable_external_access = false")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def first_line(error: Exception) -> str:
    """What DuckDB says, without its hints."""
    return str(error).splitlines()[0]


def _create_tables(connection: Cursor) -> None:
    connection.execute("begin")
    connection.execute(sql("schema"))
    connection.execute(
        "insert into store.meta values ('schema', $version)", {"version": SCHEMA_VERSION}
    )
    for sheet in SHEETS.values():
        connection.execute(_table_sql(sheet))
    connection.execute("commit")


def _table_sql(sheet: Sheet) -> str:
    columns = [f'"{c.name}" {COLUMN_TYPES.get(c.kind, "varchar")}' for c in sheet.columns]
    columns = ["release_id integer not null", "withdraw boolean not null", *columns]
    return f"create table store.{sheet.table} ({', '.join(columns)})"


def _create_macros(connection: Cursor) -> None:
    """For each fact: the newest row of each key among the releases, unless it is withdrawn."""
    for name in MACROS:
        connection.execute(sql(name))
    for sheet in SHEETS.values():
        connection.execute(_in_force_sql(sheet))


def _in_force_sql(sheet: Sheet) -> str:
    # Newer rows are sought only in releases after the first that has any. Most rows come with
    # the first, so this is far quicker than ranking all rows of each key.
    table = f"store.{sheet.table}"
    keys = ", ".join(f"{key} as key_{place}" for place, key in enumerate(sheet.key_sql))
    same = " and ".join(
        f"fact.key_{place} = newer.key_{place}" for place in range(len(sheet.key_sql))
    )
    own = ", ".join(f"key_{place}" for place in range(len(sheet.key_sql)))
    return (
        f"create macro {sheet.table}_in_force(releases) as table "
        f"select fact.* exclude (withdraw, {own}) from (select *, {keys} from {table} "
        f"where list_contains(releases, release_id)) as fact "
        f"anti join (select release_id, {keys} from {table} where list_contains(releases, "
        f"release_id) and release_id > (select min(release_id) from {table} "
        f"where list_contains(releases, release_id))) as newer "
        f"on {same} and newer.release_id > fact.release_id where not withdraw"
    )


def _check_version(connection: Cursor, path: Path) -> None:
    try:
        found = connection.execute(
            "select content from store.meta where name = 'schema'"
        ).fetchone()
    except duckdb.CatalogException:
        found = None
    except duckdb.Error as error:
        raise DataError(f"{path} is damaged: {first_line(error)}") from None
    if found is None:
        raise DataError(f"{path} is a database, but not a store of this program")
    if int(found[0]) > int(SCHEMA_VERSION):
        raise DataError(
            f"{path} was written by a newer version of this program; upgrade to open it"
        )
