"""Whole copies of a store: a file beside it, or a new store elsewhere."""

import os
from pathlib import Path

from progress.store import file
from progress.store.file import remove
from progress.store.queries import primary_read
from progress.store.store import Store, create_store
from progress.store.tables import Cursor, create_as_copy


def write_copy(store: Store, target: Path) -> None:
    """A whole copy of the store as a file, put in place at once. Safe while others read."""
    if store.primary:
        draft = target.with_name(f".{target.name}.{os.getpid()}.copying")
        remove(draft)
        try:
            with primary_read(store) as reading:
                copy_store(reading, draft)
            draft.replace(target)
        finally:
            remove(draft)
    else:
        file.write_copy(store.connection, store.path, target)


def copy_store(source: Cursor, url: str | Path) -> None:
    """Makes another store with all that one holds, at an address where there is none yet.
    ``source``: of ``original``. All or nothing; raises DataError where the copy is not the same."""
    create_store(url, lambda cur: create_as_copy(cur, source))
