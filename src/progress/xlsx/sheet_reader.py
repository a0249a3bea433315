"""The rows of one sheet of a workbook, made of the tags of its XML."""

from functools import lru_cache
from typing import Protocol

from progress.xlsx.cells import FORMULA, Cell, Remarks, Row, letters, too_many_rows
from progress.xlsx.limits import MAXIMUM_COLUMNS, MAXIMUM_LISTED, MAXIMUM_ROWS
from progress.xlsx.package import damaged, too_large

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class Cells(Protocol):
    """What the workbook knows of its cells."""

    recalculates: bool  # it asks to be computed anew, so that a result of 0 may be none

    def cell(self, kind: str, style: str | None, text: str) -> Cell | None: ...

    def count_text(self, length: int) -> None: ...


class SheetReader:
    """Makes rows of the tags of one sheet."""

    def __init__(self, cells: Cells, done: list[Row], remarks: Remarks):
        self.is_sheet = False
        self._cells, self._done, self._remarks = cells, done, remarks
        self._count = self._number = self._column = 0
        self._row = Row(0, False)
        self._kind, self._formula = "n", False
        self._style: str | None = None
        self._pieces: list[str] = []  # of the value
        self._formula_pieces: list[str] = []
        self._collecting: list[str] | None = None
        self._has_value = False
        self._silent = 0
        self._rows_opened = self._cells_opened = 0

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            place = attributes.get("r")
            self._column = _column(place.rstrip("0123456789")) if place else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s")
            self._formula = self._has_value = False
            self._cells_opened += 1
            if self._cells_opened > LAST_COLUMN:  # the same cell again and again
                raise too_large()
        elif tag == "v" or tag == "t":
            if (tag == "t") is (self._kind == "inlineStr"):  # some write an old value beside a text
                self._collecting = None if self._silent else self._pieces
                self._has_value = True
        elif tag == "row":
            self._number = int(attributes.get("r", self._number + 1))
            if not 1 <= self._number <= LAST_ROW:
                raise damaged()
            hidden = _is_hidden(attributes, "ht")
            self._row, self._column = Row(self._number, hidden), 0
            self._rows_opened, self._cells_opened = self._rows_opened + 1, 0
            if self._rows_opened > LAST_ROW:  # the same row again and again
                raise too_large()
        elif tag == "f":
            self._formula, self._collecting = True, self._formula_pieces
        elif tag == "rPh":
            self._silent += 1
        elif tag == "mergeCell":
            if len(self._remarks.merged) < MAXIMUM_LISTED:
                self._remarks.merged.append(attributes.get("ref", ""))
        elif tag == "col":
            if _is_hidden(attributes, "width"):
                last = min(int(attributes["max"]), MAXIMUM_COLUMNS)
                first = max(1, int(attributes["min"]))
                self._remarks.hidden_columns.update(range(first, last + 1))
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
                raise too_many_rows()
            self._done.append(self._row)

    def _add_cell(self) -> None:
        cell: Cell | None
        text = "".join(self._pieces)
        formula = "=" + "".join(self._formula_pieces)
        self._pieces.clear()
        self._formula_pieces.clear()
        if self._kind != "n":
            self._cells.count_text(len(text))
        if self._formula and self._cells.recalculates and text in ("0", ""):
            cell = FORMULA, formula
        elif text:
            cell = self._cells.cell(self._kind, self._style, text)
        elif self._kind == "str" and self._has_value:
            cell = None  # a formula that gives an empty text
        else:
            cell = FORMULA, formula
        if cell is None:
            return
        if self._column > MAXIMUM_COLUMNS:
            self._remarks.add_beyond(f"{letters(self._column)}{self._number}")
        else:
            self._row.cells[self._column] = cell


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or a column is hidden, or so small that nobody sees it."""
    return attributes.get("hidden") in ("1", "true") or float(attributes.get(size, 1)) <= 0


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise damaged()
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
