"""How long judging a million reported values takes, beside a bare scan of the same rows.

    python -m bench.verdicts [--repeats 7] [--home postgres] [--json]

With ``--home postgres`` the store is in a PostgreSQL of its own, and the times of the database
itself stand beside those of the copy that is read. bench/README.md says what each figure means.
"""

import argparse
import contextlib
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import pyarrow as pa

from bench.servers import machine, wait_for_quiet
from progress.assessment import verdicts
from progress.assessment.facts import Facts
from progress.assessment.filters import ALL_REGIONS, Filters
from progress.assessment.snapshot import take
from progress.publishing.provenance import Provenance
from progress.publishing.publish import publish
from progress.schema import SHEETS
from progress.store.copies import copy_store
from progress.store.queries import primary_read, rows
from progress.store.store import Store, open_store
from progress.store.tables import Cursor
from progress.store.writing import transaction
from tests.support.postgres import Server

INDICATORS = [f"I{number:03}" for number in range(200)]
REGIONS = [f"Region {number:03}" for number in range(195)]
YEARS = range(2000, 2026)
TARGET_YEARS = (2030, 2050)
OBJECTIVES = [f"O{number:02}" for number in range(24)]
SCAN = "select count(*), sum(value), max(year) from store.value"
# How the values came: at once, or each year's in an update of its own.
LAYOUTS = {"one release": 1, "a release a year": len(YEARS)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=7, help="how often each thing is measured")
    parser.add_argument("--home", choices=("file", "postgres"), default="file")
    parser.add_argument("--json", action="store_true", help="one JSON document, not a table")
    chosen = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as folder, _databases(chosen.home) as make:
        for layout, releases in LAYOUTS.items():
            path = Path(folder) / f"{releases}.duckdb"
            _in_a_process_of_its_own(build, path, releases)
            url = str(path)
            if make:
                url = make()
                _in_a_process_of_its_own(move, path, url)
            figures = _in_a_process_of_its_own(measure, url, chosen.repeats)
            found.append({"layout": layout} | figures)
    if chosen.json:
        print(json.dumps({"machine": machine(), "layouts": found}, indent=1))
        return
    print(machine())
    for one in found:
        print(
            f"{one['layout']:17} {one['values']} values, {one['verdicts']} verdicts: judged in "
            f"{one['judged']:.0f} ms ({one['quickest']:.0f} at the quickest), scanned in "
            f"{one['scanned']:.1f} ms, ratio {one['ratio']:.0f}; peak memory {one['peak']:.0f} MB, "
            f"{one['before']:.0f} MB before; overview in {one['overview']:.0f} "
            "ms at the quickest"
        )
        if chosen.home == "postgres":
            print(
                f"{'':17} opened and copied in {one['opened']:.0f} ms; in the database itself "
                f"judged in {one['judged there']:.0f} ms, scanned in {one['scanned there']:.0f} "
                f"ms at the quickest; an update of one value published in {one['published']:.0f} ms"
            )


def build(path: Path, releases: int) -> None:
    """A store of real rows: every indicator has its own targets in every region."""
    store = open_store(path, create=True)
    values = list(_values())
    each = len(values) // releases
    for number in range(releases):
        with transaction(store) as cur:
            cur.execute(
                "insert into store.release (release_id, kind, published_at, recorded_at, "
                "published_by, row_count) values ($release, 'update', "
                "timestamp '2026-01-01', timestamp '2026-01-01', 'bench', 0)",
                {"release": number + 1},
            )
            if number == 0:
                for table, (names, found) in _plan().items():
                    _insert(cur, table, names, found, release=1)
            part = values[number * each : (number + 1) * each]
            names = ("indicator", "region", "year", "value", "relation")
            _insert(cur, "value", names, part, release=number + 1)
    store.connection.execute("checkpoint store")
    store.close()


def move(path: Path, url: str) -> None:
    store = open_store(path, read_only=True)
    with primary_read(store) as reading:
        copy_store(reading, url)
    store.close()


@contextlib.contextmanager
def _databases(home: str) -> Iterator[Callable[[], str] | None]:
    """Makes empty databases and gives their addresses; None where the store is a file."""
    if home == "file":
        yield None
        return
    server = Server()
    try:
        yield lambda: server.url(server.database())
    finally:
        server.stop()


def measure(url: str, repeats: int) -> dict[str, float]:
    began = time.perf_counter()
    store = open_store(url)
    opened = (time.perf_counter() - began) * 1000
    before = _peak()
    judged, scanned, pictures, found = [], [], [], []
    asked = Filters(year=YEARS[-1], region=ALL_REGIONS)
    for _ in range(repeats):
        wait_for_quiet()
        scanned.append(_milliseconds(lambda: rows(store, SCAN)))
        judged.append(_milliseconds(lambda: found.append(len(_judge(store)))))
    # What serving keeps of a revision: verdicts are at hand, and so are the facts.
    at_hand = _judge(store)
    for _ in range(repeats):
        pictures.append(_milliseconds(lambda: _overview(store, asked, at_hand)))
    figures = {
        "judged": statistics.median(judged),
        "quickest": min(judged),
        "scanned": statistics.median(scanned),
        "overview": min(pictures),
        "opened": opened,
    }
    figures |= {"values": rows(store, SCAN)[0][0]}
    if store.primary:
        figures |= _measure_there(store, repeats)
    store.close()
    return figures | {
        "ratio": figures["judged"] / figures["scanned"],
        "verdicts": found[0],
        "before": before,
        "peak": _peak(),
    }


def _overview(store: Store, asked: Filters, found: pd.DataFrame) -> None:
    take(store, asked, verdicts.roll_up(store, found, asked.region), Facts())


def _measure_there(store: Store, repeats: int) -> dict[str, float]:
    """The database itself, without the copy that is read; and publishing one value there."""
    judged, scanned = [], []
    with primary_read(store) as there:
        for _ in range(repeats):
            scanned.append(_milliseconds(lambda: rows(there, SCAN)))
            judged.append(_milliseconds(lambda: _judge(there)))
    row = dict.fromkeys(SHEETS["value"].names) | {
        "indicator": INDICATORS[0], "region": REGIONS[0], "year": 2025, "value": 1.5,
        "relation": "direct", "withdraw": False,
    }  # fmt: skip
    published = _milliseconds(lambda: publish(store, {"value": [row]}, Provenance("bench")))
    return {
        "judged there": min(judged),
        "scanned there": min(scanned),
        "published": published,
    }


def _judge(store: Store | Cursor):
    return verdicts.judge(store, year=YEARS[-1])


def _plan() -> dict[str, tuple[tuple[str, ...], list[tuple]]]:
    """Table by table the columns and rows of a plan of that size. Three baselines in four are
    there, and every kind of numeric target; the rest is made up but for its shape."""
    chance = random.Random(1)
    measures = ("level", "flow", "cumulative")
    indicators = [
        (code, OBJECTIVES[i % len(OBJECTIVES)], code, "units", measures[i % 3], _direction(i))
        for i, code in enumerate(INDICATORS)
    ]
    baselines, targets = [], []
    for i, code in enumerate(INDICATORS):
        for region in REGIONS:
            if chance.random() < 0.75:
                baselines.append((code, region, YEARS[0], 100.0, True))
            factor = 1 if _direction(i) == "up" else -1
            kind = chance.choice(("level", "level", "range", "growth"))
            near = {"level": 100 + 60 * factor, "range": 100 + 50 * factor, "growth": 2 * factor}
            far = chance.choice((("level", 100 + 90 * factor), ("multiple", 1 + 0.5 * factor)))
            high = near["range"] + 20 if kind == "range" else None
            targets.append((code, region, TARGET_YEARS[0], kind, float(near[kind]), high))
            targets.append((code, region, TARGET_YEARS[1], far[0], float(far[1]), None))
    return {
        "goal": (("goal",), [("G",)]),
        "objective": (("objective", "goal"), [(code, "G") for code in OBJECTIVES]),
        "indicator": (
            ("indicator", "objective", "name", "unit", "measure", "direction"),
            indicators,
        ),
        "baseline": (("indicator", "region", "year", "value", "comparable"), baselines),
        "target": (("indicator", "region", "year", "kind", "value", "value_high"), targets),
    }


def _values() -> Iterator[tuple]:
    """Year by year, every indicator in every region: each goes its own way, and not smoothly."""
    chance = random.Random(2)
    pace = {
        (code, region): chance.uniform(-1, 4) * (1 if _direction(i) == "up" else -1)
        for i, code in enumerate(INDICATORS)
        for region in REGIONS
    }
    for year in YEARS:
        for (code, region), step in pace.items():
            value = 100 + step * (year - YEARS[0]) + chance.uniform(-2, 2)
            yield code, region, year, value, "direct"


def _direction(place: int) -> str:
    return "down" if place % 4 == 3 else "up"


def _insert(cur: Cursor, table: str, names: tuple, found: list[tuple], release: int) -> None:
    cur.register("given", pa.table(dict(zip(names, zip(*found, strict=True), strict=True))))
    columns = ", ".join(names)
    cur.execute(
        f"insert into store.{table} (release_id, withdraw, {columns}) "
        f"select $release, false, {columns} from given",
        {"release": release},
    )
    cur.unregister("given")


def _in_a_process_of_its_own(work: Callable, *given):
    """So that the peak of the memory is that of this work alone."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(work, *given).result()


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _peak() -> float:
    """Megabytes: Linux counts in kilobytes, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 if sys.platform == "linux" else 1024**2)


if __name__ == "__main__":
    main()
