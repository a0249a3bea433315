"""The one store that this process serves from, and what is done before the first visitor."""

import gc
import threading
from importlib import import_module

from progress.store import Store, address, open_store, revision

# Imported by pages sooner or later; half a second to two seconds each on a small machine.
HEAVY_MODULES = ("pandas", "pyarrow", "plotly.graph_objects", "plotly.io", "openpyxl")

_lock = threading.Lock()
_stores: dict[str, Store] = {}


def store() -> Store:
    """The store, opened once: a database file can only be held by one connection's process."""
    with _lock:
        if not _stores:
            _stores["store"] = open_store(address())
        return _stores["store"]


def check() -> int:
    """Raises if the store does not answer a query."""
    return revision(store())


def warm_up() -> None:
    """Does at the start what would otherwise make the first visitor wait."""
    for name in HEAVY_MODULES:
        import_module(name)
    check()
    # What is loaded now stays for good. Frozen, the garbage collector no longer walks those
    # hundreds of thousands of objects again and again while visitors wait.
    gc.collect()
    gc.freeze()
