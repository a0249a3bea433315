"""What belongs to rows that are withdrawn: the facts in force that would be left without them.

A fact belongs to the rows that it has to name, and goes with them. One that need not name a row,
such as a partnership its objective, stays and stops naming it. A target that multiplies the one
before it belongs to that.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from progress.errors import Problem
from progress.intake.known import Key, Known, Row, Rows
from progress.intake.references import withdrawn_here
from progress.schema import SHEETS, Sheet
from progress.store import rules

SHOWN_KEYS = 5  # of a sheet, in one sentence

ValuesOf = Callable[[Collection[str]], dict[Key, Row]]


@dataclass(frozen=True)
class Belonging:
    """A fact in force that belongs to a withdrawn row of the files, ``cause``. ``emptied``: the
    columns in which it would stop naming what is withdrawn; without any it is withdrawn too."""

    table: str
    key: Key
    fact: Row
    cause: Row
    emptied: tuple[str, ...] = ()

    @property
    def shown_key(self) -> str:
        return " ".join(str(self.fact[name]) for name in SHEETS[self.table].key)

    def as_row(self) -> Row:
        """The row that does it, as if it had been handed in. ``belongs_to``: the place of the row
        that it goes with. Of what is withdrawn nothing but its key is kept."""
        sheet = SHEETS[self.table]
        kept = set(sheet.names) - set(self.emptied) if self.emptied else set(sheet.identifying)
        row = {name: self.fact[name] if name in kept else None for name in sheet.names}
        place = {"sheet": sheet.title, "row": None}
        cause = (self.cause["sheet"], self.cause["row"])
        return {**row, **place, "withdraw": not self.emptied, "confirm": False, "belongs_to": cause}

    def as_json(self) -> dict[str, Any]:
        return {
            "sheet": SHEETS[self.table].title,
            "key": {name: self.fact[name] for name in SHEETS[self.table].key},
            "emptied": list(self.emptied),
            "belongs_to": {"sheet": self.cause["sheet"], "row": self.cause["row"]},
        }


def belonging(handed_in: Rows, known: Known, values_of: ValuesOf) -> list[Belonging]:
    """All that belongs to the rows withdrawn, in whatever sheet.

    ``handed_in``: rows without a fault, by table and key; what they say themselves of a fact
    stands. ``values_of``: the reported values in force of some indicators.
    """
    found: dict[tuple[str, Key], Belonging] = {}
    gone: Rows = {
        table: {key: row for key, row in rows.items() if row["withdraw"]}
        for table, rows in handed_in.items()
    }
    fresh = gone
    while any(fresh.values()):
        made = [*_naming(fresh, handed_in, known, values_of), *_multiplying(gone, handed_in, known)]
        fresh = {}
        for one in made:
            if one.emptied and (before := found.get((one.table, one.key))):
                one = before if not before.emptied else _joined(before, one)
            found[one.table, one.key] = one
            if not one.emptied and one.key not in gone.get(one.table, {}):
                fresh.setdefault(one.table, {})[one.key] = one.cause
        gone = {table: gone.get(table, {}) | fresh.get(table, {}) for table in {*gone, *fresh}}
    return sorted(found.values(), key=lambda one: (list(SHEETS).index(one.table), str(one.key)))


def _joined(one: Belonging, other: Belonging) -> Belonging:
    emptied = tuple(dict.fromkeys((*one.emptied, *other.emptied)))
    return Belonging(one.table, one.key, one.fact, one.cause, emptied)


def _naming(gone: Rows, handed_in: Rows, known: Known, values_of: ValuesOf) -> Iterator[Belonging]:
    """The facts that name what is gone. ``gone``: the keys with the rows that are the cause."""
    for sheet in SHEETS.values():
        for columns, table in sheet.references:
            causes = gone.get(table)
            if not causes:
                continue
            emptied = tuple(name for name in columns if not _has_to(sheet, name))
            standing = known.get(sheet.table, {})
            if sheet.table == "value":
                standing = values_of([str(code) for (code,) in causes])
            for key, fact in standing.items():
                cause = causes.get(tuple(fact[name] for name in columns))
                if cause is not None and key not in handed_in.get(sheet.table, {}):
                    yield Belonging(sheet.table, key, fact, cause, emptied)


def _has_to(sheet: Sheet, name: str) -> bool:
    return name in sheet.key or sheet.column(name).required


def _multiplying(gone: Rows, handed_in: Rows, known: Known) -> Iterator[Belonging]:
    """The targets that would multiply nothing. What is gone is the cause of a series' first."""
    causes = {key[:2]: cause for key, cause in gone.get("target", {}).items()}
    if not causes:
        return
    standing = known.get("target", {}) | handed_in.get("target", {})
    left = {key: row for key, row in standing.items() if key not in gone["target"]}
    around = rules.surroundings({"target": left, "indicator": known.get("indicator", {})})
    for key, fact in left.items():
        cause = causes.get((fact["indicator"], fact["region"]))
        if cause is None or key in handed_in.get("target", {}):
            continue
        codes = [code for _, _, code, *_ in rules.check_row("target", dict(fact), around)]
        if "multiple_of_nothing" in codes:
            yield Belonging("target", key, fact, cause)


def by_key(rows: dict[str, list[Row]]) -> Rows:
    """Rows handed in, by table and key."""
    return {
        table: {SHEETS[table].key_of(row): row for row in found} for table, found in rows.items()
    }


def problems_of(found: list[Belonging]) -> list[Problem]:
    """What keeps rows from being withdrawn alone: a problem for each sheet with what belongs to
    them."""
    grouped: dict[tuple[str, int, str], list[Belonging]] = {}
    for one in found:
        place = (one.cause["sheet"], one.cause["row"], SHEETS[one.table].title)
        grouped.setdefault(place, []).append(one)
    return [
        _problem(sheet, row, title, [one.shown_key for one in listed])
        for (sheet, row, title), listed in grouped.items()
    ]


def _problem(sheet: str, row: int, title: str, keys: list[str]) -> Problem:
    details: dict[str, object] = {"sheet": title, "key": keys[0]}
    message = "{sheet} {key} needs it; withdraw that as well, or leave this here"
    if len(keys) > 1:
        message = (
            "{number} rows of {sheet} need it ({keys}); withdraw them as well, or leave this here"
        )
        more = ["…"] if len(keys) > SHOWN_KEYS else []
        listed = ", ".join([*keys[:SHOWN_KEYS], *more])
        details |= {"number": len(keys), "keys": listed}
    return Problem(sheet, row, "withdraw", "yes", "still_needed", message, details)


def naming_withdrawn(handed_in: Rows, found: list[Belonging]) -> Iterator[Problem]:
    """Rows handed in that name what goes with a withdrawn row."""
    gone: Rows = {}
    for one in found:
        if not one.emptied:
            gone.setdefault(one.table, {})[one.key] = one.cause
    for table, rows in handed_in.items():
        for row in rows.values():
            if row["withdraw"]:
                continue
            for columns, named in SHEETS[table].references:
                key = tuple(row[name] for name in columns)
                if cause := gone.get(named, {}).get(key):
                    column, cell, code, message, details = withdrawn_here(columns[-1], key, cause)
                    place = (row["sheet"], row["row"], column, str(cell))
                    yield Problem(*place, code, message, details)
