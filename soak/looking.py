"""Opens a store that may be damaged, and says what is seen of the damage."""

import hashlib
from multiprocessing.connection import Connection
from pathlib import Path

from progress.errors import DataError, StoreBusy
from progress.store.integrity import verify
from progress.store.queries import rows
from progress.store.store import Store, open_store
from progress.store.tables import TABLES

# Told at opening; told by verify; all rows as they were.
SOUND = ("told", "found", "unharmed")


def look(path: Path, expected: str, read_only: bool, said: Connection) -> None:
    try:
        said.send(_found(path, expected, read_only))
    except BaseException as error:
        said.send(f"{type(error).__name__}: {error}")


def _found(path: Path, expected: str, read_only: bool) -> str:
    try:
        store = open_store(path, read_only=read_only)
    except StoreBusy:
        return "damage was taken for a lock"
    except DataError as error:
        return "told" if str(error) else "no sentence"
    if problems := verify(store):
        return "found" if all(problems) else "no sentence"
    return "unharmed" if _digest(store) == expected else "something is lost, and not told"


def digest_of(path: Path) -> str:
    store = open_store(path, read_only=True)
    try:
        return _digest(store)
    finally:
        store.close()


def _digest(store: Store) -> str:
    every = [sorted(map(repr, rows(store, f"from store.{table}"))) for table in TABLES]
    return hashlib.sha256(repr(every).encode()).hexdigest()
