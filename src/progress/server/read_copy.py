"""The copy of the store beside its file, which commands read while a dashboard holds the store."""

import logging
import threading
from pathlib import Path

import duckdb

from progress.store.copies import write_copy
from progress.store.file import Identity, identity, read_copy_path
from progress.store.store import Store

logger = logging.getLogger(__name__)

_writing = threading.Lock()
_written: dict[Path, Identity | None] = {}


def write(store: Store) -> None:
    """Writes the copy, for a store in a file.

    One at a time, so that the newest copy stays. Where none can be written the old one goes: a
    backup made from it would lack what was published.
    """
    if store.primary is not None:
        return
    copy = read_copy_path(store.path)
    with _writing:
        try:
            write_copy(store, copy)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        finally:
            _written[copy] = identity(copy)


def write_or_note(store: Store) -> None:
    """As ``write``, after what is done and stays, also where no copy can be written."""
    try:
        write(store)
    except (OSError, duckdb.Error):
        logger.exception("The read copy of the store could not be written")


def renew_if_changed(store: Store) -> bool:
    """Writes the copy anew where it is gone, or where something else has written to it."""
    copy = read_copy_path(store.path)
    if copy not in _written or identity(copy) == _written[copy]:
        return False
    logger.warning("The read copy of the store was deleted or changed, and is written anew")
    write_or_note(store)
    return True
