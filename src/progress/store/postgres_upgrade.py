"""Bringing a store in PostgreSQL that an earlier version has made up to date."""

from pathlib import Path

from progress.errors import DataError
from progress.store import file, migrations, postgres
from progress.store.postgres import Address
from progress.store.tables import MIGRATIONS, TABLES, Cursor, check_version, newest_version


def is_needed(
    connection: Cursor, database: str, address: Address, folder: Path = MIGRATIONS
) -> bool:
    """Whether what is attached as ``database`` is a store of an earlier version. Raises DataError
    where it is of a newer one."""
    if "meta" not in postgres.tables(connection, database):
        return False
    newest = newest_version(folder)
    return check_version(connection, address.shown, newest, database) < newest


def bring_up_to_date(
    address: Address, beside: Path, *, read_only: bool, folder: Path = MIGRATIONS
) -> None:
    """Applies what the store lacks, after a copy of it was made as a file beside ``beside``.

    Raises DataError where it is to be read only: what is read is a copy in memory that follows
    the database, so both have to have the same tables.
    """
    if read_only:
        raise DataError(
            f"{address.shown} was written by an older version of this program; start a dashboard "
            "of this version, which brings it up to date"
        )
    connection = postgres.connect(address, "store", read_only=False)
    try:
        found = check_version(connection, address.shown, newest_version(folder))
        beside.parent.mkdir(parents=True, exist_ok=True)
        copy = migrations.path_before(beside, found)
        file.create(copy, lambda cur: _copy_as_it_is(connection, cur))
        migrations.bring_up_to_date(connection, address.shown, folder)
    finally:
        connection.close()


def _copy_as_it_is(source: Cursor, cur: Cursor) -> None:
    """One moment of the tables there are, of whatever version."""
    source.execute("begin")
    try:
        for table in sorted(postgres.tables(source, "store") & set(TABLES)):
            cur.register("copied", source.execute(f"from store.{table}").to_arrow_table())
            cur.execute(f"create table store.{table} as from copied")
            cur.unregister("copied")
    finally:
        source.execute("rollback")
