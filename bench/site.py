"""How long the light edition takes as files, beside the verdicts and templates alone.

    python -m bench.site [--rounds 3] [--json]

``site``: the whole command in every language, from the start of Python to the last file, with the
data files. The floor: judging and laying out the same pages in a running program, nothing written.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.servers import ROOT, machine, median, wait_for_quiet
from progress.intake import seed
from progress.language import Language, languages
from progress.light.contents import contents
from progress.light.edition import Edition
from progress.store.store import open_for_reading
from tests.support.random_plans import write_random_plan

INDICATORS = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often each thing is measured")
    parser.add_argument("--json", action="store_true", help="one JSON document, not a table")
    chosen = parser.parse_args()
    began = machine()
    with tempfile.TemporaryDirectory() as folder:
        lines = [measure(name, store, chosen.rounds) for name, store in stores(Path(folder))]
    if chosen.json:
        print(json.dumps({"machine": [began, machine()], "lines": lines}, indent=1))
        return
    print(began, machine(), sep="\n")
    for line in lines:
        print(
            f"{line['plan']:24} alone {line['alone']:6.2f} s   site {line['site']:6.2f} s   "
            f"ratio {line['site'] / line['alone']:.2f}   {line['files']} files"
        )


def stores(folder: Path):
    """By name: the plan itself, the demonstration, and a plan of many indicators."""
    for name, options in (("the plan", {}), ("demonstration", {"demo": True})):
        yield name, _built(folder / f"{name}.duckdb", **options)
    plan = write_random_plan(folder / "plan", 3, indicators=INDICATORS)
    yield f"{INDICATORS} indicators", _built(folder / "large.duckdb", plan)


def _built(path: Path, *plan, **options) -> Path:
    seed.build(path, *plan, **options).close()
    return path


def measure(name: str, store: Path, rounds: int) -> dict[str, object]:
    alone, whole, files = [], [], 0
    for turn in range(rounds):
        wait_for_quiet()
        alone.append(_seconds(lambda: lay_out(store)))
        wait_for_quiet()
        target = store.with_name(f"{store.stem}-{turn}")
        whole.append(_seconds(lambda target=target: write(store, target)))
        files = sum(path.is_file() for path in target.rglob("*"))
    return {"plan": name, "alone": median(alone), "site": median(whole), "files": files}


def lay_out(path: Path) -> None:
    store = open_for_reading(path)
    made = contents(store)
    store.close()
    for code in languages():
        edition = Edition(Language(code), made)
        for name in edition.pages:
            edition.render(name)


def write(store: Path, target: Path) -> None:
    command = [sys.executable, "-m", "progress", "site", str(target)]
    environment = os.environ | {"PROGRESS_STORE": str(store)}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
