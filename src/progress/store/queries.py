"""Reading a store: statements, facts in force, and several questions about one moment."""

import contextlib
from collections.abc import Iterator, Sequence
from itertools import starmap
from typing import Any, TypeVar

import duckdb
import pandas as pd

from progress.errors import NotWritten
from progress.rows import Row, column_names
from progress.store import file, postgres, replica
from progress.store.store import Store
from progress.store.tables import Cursor, first_line, sql
from progress.store.transactions import rolled_back

AnyRow = TypeVar("AnyRow", bound=Row)


def query(where: Store | Cursor, name: str, **parameters: object) -> pd.DataFrame:
    """The answer of ``sql/<name>.sql``. ``where`` is the store, or the cursor of a transaction."""
    return run(where, sql(name), **parameters)


def run(where: Store | Cursor, statement: str, **parameters: object) -> pd.DataFrame:
    """The answer of a statement that has no file of its own: whole tables, counts."""
    with cursor(where) as reading:
        return reading.execute(statement, parameters).df()


def rows(where: Store | Cursor, statement: str, **parameters: object) -> list[tuple[Any, ...]]:
    """As ``run``, as plain Python values."""
    with cursor(where) as reading:
        return reading.execute(statement, parameters).fetchall()


def typed_rows(
    where: Store | Cursor,
    kind: type[AnyRow],
    statement: str,
    order: Sequence[str] = (),
    **parameters: object,
) -> list[AnyRow]:
    """The answer of a statement, which has the columns of ``kind``, as rows of that type.
    ``order``: expressions to sort by."""
    names = ", ".join(f'"{name}"' for name in column_names(kind))
    sorting = f" order by {', '.join(order)}" if order else ""
    statement = f"select {names} from ({statement}){sorting}"
    return list(starmap(kind, rows(where, statement, **parameters)))


def facts(where: Store | Cursor, table: str, releases: list[int]) -> pd.DataFrame:
    """The rows of a fact in force, with the columns of its sheet and ``release_id``."""
    return run(where, f"from {table}_in_force($releases)", releases=releases)


def revision(where: Store | Cursor) -> int:
    """How often the store was written to: the cache key of all that is read from it."""
    ((number,),) = rows(where, "select n from store.revision")
    return int(number)


@contextlib.contextmanager
def cursor(where: Store | Cursor) -> Iterator[Cursor]:
    if not isinstance(where, Store):
        yield where
        return
    if where.primary:
        replica.follow(where.primary)
    with where.connection.cursor() as own:
        yield own


@contextlib.contextmanager
def consistent_read(store: Store) -> Iterator[Cursor]:
    """Several questions about one moment of the store, whatever is published meanwhile."""
    with cursor(store) as reading, rolled_back(reading):
        yield reading


@contextlib.contextmanager
def primary_read(store: Store) -> Iterator[Cursor]:
    """As ``consistent_read``, of the home itself and not of the copy that readers use."""
    with at_primary(store) as reading, rolled_back(reading):
        yield reading


def require_answer(store: Store) -> int:
    """The revision. Raises where the store does not answer, also if there is a copy of it, and
    where its file is no longer where it was opened."""
    if store.primary:
        replica.require_answer(store.primary)
    elif not store.read_only:
        file.require_in_place(store.path, store.opened)
    return revision(store)


@contextlib.contextmanager
def at_primary(store: Store) -> Iterator[Cursor]:
    """A cursor on the home itself; what goes wrong there becomes a sentence for a person."""
    connection = replica.primary_connection(store.primary) if store.primary else store.connection
    with explained(store), connection.cursor() as own:
        yield own


@contextlib.contextmanager
def explained(store: Store, committing: bool = False) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        if store.primary is None:
            if committing:
                raise NotWritten(first_line(error).rpartition(": ")[2]) from error
            raise
        raise postgres.explained(error, store.primary.address, committing) from None


def rows_of_frame(kind: type[AnyRow], frame: pd.DataFrame) -> list[AnyRow]:
    """The rows of a frame as rows of a type, None for what is not there, lists as tuples."""
    return list(map(kind, *(_plain_values(frame[name]) for name in column_names(kind))))


def _plain_values(column: pd.Series) -> list[Any]:
    # By numpy: the same in pandas takes several times as long, for each column of each view.
    found = column.to_numpy(dtype=object, copy=True)
    found[column.isna().to_numpy()] = None
    values = found.tolist()
    if values and hasattr(values[0], "tolist"):
        return [tuple(each.tolist()) for each in values]
    return values


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as plain Python values, None for what is not there."""
    columns = {
        name: [_plain(value) for value in frame[name].astype(object).tolist()] for name in frame
    }
    names = list(map(str, columns))
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA:
        return None
    if hasattr(value, "tolist"):
        value = value.tolist()
    return None if value != value else value
