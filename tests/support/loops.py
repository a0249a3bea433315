"""Loops of asyncio in a test.

The browser keeps a loop open in the main thread, where no second one can run.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def in_a_thread(work: Callable[..., Any], *given: object, **named: object) -> Any:
    """What the work gives or raises, done in a thread of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work, *given, **named).result()
