"""The rows of one sheet of a workbook, made of the tags of its XML."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from progress.xlsx.limits import MAXIMUM_COLUMNS, MAXIMUM_ROWS
from progress.xlsx.package import Refusal, damaged

LAST_ROW = 1_048_576
MAXIMUM_LISTED = 20_000  # merged cells, styles, references between parts

# What a cell holds. A percent is a number that is shown times 100; a formula here is one that
# was never computed, so that there is no value.
TEXT, NUMBER, PERCENT, DATE, BOOLEAN, ERROR, FORMULA = (
    "text", "number", "percent", "date", "boolean", "error", "formula",
)  # fmt: skip
Cell = tuple[str, object]


@dataclass
class Row:
    number: int
    hidden: bool
    cells: dict[int, Cell] = field(default_factory=dict)  # column, from 1 -> cell


class Cells(Protocol):
    """What the workbook knows of its cells."""

    def cell(self, kind: str, style: str | None, text: str) -> Cell | None: ...

    def count_text(self, length: int) -> None: ...


class SheetReader:
    """Makes rows of the tags of one sheet."""

    def __init__(self, cells: Cells, done: list[Row], merged: list[str], hidden_columns: set[int]):
        self.is_sheet = False
        self._cells, self._done, self._merged, self._hidden = cells, done, merged, hidden_columns
        self._count = self._number = self._column = 0
        self._row = Row(0, False)
        self._kind, self._style, self._formula = "n", None, False
        self._pieces: list[str] = []  # of the value
        self._formula_pieces: list[str] = []
        self._collecting: list[str] | None = None
        self._has_value = False
        self._silent = 0

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            place = attributes.get("r")
            self._column = _column(place.rstrip("0123456789")) if place else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s")
            self._formula = self._has_value = False
        elif tag in ("v", "t"):
            self._collecting = None if self._silent else self._pieces
            self._has_value = True
        elif tag == "row":
            self._number = int(attributes.get("r", self._number + 1))
            if not 1 <= self._number <= LAST_ROW:
                raise damaged()
            hidden = attributes.get("hidden") in ("1", "true") or attributes.get("ht") == "0"
            self._row, self._column = Row(self._number, hidden), 0
        elif tag == "f":
            self._formula, self._collecting = True, self._formula_pieces
        elif tag == "rPh":
            self._silent += 1
        elif tag == "mergeCell":
            if len(self._merged) < MAXIMUM_LISTED:
                self._merged.append(attributes.get("ref", ""))
        elif tag == "col":
            if attributes.get("hidden") in ("1", "true"):
                last = min(int(attributes["max"]), MAXIMUM_COLUMNS)
                self._hidden.update(range(max(1, int(attributes["min"])), last + 1))
        elif tag == "worksheet":
            self.is_sheet = True

    def text(self, piece: str) -> None:
        if self._collecting is not None:
            self._collecting.append(piece)

    def closed(self, tag: str) -> None:
        if tag == "c":
            if self._pieces or self._formula:
                self._add_cell()
        elif tag in ("v", "t", "f"):
            self._collecting = None
        elif tag == "rPh":
            self._silent -= 1
        elif tag == "row" and self._row.cells:
            self._count += 1
            if self._count > MAXIMUM_ROWS + 10:  # a title and the header above them
                message = "Keep to 20 000 rows a sheet"
                raise Refusal("too_many_rows", message)
            self._done.append(self._row)

    def _add_cell(self) -> None:
        text = "".join(self._pieces)
        formula = "=" + "".join(self._formula_pieces)
        self._pieces.clear()
        self._formula_pieces.clear()
        if self._kind != "n":
            self._cells.count_text(len(text))
        if text:
            cell = self._cells.cell(self._kind, self._style, text)
        elif self._kind == "str" and self._has_value:
            cell = None  # a formula that gives an empty text
        else:
            cell = FORMULA, formula
        if cell is None:
            return
        if self._column > MAXIMUM_COLUMNS:
            message = "Keep to {number} columns; there is something further right"
            found = f"{_letters(self._column)}{self._number}"
            raise Refusal("too_many_columns", message, found, number=MAXIMUM_COLUMNS)
        self._row.cells[self._column] = cell


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise damaged()
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
