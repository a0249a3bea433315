"""`kill -9` at random moments of publishing and undoing, and what is left each time.

    python -m soak.crashes [--rounds 200] [--seed 1]

Outside stands a model that knows nothing of the program: a list of what was said to be done. After
each kill the store must open, verify, hold every release that was acknowledged and at most the one
that was being written, and judge as the second reading of the rules does
(tests/support/reading.py).
"""

import argparse
import contextlib
import csv
import io
import multiprocessing
import random
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from progress.assessment.verdicts import judge
from progress.store.integrity import verify
from progress.store.queries import facts
from progress.store.releases import history, in_force
from progress.store.store import open_store
from soak.writing import write_for_ever
from tests.support.plans import PLAN, build, dedented
from tests.support.reading import judge as judge_again

YEARS = (2020, 2025, date.today().year)  # noqa: DTZ011 (as the second reading takes it)
# What is written: table -> its file, its key, what it says.
TABLES = {
    "value": ("reported_values", ("indicator", "year"), "value"),
    "condition_report": (
        "condition_reports", ("indicator", "target_year", "condition"), "state"
    ),
}  # fmt: skip
MOST_WRITES = 4  # done before the one that is killed


@dataclass
class Model:
    """What must be in the store: a revert's number or a file's text for each release."""

    releases: list[int | tuple[str, str]] = field(default_factory=lambda: [("plan", "")])

    def in_force(self) -> list[int]:
        undone = set()
        for number in range(len(self.releases), 0, -1):
            what = self.releases[number - 1]
            if number not in undone and isinstance(what, int):
                undone.add(what)
        return [number for number in range(1, len(self.releases) + 1) if number not in undone]

    def facts(self) -> dict[str, list[dict]]:
        """The rows in force as the second reading wants them: of values the newest of each key;
        of conditions all, oldest first, because an older report tells what was so before."""
        found = {name.removesuffix(".csv"): _rows(dedented(text)) for name, text in PLAN.items()}
        for name, key, _ in TABLES.values():
            rows = [
                {**row, "handed_in": number}
                for number in self.in_force()
                if not isinstance(what := self.releases[number - 1], int)
                and what[0] == f"{name}.csv"
                for row in _rows(what[1])
            ]
            if name == "reported_values":
                rows = list({tuple(row[part] for part in key): row for row in rows}.values())
            found[name] = rows
        return found


@dataclass
class Outcome:
    rounds: int = 0
    acknowledged: int = 0
    reverts: int = 0
    unacknowledged_but_whole: int = 0
    left_in_the_log: int = 0
    seconds: float = 0.0


def run(folder: Path, rounds: int, seed: int = 1) -> Outcome:
    """Kills so many writers. Raises AssertionError at the first that leaves anything wrong."""
    began = time.monotonic()
    path = folder / "store.duckdb"
    build(folder).close()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["soak.writing"])
    chance, model, outcome = random.Random(seed), Model(), Outcome()
    for number in range(rounds):
        said = _life(context, path, seed * 10_000 + number, chance)
        tried = _take_in(model, said)
        outcome.left_in_the_log += path.with_name(path.name + ".wal").exists()
        outcome.unacknowledged_but_whole += check(path, model, tried)
        outcome.rounds += 1
    outcome.acknowledged = len(model.releases) - 1
    outcome.reverts = sum(isinstance(what, int) for what in model.releases)
    outcome.seconds = time.monotonic() - began
    return outcome


def check(path: Path, model: Model, tried: int | tuple[str, str] | None) -> int:
    """Whether the store is what the model says; takes in a release that was written whole but
    not acknowledged, and returns how many that were."""
    store = open_store(path, read_only=True)  # it does not write, so the next life opens it as is
    try:
        extra = len(history(store)) - len(model.releases)
        assert extra == 0 or (extra == 1 and tried is not None), f"{extra} releases too many"
        model.releases += [tried] * extra
        assert verify(store) == []
        assert in_force(store) == model.in_force()
        wanted = model.facts()
        for table, (file, key, column) in TABLES.items():
            held = facts(store, table, in_force(store)).to_dict("records")
            assert _contents(held, key, column) == _contents(wanted[file], key, column)
        for year in YEARS:
            judged = {(row.indicator, row.horizon): row.status for row in
                      judge(store, year).itertuples()}  # fmt: skip
            again = judge_again(wanted, year, YEARS[-1])
            assert judged == {(row["indicator"], row["horizon"]): row["status"] for row in again}
    finally:
        store.close()
    return extra


def _life(context, path: Path, seed: int, chance: random.Random) -> list[tuple]:
    """What a writer said until it was killed, at a random moment of one of its writes."""
    mine, theirs = context.Pipe(duplex=False)
    writer = context.Process(target=write_for_ever, args=(path, seed, theirs))
    writer.start()
    theirs.close()
    said, wanted, took = [], chance.randint(1, MOST_WRITES), 0.0
    while sum(word == "done" for word, _ in said) < wanted:
        assert mine.poll(60), "the store could not be opened"
        began = time.monotonic()
        said.append(mine.recv())
        if said[-1][0] == "tries":
            assert mine.poll(60), "a write does not end"
            took = time.monotonic() - began
    time.sleep(chance.uniform(0, 1.2 * took))
    writer.kill()
    writer.join()
    with contextlib.suppress(EOFError):
        while True:
            said.append(mine.recv())
    return said


def _take_in(model: Model, said: list[tuple]) -> int | tuple[str, str] | None:
    """Adds what was acknowledged; returns what was tried and neither done nor refused."""
    tried = None
    for word, what in said:
        if word == "tries":
            tried = what
            continue
        if word == "done":
            assert what == len(model.releases) + 1
            model.releases.append(tried)
        tried = None
    return tried


def _rows(text: str) -> list[dict]:
    lines = csv.DictReader(io.StringIO(text), skipinitialspace=True)
    return [{name: cell.strip() for name, cell in row.items()} for row in lines]


def _contents(rows: list[dict], key: tuple[str, ...], column: str) -> dict:
    return {tuple(str(row[name]) for name in key): _plain(row[column]) for row in rows}


def _plain(value: object) -> object:
    try:
        return float(value)
    except ValueError:
        return value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder), chosen.rounds, chosen.seed)
    print(f"{found.rounds} kills in {found.seconds:.0f} s: {found.acknowledged} releases "
          f"({found.reverts} of them reverts), none lost, none half; "
          f"{found.unacknowledged_but_whole} were whole but not yet acknowledged; "
          f"{found.left_in_the_log} kills left a log to take in")  # fmt: skip


if __name__ == "__main__":
    main()
