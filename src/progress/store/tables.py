"""The tables of a store and the macros over them, the same in every home.

A home is what is attached as ``store``: a file, PostgreSQL, or a database in memory. The macros
stand in the database in memory that it is attached to: ``<table>_in_force(releases)`` gives the
rows of a fact that stand when exactly these releases are in force, and ``<table>_published``
all that these brought, both under the codes that these releases give.
"""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb

from progress.errors import DataError
from progress.schema import RENAMED, SHEETS, Sheet
from progress.statuses import STATUSES, family_of, place_of_assessed, place_of_others

SQL = Path(__file__).parents[1] / "sql"
MIGRATIONS = SQL / "migrations"
MACROS = ("pace_status", "counts_for_verdicts", "shortfall", "ages", "renamed")
TABLE_MACROS = ("evidence", "checklists")  # over those of the facts
COLUMN_TYPES = {"number": "double", "integer": "integer", "year": "integer", "yes": "boolean"}
# Whose rows come with a release and are only ever added to; and those beside, a few rows each.
BY_RELEASE = ("release", "release_file", "confirmation", "renaming", *SHEETS)
TABLES = ("revision", "meta", "secretariat_key", *BY_RELEASE)
ROWS_AT_A_TIME = 100_000
ROWS_A_THREAD = 122_880  # DuckDB never divides fewer

Cursor = duckdb.DuckDBPyConnection


@cache
def sql(name: str) -> str:
    return (SQL / f"{name}.sql").read_text("utf-8")


def create_tables(cur: Cursor) -> None:
    """The tables of a store that holds nothing yet. The caller ends the transaction."""
    _create_empty_tables(cur)
    cur.execute("insert into store.revision values (0)")
    version = str(newest_version())
    cur.execute("insert into store.meta values ('schema', $version)", {"version": version})


def create_as_copy(cur: Cursor, source: Cursor) -> None:
    """The tables with all rows of another store. The caller ends both transactions, so what is
    copied is one moment of the other store. Raises DataError where not all arrived as it was."""
    _create_empty_tables(cur)
    for table in TABLES:
        found = source.execute(f"from store.{table}").to_arrow_reader(ROWS_AT_A_TIME)
        cur.register("copied", found)
        cur.execute(f"insert into store.{table} by name from copied")
        cur.unregister("copied")
        if _digest(cur, table) != _digest(source, table):
            raise DataError(f"the rows of {table} are not the same in the copy; nothing was copied")


def create_macros(connection: Cursor) -> None:
    for name in MACROS:
        connection.execute(sql(name))
    for rule in (family_of, place_of_assessed, place_of_others):
        connection.execute(_of_status_sql(rule))
    for sheet in SHEETS.values():
        connection.execute(_published_sql(sheet))
        connection.execute(_in_force_sql(sheet))
    for name in TABLE_MACROS:
        connection.execute(sql(name))


def threads_for(connection: Cursor) -> int:
    """How many threads work on one question to the store that is attached: a store that is too
    small to be divided is answered more quickly where none waits for another. Questions that are
    asked at once have a thread each in any case."""
    statement = "select max(estimated_size) from duckdb_tables() where database_name = 'store'"
    ((most,),) = connection.execute(statement).fetchall()
    return min(4, os.cpu_count() or 1, 1 + (most or 0) // ROWS_A_THREAD)


def newest_version(folder: Path = MIGRATIONS) -> int:
    """The version of the tables as they are now: 1, and one more for each migration."""
    return max((int(path.stem) for path in folder.glob("*.sql")), default=1)


def check_version(
    connection: Cursor, name: str, newest: int | None = None, database: str = "store"
) -> int:
    """The version of the tables that are attached as ``database``. Raises DataError where that is
    no store, or from a newer version. ``name``: how it is called in the message."""
    try:
        found = connection.execute(
            f"select content from {database}.meta where name = 'schema'"
        ).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        found = []
    except duckdb.Error as error:
        raise DataError(f"{name} is damaged: {first_line(error)}") from None
    if not found:
        raise DataError(f"{name} is a database, but not a store of this program")
    if int(found[0][0]) > (newest or newest_version()):
        raise DataError(
            f"{name} was written by a newer version of this program; upgrade to open it"
        )
    return int(found[0][0])


def first_line(error: Exception) -> str:
    """What DuckDB says, without its hints."""
    return str(error).splitlines()[0]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _digest(cur: Cursor, table: str) -> list[tuple[int, int | None]]:
    """Equal where the same rows are there, in whatever order."""
    statement = f"select count(*), sum(hash(kept)::hugeint) from store.{table} as kept"
    return cur.execute(statement).fetchall()


def _create_empty_tables(cur: Cursor) -> None:
    cur.execute(sql("schema"))
    for sheet in SHEETS.values():
        columns = [f'"{c.name}" {COLUMN_TYPES.get(c.kind, "varchar")}' for c in sheet.columns]
        columns = ["release_id integer not null", "withdraw boolean not null", *columns]
        cur.execute(f"create table store.{sheet.table} ({', '.join(columns)})")


def _of_status_sql(rule: Callable[[str], str | int | None]) -> str:
    """What ``statuses.py`` says of each status, as a macro of the same name."""
    found = {status: rule(status) for status in STATUSES}
    cases = (
        f"when {quoted(status)} then {quoted(value) if isinstance(value, str) else value}"
        for status, value in found.items()
        if value is not None
    )
    return f"create macro {rule.__name__}(status) as case status {' '.join(cases)} end"


def _published_sql(sheet: Sheet) -> str:
    """All rows that the releases brought, under the codes of these releases."""
    codes = [name for name in RENAMED if name in sheet.names]
    current = ", ".join(f'coalesce({name}_now.new, fact."{name}") as "{name}"' for name in codes)
    names = "".join(
        f"left join renamed('{name}', releases) as {name}_now on {name}_now.old = fact.\"{name}\" "
        f"and fact.release_id >= {name}_now.after_release "
        f"and fact.release_id < {name}_now.before_release "
        for name in codes
    )
    return (
        f"create macro {sheet.table}_published(releases) as table "
        f"select fact.*{f' replace ({current})' if codes else ''} from store.{sheet.table} as fact "
        f"{names}where list_contains(releases, fact.release_id)"
    )


def _in_force_sql(sheet: Sheet) -> str:
    """The newest row of each key among the releases, unless it is withdrawn."""
    # Newer rows are sought only in releases after the first that has any. Most rows come with
    # the first, so this is far quicker than ranking all rows of each key.
    table = f"{sheet.table}_published(releases)"
    keys = ", ".join(f"{key} as key_{place}" for place, key in enumerate(sheet.key_sql))
    same = " and ".join(
        f"fact.key_{place} = newer.key_{place}" for place in range(len(sheet.key_sql))
    )
    own = ", ".join(f"key_{place}" for place in range(len(sheet.key_sql)))
    return (
        f"create macro {sheet.table}_in_force(releases) as table "
        f"select fact.* exclude (withdraw, {own}) from (select *, {keys} from {table}) as fact "
        f"anti join (select release_id, {keys} from {table} where release_id > "
        f"(select min(release_id) from store.{sheet.table} "
        f"where list_contains(releases, release_id))) as newer "
        f"on {same} and newer.release_id > fact.release_id where not withdraw"
    )
