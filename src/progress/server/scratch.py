"""Work on a copy of the plan's store in the process for heavy work: what would be if this were
published, without keeping visitors waiting."""

from collections.abc import Callable
from typing import Any, TypeVar

from progress.errors import MissingStore, StoreAway, StoreBusy
from progress.server import cache, heavy
from progress.store.location import address
from progress.store.queries import revision
from progress.store.store import open_scratch_copy

Result = TypeVar("Result")


def on_copy(work: Callable[..., Result], *given: object) -> Result:
    """What ``work`` returns, given the plan's store with the newest records first; it is a function
    of a module, as for ``heavy.run``, which raises what this raises. Done here where the copy
    beside the store is not there or not the newest, or the database does not answer."""
    try:
        seen, result = heavy.run(_tried, work, *given)
        if seen == revision(cache.store()):
            return result  # type: ignore[no-any-return]
    except (MissingStore, StoreAway, StoreBusy):
        pass
    return work(cache.store(), *given)


def _tried(work: Callable[..., Any], *given: object) -> tuple[int, Any]:
    """With the revision of the copy that it was done on."""
    store = open_scratch_copy(address())
    try:
        return revision(store), work(store, *given)
    finally:
        store.close()
