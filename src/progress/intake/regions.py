"""Regions: one region however it is spelled, and a second look at those never seen."""

import difflib
from dataclasses import replace

from progress.errors import Problem
from progress.intake.cell_kinds import Teller, text
from progress.intake.known import Known, KnownWords
from progress.intake.raw_sheet import RawRow
from progress.schema import SHEETS, WORLD
from progress.vocabulary.marks import visible
from progress.vocabulary.names import choice_label, fold
from progress.vocabulary.regions import region_of
from progress.xlsx.cells import Cell

MAXIMUM_WARNINGS = 200
_COLUMN = next(column for column in SHEETS["value"].columns if column.name == "region")


class Regions:
    """The regions in force, and those that are new in what was handed in."""

    def __init__(self, known: Known, words: KnownWords) -> None:
        self._known = {WORLD, *words.regions}
        self._known |= {
            str(fact["region"])
            for table in ("baseline", "target")
            for fact in known.get(table, {}).values()
        }
        self._spelling = {_identity(name): name for name in sorted(self._known, reverse=True)}
        self._seen: dict[str, str] = {}  # what is written -> region
        self._new: dict[str, Problem] = {}
        self._counts: dict[str, int] = {}

    @property
    def warnings(self) -> list[Problem]:
        return [
            replace(problem, details={**problem.details, "number": self._counts[name]})
            for name, problem in list(self._new.items())[:MAXIMUM_WARNINGS]
        ]

    def read(self, teller: Teller, row: RawRow, cell: Cell, withdraws: bool) -> str:
        found = text(_COLUMN, cell)
        meant = self._seen.get(found)
        if meant is None:
            meant = self._seen[found] = self._region(found)
        labels = (meant, choice_label("region", meant, teller.raw.lang))
        if found not in labels:
            teller.tell("region", row, "region", found, meant)
        if meant not in self._known and not withdraws:
            self._note_new(teller, row, meant)
        return meant

    def _region(self, found: str) -> str:
        seen = visible(found)
        if seen in self._known:
            return seen
        identity = _identity(seen)
        if identity not in self._spelling:
            self._spelling[identity] = region_of(seen) or seen
        return self._spelling[identity]

    def _note_new(self, teller: Teller, row: RawRow, name: str) -> None:
        self._counts[name] = self._counts.get(name, 0) + 1
        if name in self._new:
            return
        close = next(iter(difflib.get_close_matches(name, sorted(self._known), 1, 0.5)), None)
        message = "The region {region} was never seen before"
        if close:
            message = "The region {region} was never seen before; did you mean {close}?"
        details = {"region": name, "close": close}
        self._new[name] = Problem(
            teller.raw.title, row.number, "region", name, "new_region", message, details
        )


def _identity(name: str) -> str:
    return region_of(name) or fold(name)
