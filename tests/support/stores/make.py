"""Writes the store that later versions have to open: ``python -m tests.support.stores.make``.

Run once for each version of the tables, before it is published; the files of earlier versions
stay as they are. What it is judged as stands in test_migrations.py.
"""

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

from progress.access import keys
from progress.store.copies import write_copy
from progress.store.tables import newest_version
from tests.support.plans import build, release, report, undo, upload

HERE = Path(__file__).parent


def make(folder: Path) -> bytes:
    """A store with a row in every kind of table."""
    store = build(folder)
    report(store, "indicator,year,value\nA1.1,2025,60\nA2.1,2024,4\nB1.1,2024,300")
    release(
        store,
        {
            "condition_reports.csv": "indicator,target_year,condition,state,done_year\n"
            "A2.2,2030,1,done,2024",
            "narratives.csv": "objective,year,summary\nA1,2025,Sixty of a hundred",
            "task_forces.csv": "objective,status,leader,contact,consent\n"
            "A1,active,Amina,amina@example.org,yes",
            "focal_objectives.csv": "year,objective\n2026,A1",
            "activities.csv": "objective,activity,year_of_workplan,title,state,due\n"
            "A1,1,2026,Write to all countries,under way,2026-06-30",
            "milestones.csv": "objective,activity,milestone,title,due\n"
            "A1,1,1,Letter agreed,2026-03",
            "partnerships.csv": "number,organisation,kind,objective\n1,Soils Abroad,alliance,A2",
        },
    )
    upload(store, "indicator,year,value\nA1.1,2026,20")
    undo(store, 4)
    keys.new(store, "Amina")
    copy = folder / "copy.duckdb"
    write_copy(store, copy)
    store.close()
    return copy.read_bytes()


with TemporaryDirectory() as made_in:
    target = HERE / f"schema_{newest_version()}.duckdb.gz"
    target.write_bytes(gzip.compress(make(Path(made_in)), 9, mtime=0))
    print(f"wrote {target.name}, {target.stat().st_size} bytes")
