"""Damage at one place of a store after another: it is told in a sentence, or nothing was lost.

    python -m soak.damage [--step 4096] [--seed 1]

Each damaged file is opened, verified and read in a process of its own, which must neither end by
itself nor take long.
"""

import argparse
import collections
import multiprocessing
import random
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from progress.intake import seed
from soak.looking import SOUND, digest_of, look

PATIENCE = 30  # seconds


@dataclass
class Outcome:
    size: int = 0
    counts: collections.Counter = field(default_factory=collections.Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0


def run(folder: Path, step: int, number: int = 1, whole: Path | None = None) -> Outcome:
    """Damages one byte at a random place of each ``step`` bytes. ``wrong``: what went otherwise
    than told or unharmed, with its place."""
    began = time.monotonic()
    if whole is None:
        whole = folder / "whole.duckdb"
        seed.build(whole).close()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["soak.looking"])
    content, chance = whole.read_bytes(), random.Random(number)
    expected = digest_of(whole)
    outcome = Outcome(size=len(content))
    path = folder / "damaged.duckdb"
    for start in range(0, len(content), step):
        place = min(start + chance.randrange(step), len(content) - 1)
        changed = content[place] ^ chance.choice((0xFF, 1 << chance.randrange(8)))
        path.write_bytes(content[:place] + bytes([changed]) + content[place + 1 :])
        path.with_name(path.name + ".wal").unlink(missing_ok=True)
        what = _looked_at(context, path, expected, read_only=chance.random() < 0.5)
        outcome.counts[what if what in SOUND else "wrong"] += 1
        if what not in SOUND:
            outcome.wrong.append(f"byte {place}: {what}")
    outcome.seconds = time.monotonic() - began
    return outcome


def _looked_at(context, path: Path, expected: str, read_only: bool) -> str:
    mine, theirs = context.Pipe(duplex=False)
    looking = context.Process(target=look, args=(path, expected, read_only, theirs))
    looking.start()
    theirs.close()
    try:
        said = mine.recv() if mine.poll(PATIENCE) else "does not end"
    except EOFError:
        looking.join()
        said = f"the process ended with {looking.exitcode}"
    looking.kill()
    looking.join()
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--step", type=int, default=4096, help="one damage in so many bytes")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder), chosen.step, chosen.seed)
    print(f"{found.counts.total()} damages over {found.size / 1e6:.1f} MB in "
          f"{found.seconds:.0f} s: {found.counts['told']} told at opening, "
          f"{found.counts['found']} told by verify, {found.counts['unharmed']} without any effect, "
          f"{found.counts['wrong']} otherwise")  # fmt: skip
    for line in found.wrong:
        print(line)
    raise SystemExit(bool(found.wrong))


if __name__ == "__main__":
    main()
