"""Rows and cells as they stand in a workbook, of whatever kind its file is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from progress.xlsx.limits import MAXIMUM_BEYOND, MAXIMUM_COLUMNS
from progress.xlsx.looks import Looks
from progress.xlsx.package import Refusal

# What a cell holds. A percent is a number that is shown times 100; a reworded one is a number of
# which something else is shown, and holds both: (number, text); a formula here is one that was
# never computed, so that there is no value.
TEXT, NUMBER, PERCENT, DATE, BOOLEAN, ERROR, FORMULA, REWORDED = (
    "text", "number", "percent", "date", "boolean", "error", "formula", "reworded",
)  # fmt: skip
Cell = tuple[str, Any]


@dataclass
class Row:
    number: int
    hidden: bool
    cells: dict[int, Cell] = field(default_factory=dict)  # column, from 1 -> cell


@dataclass(frozen=True)
class Part:
    """One sheet of a workbook."""

    title: str
    visible: bool
    path: str


@dataclass
class Remarks:
    """What else is known of a sheet once its last row was read. ``beyond``: the first cell further
    right than columns are read, and how many there are."""

    merged: list[str] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    beyond: str | None = None
    beyond_count: int = 0

    def add_beyond(self, place: str) -> None:
        self.beyond = self.beyond or place
        self.beyond_count += 1
        if self.beyond_count > MAXIMUM_BEYOND:
            raise too_many_columns(self.beyond)


class Spreadsheet(Protocol):
    """A workbook that is being read, of any kind."""

    parts: list[Part]
    has_macros: bool

    def rows(self, part: Part, remarks: Remarks) -> Iterator[Row]:
        """The rows with any content, in the order of the file. ``remarks`` is complete after the
        last row."""

    def looks(self, part: Part) -> Looks:
        """How the sheet is laid out."""


def letters(column: int) -> str:
    """The name of a column: A for 1."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def too_many_columns(place: str) -> Refusal:
    message = "Keep to {number} columns; there is something further right"
    return Refusal("too_many_columns", message, place, number=MAXIMUM_COLUMNS)


def too_many_rows() -> Refusal:
    return Refusal("too_many_rows", "Keep to 20 000 rows a sheet")
