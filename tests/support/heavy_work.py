"""Work that a process of its own is asked to do."""

import os
import signal
import time

from progress.errors import NotThere


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
