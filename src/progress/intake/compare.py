"""What publishing would change: rows, and the statuses that follow from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from progress.assessment.changes import Change, changed_by
from progress.errors import NothingToPublish
from progress.intake.known import Row
from progress.publishing.confirmation import confirmation
from progress.publishing.provenance import Provenance
from progress.publishing.publish import add_release, add_revert, arrow_table
from progress.publishing.renaming import new_codes
from progress.schema import SHEETS, Sheet
from progress.store.queries import rows
from progress.store.releases import in_force
from progress.store.store import Store
from progress.store.tables import Cursor
from progress.store.writing import dry_run

NEW, CHANGED, WITHDRAWN, CONFIRMED = "new", "changed", "withdrawn", "confirmed"
UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True)
class ChangedRow:
    """A row that is not as it stands in force, and where it is in the file. ``change``: new,
    changed, withdrawn or confirmed. ``columns``: each cell that changes, (before, after).
    ``belongs_to``: of a row that is not in the file, the sheet and number of the row that it goes
    with. ``follows``: of a row that gets a new code, how many others name it."""

    table: str
    sheet: str
    row: int | None
    change: str
    key: Mapping[str, Any]
    columns: Mapping[str, tuple[Any, Any]]
    belongs_to: tuple[str, int] | None = None
    follows: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "belongs_to": self.belongs_to
            and dict(zip(("sheet", "row"), self.belongs_to, strict=True)),
            "change": self.change,
            "key": dict(self.key),
            "columns": {name: list(pair) for name, pair in self.columns.items()},
            "follows": self.follows,
        }


@dataclass(frozen=True)
class Comparison:
    """``rows``: the new, changed and confirmed ones. ``statuses``: those that change, before ->
    after. ``release``: the last release that it was made on. ``confirmed``: how many rows of the
    plan would be confirmed as they stand; ``unconfirmed``: how many of those handed in would
    not."""

    new: int
    changed: int
    unchanged: int
    rows: Sequence[ChangedRow]
    statuses: list[Change]
    release: int
    confirmed: int = 0
    unconfirmed: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "new": self.new,
            "changed": self.changed,
            "confirmed": self.confirmed,
            "unchanged": self.unchanged,
            "rows": [row.as_json() for row in self.rows],
            "statuses": [change.as_dict() for change in self.statuses],
            "release": self.release,
        }


def compare(store: Store, sheets: dict[str, list[Row]]) -> Comparison:
    """Compares checked rows with what is in force, without changing anything."""
    with dry_run(store) as cur:
        release_ids = in_force(cur)
        ((last,),) = rows(cur, "select coalesce(max(release_id), 0) from store.release")
        listed = [
            row
            for table, found in sheets.items()
            for row in _compare_rows(cur, table, found, release_ids)
        ]
        renamed = _with_new_codes(cur, sheets, listed, release_ids)
        listed = [
            *(row for row in listed if (row.table, *row.key.values()) not in renamed),
            *renamed.values(),
        ]
        kept = _as_compiled(cur, sheets, listed, release_ids)
        try:
            add_release(cur, sheets, Provenance(by="dry run"))
            statuses = changed_by(cur, release_ids, in_force(cur))
        except NothingToPublish:
            statuses = []
    new = sum(row.change == NEW for row in listed)
    total = sum(len(found) for found in sheets.values())
    changed = len(listed) - new
    confirmed = [row for row in kept if row.change == CONFIRMED]
    return Comparison(
        new,
        changed,
        total - len(listed) - len(confirmed),
        [*listed, *confirmed],
        statuses,
        last,
        len(confirmed),
        len(kept) - len(confirmed),
    )


def compare_revert(store: Store, release: int) -> list[Change]:
    """The statuses that undoing a release would change."""
    with dry_run(store) as cur:
        before = in_force(cur)
        add_revert(cur, release, Provenance(by="dry run"))
        return changed_by(cur, before, in_force(cur))


def _with_new_codes(
    cur: Cursor, sheets: dict[str, list[Row]], listed: list[ChangedRow], release_ids: list[int]
) -> dict[tuple[Any, ...], ChangedRow]:
    """The rows that get a new code, by table and key, with whatever else changes in them."""
    others = {(row.table, *row.key.values()): row for row in listed}
    found = {}
    for fact, names in new_codes(sheets).items():
        places = {row[fact]: row for row in sheets.get(fact, [])}
        for old, new in names.items():
            place = places[old]["sheet"], places[old]["row"]
            row = others.get((fact, old)) or ChangedRow(fact, *place, CHANGED, {fact: old}, {})
            columns = {fact: (old, new), **row.columns}
            follows = _naming(cur, fact, old, release_ids)
            found[fact, old] = replace(row, columns=columns, follows=follows)
    return found


def _naming(cur: Cursor, fact: str, code: str, release_ids: list[int]) -> int:
    """How many facts in force in other tables name a code."""
    tables = [sheet.table for sheet in SHEETS.values()
              if fact in sheet.names and sheet.table != fact]  # fmt: skip
    counts = " union all ".join(
        f'select count(*) as n from {table}_in_force($releases) where "{fact}" = $code'
        for table in tables
    )
    ((number,),) = rows(cur, f"select sum(n) from ({counts})", releases=release_ids, code=code)
    return int(number)


def _as_compiled(
    cur: Cursor, sheets: dict[str, list[Row]], listed: list[ChangedRow], release_ids: list[int]
) -> list[ChangedRow]:
    """The rows of the plan handed in that stay as they were compiled, and whether these files
    confirm them."""
    state = confirmation(cur, release_ids)
    touched = {(row.table, *row.key.values()) for row in listed}
    return [
        ChangedRow(
            table,
            row["sheet"],
            row["row"],
            CONFIRMED if row["confirm"] else UNCONFIRMED,
            {name: row[name] for name in SHEETS[table].key},
            {},
        )
        for table, compiled in state.compiled.items()
        for row in sheets.get(table, [])
        if not row["withdraw"]
        and (key := SHEETS[table].key_of(row)) in compiled
        and (table, *key) not in touched
    ]


def _compare_rows(
    cur: Cursor, table: str, found: list[Row], release_ids: list[int]
) -> list[ChangedRow]:
    sheet = SHEETS[table]
    names = sheet.names
    numbered = arrow_table(sheet, found).append_column("place", [list(range(len(found)))])
    keys = [f"{expression} as key_{place}" for place, expression in enumerate(sheet.key_sql)]
    same_key = " and ".join(f"h.key_{place} = f.key_{place}" for place in range(len(keys)))
    differs = " or ".join(f'h."{name}" is distinct from f."{name}"' for name in names)
    cur.register("handed_in", numbered)
    pairs = rows(
        cur,
        f"select h.place, h.withdraw, f.release_id is not null, {_columns('h', names)}, "
        f"{_columns('f', names)} "
        f"from (select *, {', '.join(keys)} from handed_in) as h "
        f"left join (select *, {', '.join(keys)} from {table}_in_force($releases)) as f "
        f"on {same_key} "
        f"where (h.withdraw and f.release_id is not null) "
        f"or (not h.withdraw and (f.release_id is null or {differs})) "
        f"order by h.place",
        releases=release_ids,
    )
    cur.unregister("handed_in")
    width = len(names)
    listed = []
    for place, withdraw, known, *cells in pairs:
        after, before = cells[:width], cells[width:]
        after = [None] * width if withdraw else after
        listed.append(
            ChangedRow(
                table,
                found[place]["sheet"],
                found[place]["row"],
                WITHDRAWN if withdraw else CHANGED if known else NEW,
                _key(sheet, cells),
                {
                    name: (old, new)
                    for name, old, new in zip(names, before, after, strict=True)
                    if old != new
                },
                found[place].get("belongs_to"),
            )
        )
    return listed


def _key(sheet: Sheet, cells: list[Any]) -> dict[str, Any]:
    values = dict(zip(sheet.names, cells, strict=False))
    return {name: values[name] for name in sheet.key}


def _columns(alias: str, names: list[str]) -> str:
    return ", ".join(f'{alias}."{name}"' for name in names)
