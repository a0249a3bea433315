"""The only code that writes facts: a release adds rows, a revert takes a release out of force.

Both are one transaction: all or nothing, also when the machine stops in the middle.
"""

import contextlib
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

import pyarrow as pa

from progress.access import audit, keys, rate_limit
from progress.access.people import require_secretariat
from progress.errors import DataError, NothingToPublish, NotThere, StaleComparison, StillNeeded
from progress.publishing.confirmation import add_confirmations
from progress.publishing.provenance import File, Provenance
from progress.publishing.renaming import add_renamings, new_codes, require_unused
from progress.schema import SHEETS, Sheet
from progress.store.integrity import misfits, orphans
from progress.store.queries import revision, rows
from progress.store.releases import in_force
from progress.store.renamings import under_other_codes
from progress.store.store import Store
from progress.store.tables import Cursor
from progress.store.writing import transaction

# A checked row as it was handed in: values under the names of the columns of its sheet, and
# whether it withdraws its key.
HandedInRow = Mapping[str, object]

ROWS_AT_A_TIME = 1000
ARROW_TYPES = {
    "number": pa.float64(),
    "integer": pa.int32(),
    "year": pa.int32(),
    "yes": pa.bool_(),
}


def publish(
    store: Store,
    sheets: Mapping[str, Sequence[HandedInRow]],
    provenance: Provenance,
    compared_at: int | None = None,
) -> int:
    """Publishes checked rows (table -> rows) as one release; returns its number.

    ``compared_at``: the revision that the rows were compared with; raises StaleComparison where
    somebody wrote since. Raises NothingToPublish where all rows are as they were, DataError where
    a withdrawal would leave other facts without the row they belong to, NotAllowed for all but
    the Secretariat.
    """
    with _writing(store, provenance) as cur:
        now = revision(cur) - 1  # without this write itself
        if compared_at not in (None, now):
            raise StaleComparison(compared_at, now)
        release = add_release(cur, sheets, provenance)
    audit.record(store, "publish", provenance.person, release=release, files=len(provenance.files))
    return release


def add_release(
    cur: Cursor, sheets: Mapping[str, Sequence[HandedInRow]], provenance: Provenance
) -> int:
    """Adds what differs from the records in force, in a transaction that the caller ends: a row
    that is equal to the one of its key is not stored again. Rows name what gets a new code by
    its old one, and are stored under the new one."""
    release_ids = in_force(cur)
    release = _next_release(cur)
    names = new_codes(sheets)
    count = add_renamings(cur, names, release, release_ids)
    if count:
        sheets = {
            table: [under_other_codes(SHEETS[table], row, names) for row in found]
            for table, found in sheets.items()
        }
    known = [*release_ids, release] if count else release_ids
    count += sum(
        _insert(cur, SHEETS[table], found, release, known)
        for table, found in sheets.items()
        if found
    )
    count += add_confirmations(cur, sheets, release, release_ids)
    if not count:
        raise NothingToPublish("nothing to publish: all rows are as they were")
    _add_history(cur, provenance, release, count, reverts=None)
    changed = {table for table, found in sheets.items() if found}
    if lost := _lost(cur, [*release_ids, release], changed):
        raise StillNeeded(
            "this cannot be done: it would leave {sheet} {key} without its {table}", **lost
        )
    return release


def revert(store: Store, release: int, provenance: Provenance) -> int:
    """Takes a release out of force by a release of its own; returns the number of that.

    Raises NotThere where there is no such release, DataError where it is not in force, or where
    other facts in force need its rows, or would not fit the plan without them; the message names
    the release to revert first.
    """
    with _writing(store, provenance) as cur:
        done = add_revert(cur, release, provenance)
    audit.record(store, "revert", provenance.person, release=done, reverts=release)
    return done


def add_revert(cur: Cursor, release: int, provenance: Provenance) -> int:
    """Adds a revert in a transaction that the caller ends."""
    if not rows(cur, "select 1 from store.release where release_id = $release", release=release):
        raise NotThere("there is no release {release}", release=release)
    if release not in in_force(cur):
        raise DataError(
            "release {release} is not in force, so there is nothing to undo", release=release
        )
    before = in_force(cur)
    misfitting = misfits(cur, before)
    done = _next_release(cur)
    _add_history(cur, provenance, done, 0, reverts=release)
    require_unused(cur, before, in_force(cur))
    if lost := _lost(cur, in_force(cur), SHEETS):
        raise DataError(
            "this cannot be done: {sheet} {key} needs its {table}; revert release {release} first",
            **lost,
        )
    if made := [fact for fact in misfits(cur, in_force(cur)) if fact not in misfitting]:
        sheet, key, _, needing = max(made, key=lambda fact: fact[3])
        raise DataError(
            "this cannot be done: {sheet} {key} would not fit the plan any more; "
            "revert release {release} first",
            sheet=sheet.title,
            key=" ".join(map(str, key)),
            release=needing,
        )
    return done


@contextlib.contextmanager
def _writing(store: Store, provenance: Provenance) -> Iterator[Cursor]:
    """The transaction of somebody who may write."""
    require_secretariat(store, provenance.person)
    provenance.require_plain()
    if store.served and provenance.person:
        rate_limit.require(provenance.person)
    with transaction(store) as cur:
        keys.require_valid(cur, provenance.person)
        yield cur


def arrow_table(sheet: Sheet, found: Sequence[HandedInRow]) -> pa.Table:
    """Checked rows as a table with the types of the store."""
    schema = pa.schema(
        [("withdraw", pa.bool_())]
        + [(column.name, ARROW_TYPES.get(column.kind, pa.string())) for column in sheet.columns]
    )
    # By and by: each of these calls keeps all other threads waiting.
    parts = [
        pa.Table.from_pylist(list(found[place : place + ROWS_AT_A_TIME]), schema=schema)
        for place in range(0, len(found), ROWS_AT_A_TIME)
    ]
    return pa.concat_tables(parts) if parts else schema.empty_table()


def _lost(cur: Cursor, release_ids: list[int], changed: Collection[str]) -> dict[str, object]:
    """Of the facts that would be without what they belong to, the one published last: its sheet
    and key, the table it misses, and the release that brought it. Empty where there is none.
    ``changed``: the tables that rows were added to or taken from."""
    lost = orphans(cur, release_ids, changed)
    if not lost:
        return {}
    last = max(lost, key=lambda orphan: orphan.release)
    return {
        "sheet": last.sheet.title,
        "key": " ".join(map(str, last.key)),
        "table": last.table.replace("_", " "),
        "release": last.release,
    }


def _insert(
    cur: Cursor, sheet: Sheet, found: Sequence[HandedInRow], release: int, release_ids: list[int]
) -> int:
    """Adds the rows that differ from those in force; returns how many."""
    names = ", ".join(f'"{name}"' for name in sheet.names)
    keys = ", ".join(f"{part} as key_{place}" for place, part in enumerate(sheet.key_sql))
    same_key = " and ".join(
        f"handed.key_{place} = known.key_{place}" for place in range(len(sheet.key_sql))
    )
    differs = " or ".join(
        f'handed."{name}" is distinct from known."{name}"' for name in sheet.names
    )
    given = ", ".join(f'handed."{name}"' for name in sheet.names)
    cur.register("handed_in", arrow_table(sheet, found))
    try:
        ((count,),) = cur.execute(
            f"insert into store.{sheet.table} (release_id, withdraw, {names}) "
            f"select $release, withdraw, {given} "
            f"from (select *, {keys} from handed_in) as handed "
            f"left join (select *, {keys} from {sheet.table}_in_force($releases)) as known "
            f"on {same_key} where case when withdraw then known.release_id is not null "
            f"else known.release_id is null or {differs} end",
            {"release": release, "releases": release_ids},
        ).fetchall()
    finally:
        cur.unregister("handed_in")
    return int(count)


def _next_release(cur: Cursor) -> int:
    ((last,),) = rows(cur, "select coalesce(max(release_id), 0) from store.release")
    return int(last) + 1


def _add_history(
    cur: Cursor, provenance: Provenance, release: int, count: int, reverts: int | None
) -> None:
    recorded = datetime.now(UTC).replace(tzinfo=None)
    ((last_published,),) = rows(cur, "select max(published_at) from store.release")
    published = _published_at(provenance.on, recorded, last_published)
    cur.execute(
        "insert into store.release (release_id, kind, published_at, recorded_at, published_by, "
        "note, file, sha256, reverts, row_count) values ($release, $kind, $published, $recorded, "
        "$by, $note, $file, $sha256, $reverts, $count)",
        {
            "release": release,
            "kind": "revert" if reverts is not None else provenance.kind,
            "published": published,
            "recorded": recorded,
            "by": provenance.by,
            "note": provenance.note,
            "file": ", ".join(file.name for file in provenance.files) or None,
            "sha256": _digest(provenance.files),
            "reverts": reverts,
            "count": count,
        },
    )
    for file in provenance.files:
        cur.execute(
            "insert into store.release_file values ($release, $name, $sha256, $content)",
            {
                "release": release,
                "name": file.name,
                "sha256": file.sha256,
                "content": file.content,
            },
        )


def _published_at(on: date | None, recorded: datetime, last: datetime | None) -> datetime:
    """Releases stand in the order of their numbers, so none is published before the last."""
    if on is None:
        return max(recorded, last or recorded)
    if on > recorded.date():
        raise DataError("{day} is in the future", day=on)
    if last and on < last.date():
        raise DataError(
            "{day} is before the last release, which is of {last}", day=on, last=last.date()
        )
    moment = recorded if on == recorded.date() else datetime.combine(on, time.min)
    return max(moment, last or moment)


def _digest(files: tuple[File, ...]) -> str | None:
    """The file's own hash; of several files, the hash of their hashes in order."""
    if len(files) <= 1:
        return files[0].sha256 if files else None
    return hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest()
