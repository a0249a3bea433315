"""How long checking takes: a workbook of 20 000 rows beside a bare reading of the same file by
openpyxl, one of 2 000 rows as .ods beside odfpy's, and a CSV file of 100 000 rows.

    python -m bench.workbook [--rounds 5]

A workbook should be checked, references and all, in at most 1.5 times the bare reading, a CSV
file in at most 3 seconds. The times are of this process's own work, the best of all rounds.
"""

import argparse
import csv
import io
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
from odf import opendocument
from odf.table import TableRow

from progress.intake import seed, update
from progress.intake.known import known_facts
from progress.publishing.provenance import File
from progress.store.queries import rows
from progress.store.releases import in_force
from progress.store.store import Store
from progress.vocabulary.layout import LAYOUTS
from tests.support.workbooks import ods_rows

# odfpy takes minutes to write as many rows as a workbook has.
WORKBOOK_ROWS, ODS_ROWS, CSV_ROWS = 20_000, 2_000, 100_000
RATIO, CSV_SECONDS = 1.5, 3.0
COLUMNS = LAYOUTS["value"].columns


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        store = seed.build(Path(folder) / "progress.duckdb", demo=True)
        workbook = File("values.xlsx", write_workbook(values(store, WORKBOOK_ROWS)))
        text = File("values.csv", write_csv(values(store, CSV_ROWS)))
        bare = best(lambda: read_bare(workbook), rounds)
        checked = best(lambda: check_file(store, workbook), rounds)
        prepared = best(lambda: update.prepare(store, [workbook]), rounds)
        opened = ods_rows({"Values": [COLUMNS, *values(store, ODS_ROWS)]})
        ods_bare = best(lambda: read_bare_ods(opened), 1)
        ods_checked = best(lambda: check_file(store, opened), rounds)
        csv_checked = best(lambda: check_file(store, text), rounds)
        csv_prepared = best(lambda: update.prepare(store, [text]), 1)
        store.close()
    ratio, ods_ratio = checked / bare, ods_checked / ods_bare
    print(f"{WORKBOOK_ROWS:,} rows of a workbook, {len(workbook.content) / 1024:,.0f} KB")
    print(f"  bare openpyxl            {bare:6.2f} s")
    print(f"  read and checked         {checked:6.2f} s   {ratio:.2f} x (at most {RATIO})")
    print(f"  compared with the store  {prepared:6.2f} s   {prepared / bare:.2f} x")
    print(f"{ODS_ROWS:,} rows as .ods, {len(opened.content) / 1024:,.0f} KB")
    print(f"  bare odfpy               {ods_bare:6.2f} s")
    print(f"  read and checked         {ods_checked:6.2f} s   {ods_ratio:.2f} x (at most {RATIO})")
    print(f"{CSV_ROWS:,} rows of a CSV file, {len(text.content) / 1024:,.0f} KB")
    print(f"  read and checked         {csv_checked:6.2f} s   (at most {CSV_SECONDS})")
    print(f"  compared with the store  {csv_prepared:6.2f} s")
    return int(max(ratio, ods_ratio) > RATIO or csv_checked > CSV_SECONDS)


def best(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def read_bare(file: File) -> int:
    book = openpyxl.load_workbook(io.BytesIO(file.content), read_only=True, data_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))


def read_bare_ods(file: File) -> int:
    return len(opendocument.load(io.BytesIO(file.content)).getElementsByType(TableRow))


def check_file(store: Store, file: File) -> None:
    checked = update.read_and_check(store, [file], None, known_facts(store))
    assert not checked.errors, checked.errors[:3]


def values(store: Store, count: int) -> list[list]:
    """Rows of all indicators that have a number, in many regions and years."""
    found = rows(
        store,
        "select indicator from indicator_in_force($releases) where measure <> 'conditions'",
        releases=in_force(store),
    )
    codes = [code for (code,) in found]
    draw = random.Random(1)
    made = []
    for number in range(count):
        place, code = divmod(number, len(codes))
        row = {
            "indicator": codes[code],
            "year": 1950 + place % 70,
            "region": f"Region {place // 70}",
            "value": round(draw.random() * 100, 3),
            "relation": "direct",
            "note": f"Note of row {number}",
            "source": "demo",
        }
        made.append([row.get(name) for name in COLUMNS])
    return made


def write_workbook(lines: list[list]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Values")
    for line in (COLUMNS, *lines):
        sheet.append(line)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def write_csv(lines: list[list]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([COLUMNS, *lines])
    return buffer.getvalue().encode()


if __name__ == "__main__":
    sys.exit(main())
