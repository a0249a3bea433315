"""Whether a store is whole: what must hold in every store, checked on the data itself."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from progress.errors import DataError
from progress.schema import SHEETS, Sheet
from progress.store import rules
from progress.store.queries import primary_read, revision, rows
from progress.store.releases import in_force
from progress.store.store import Store, open_store
from progress.store.tables import TABLES, Cursor, first_line


def verify(store: Store) -> list[str]:
    """All that is wrong with the store, one sentence each; empty if it is whole."""
    try:
        with primary_read(store) as reading:
            return _check(reading)
    except duckdb.Error as error:
        return [f"the file is damaged: {first_line(error)}"]


def damage(path: str) -> str | None:
    """What keeps the store in a file from being read whole, in a sentence."""
    try:
        store = open_store(path, read_only=True)
    except DataError as error:
        return str(error)
    try:
        with primary_read(store) as reading:
            _read_all(reading)
    except duckdb.Error as error:
        return first_line(error)
    finally:
        store.close()
    return None


def _check(store: Cursor) -> list[str]:
    _read_all(store)
    return [
        *_check_history(store),
        *_check_row_counts(store),
        *_check_keys(store),
        *_check_files(store),
        *_check_references(store),
        *_check_fit(store),
    ]


def _read_all(store: Cursor) -> None:
    """Every cell once, so that what cannot be read shows."""
    for table in TABLES:
        rows(store, f"select sum(hash(fact)) from store.{table} as fact")


def _check_history(store: Cursor) -> Iterator[str]:
    history = rows(
        store,
        "select release_id, reverts, published_at, recorded_at from store.release "
        "order by release_id",
    )
    last_published = None
    for place, (release, reverts, published, recorded) in enumerate(history, start=1):
        if release != place:
            yield f"release {place} is missing"
            return
        if reverts is not None and reverts not in in_force(store, last=release - 1):
            yield f"release {release} reverts {reverts}, which was not in force then"
        if last_published and published < last_published:
            yield f"release {release} is dated before the release in front of it"
        if published > recorded and published != last_published:  # else a clock was put back
            yield f"release {release} is dated after it was recorded"
        last_published = published
    if revision(store) < len(history):
        yield f"the revision is {revision(store)}, less than the {len(history)} releases"


def _check_row_counts(store: Cursor) -> Iterator[str]:
    tables = " union all ".join(
        f"select release_id from store.{table}" for table in (*SHEETS, "confirmation", "renaming")
    )
    wrong = rows(
        store,
        f"with fact as ({tables}), counted as "
        "(select release_id, count(*) as found from fact group by release_id) "
        "select coalesce(r.release_id, c.release_id), r.row_count, coalesce(c.found, 0) "
        "from store.release as r full join counted as c on c.release_id = r.release_id "
        "where r.row_count is distinct from coalesce(c.found, 0) order by 1",
    )
    for release, expected, found in wrong:
        if expected is None:
            yield f"{found} rows belong to release {release}, which does not exist"
        else:
            yield f"release {release} should have {expected} rows and has {found}"


def _check_keys(store: Cursor) -> Iterator[str]:
    for table, sheet in SHEETS.items():
        keys = ", ".join(sheet.key_sql)
        twice = rows(
            store,
            f"select release_id, {keys} from store.{table} "
            f"group by all having count(*) > 1 order by all",
        )
        for release, *key in twice:
            yield f"release {release} has {sheet.title} {' '.join(map(str, key))} more than once"


def _check_files(store: Cursor) -> Iterator[str]:
    for release, name, digest, content in rows(
        store, "select release_id, file, sha256, content from store.release_file order by all"
    ):
        if hashlib.sha256(content).hexdigest() != digest:
            yield f"the file {name} of release {release} is not the one that was handed in"


def _check_references(store: Cursor) -> Iterator[str]:
    for lost in orphans(store, in_force(store)):
        shown = " ".join(map(str, lost.key))
        table = lost.table.replace("_", " ")
        yield f"{lost.sheet.title} {shown} of release {lost.release} has no {table}"


def _check_fit(store: Cursor) -> Iterator[str]:
    for sheet, key, message, release in misfits(store, in_force(store)):
        shown = " ".join(map(str, key))
        yield f"{sheet.title} {shown} of release {release} does not fit the plan: {message}"


def misfits(cur: Cursor, release_ids: list[int]) -> list[tuple[Sheet, tuple[Any, ...], str, int]]:
    """Facts of the plan in force that publishing would refuse beside the others: their sheet and
    key, what is wrong, and the release that brought them."""
    tables = ("indicator", *rules.FITTED)
    plan = {table: _rows_by_key(cur, SHEETS[table], release_ids) for table in tables}
    around = rules.surroundings(plan)
    return [
        (SHEETS[table], key, message.format(**details), row["release_id"])
        for table in tables
        for key, row in plan[table].items()
        for _, _, _, message, details in rules.check_row(table, dict(row), around)
    ]


def _rows_by_key(
    cur: Cursor, sheet: Sheet, release_ids: list[int]
) -> dict[tuple[Any, ...], dict[str, Any]]:
    names = [*sheet.names, "release_id"]
    columns = ", ".join(f'"{name}"' for name in names)
    found = rows(
        cur, f"select {columns} from {sheet.table}_in_force($releases)", releases=release_ids
    )
    listed = (dict(zip(names, row, strict=True)) for row in found)
    return {sheet.key_of(row): row for row in listed}


@dataclass(frozen=True)
class Orphan:
    """A fact in force whose indicator, objective, goal or condition is not: its sheet, the table
    it misses, the key it names, and the release that brought it."""

    sheet: Sheet
    table: str
    key: tuple[object, ...]
    release: int


def orphans(
    cur: Cursor, release_ids: list[int], among: Collection[str] = frozenset(SHEETS)
) -> list[Orphan]:
    """``among``: only facts of these tables, and those that need a row of them."""
    found = []
    for sheet in SHEETS.values():
        for columns, table in sheet.references:
            if sheet.table not in among and table not in among:
                continue
            names = ", ".join(f'fact."{column}"' for column in columns)
            pairs = zip(columns, SHEETS[table].key, strict=True)
            same = " and ".join(f'fact."{column}" = other."{key}"' for column, key in pairs)
            given = " and ".join(f'fact."{column}" is not null' for column in columns)
            missing = rows(
                cur,
                f"select {names}, max(release_id) from {sheet.table}_in_force($releases) as fact "
                f"anti join {table}_in_force($releases) as other on {same} "
                f"where {given} group by {names} order by {names}",
                releases=release_ids,
            )
            found += [Orphan(sheet, table, tuple(key), release) for *key, release in missing]
    return found
