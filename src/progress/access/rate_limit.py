"""How much one person may have worked at once: handing in files, publishing, undoing.

Far more than anybody does by hand or by a script that means well. A script that went wild, or
somebody with a stolen key, waits, so that visitors need not. Counted in this process.
"""

import threading
import time
from collections.abc import Callable

from progress.access.people import Person
from progress.errors import TooOften

AT_ONCE = 120
A_SECOND = 2.0
MOST_PEOPLE = 1000


class RateLimit:
    """For each name so much at once, and then so much a second."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._left: dict[str, tuple[float, float]] = {}  # what is left of AT_ONCE, and when

    def take(self, name: str) -> None:
        """Raises TooOften where nothing is left for this name just now."""
        with self._lock:
            now = self._clock()
            left, then = self._left.pop(name, (AT_ONCE, now))
            left = min(AT_ONCE, left + (now - then) * A_SECOND)
            self._left[name] = (left - 1 if left >= 1 else left, now)
            if len(self._left) > MOST_PEOPLE:
                self._left.pop(next(iter(self._left)))
        if left < 1:
            raise TooOften((1 - left) / A_SECOND)


_limit = RateLimit()


def require(person: Person) -> None:
    """Called before the work. Raises TooOften where this person has to wait."""
    _limit.take(person.key_id or person.name)
