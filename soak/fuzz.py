"""Everything that takes input is given what nobody would give it, again and again.

    python -m soak.fuzz [--files 1000] [--plans 1000] [--settings 8000] [--pages 1500]
                        [--api 10000] [--seed 1]

What goes wrong is told in a sentence: no exception, no answer of the server that it failed, no
hang, and bounded memory. Files, plans and settings are read in a process of its own with little
memory; a seed gives the same inputs again.
"""

import argparse
import collections
import json
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from soak import ROOT

GIBIBYTE = 1024**3
MEMORY = 3 * GIBIBYTE  # of addresses; DuckDB and Arrow reserve much more than they use
MOST_MEGABYTES = 700  # of real memory
PATIENCE = 20  # seconds for one input
KINDS = {
    "workbooks of any cells": "files",
    "workbooks with bytes changed": "files",
    "workbooks with parts changed": "files",
    "CSV files": "files",
    "plan folders": "plans",
    "secrets files": "settings",
    "claims of a provider": "settings",
    "variables and addresses of stores": "settings",
}


@dataclass
class Outcome:
    """What one kind of input came to."""

    kind: str
    count: int = 0
    ends: collections.Counter = field(default_factory=collections.Counter)
    slowest: float = 0.0
    megabytes: float = 0.0
    failures: list[str] = field(default_factory=list)

    def line(self) -> str:
        ends = ", ".join(f"{n} {end}" for end, n in self.ends.most_common(4))
        return (
            f"{self.kind:34} {self.count:7} {len(self.failures):9} {self.slowest:9.2f} "
            f"{self.megabytes:8.0f}  {ends}"
        )


HEAD = f"{'':34} {'inputs':>7} {'failures':>9} {'slowest s':>9} {'most MB':>8}  how they ended"


def run_kinds(kinds: Sequence[str], count: int, seed: int = 1) -> list[Outcome]:
    """So many inputs of each kind, in one process with bounded memory."""
    done = subprocess.run(
        [sys.executable, "-m", "soak.fuzz", "--child", ";".join(kinds), str(count), str(seed)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        told = f"the process ended with {done.returncode}: {done.stderr[-500:]}"
        return [Outcome(", ".join(kinds), count, failures=[told])]
    found = json.loads(done.stdout.splitlines()[-1])
    return [Outcome(**one | {"ends": collections.Counter(one["ends"])}) for one in found]


def run_server(pages: int, api: int, seed: int = 1) -> list[Outcome]:
    """So many views and requests of a running dashboard."""
    from bench.servers import dashboard, memory, serve
    from progress.access import keys
    from progress.store.store import open_store
    from soak.fuzz_server import Asked, try_api, try_pages

    with tempfile.TemporaryDirectory() as folder:
        app = dashboard(Path(folder))
        store = open_store(app.environment["PROGRESS_STORE"])
        key = keys.new(store, "Fuzz")
        store.close()
        found = []
        with serve(app, Path(folder) / "log") as running:
            asked = Asked(running.address, key, lambda: running.process.poll() is not None)
            for kind, count, work in (
                ("addresses of pages", pages, try_pages),
                ("requests to the web API", api, try_api),
            ):
                outcome = Outcome(kind, count)
                began = time.monotonic()
                try:
                    statuses = work(random.Random(seed), asked, count)
                    outcome.ends.update({str(k): n for k, n in (statuses or {}).items()})
                except AssertionError as error:
                    outcome.failures.append(str(error)[:500])
                outcome.slowest = (time.monotonic() - began) / max(count, 1)
                outcome.megabytes = memory(running.process.pid)
                found.append(outcome)
            if "Traceback" in (log := (Path(folder) / "log").read_text()):
                found[-1].failures.append(log[log.index("Traceback") :][:800])
    return found


def _child(kinds: Sequence[str], count: int, seed: int) -> list[Outcome]:
    from soak.fuzz_inputs import inputs

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _too_long)
    return [_try(inputs, kind, count, seed) for kind in kinds]


def _most_memory() -> float:
    """The most that this program took so far. Not of ``getrusage``: that counts the program that
    started this one as well, and a runner of tests has grown large by then."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def _try(inputs: Callable, kind: str, count: int, seed: int) -> Outcome:
    outcome = Outcome(kind, count)
    with tempfile.TemporaryDirectory() as folder:
        try_one = inputs(kind, Path(folder))
        for number in range(count):
            chance = random.Random(f"{kind} {seed} {number}")
            began = time.monotonic()
            signal.alarm(PATIENCE)
            try:
                outcome.ends[try_one(chance)] += 1
            except Exception as error:
                outcome.failures.append(f"seed {seed}, number {number}: {error!r}"[:500])
            signal.alarm(0)
            outcome.slowest = max(outcome.slowest, time.monotonic() - began)
    outcome.megabytes = _most_memory()
    if outcome.megabytes > MOST_MEGABYTES:
        outcome.failures.append(f"{outcome.megabytes:.0f} MB of memory")
    return outcome


def _too_long(_signal, _frame) -> None:
    raise TimeoutError(f"longer than {PATIENCE} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, count in (
        ("files", 1000), ("plans", 1000), ("settings", 8000), ("pages", 1500), ("api", 10_000)
    ):  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=count)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        kinds, count, seed = chosen.child
        found = _child(kinds.split(";"), int(count), int(seed))
        print(json.dumps([outcome.__dict__ for outcome in found]))
        return
    print(HEAD, flush=True)
    found = []
    for kind, group in KINDS.items():
        found += run_kinds([kind], getattr(chosen, group), chosen.seed)
        print(found[-1].line(), flush=True)
    for outcome in run_server(chosen.pages, chosen.api, chosen.seed):
        found.append(outcome)
        print(outcome.line(), flush=True)
    failures = [f"{each.kind}: {told}" for each in found for told in each.failures]
    print(f"{sum(each.count for each in found)} inputs, {len(failures)} failures")
    for told in failures[:40]:
        print(told)
    raise SystemExit(bool(failures))


if __name__ == "__main__":
    main()
