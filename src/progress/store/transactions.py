"""Transactions on a cursor, in whatever home: those that write take turns."""

import contextlib
import random
import time
from collections.abc import Iterator

import duckdb

from progress.errors import OthersPublish
from progress.store.tables import Cursor

LONGEST_WAIT = 20  # seconds for a turn to write
CONFLICTS = ("could not serialize access", "lock timeout", "deadlock detected")


def begin_writing(cur: Cursor) -> None:
    """Begins a transaction with the statement that serialises writers on all machines. Whoever
    comes second waits for the first and then begins anew, on what the first has left.

    Raises OthersPublish where no turn comes.
    """
    give_up = time.monotonic() + LONGEST_WAIT
    while True:
        cur.execute("begin")
        try:
            cur.execute("update store.revision set n = n + 1")
            return
        except duckdb.Error as error:
            roll_back(cur)
            if not is_conflict(error):
                raise
        if time.monotonic() > give_up:
            raise OthersPublish
        time.sleep(random.uniform(0.01, 0.1))  # noqa: S311 (not for secrets)


@contextlib.contextmanager
def rolled_back(cur: Cursor) -> Iterator[Cursor]:
    """A transaction that leaves nothing behind: one moment for several questions, or a trial."""
    cur.execute("begin")
    try:
        yield cur
    finally:
        roll_back(cur)


def roll_back(cur: Cursor) -> None:
    """Ends a transaction for nothing. A database that is gone has done so itself."""
    with contextlib.suppress(duckdb.Error):
        cur.execute("rollback")


def is_conflict(error: Exception) -> bool:
    """Whether another writer was in the way."""
    return any(words in str(error) for words in CONFLICTS)
