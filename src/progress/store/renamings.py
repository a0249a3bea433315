"""Codes that changed: what an objective or an indicator was called, and what it is called now.

Rows stay stored as they were published. They are read under the code that the releases in force
give them (``sql/renamed.sql``), so undoing a release that changed a code undoes this too.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from progress.schema import RENAMED, Sheet
from progress.store.queries import rows
from progress.store.store import Store
from progress.store.tables import Cursor

Names = dict[str, dict[str, str]]  # fact -> code -> another code of the same


@dataclass(frozen=True)
class Renaming:
    """Rows of releases from ``after`` on and before ``before`` that name ``old`` mean ``new``,
    says ``release``."""

    release: int
    fact: str
    old: str
    new: str
    after: int
    before: int

    @property
    def is_own(self) -> bool:
        """Whether it is what the release did, and not what follows from it for a code of before."""
        return self.before == self.release


def renamings(where: Store | Cursor, release_ids: Collection[int]) -> list[Renaming]:
    """Those of the releases in force, in the order of these."""
    found = rows(
        where,
        "select release_id, fact, old, new, after_release, before_release from store.renaming "
        "where list_contains($releases, release_id) order by all",
        releases=list(release_ids),
    )
    return [Renaming(*row) for row in found]


def names_then_and_now(
    where: Store | Cursor, before: Collection[int], after: Collection[int]
) -> Names:
    """How what had a code on the records of ``before`` is called on those of ``after``; only what
    is called otherwise."""
    undone = renamings(where, set(before) - set(after))
    done = renamings(where, set(after) - set(before))
    steps = [(one.fact, one.new, one.old) for one in reversed(undone) if one.is_own]
    steps += [(one.fact, one.old, one.new) for one in done if one.is_own]
    names: Names = {fact: {} for fact in RENAMED}
    for fact, old, new in steps:
        of_fact = names[fact]
        first = next((code for code, now in of_fact.items() if now == old), old)
        of_fact[first] = new
    return {
        fact: {old: new for old, new in of_fact.items() if old != new}
        for fact, of_fact in names.items()
    }


def former_codes(
    where: Store | Cursor, fact: str, release_ids: Collection[int], standing: Collection[str]
) -> dict[str, str]:
    """Codes that are not in force, and the code in force of the same: of before, and, where the
    records are of an earlier day, of later."""
    everything = rows(
        where,
        "select old, new from store.renaming as r where fact = $fact order by "
        "list_contains($releases, release_id) desc, release_id desc",
        fact=fact,
        releases=list(release_ids),
    )
    beside: dict[str, list[str]] = {}
    for old, new in everything:
        beside.setdefault(old, []).append(new)
        beside.setdefault(new, []).append(old)
    found = {}
    for code in beside:
        seen = [code]
        for one in seen:  # grows as it is gone through: the nearest first
            seen += [other for other in beside[one] if other not in seen]
        current = next((one for one in seen if one in standing), None)
        if code not in standing and current:
            found[code] = current
    return found


def under_other_codes(
    sheet: Sheet, row: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """The row with other codes in place of some."""
    codes = {
        fact: names.get(fact, {}).get(row[fact], row[fact])
        for fact in RENAMED
        if fact in sheet.names
    }
    return {**row, **codes}
