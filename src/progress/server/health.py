"""How the running dashboard is: its store, its last backup, and what it has counted."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from progress.server import backup_record, cache
from progress.server.backup_record import Made
from progress.store.file import log_path
from progress.store.location import address, is_shared, shown
from progress.store.queries import require_answer
from progress.store.store import Store
from progress.telemetry import metrics


@dataclass(frozen=True)
class StoreState:
    """``place``: the address without a password. ``bytes``: of the file, None in a database.
    ``backup``: the last that this machine has made, None if it knows of none."""

    place: str
    bytes: int | None
    revision: int
    release: int
    backup: Made | None


def store_state() -> StoreState:
    """Raises where the store does not answer."""
    store, url = cache.store(), address()
    return StoreState(
        shown(url),
        None if is_shared(url) else _size(store),
        require_answer(store),
        backup_record.newest_release(store),
        backup_record.last(store.path),
    )


def gauges(active_sessions: Callable[[], int]) -> dict[str, tuple[str, float]]:
    """What is true just now, for monitoring. Of a store that does not answer, only that."""
    found = {
        "progress_start_time_seconds": ("When the program started.", metrics.STARTED),
        "progress_sessions_active": ("Visitors with a page open.", active_sessions()),
    }
    try:
        state = store_state()
    except Exception:  # a monitor wants to know that, whatever the reason
        return found | {"progress_store_up": ("Whether the store answers.", 0)}
    found["progress_store_up"] = ("Whether the store answers.", 1)
    found["progress_store_revision"] = ("How often the store was written to.", state.revision)
    found["progress_releases"] = ("Releases and reverts in the store.", state.release)
    if state.bytes is not None:
        found["progress_store_bytes"] = ("Size of the store's file with its log.", state.bytes)
    if state.backup:
        at = state.backup.moment.timestamp()
        found["progress_last_backup_timestamp_seconds"] = ("When a backup was made last.", at)
    return found


def _size(store: Store) -> int:
    files = (store.path, log_path(store.path))
    return sum(file.stat().st_size for file in files if Path(file).exists())
