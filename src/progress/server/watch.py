"""Looks after the files of the store while it is served.

DuckDB reads a block once and then keeps it, so damage to the file would show only at the next
start, long after the last good backup was overwritten. And commands read a copy that nothing else
would miss.
"""

import contextlib
import logging
import threading
import time
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory

from progress.errors import DataError, StoreMoved, TooMuchWork
from progress.server import heavy, read_copy
from progress.store import file
from progress.store.integrity import damage
from progress.store.queries import revision
from progress.store.store import Store

logger = logging.getLogger(__name__)

EVERY = 10  # seconds between two looks at the files
READ_EVERY = 3600  # seconds until the whole store is read, where nobody else has written to it


@dataclass
class Watch:
    """``found``: what is damaged, in a sentence; None where nothing is."""

    store: Store
    found: str | None = None
    _seen: tuple[int, file.Identity | None] | None = None
    _read_at: float = field(default_factory=time.monotonic)

    def look(self) -> None:
        """Looks once."""
        read_copy.renew_if_changed(self.store)
        seen = revision(self.store), file.identity(self.store.path)
        before, self._seen = self._seen, seen
        changed_by_others = before and before[0] == seen[0] and before[1] != seen[1]
        if changed_by_others or self.found or time.monotonic() > self._read_at + READ_EVERY:
            self._read()

    def require_whole(self) -> None:
        """Raises DataError where the file is damaged."""
        if self.found:
            raise DataError(self.found)

    def _read(self) -> None:
        """Reads a copy of the file, in another process: this one would not read it again."""
        with contextlib.suppress(StoreMoved, TooMuchWork, FileNotFoundError):
            file.require_in_place(self.store.path, self.store.opened)
            with TemporaryDirectory(dir=self.store.path.parent, prefix=".reading-") as folder:
                with self.store.lock:
                    copied = file.copy_bytes(self.store.path, folder)
                found = heavy.run(damage, copied)
            if found and not self.found:
                logger.error("The file of the store is damaged: %s", found)
            self.found, self._read_at = found, time.monotonic()
            self._seen = revision(self.store), file.identity(self.store.path)


def start(store: Store) -> Watch | None:
    """Looks every few seconds as long as the process lives. None for a store in a database, which
    looks after its own files."""
    if store.primary is not None or store.read_only:
        return None
    watch = Watch(store)

    def look_again_and_again() -> None:
        while True:
            try:
                watch.look()
            except Exception:
                logger.exception("The files of the store could not be looked after")
            time.sleep(EVERY)

    threading.Thread(target=look_again_and_again, name="watch", daemon=True).start()
    return watch
