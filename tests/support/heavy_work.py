"""Work that a process of its own is asked to do."""

import os
import signal
import time

from progress.errors import NotThere
from progress.store.releases import history
from progress.store.store import Store


def own_process() -> int:
    return os.getpid()


def refuse(release: int) -> None:
    raise NotThere("there is no release {release}", release=release)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def wait(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def niceness() -> int:
    return os.nice(0)


def process_and_releases(store: Store) -> tuple[int, int]:
    """Where this is done, and how many releases it finds."""
    return os.getpid(), len(history(store))
