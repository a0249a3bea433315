"""A store as large as may ever be: many indicators, many updates. Written straight into the tables,
as publishing a thousand times takes minutes."""

from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa

from progress.publishing.publish import arrow_table
from progress.schema import SHEETS
from progress.store.store import Store, open_store
from progress.store.writing import transaction

GOALS, OBJECTIVES = "ABCDEF", 24
FIRST_DAY = datetime(2022, 1, 1)  # noqa: DTZ001 (as the store keeps it)
TARGET_YEARS = (2030, 2050)


def large_store(path: Path, indicators: int, updates: int, values: int = 4) -> Store:
    """``updates``: one a day, each with so many values."""
    store = open_store(path, create=True)
    codes = [f"I{number}" for number in range(indicators)]
    with transaction(store) as cur:
        for number in range(updates + 1):
            cur.execute(
                "insert into store.release (release_id, kind, published_at, recorded_at, "
                "published_by, note, row_count) "
                "values ($release, 'update', $day, $day, 'Amina', 'An update', $count)",
                {"release": number + 1, "day": FIRST_DAY + timedelta(number), "count": values},
            )
        for table, rows in _plan(codes).items():
            _insert(cur, table, [1] * len(rows), rows)
        reported = [
            (update, codes[(update * values + place) % indicators])
            for update in range(1, updates + 1)
            for place in range(values)
        ]
        rows = [
            {"indicator": code, "year": 2022 + update % 5, "value": update % 100 / 1.0}
            for update, code in reported
        ]
        _insert(cur, "value", [update + 1 for update, _ in reported], rows)
    store.connection.execute("checkpoint store")
    return store


def _plan(codes: list[str]) -> dict[str, list[dict[str, object]]]:
    objectives = [f"{GOALS[n % len(GOALS)]}{n // len(GOALS)}" for n in range(OBJECTIVES)]
    return {
        "goal": [{"goal": code, "name": f"Goal {code}"} for code in GOALS],
        "objective": [
            {"objective": code, "goal": code[0], "label": f"Objective {code}"}
            for code in objectives
        ],
        "indicator": [
            {
                "indicator": code,
                "objective": objectives[place % OBJECTIVES],
                "name": f"Indicator {code} of many",
                "unit": "hectares",
                "measure": "level",
                "direction": "up",
            }
            for place, code in enumerate(codes)
        ],
        "baseline": [
            {"indicator": code, "year": 2020, "value": 0.0, "comparable": True} for code in codes
        ],
        "target": [
            {"indicator": code, "year": year, "kind": "level", "value": 100.0}
            for code in codes
            for year in TARGET_YEARS
        ],
    }


def _insert(cur, table: str, releases: list[int], rows: list[dict[str, object]]) -> None:
    sheet = SHEETS[table]
    blanks = {column.name: column.blank for column in sheet.columns} | {"withdraw": False}
    found = arrow_table(sheet, [blanks | row for row in rows])
    found = found.append_column("release_id", pa.array(releases, pa.int32()))
    cur.register("made", found)
    cur.execute(f"insert into store.{table} by name from made")
    cur.unregister("made")
