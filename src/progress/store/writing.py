"""Writing to a store: one writer at a time, all or nothing; and trying out what would be."""

import contextlib
from collections.abc import Iterator

from progress.errors import DataError
from progress.store import file
from progress.store.queries import at_primary, cursor, explained
from progress.store.store import Store
from progress.store.tables import Cursor
from progress.store.transactions import begin_writing, roll_back, rolled_back


@contextlib.contextmanager
def dry_run(store: Store) -> Iterator[Cursor]:
    """What would be if this were published: a transaction that is always taken back. One at
    a time with the writers: both would add a release of the same number."""
    with store.lock, cursor(store) as trying, rolled_back(trying):
        yield trying


@contextlib.contextmanager
def transaction(store: Store) -> Iterator[Cursor]:
    """One write: all or nothing, one writer at a time."""
    if store.read_only:
        raise DataError("this store can only be read")
    with store.lock, at_primary(store) as writing:
        file.require_in_place(store.path, store.opened)
        begin_writing(writing)
        try:
            yield writing
        except BaseException:
            roll_back(writing)
            raise
        with explained(store, committing=True):
            writing.execute("commit")
        if store.primary is None:
            file.settle(writing, store.path)
            file.require_in_place(store.path, store.opened)
