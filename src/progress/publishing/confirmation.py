"""Which rows of the plan the Secretariat has confirmed, and which are still as they were compiled
from public pages.

A row is compiled as long as it is as the first setup brought it. It is confirmed by an update that
changes it, or by one that says that it is right as it stands. Undoing that update undoes this too.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from progress.publishing.provenance import COMPILED
from progress.rows import Fact
from progress.schema import PLAN, SHEETS, Sheet
from progress.store.queries import rows
from progress.store.renamings import Renaming, renamings
from progress.store.store import Store
from progress.store.tables import Cursor

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Confirmation:
    """``entries``: how many rows the plan has. ``compiled``: by table the keys of those that are
    not confirmed. ``setup``: the releases that brought what was compiled; without any there is
    nothing to confirm, and nothing is counted."""

    entries: int = 0
    compiled: Mapping[str, frozenset[Key]] = field(default_factory=dict)
    setup: frozenset[int] = frozenset()

    @property
    def confirmed(self) -> int:
        return self.entries - sum(map(len, self.compiled.values()))

    @property
    def is_mixed(self) -> bool:
        """Whether some of it is confirmed and some is not: what is not has to say so itself."""
        return 0 < self.confirmed < self.entries

    def rests_on_compiled(self, indicator: str, region: str, year: int) -> bool:
        """Whether the status of an indicator for a target year rests on a row that is compiled:
        the indicator, its starting point or its target."""
        return (
            (indicator,) in self.compiled.get("indicator", ())
            or (indicator, region) in self.compiled.get("baseline", ())
            or (indicator, region, year) in self.compiled.get("target", ())
        )

    def is_compiled(self, table: str, row: Fact) -> bool:
        """Whether a row is as it was compiled; ``row``: as it is in force."""
        if table in PLAN:
            sheet = SHEETS[table]
            key = sheet.key_of(row.as_dict(*sheet.identifying))
            return key in self.compiled.get(table, ())
        return row.release_id in self.setup


NOTHING_TO_CONFIRM = Confirmation()


def confirmation(where: Store | Cursor, release_ids: Collection[int]) -> Confirmation:
    """The state of each row of the plan on the records of these releases."""
    setup = {
        release
        for (release,) in rows(
            where,
            "select release_id from store.release where kind = 'initial' and note = $note",
            note=COMPILED,
        )
    } & set(release_ids)
    if not setup:
        return NOTHING_TO_CONFIRM
    renamed = renamings(where, release_ids)
    confirmed = {
        (table, _key_now(SHEETS[table], json.loads(key), release, renamed))
        for release, table, key in rows(
            where,
            "select release_id, fact, key from store.confirmation "
            "where list_contains($releases, release_id)",
            releases=list(release_ids),
        )
    }
    compiled, entries = {}, 0
    for table in PLAN:
        found = _settled(where, SHEETS[table], release_ids)
        entries += len(found)
        compiled[table] = frozenset(
            key for key, since in found if since in setup and (table, key) not in confirmed
        )
    return Confirmation(entries, compiled, frozenset(setup))


def add_confirmations(
    cur: Cursor,
    sheets: Mapping[str, Collection[Mapping[str, Any]]],
    release: int,
    release_ids: Collection[int],
) -> int:
    """Takes note of the rows handed in with ``confirm`` that are still as they were compiled, with
    the rows of the release; returns how many. The caller ends the transaction."""
    wanted = {
        (table, SHEETS[table].key_of(row))
        for table in PLAN
        for row in sheets.get(table, ())
        if row.get("confirm") and not row["withdraw"]
    }
    if not wanted:
        return 0
    state = confirmation(cur, [*release_ids, release])
    found = [(table, key) for table, key in wanted if key in state.compiled.get(table, ())]
    for table, key in sorted(found, key=str):
        cur.execute(
            "insert into store.confirmation values ($release, $table, $key)",
            {"release": release, "table": table, "key": json.dumps(key, ensure_ascii=False)},
        )
    return len(found)


def _key_now(sheet: Sheet, key: list[Any], release: int, renamed: list[Renaming]) -> Key:
    """The key of a row as it is called now. ``release``: that named it so."""

    def now(name: str, part: Any) -> Any:
        later = [
            one.new
            for one in renamed
            if one.fact == name and one.old == part and one.after <= release < one.before
        ]
        return later[-1] if later else part

    return tuple(map(now, sheet.key, key))


def _settled(
    where: Store | Cursor, sheet: Sheet, release_ids: Collection[int]
) -> list[tuple[Key, int]]:
    """The keys in force, each with the release that last made its row what it is: earlier versions
    also stored rows that were handed in again as they stood."""
    keys = ", ".join(f'"{name}"' for name in sheet.key)
    cells = ", ".join(f'"{name}" := "{name}"' for name in ("withdraw", *sheet.names))
    found = rows(
        where,
        f"with kept as (select release_id, withdraw, {keys}, struct_pack({cells}) as content "
        f"from {sheet.table}_published($releases)), "
        f"stepped as (select *, lag(content) over (partition by {keys} order by release_id) "
        "as before from kept), "
        f"settled as (select {keys}, arg_max(withdraw, release_id) as gone, "
        "max(release_id) filter (content is distinct from before) as since "
        f"from stepped group by {keys}) "
        f"select {keys}, since from settled where not gone order by all",
        releases=list(release_ids),
    )
    return [(tuple(key), since) for *key, since in found]
