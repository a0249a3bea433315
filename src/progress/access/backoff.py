"""Wrong keys are slowed down: the more of them, the longer the next try has to wait.

Counted in this process, for each network address and for all together. Only wrong keys wait: one
that is somebody's is looked at even then, so that guessing, also from the same address, as behind
a proxy, locks nobody out.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from progress.errors import TooManyTries, WrongKey

FREE_TRIES = 3
LONGEST_WAIT = 8.0
FREE_TRIES_OF_ALL = 30
LONGEST_WAIT_OF_ALL = 4.0
FORGOTTEN_AFTER = 600.0
MOST_ADDRESSES = 10_000


What = TypeVar("What")


@dataclass
class _Count:
    wrong: int = 0
    last: float = 0.0


class Backoff:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._addresses: dict[str, _Count] = {}
        self._all = _Count()
        self._known: dict[str, None] = {}  # a set that keeps its order

    @contextlib.contextmanager
    def attempt(self, address: str, *, is_somebodys: bool = False) -> Iterator[bool]:
        """Around one try of a key, told whether it comes too early; WrongKey raised inside is
        counted. ``is_somebodys``: there is a valid key with its id, so it may be right.

        One try at a time: many at once neither slip through uncounted nor fill the memory with
        hashes. Raises TooManyTries where it is too early for another wrong one.
        """
        with self._lock:
            wait = self._seconds_left(address)
            if wait > 0 and not is_somebodys:
                raise TooManyTries(wait)
            try:
                yield wait > 0
            except WrongKey:
                if wait > 0:
                    raise TooManyTries(wait) from None
                self._count(address)
                raise
            self._addresses.pop(address, None)
            _remember(self._known, address, None)

    def _seconds_left(self, address: str) -> float:
        waits = [self._wait(self._addresses.get(address), FREE_TRIES, LONGEST_WAIT)]
        if address not in self._known:
            waits.append(self._wait(self._all, FREE_TRIES_OF_ALL, LONGEST_WAIT_OF_ALL))
        return max(waits)

    def _wait(self, count: _Count | None, free: int, longest: float) -> float:
        """How many seconds are left until the next try: 1, 2, 4 ... after each wrong one."""
        if count is None or count.wrong < free or self._is_forgotten(count):
            return 0.0
        wait = min(longest, 2.0 ** min(count.wrong - free, 30))
        return count.last + wait - self._clock()

    def _count(self, address: str) -> None:
        own = self._addresses.get(address) or _Count()
        _remember(self._addresses, address, own)
        for count in (own, self._all):
            count.wrong = 1 if self._is_forgotten(count) else count.wrong + 1
            count.last = self._clock()

    def _is_forgotten(self, count: _Count) -> bool:
        return self._clock() - count.last > FORGOTTEN_AFTER


def _remember(addresses: dict[str, What], address: str, what: What) -> None:
    """Puts an address last and drops the oldest, so that the list cannot grow without end."""
    addresses.pop(address, None)
    addresses[address] = what
    if len(addresses) > MOST_ADDRESSES:
        addresses.pop(next(iter(addresses)))
