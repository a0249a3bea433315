"""A store in one DuckDB file, which one process holds."""

import contextlib
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb

from progress.errors import DataError, MissingStore, StoreBusy, StoreMoved
from progress.store.migrations import bring_up_to_date, path_before
from progress.store.tables import (
    MIGRATIONS,
    Cursor,
    check_version,
    create_macros,
    first_line,
    newest_version,
    quoted,
    threads_for,
)

logger = logging.getLogger(__name__)


class Identity(NamedTuple):
    """A file on a disk, and its state: the first two stay when it is written to."""

    device: int
    number: int
    size: int
    changed: int  # nanoseconds


A_DAY = 24 * 3600
PAUSES = (0, 0.01, 0.03, 0.1, 0.3)  # seconds; readers are seldom longer in the way


def connect(path: Path, *, read_only: bool, folder: Path = MIGRATIONS) -> Cursor:
    """A DuckDB in memory with the file attached as ``store``, and the macros. Raises as
    ``store.open_store`` does.

    A store of an earlier version is brought up to date, after a copy was made beside it; to be
    read only, that is done in memory and the file stays as it is.
    """
    if not path.exists():
        raise MissingStore(f'there is no store at {path}; run "python -m progress init"')
    connection = _attach(path, read_only)
    try:
        found = check_version(connection, str(path), newest_version(folder))
        if found < newest_version(folder):
            if read_only:
                into_memory(connection)
            else:
                write_copy(connection, path, path_before(path, found))
            bring_up_to_date(connection, str(path), folder)
            connection.execute("checkpoint store")
        create_macros(connection)
        connection.execute(f"set threads = {threads_for(connection)}")
        connection.execute("set lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


def create(path: Path, fill: Callable[[Cursor], None]) -> None:
    """Makes a store, put in place at once. ``fill`` creates its tables on the cursor it is
    given."""
    if path.exists():
        raise DataError(f"there is a store at {path} already")
    draft = path.with_name(f".{path.name}.making")
    remove(draft)
    try:
        connection = _attach(draft, read_only=False)
        try:
            connection.execute("begin")
            fill(connection)
            connection.execute("commit")
            connection.execute("checkpoint store")
        finally:
            connection.close()
        draft.replace(path)
    finally:
        remove(draft)


def settle(connection: Cursor, path: Path) -> None:
    """Takes what was written into the file, where every block has its checksum. Damage to the
    log can look like its end, and what stands behind it would be lost without a word.

    Where readers are in the way or the disk is full, it stays in the log until the next time.
    """
    for wait in PAUSES:
        time.sleep(wait)
        try:
            connection.execute("checkpoint store")
            return
        except duckdb.TransactionException:  # somebody reads just now
            continue
        except duckdb.IOException as error:  # DuckDB closes a database that it could not write
            reason = first_line(error).rpartition(": ")[2]
            logger.warning("The log of the store could not be taken into its file: %s", reason)
            connection.execute("detach store")
            connection.execute(f"attach {quoted(str(path))} as store")
            return


def write_copy(connection: Cursor, path: Path, target: Path) -> None:
    """A whole copy of the store at ``path`` in ``target``, put in place at once."""
    name = f"copy_{threading.get_ident()}"
    draft = path.with_name(f".{target.name}.{os.getpid()}.{name}")
    _refuse_question_mark(draft)
    remove(draft)
    try:
        with connection.cursor() as copying:
            copying.execute(f"attach {quoted(str(draft))} as {name}")
            try:
                copying.execute(f"copy from database store to {name}")
            finally:
                copying.execute(f"detach {name}")
        shutil.move(draft, target)
    finally:
        remove(draft)


def into_memory(connection: Cursor) -> None:
    """Puts a copy in memory in the place of the store that is attached."""
    with connection.cursor() as copying:
        copying.execute("attach ':memory:' as copied")
        copying.execute("copy from database store to copied")
        copying.execute("detach store")
        copying.execute("attach ':memory:' as store")
        copying.execute("copy from database copied to store")
        copying.execute("detach copied")


def read_copy_path(path: Path) -> Path:
    return path.with_name(path.stem + ".read" + path.suffix)


def log_path(path: Path) -> Path:
    """Where DuckDB keeps what is not yet in the file. It must never lie beside another store:
    opening that one would take in what the log holds."""
    return path.with_name(path.name + ".wal")


def identity(path: Path) -> Identity | None:
    """Which file is at a path, and as it was last written; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Identity(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def require_in_place(path: Path, opened: Identity | None) -> None:
    """Raises StoreMoved where the file that was opened is no longer at its path: what would be
    written to it could never be found again. ``opened``: its identity; None: do not ask."""
    if opened is None:
        return
    found = identity(path)
    if found is None or found[:2] != opened[:2]:
        logger.error("The file of the store was deleted, moved or replaced while it was open")
        raise StoreMoved(path)


def copy_bytes(path: Path, folder: str) -> str:
    """Copies a store's file as it lies there, damage included, with its log; returns where to.
    Nobody may write to it meanwhile."""
    copied = Path(folder) / path.name
    for source, target in ((path, copied), (log_path(path), log_path(copied))):
        if source.exists():
            shutil.copyfile(source, target)
    return str(copied)


def sweep(path: Path) -> None:
    """Takes away what a process that was killed has left half-made beside a store: its own copies,
    which only whoever holds the store makes, and others once they are a day old."""
    own = f".{read_copy_path(path).name}."
    for found in (*path.parent.glob(".*.copy_*"), *path.parent.glob(".reading-*/*")):
        with contextlib.suppress(OSError):
            if found.name.startswith(own) or time.time() - found.stat().st_mtime > A_DAY:
                found.unlink()
                logger.info("A half-made copy was taken away: %s", found.name)


def remove(draft: Path) -> None:
    """Takes away a half-made store, with its log."""
    for leftover in (draft, log_path(draft)):
        leftover.unlink(missing_ok=True)


def _refuse_question_mark(path: Path) -> None:
    """DuckDB takes what follows it for options, and would put its log into another place."""
    if "?" in str(path):
        raise DataError(f"{path} holds a question mark, which the path of a store cannot")


def _attach(path: Path, read_only: bool) -> Cursor:
    _refuse_question_mark(path)
    connection = duckdb.connect(
        config={
            "threads": min(4, os.cpu_count() or 1),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        }
    )
    # The directory stays open for the read copy and backups; all other files are out of reach.
    connection.execute(f"set allowed_directories = [{quoted(str(path.parent) + os.sep)}]")
    mode = " (read_only)" if read_only else ""
    try:
        connection.execute(f"attach {quoted(str(path))} as store{mode}")
    except duckdb.Error as error:
        connection.close()
        if "Could not set lock" in str(error):
            raise StoreBusy(
                f"{path} is in use by another program, most likely the dashboard"
            ) from None
        raise DataError(f"{path} cannot be opened as a store: {first_line(error)}") from None
    connection.execute("set enable_external_access = false")
    return connection
