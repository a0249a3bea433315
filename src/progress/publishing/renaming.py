"""Writing down that a release changes codes, and what keeps that from being undone."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from progress.errors import DataError
from progress.schema import RENAMED, SHEETS
from progress.store.queries import rows
from progress.store.renamings import Names, renamings
from progress.store.tables import Cursor


def new_codes(sheets: Mapping[str, Sequence[Mapping[str, Any]]]) -> Names:
    """The codes that rows handed in change: old -> new."""
    return {
        fact: {row[fact]: row["new_code"] for row in sheets.get(fact, ()) if row.get("new_code")}
        for fact in RENAMED
    }


def add_renamings(cur: Cursor, names: Names, release: int, release_ids: Collection[int]) -> int:
    """Adds the codes that a release changes, and what follows for the codes that were there before
    them; returns how many rows. The caller ends the transaction."""
    latest = {(one.fact, one.old, one.before): one for one in renamings(cur, release_ids)}
    added: list[tuple[str, str, str, int, int]] = []
    for fact, of_fact in names.items():
        known = [one for one in latest.values() if one.fact == fact]
        for old, new in of_fact.items():
            after = max((one.before for one in known if one.old == old), default=0)
            added.append((fact, old, new, after, release))
            added += [
                (fact, one.old, new, one.after, one.before) for one in known if one.new == old
            ]
    for row in added:
        names_of = ("fact", "old", "new", "after", "before")
        cur.execute(
            "insert into store.renaming values ($release, $fact, $old, $new, $after, $before)",
            {"release": release, **dict(zip(names_of, row, strict=True))},
        )
    return len(added)


def require_unused(cur: Cursor, before: Collection[int], after: Collection[int]) -> None:
    """Raises DataError where a code changes by undoing a release, and releases after that one
    already name it or the one it had."""
    changed = set(before) ^ set(after)
    for one in (own for own in renamings(cur, changed) if own.is_own):
        later = [release for release in after if release > one.release]
        tables = [(sheet.table, one.fact) for sheet in SHEETS.values() if one.fact in sheet.names]
        naming = " union all ".join(
            f'select release_id from store.{table} where "{column}" in ($old, $new)'
            for table, column in tables
        )
        ((last,),) = rows(
            cur,
            "select max(release_id) from (select release_id from store.renaming where fact = $fact "
            f"and (old in ($old, $new) or new in ($old, $new)) union all {naming}) "
            "where list_contains($later, release_id)",
            fact=one.fact, old=one.old, new=one.new, later=later,
        )  # fmt: skip
        if last is not None:
            raise DataError(
                "this cannot be done: what was published since names {old} or {new}; "
                "revert release {release} first",
                old=one.old,
                new=one.new,
                release=int(last),
            )
