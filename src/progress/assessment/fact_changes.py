"""Which facts changed between two days: every cell, old and new, and the release that did it.

Of the releases that came into force, each row is held against the row that its key had before it.
What was undone in between is told once, at the release that undid it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date

from progress.errors import DataError
from progress.schema import SHEETS, UPDATED, WORLD, Sheet
from progress.store.queries import rows
from progress.store.releases import in_force
from progress.store.renamings import renamings
from progress.store.store import Store
from progress.store.tables import Cursor

Cell = str | int | float | bool | None
Cells = dict[str, Cell]
_Step = tuple[int, Cells | None, Cells | None]  # the release, the row before it and after it
# People are named by consent only, for which a history cannot be asked.
PERSONAL = {"task_force": ("leader", "contact"), "narrative": ("owner",)}


@dataclass(frozen=True)
class FactChange:
    """One cell of a fact. ``before`` is None where the row was not there or the cell was empty,
    ``after`` where it no longer is. ``release`` did it; ``by`` and ``note`` as that release says.
    ``easier``: a target that became easier to reach."""

    table: str
    key: Cells
    column: str
    before: Cell
    after: Cell
    release: int
    published_at: str
    by: str
    note: str | None
    easier: bool = False
    objective: str | None = None  # to which the fact belongs

    @property
    def is_plan_revision(self) -> bool:
        """Whether the plan itself changed, and not what is reported on it."""
        return self.table not in UPDATED

    def as_json(self) -> dict[str, object]:
        document = asdict(self)
        del document["objective"]
        return document


@dataclass(frozen=True)
class _Release:
    number: int
    reverts: int | None
    published_at: str
    by: str
    note: str | None


def fact_changes(
    where: Store | Cursor, since: date, until: date, objective: str | None = None
) -> list[FactChange]:
    """All that changed after the end of one day and up to the end of another, in the order of the
    releases; of one objective, where it is given. Raises DataError where the first day is later.
    """
    if since > until:
        raise DataError(f"{since} is after {until}; give the earlier day as the first")
    return _changes(where, in_force(where, since), in_force(where, until), objective)


def changes_of_release(where: Store | Cursor, release: int) -> list[FactChange]:
    """What one release changed, on the records right before and right after it."""
    before, after = in_force(where, last=release - 1), in_force(where, last=release)
    return _changes(where, before, after, None)


def plan_revisions(found: Iterable[FactChange], objectives: Collection[str]) -> list[FactChange]:
    """What changed in the plan itself, and was not entered for the first time: of these objectives,
    and of the plan as a whole."""
    return [
        change
        for change in found
        if change.is_plan_revision
        and change.before is not None
        and (change.objective is None or change.objective in objectives)
    ]


def _changes(
    where: Store | Cursor, before: list[int], after: list[int], objective: str | None
) -> list[FactChange]:
    new = sorted(set(after) - set(before))
    gone = sorted(set(before) - set(after))
    releases = _releases(where)
    causes = {one: _cause(releases, one, one in gone) for one in (*new, *gone)}
    indicators = {
        code: (owner, direction)
        for code, owner, direction in rows(
            where,
            "select indicator, objective, direction from indicator_in_force($releases)",
            releases=sorted({*before, *after}),
        )
    }
    found: list[FactChange] = []
    for sheet in SHEETS.values():
        steps = [*_undone(where, sheet, before, gone), *_published(where, sheet, after, new)]
        for release, old, now in _moved_as_one(steps) if sheet.table == "target" else steps:
            fact = now or old or {}
            owner, direction = indicators.get(fact.get("indicator"), (None, None))
            belongs_to = fact.get("objective") or owner
            if objective in (None, belongs_to):
                did = releases[causes[release]]
                found += _cells(sheet, did, old, now, belongs_to, direction)
    found += _renamed(where, sorted({*new, *gone}), after, causes, releases, objective)
    return sorted(found, key=lambda change: change.release)


def _moved_as_one(steps: Iterable[_Step]) -> Iterator[_Step]:
    """The steps of targets. Where a release took one of an indicator's and brought one, that is one
    step: the target moved to another year."""
    alike: dict[tuple[int, Cell, Cell], list[_Step]] = {}
    for step in steps:
        release, old, now = step
        fact = now or old or {}
        alike.setdefault((release, fact.get("indicator"), fact.get("region")), []).append(step)
    for (release, *_), group in alike.items():
        gone = [old for _, old, now in group if old and not now]
        come = [now for _, old, now in group if now and not old]
        if len(gone) == len(come) == 1:
            yield release, gone[0], come[0]
            yield from (step for step in group if step[1] and step[2])
        else:
            yield from group


def _renamed(
    where: Store | Cursor,
    changed: list[int],
    after: list[int],
    causes: dict[int, int],
    releases: dict[int, _Release],
    objective: str | None,
) -> Iterator[FactChange]:
    """The codes that changed; the row goes by the one that it has now."""
    found = "select indicator, objective from indicator_in_force($releases)"
    owners = dict(rows(where, found, releases=after))
    for one in renamings(where, changed):
        before, now = (one.old, one.new) if one.release in after else (one.new, one.old)
        owner = now if one.fact == "objective" else owners.get(now)
        if one.is_own and objective in (None, owner):
            did = releases[causes[one.release]]
            told = did.number, did.published_at, did.by, did.note, False, owner
            yield FactChange(one.fact, {one.fact: now}, one.fact, before, now, *told)


def _releases(where: Store | Cursor) -> dict[int, _Release]:
    found = rows(
        where,
        "select release_id, reverts, published_at, published_by, note from store.release",
    )
    return {
        number: _Release(number, reverts, f"{published:%Y-%m-%dT%H:%M:%S}Z", by, note)
        for number, reverts, published, by, note in found
    }


def _cause(releases: dict[int, _Release], number: int, is_undone: bool) -> int:
    """The release that brought a row into force, or took it out: itself, or the last of those that
    undid it, undid that again, and so on."""
    chain = [number]
    while later := [one.number for one in releases.values() if one.reverts == chain[-1]]:
        chain.append(max(later))
    # Every second one takes out of force, every other one restores.
    wanted = 1 if is_undone else 0
    return next(
        (one for place, one in reversed(list(enumerate(chain))) if place % 2 == wanted), number
    )


def _published(
    where: Store | Cursor, sheet: Sheet, after: list[int], new: list[int]
) -> Iterator[_Step]:
    """Each row of the new releases, and the row of its key in force before it."""
    if not new:
        return
    keys, kept = _kept(sheet)
    found = rows(
        where,
        f"with kept as ({kept}), "
        f"touched as (select distinct {keys} from kept where list_contains($new, release_id)), "
        f"stepped as (select kept as now, lag(kept) over (partition by {keys} "
        f"order by release_id) as before from kept semi join touched using ({keys})) "
        "select now.release_id, before, now from stepped "
        "where list_contains($new, now.release_id) order by 1, now",
        releases=after,
        new=new,
    )
    for release, before, now in found:
        yield release, _standing(before), _standing(now)


def _undone(
    where: Store | Cursor, sheet: Sheet, before: list[int], gone: list[int]
) -> Iterator[_Step]:
    """The rows that were in force by a release undone since, and what stands without it."""
    if not gone:
        return
    keys, kept = _kept(sheet)
    found = rows(
        where,
        f"with kept as ({kept}), "
        "ended as (select arg_max(kept, release_id) as was, arg_max(kept, release_id) filter "
        f"(where not list_contains($gone, release_id)) as stands from kept group by {keys}) "
        "select was.release_id, was, stands from ended "
        "where list_contains($gone, was.release_id) order by 1, was",
        releases=before,
        gone=gone,
    )
    for release, was, stands in found:
        yield release, _standing(was), _standing(stands)


def _kept(sheet: Sheet) -> tuple[str, str]:
    """The names of the key's parts, and the rows of releases in force with these beside them."""
    keys = ", ".join(f"key_{place}" for place in range(len(sheet.key_sql)))
    parts = ", ".join(f"{part} as key_{place}" for place, part in enumerate(sheet.key_sql))
    return keys, f"select *, {parts} from {sheet.table}_published($releases)"


def _standing(row: Cells | None) -> Cells | None:
    """The row, None where it withdraws its key."""
    return None if row is None or row["withdraw"] else row


def _cells(
    sheet: Sheet,
    did: _Release,
    before: Cells | None,
    after: Cells | None,
    objective: Cell,
    direction: str | None,
) -> Iterator[FactChange]:
    fact = after or before or {}
    key = {name: fact[name] for name in sheet.key if fact[name] != WORLD or name != "region"}
    for name in sheet.names:
        old, new = (before or {}).get(name), (after or {}).get(name)
        came_or_went = name in sheet.key and (before is None or after is None)
        if came_or_went or name in PERSONAL.get(sheet.table, ()) or old == new:
            continue
        easier = sheet.table == "target" and _is_easier(name, before, after, direction)
        yield FactChange(
            sheet.table,
            key,
            name,
            old,
            new,
            did.number,
            did.published_at,
            did.by,
            did.note,
            easier,
            None if objective is None else str(objective),
        )


def _is_easier(
    column: str, before: Cells | None, after: Cells | None, direction: str | None
) -> bool:
    """Whether this makes a target that was there easier: a lower number where more is better, a
    higher one where less is; more time; or the target is gone."""
    if column == "year":
        earlier, later = (before or {}).get("year"), (after or {}).get("year")
        return isinstance(earlier, int) and isinstance(later, int) and later > earlier
    if column != "value" or before is None or before["value"] is None:
        return False
    if after is None or after["value"] is None:
        return True
    if before["kind"] != after["kind"]:
        return False  # not to be compared by their numbers
    change = float(after["value"]) - float(before["value"])
    return change > 0 if direction == "down" else change < 0
