"""The cells of a workbook as they stand there, sheet by sheet and row by row.

openpyxl, which writes our workbooks, cannot tell on reading a large one what has to be known
here: merged cells, hidden rows, formulas that were never computed. All of these stand in the same
XML as the values, so one pass over it finds everything, and in less time. What numbers, dates and
strings mean is still asked of openpyxl.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from progress.workbook.package import DAMAGED, NOT_XLSX, TOO_LARGE, Package, Refusal
from progress.workbook.raw import MAXIMUM_COLUMNS, MAXIMUM_ROWS

LAST_ROW = 1_048_576
MAXIMUM_TEXT = 30_000_000  # characters of all cells
MAXIMUM_STRINGS = MAXIMUM_ROWS * MAXIMUM_COLUMNS
MAXIMUM_SHEETS = 200
MAXIMUM_LISTED = 20_000  # merged cells, hidden columns, styles

# What a cell holds. A percent is a number that is shown times 100; a formula here is one that
# was never computed, so that there is no value.
TEXT, NUMBER, PERCENT, DATE, BOOLEAN, ERROR, FORMULA = (
    "text", "number", "percent", "date", "boolean", "error", "formula",
)  # fmt: skip
Cell = tuple[str, object]


@dataclass(frozen=True)
class Part:
    """One sheet of a workbook."""

    title: str
    visible: bool
    path: str


@dataclass
class Row:
    number: int
    hidden: bool
    cells: dict[int, Cell] = field(default_factory=dict)  # column, from 1 -> cell


class Grid:
    """A workbook that is being read. Raises Refusal where that is not possible."""

    def __init__(self, content: bytes):
        self._package = Package(content)
        self.parts: list[Part] = []
        self._epoch = CALENDAR_WINDOWS_1900
        self._strings: list[str] = []
        self._formats: list[str] = []  # of each style: number, percent or date
        self._text_length = 0
        workbook = self._workbook_path()
        self._read_workbook(workbook, self._relationships(workbook))

    def rows(self, part: Part, merged: list[str], hidden_columns: set[int]) -> Iterator[Row]:
        """The rows with any content, in the order of the file. What else is known of the sheet
        is added to ``merged`` and ``hidden_columns``; it is complete after the last row."""
        done: list[Row] = []
        reader = _SheetReader(self, done, merged, hidden_columns)
        for _ in self._package.parse(part.path, reader.opened, reader.closed, reader.text):
            yield from done
            done.clear()
        if not reader.is_sheet:
            raise Refusal("damaged", DAMAGED)

    def cell(self, kind: str, style: str | None, text: str) -> Cell | None:
        """What a cell holds, from its type, its style and the text of its value."""
        if kind == "n":
            number = float(text)
            form = self._formats[int(style)] if style and self._formats else NUMBER
            return (form, number) if form != DATE else (DATE, self._date(number))
        if kind == "s":
            text = self._strings[_index(text)]
        elif kind == "b":
            return BOOLEAN, text.strip() in ("1", "true")
        elif kind == "e":
            return ERROR, text
        elif kind == "d":
            return DATE, text
        return (TEXT, _plain(text)) if text and not text.isspace() else None

    def count_text(self, length: int) -> None:
        self._text_length += length
        if self._text_length > MAXIMUM_TEXT:
            raise Refusal("too_large", TOO_LARGE)

    def _date(self, number: float) -> str:
        try:
            return from_excel(number, self._epoch).isoformat().removesuffix("T00:00:00")
        except (ValueError, OverflowError, AttributeError):
            return f"{number:.15g}"

    def _workbook_path(self) -> str:
        if "mimetype" in self._package or "[Content_Types].xml" not in self._package:
            raise Refusal("file_format", NOT_XLSX)
        for path, kind, _ in self._relationships("").values():
            if kind == "officeDocument":
                if path.endswith(".bin") or not posixpath.basename(path).startswith("workbook"):
                    break
                return path
        raise Refusal("file_format", NOT_XLSX)

    def _relationships(self, path: str) -> dict[str, tuple[str, str, str]]:
        """What a part refers to: identifier -> (path, kind, mode)."""
        folder, name = posixpath.split(path)
        found: dict[str, tuple[str, str, str]] = {}

        def opened(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and len(found) < MAXIMUM_LISTED:
                target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))
                kind = attributes["Type"].rpartition("/")[2]
                found[attributes["Id"]] = target, kind, attributes.get("TargetMode", "")

        self._read(posixpath.join(folder, "_rels", f"{name}.rels"), opened)
        return {key: value for key, value in found.items() if value[2] != "External"}

    def _read_workbook(self, path: str, relationships: dict[str, tuple[str, str, str]]) -> None:
        def opened(tag: str, attributes: dict[str, str]) -> None:
            if tag == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self._epoch = CALENDAR_MAC_1904
            elif tag == "sheet":
                identifiers = [value for key, value in attributes.items() if key.endswith(" id")]
                target, kind, _ = relationships.get("".join(identifiers), ("", "", ""))
                if kind == "worksheet":
                    visible = attributes.get("state", "visible") == "visible"
                    self.parts.append(Part(attributes["name"].strip(), visible, target))
                if len(self.parts) > MAXIMUM_SHEETS:
                    raise Refusal("too_large", TOO_LARGE)

        self._read(path, opened)
        if not self.parts:
            raise Refusal("damaged", DAMAGED)
        for target, kind, _ in relationships.values():
            if kind == "styles":
                self._read_styles(target)
            elif kind == "sharedStrings":
                self._read_strings(target)

    def _read_styles(self, path: str) -> None:
        codes = dict(BUILTIN_FORMATS)
        identifiers: list[int] = []
        of_cells = False

        def opened(tag: str, attributes: dict[str, str]) -> None:
            nonlocal of_cells
            if len(codes) + len(identifiers) > 5 * MAXIMUM_LISTED:
                raise Refusal("too_large", TOO_LARGE)
            if tag == "numFmt":
                codes[int(attributes["numFmtId"])] = attributes["formatCode"][:1000]
            elif tag == "cellXfs":
                of_cells = True
            elif tag == "xf" and of_cells:
                identifiers.append(int(attributes.get("numFmtId", 0)))

        def closed(tag: str) -> None:
            nonlocal of_cells
            of_cells = of_cells and tag != "cellXfs"

        self._read(path, opened, closed)
        self._formats = [_form(codes.get(identifier, "General")) for identifier in identifiers]

    def _read_strings(self, path: str) -> None:
        pieces: list[str] = []
        depth = {"t": 0, "rPh": 0}  # rPh: how a text is read aloud, not part of it

        def opened(tag: str, attributes: dict[str, str]) -> None:
            if tag in depth:
                depth[tag] += 1

        def closed(tag: str) -> None:
            if tag in depth:
                depth[tag] -= 1
            elif tag == "si":
                self._strings.append("".join(pieces))
                pieces.clear()
                if len(self._strings) > MAXIMUM_STRINGS:
                    raise Refusal("too_large", TOO_LARGE)

        def text(piece: str) -> None:
            if depth["t"] and not depth["rPh"]:
                self.count_text(len(piece))
                pieces.append(piece)

        self._read(path, opened, closed, text)

    def _read(self, path: str, *callbacks) -> None:
        for _ in self._package.parse(path, *callbacks):
            pass


class _SheetReader:
    """Makes rows of the tags of one sheet."""

    def __init__(self, grid: Grid, done: list[Row], merged: list[str], hidden_columns: set[int]):
        self.is_sheet = False
        self._grid, self._done, self._merged, self._hidden = grid, done, merged, hidden_columns
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
                raise Refusal("damaged", DAMAGED)
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
            self._grid.count_text(len(text))
        if text:
            cell = self._grid.cell(self._kind, self._style, text)
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


def _index(text: str) -> int:
    index = int(text)
    if index < 0:
        raise Refusal("damaged", DAMAGED)
    return index


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise Refusal("damaged", DAMAGED)
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


def _form(code: str) -> str:
    """What a number format makes of a number. Quoted and escaped signs are only shown."""
    if is_date_format(code):
        return DATE
    return PERCENT if "%" in re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code) else NUMBER


def _plain(text: str) -> str:
    """A text with one kind of line end, and with what Excel writes as _x000D_ read back."""
    if "_x" in text:
        text = re.sub("_x([0-9A-Fa-f]{4})_", _unescaped, text)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _unescaped(match: re.Match) -> str:
    sign = chr(int(match[1], 16))
    return sign if sign.isprintable() or sign in "\t\r\n" else match[0]
