"""A file read in a process of its own, with little memory and little time for it.

The processes are forks of one that has imported the program, which is what takes the most time.
"""

import multiprocessing
import re
import resource
import warnings
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from progress.intake.read import read_file, read_files

GIBIBYTE = 1024**3
SECONDS = 10  # of work

_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload([__name__])


@dataclass(frozen=True)
class Read:
    """What came of a file: the codes of its problems, how many rows it has, and how much real
    memory (MB) the process had at its most."""

    codes: list[str]
    rows: int
    megabytes: float


def read_bounded(path: Path) -> Read:
    receiving, sending = _forking.Pipe(duplex=False)
    process = _forking.Process(target=_read, args=(path, sending))
    process.start()
    sending.close()
    try:
        return receiving.recv()
    except EOFError:
        process.join()
        raise AssertionError(f"reading {path.name} ended with {process.exitcode}") from None
    finally:
        process.join()


def _read(path: Path, sending: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (GIBIBYTE, GIBIBYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    warnings.simplefilter("error")
    found = read_files([read_file(path)])
    # getrusage would count the process that this is a fork of.
    most = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    codes = [problem.code for problem in found.problems]
    sending.send(Read(codes, sum(len(sheet.rows) for sheet in found.sheets), int(most[1]) / 1024))
