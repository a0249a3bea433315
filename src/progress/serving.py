"""What this process serves: the open stores, and answers kept until the data changes.

Everything kept has the revision of the store in its key, so a new release is seen at once, also
one that another dashboard published. An answer is of one revision as a whole. What is returned is
shared between visitors: read it, do not change it.
"""

import contextlib
import ctypes
import gc
import logging
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from progress import filters as filtering
from progress import initial, releases, verdicts
from progress.changes import Compared, compare, select_changes
from progress.export.records import Records, gather
from progress.filters import Choices, Filters, today
from progress.picture import Facts, Picture, facts_in_force, take
from progress.store import (
    Cursor,
    Store,
    address,
    answered_at,
    local_path,
    moment,
    open_store,
    read_copy_path,
    require_answer,
    revision,
    write_copy,
)

logger = logging.getLogger(__name__)

# Imported by pages sooner or later; half a second to two seconds each on a small machine.
HEAVY_MODULES = ("pandas", "pyarrow", "plotly.graph_objects", "plotly.io")

M_ARENA_MAX = -8  # of glibc's malloc.h

_lock = threading.RLock()
_copying = threading.Lock()
_stores: dict[bool, Store] = {}


def offers_demonstration() -> bool:
    """``PROGRESS_DEMO=off`` takes the demonstration data away."""
    return os.environ.get("PROGRESS_DEMO", "on").lower() not in ("off", "no", "0", "false")


def store(demo: bool = False) -> Store:
    """The store of the plan, or of the demonstration data, opened once."""
    with _lock:
        if demo not in _stores:
            opened = _open_demonstration() if demo else open_store(address())
            _stores[demo] = replace(opened, served=True)
        return _stores[demo]


def _open_demonstration() -> Store:
    path = local_path(address()).with_name("demo.duckdb")
    if not path.exists():
        # Built aside: another dashboard on this machine may be doing the same.
        with TemporaryDirectory(dir=path.parent, prefix=".demo-") as folder:
            built = Path(folder) / path.name
            initial.build(built, demo=True).close()
            built.replace(path)
    return open_store(path, read_only=True)


def after_release() -> None:
    """Lets commands see what was published while this process holds the store's file.

    One at a time, so that the newest copy stays. Where none can be written the old one goes: a
    backup made from it would lack what was published.
    """
    opened = store()
    if opened.home is not None:
        return
    copy = read_copy_path(opened.path)
    with _copying:
        try:
            write_copy(opened, copy)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise


def let_commands_see() -> None:
    """As ``after_release``. The write is done and stays, also where no copy can be written."""
    try:
        after_release()
    except (OSError, duckdb.Error):
        logger.exception("The read copy of the store could not be written")


def picture(demo: bool, chosen: Filters) -> Picture:
    return _newest(_picture, demo, today(), chosen)


def plan(demo: bool, as_known_on: date | None = None) -> Facts:
    return _newest(_facts, demo, as_known_on, (as_known_on or today()).year)


def choices(demo: bool, as_known_on: date | None = None) -> Choices:
    return _newest(_choices, demo, as_known_on)


def history(demo: bool, as_known_on: date | None = None) -> list[dict]:
    return _newest(_history, demo, as_known_on)


def compiled(demo: bool, as_known_on: date | None = None) -> bool:
    """Whether the plan is still the one compiled from public pages."""
    return _newest(_compiled, demo, as_known_on)


def records(demo: bool, chosen: Filters) -> Records:
    """What the tables that are handed out are made from."""
    return _newest(_records, demo, today(), chosen)


def changes(demo: bool, since: date, chosen: Filters) -> list[dict]:
    """What changed between a day and the day of the records, of what the filters select."""
    found = _newest(_compared, demo, since, chosen.known_on, chosen.year)
    return select_changes(found, chosen)


def out_of_reach_since(demo: bool) -> datetime | None:
    """When the database answered last (UTC), if it does not answer now. What is served is what
    was known then."""
    return answered_at(store(demo))


class _MovedOnError(Exception):
    """Somebody published between the revision and the answer."""


def _newest(answer: Callable, demo: bool, *asked):
    """The answer of the newest revision, kept or made."""
    while True:
        with contextlib.suppress(_MovedOnError):
            return answer(demo, revision(store(demo)), *asked)


@contextlib.contextmanager
def _moment_of(demo: bool, wanted: int) -> Iterator[Cursor]:
    with moment(store(demo)) as reading:
        if revision(reading) != wanted:
            raise _MovedOnError
        yield reading


@lru_cache(maxsize=32)
def _compared(demo: bool, of: int, since: date, until: date, year: int | None) -> Compared:
    with _moment_of(demo, of) as reading:
        return compare(reading, since, until, year)


@lru_cache(maxsize=256)
def _picture(demo: bool, of: int, day: date, chosen: Filters) -> Picture:
    judged = _rolled_up(demo, of, day, chosen.judged_year, chosen.region, chosen.as_known_on)
    found = _facts(demo, of, chosen.as_known_on, chosen.known_on.year)
    with _moment_of(demo, of) as reading:
        return take(reading, chosen, judged, found)


@lru_cache(maxsize=16)
def _records(demo: bool, of: int, day: date, chosen: Filters) -> Records:
    found = _picture(demo, of, day, chosen)
    with _moment_of(demo, of) as reading:
        return gather(reading, found)


# Judging is dear, in time and in what DuckDB keeps of it: once for all choices it is the same for.
@lru_cache(maxsize=32)
def _rolled_up(demo: bool, of: int, day: date, year: int, region: str, as_known_on: date | None):
    judged = _judged(demo, of, day, year, as_known_on)
    with _moment_of(demo, of) as reading:
        return verdicts.roll_up(reading, judged, region, as_known_on)


@lru_cache(maxsize=32)
def _judged(demo: bool, of: int, _day: date, year: int, as_known_on: date | None):
    with _moment_of(demo, of) as reading:
        return verdicts.judge(reading, year, as_known_on)


@lru_cache(maxsize=16)
def _facts(demo: bool, of: int, as_known_on: date | None, _known_year: int) -> Facts:
    with _moment_of(demo, of) as reading:
        return facts_in_force(reading, as_known_on)


@lru_cache(maxsize=16)
def _choices(demo: bool, of: int, as_known_on: date | None) -> Choices:
    with _moment_of(demo, of) as reading:
        return filtering.choices(reading, as_known_on)


@lru_cache(maxsize=16)
def _history(demo: bool, of: int, as_known_on: date | None) -> list[dict]:
    with _moment_of(demo, of) as reading:
        return releases.history(reading, as_known_on)


@lru_cache(maxsize=16)
def _compiled(demo: bool, of: int, as_known_on: date | None) -> bool:
    with _moment_of(demo, of) as reading:
        return initial.is_compiled(reading, as_known_on)


def check() -> int:
    """Raises if the store does not answer a query, also where there is a copy to read from."""
    return require_answer(store())


def warm_up() -> None:
    """Does at the start what would otherwise make the first visitor wait."""
    _share_freed_memory()
    for name in HEAVY_MODULES:
        import_module(name)
    check()
    let_commands_see()
    for demo in (False, True) if offers_demonstration() else (False,):
        picture(demo, Filters())
    # What is loaded now stays for good. Frozen, the garbage collector no longer walks those
    # hundreds of thousands of objects again and again while visitors wait.
    gc.collect()
    gc.freeze()


def _share_freed_memory() -> None:
    """What one thread gave back is used by the others. Left alone, the allocator of Linux keeps
    it apart for up to eight threads a core, and a busy dashboard grows by it for hours."""
    with contextlib.suppress(OSError, AttributeError):  # another system, another allocator
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)
