"""A store in PostgreSQL, which several machines share, reached through DuckDB's extension.

The password never stands in a statement, a message or a list of attached databases: it is kept
apart in a secret of DuckDB. What PostgreSQL says is passed on without the address it was given.
"""

import importlib.util
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import duckdb

from progress.errors import DataError, MissingStore, OthersPublish, StoreAway
from progress.store.tables import TABLES, Cursor, create_macros, first_line, quoted
from progress.store.transactions import is_conflict, roll_back

SCHEMES = ("postgres:", "postgresql:")
FORM = "postgres://user@host:5432/database"
PACKAGE = "duckdb_extension_postgres_scanner"
# What an address leaves open. A machine that is gone is noticed within seconds, not minutes, and
# nobody waits longer for another one's update.
DEFAULTS = {
    "connect_timeout": "3",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "5000",
    "client_encoding": "UTF8",
    "application_name": "progress",
    "options": "-c lock_timeout=20000",
}
SETTING = re.compile(r"\s*(\w+)\s*=\s*('(?:[^'\\]|\\.)*'|(?:[^\s'\\]|\\.)+|(?=\s|$))")


@dataclass(frozen=True)
class Address:
    """Where the database is. ``shown`` is for people; ``settings`` are those of libpq."""

    shown: str
    settings: str
    password: str | None

    def __repr__(self) -> str:
        return f"Address({self.shown!r})"


def is_address(url: str | Path) -> bool:
    return str(url).startswith(SCHEMES)


def parse(url: str) -> Address:
    """``postgres://user@host/database``, or ``postgres:`` and settings such as ``host=…``."""
    given = _parse_url(url) if "://" in url else _parse_settings(url)
    password = given.pop("password", None)
    place = given.get("host") or os.environ.get("PGHOST") or "this machine"
    name = given.get("dbname") or os.environ.get("PGDATABASE") or given.get("user") or "default"
    settings = " ".join(f"{key}={_escaped(text)}" for key, text in (DEFAULTS | given).items())
    return Address(f'PostgreSQL database "{name}" on {place}', settings, password)


def connect(address: Address, name: str, *, read_only: bool) -> Cursor:
    """A DuckDB in memory with the database attached under a name, and no way to files."""
    connection = duckdb.connect(
        config={
            "threads": min(4, os.cpu_count() or 1),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_persistent_secrets": False,
            "python_enable_replacements": False,
        }
    )
    try:
        connection.execute(f"load {quoted(str(_extension()))}")
        # Always a secret of our own, else DuckDB looks for one in the primary directory.
        password = f", password {quoted(address.password)}" if address.password else ""
        connection.execute(f"create secret store_secret (type postgres{password})")
        options = ["type postgres", "schema 'public'", "secret store_secret"]
        options += ["read_only"] * read_only
        attached = f"attach {quoted(address.settings)} as {name} ({', '.join(options)})"
        try:
            connection.execute(attached)
        except duckdb.Error as error:
            raise _not_reached(error, address) from None
        connection.execute("set enable_external_access = false")
    except BaseException:
        connection.close()
        raise
    return connection


def create(address: Address, fill: Callable[[Cursor], None]) -> None:
    """Makes the tables of a store in a database that has none, all or nothing. ``fill`` creates
    them on the cursor it is given."""
    connection = connect(address, "store", read_only=False)
    try:
        if held := tables(connection, "store"):
            what = "a store" if set(TABLES) <= held else f'a table "{min(held)}"'
            raise DataError(f"there is {what} in {address.shown} already")
        connection.execute("begin")
        fill(connection)
        connection.execute("commit")
    except duckdb.Error as error:
        roll_back(connection)
        raise explained(error, address) from None
    finally:
        connection.close()


def has_store(address: Address) -> bool:
    """Whether the database has a store."""
    connection = connect(address, "store", read_only=True)
    try:
        return set(TABLES) <= tables(connection, "store")
    finally:
        connection.close()


def open_primary(address: Address, *, read_only: bool) -> Cursor:
    """The database itself, attached as ``store``, with the macros."""
    connection = connect(address, "store", read_only=read_only)
    try:
        create_macros(connection)
        connection.execute("set lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


def require_store(connection: Cursor, name: str, address: Address) -> None:
    """Raises MissingStore where the database attached under a name has no store."""
    if not set(TABLES) <= tables(connection, name):
        raise MissingStore(f'there is no store in {address.shown}; run "python -m progress init"')


def tables(connection: Cursor, name: str) -> set[str]:
    """Which tables of a store there are."""
    found = connection.execute(
        "select table_name from duckdb_tables() where database_name = $name", {"name": name}
    ).fetchall()
    return {table for (table,) in found} & set(TABLES)


def explained(error: duckdb.Error, address: Address, committing: bool = False) -> Exception:
    """What to tell a person where the database refused, or was lost."""
    if is_conflict(error):
        return OthersPublish()
    if committing:
        return StoreAway(
            f"{address.shown} was lost at the last moment, so it is not known whether this was "
            "published. The history will show it; to publish the same again does no harm"
        )
    if "NULL-byte" in str(error):
        return DataError("a text holds a character (NUL) that PostgreSQL cannot keep")
    if type(error) in (duckdb.Error, duckdb.IOException):
        said = reason(error)
        return StoreAway(f"{address.shown} does not answer, so nothing was changed: {said}")
    return error


def reason(error: Exception) -> str:
    """What PostgreSQL says, in one line without addresses and statements."""
    said = first_line(error).rpartition('": ')[2].rpartition("failed: ")[2]
    return re.sub(r"^(ERROR|FATAL):\s*", "", said).strip()


def _not_reached(error: Exception, address: Address) -> Exception:
    said = reason(error)
    if "does not exist" in said and "database" in said:
        return MissingStore(
            f'there is no {address.shown}; create it, then run "python -m progress init"'
        )
    if "authentication" in said or "password" in said or "does not exist" in said:
        return DataError(f"{address.shown} lets nobody in: {said}")
    return StoreAway(f"{address.shown} does not answer: {said}")


def _extension() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    folder = Path(found.origin).parent if found and found.origin else Path()
    file = folder / "extensions" / f"v{duckdb.__version__}" / "postgres_scanner.duckdb_extension"
    if found is None or not file.exists():
        raise DataError(
            "a store in PostgreSQL needs one more package: pip install -r requirements-postgres.txt"
        )
    return file


def _parse_url(url: str) -> dict[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise DataError(f"the address of the store cannot be read; it is such as {FORM}") from None
    try:
        port = parts.port
    except ValueError:
        raise DataError(f"the address of the store has no valid port ({FORM})") from None
    named = {
        "host": unquote(parts.hostname or ""),
        "port": str(port or ""),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "dbname": unquote(parts.path.removeprefix("/")),
    }
    return {key: text for key, text in named.items() if text} | dict(parse_qsl(parts.query))


def _parse_settings(url: str) -> dict[str, str]:
    text, found, place = url.partition(":")[2], {}, 0
    while text[place:].strip():
        setting = SETTING.match(text, place)
        if not setting:
            # Not shown: what is wrong may be the password.
            raise DataError(f"the address of the store cannot be read; it is such as {FORM}")
        key, value = setting.groups()
        value = value[1:-1] if value.startswith("'") else value
        found[key] = re.sub(r"\\(.)", r"\1", value)
        place = setting.end()
    return found


def _escaped(text: str) -> str:
    return "'" + re.sub(r"(['\\])", r"\\\1", text) + "'"
