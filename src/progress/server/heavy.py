"""Work that keeps a core busy for seconds, done in a process of its own: visitors need not wait for
it, and its memory is given back.

One piece at a time, behind everything else on the machine; a few may wait, more are refused. The
process ends with the server, whatever ends that: then nobody holds the other end of its pipe.
"""

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from signal import SIG_IGN, SIGINT, signal
from typing import ParamSpec, TypeVar

from progress.errors import TooMuchWork

# Pieces at work and waiting; fewer of those that anybody may ask for, so that there is room for the
# Secretariat.
MOST_AT_ONCE, MOST_OF_VISITORS = 12, 5
LONGEST = 120.0  # seconds for one piece; the hardest there is takes a tenth of that
PIECES = 25  # after which another process takes its place
NICE = 19  # how far behind all others, where PROGRESS_NICE does not say so

Given = ParamSpec("Given")
Result = TypeVar("Result")

_places = threading.BoundedSemaphore(MOST_AT_ONCE)
_places_of_visitors = threading.BoundedSemaphore(MOST_OF_VISITORS)
_turn = threading.Lock()


class _Process:
    """The process at work, started when there is work for it."""

    def __init__(self) -> None:
        # Not by multiprocessing, which would have it run the main module: under Streamlit that is
        # a page.
        self._connection, there = Pipe()
        with there:
            handle = there.fileno()
            self._process = subprocess.Popen(  # noqa: S603 (this very program)
                [sys.executable, "-c", f"from progress.server import heavy; heavy.serve({handle})"],
                stdin=subprocess.DEVNULL,
                pass_fds=[handle],
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        self.pieces = 0

    def do(self, work: Callable[..., object], *given: object, **named: object) -> object:
        """Raises what the work raises, EOFError where the process ended over it, TimeoutError
        where it takes too long."""
        self.pieces += 1
        self._connection.send((work, given, named))
        if not self._connection.poll(LONGEST):
            raise TimeoutError
        succeeded, result = self._connection.recv()
        if not succeeded:
            raise result
        return result

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._connection.close()


_processes: list[_Process] = []  # one or none


def run(work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
    """What ``work`` returns. It is a function of a module, given and returning plain values.

    Raises TooMuchWork where too many wait already, or where the work ends the process or does not
    come to an end: then what was asked for is to blame, and others go on.
    """
    if not _places.acquire(blocking=False):
        raise TooMuchWork
    try:
        with _turn:
            return _run(work, *given, **named)
    finally:
        _places.release()


def run_for_anybody(
    work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
) -> Result:
    """As ``run``, for what visitors ask for without a key."""
    if not _places_of_visitors.acquire(blocking=False):
        raise TooMuchWork
    try:
        return run(work, *given, **named)
    finally:
        _places_of_visitors.release()


def _run(work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
    process = _processes[0] if _processes else _Process()
    _processes[:] = [process]
    is_whole = False
    try:
        result = process.do(work, *given, **named)
        is_whole = process.pieces < PIECES
    except (EOFError, BrokenPipeError, ConnectionResetError, TimeoutError) as error:
        raise TooMuchWork from error
    except Exception:
        is_whole = True
        raise
    finally:
        if not is_whole:
            end()
    return result  # type: ignore[return-value]


@atexit.register
def end() -> None:
    """Ends the process; the next work starts another one."""
    while _processes:
        _processes.pop().end()


def niceness() -> int:
    """``PROGRESS_NICE``, from 0 to 19: less than 19 where the machine has other work to do."""
    asked = os.environ.get("PROGRESS_NICE", "")
    return min(int(asked), NICE) if asked.isascii() and asked.isdigit() else NICE


def serve(handle: int) -> None:
    """What the process does: work that comes through the pipe, until nobody holds its other end."""
    connection = Connection(handle)
    signal(SIGINT, SIG_IGN)  # the server is told to end, and this ends with it
    with contextlib.suppress(OSError):
        os.nice(niceness())
    while True:
        try:
            work, given, named = connection.recv()
        except EOFError:
            return
        try:
            answer = True, work(*given, **named)
        except Exception as error:
            answer = False, error
        connection.send(answer)
