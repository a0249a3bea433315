"""What this process serves: the open stores, and answers kept until the data changes.

Everything kept has the revision of the store in its key, so a new release is seen at once. What
is returned is shared between visitors: read it, do not change it.
"""

import gc
import os
import threading
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from progress import filters as filtering
from progress import initial, releases, verdicts
from progress.filters import Choices, Filters, today
from progress.picture import Facts, Picture, facts_in_force, take
from progress.store import (
    Store,
    address,
    open_store,
    read_copy_path,
    revision,
    write_copy,
)

# Imported by pages sooner or later; half a second to two seconds each on a small machine.
HEAVY_MODULES = ("pandas", "pyarrow", "plotly.graph_objects", "plotly.io")

_lock = threading.RLock()
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
    path = Path(address()).with_name("demo.duckdb")
    if not path.exists():
        initial.build(path, demo=True).close()
    return open_store(path, read_only=True)


def after_release() -> None:
    """Lets commands see what was published while this process holds the store."""
    opened = store()
    write_copy(opened, read_copy_path(opened.path))


def picture(demo: bool, chosen: Filters) -> Picture:
    return _picture(demo, revision(store(demo)), today(), chosen)


def plan(demo: bool, as_known_on: date | None = None) -> Facts:
    return _facts(demo, revision(store(demo)), as_known_on, (as_known_on or today()).year)


def choices(demo: bool, as_known_on: date | None = None) -> Choices:
    return _choices(demo, revision(store(demo)), as_known_on)


def history(demo: bool) -> list[dict]:
    return _history(demo, revision(store(demo)))


def compiled(demo: bool) -> bool:
    """Whether the plan is still the one compiled from public pages."""
    return _compiled(demo, revision(store(demo)))


@lru_cache(maxsize=256)
def _picture(demo: bool, _revision: int, day: date, chosen: Filters) -> Picture:
    judged = _judged(demo, _revision, day, chosen.judged_year, chosen.as_known_on)
    found = _facts(demo, _revision, chosen.as_known_on, chosen.known_on.year)
    return take(store(demo), chosen, judged, found)


@lru_cache(maxsize=32)
def _judged(demo: bool, _revision: int, _day: date, year: int, as_known_on: date | None):
    return verdicts.judge(store(demo), year, as_known_on)


@lru_cache(maxsize=16)
def _facts(demo: bool, _revision: int, as_known_on: date | None, _known_year: int) -> Facts:
    return facts_in_force(store(demo), as_known_on)


@lru_cache(maxsize=16)
def _choices(demo: bool, _revision: int, as_known_on: date | None) -> Choices:
    return filtering.choices(store(demo), as_known_on)


@lru_cache(maxsize=4)
def _history(demo: bool, _revision: int) -> list[dict]:
    return releases.history(store(demo))


@lru_cache(maxsize=4)
def _compiled(demo: bool, _revision: int) -> bool:
    return initial.is_compiled(store(demo))


def check() -> int:
    """Raises if the store does not answer a query."""
    return revision(store())


def warm_up() -> None:
    """Does at the start what would otherwise make the first visitor wait."""
    for name in HEAVY_MODULES:
        import_module(name)
    check()
    after_release()
    for demo in (False, True) if offers_demonstration() else (False,):
        picture(demo, Filters())
    # What is loaded now stays for good. Frozen, the garbage collector no longer walks those
    # hundreds of thousands of objects again and again while visitors wait.
    gc.collect()
    gc.freeze()
