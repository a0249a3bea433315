"""OpenDocument spreadsheets (.ods), in the manner of ``grid``: one bounded pass over the XML.

All sheets stand in one part, so all are read at once and kept. Repeated rows and cells are
written out only where they hold something, and only as far as there is room for them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from progress.xlsx.cells import (
    BOOLEAN,
    DATE,
    ERROR,
    FORMULA,
    NUMBER,
    PERCENT,
    REWORDED,
    TEXT,
    Cell,
    Part,
    Remarks,
    Row,
    letters,
    too_many_rows,
)
from progress.xlsx.limits import (
    MAXIMUM_BEYOND,
    MAXIMUM_COLUMNS,
    MAXIMUM_LISTED,
    MAXIMUM_ROWS,
    MAXIMUM_SHEETS,
    MAXIMUM_TEXT,
)
from progress.xlsx.looks import Looks
from progress.xlsx.package import Package, Refusal, damaged, encrypted, too_large
from progress.xlsx.shown import TRUE_AND_FALSE, shows

CONTENT = "content.xml"
MAXIMUM_CELLS = 1_000_000
MAXIMUM_REPEATED = 1_048_576
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = ("table:table-cell", "table:covered-table-cell")


@dataclass
class _Sheet:
    part: Part
    rows: list[Row] = field(default_factory=list)
    remarks: Remarks = field(default_factory=Remarks)
    refusal: Refusal | None = None


class OpenDocument:
    """A spreadsheet of OpenDocument. Raises Refusal where it cannot be read."""

    def __init__(self, package: Package):
        self.has_macros = "Basic/script-lc.xml" in package
        self._sheets: list[_Sheet] = []
        if "META-INF/manifest.xml" in package:
            for _ in package.parse("META-INF/manifest.xml", _refuse_encrypted):
                pass
        reader = _Reader(self._sheets)
        for _ in package.parse(CONTENT, reader.opened, reader.closed, reader.text):
            pass
        if not self._sheets:
            raise damaged()
        self.parts = [sheet.part for sheet in self._sheets]

    def rows(self, part: Part, remarks: Remarks) -> Iterator[Row]:
        sheet = self._sheets[int(part.path)]
        yield from sheet.rows
        if sheet.refusal:
            raise sheet.refusal
        vars(remarks).update(vars(sheet.remarks))

    def looks(self, part: Part) -> Looks:
        return Looks()


def _refuse_encrypted(tag: str, attributes: dict[str, str]) -> None:
    if tag == "manifest:encryption-data":
        raise encrypted()


class _Reader:
    """Makes sheets of the tags of the one part that holds them."""

    def __init__(self, sheets: list[_Sheet]):
        self._sheets = sheets
        self._styles: list[str] = []  # the names of hidden sheets' styles
        self._style = ""
        self._depth = 0  # of tables inside tables, which are no sheets
        self._silent = 0  # inside a remark, or a drawing
        self._column = self._number = self._rows_repeated = self._columns_seen = 0
        self._row: Row = Row(0, False)
        self._attributes: dict[str, str] = {}
        self._in_cell = self._in_paragraph = False
        self._paragraphs: list[list[str]] = []
        self._cells = self._text_length = self._count = 0

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("office:annotation", "table:shapes"):
            self._silent += 1
        elif self._silent:
            return
        elif tag == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._open_sheet(attributes)
        elif tag == "style:style":
            self._style = attributes.get(_STYLE + "name", "")
        elif tag == "style:table-properties":
            if attributes.get(_TABLE + "display") == "false" and len(self._styles) < MAXIMUM_LISTED:
                self._styles.append(self._style)
        elif self._depth != 1:
            return
        elif tag in _CELLS:
            self._attributes, self._paragraphs = attributes, []
            self._in_cell = tag == "table:table-cell"
        elif tag == "text:p":
            self._in_paragraph = self._in_cell
            self._paragraphs.append([])
        elif tag.startswith("text:"):
            self._add_blank(tag, attributes)
        elif tag == "table:table-row":
            self._rows_repeated = _repeated(attributes, "number-rows-repeated")
            hidden = attributes.get(_TABLE + "visibility", "visible") != "visible"
            self._row, self._column = Row(self._number + 1, hidden), 0
        elif tag == "table:table-column":
            self._add_column(attributes)

    def closed(self, tag: str) -> None:
        if tag in ("office:annotation", "table:shapes"):
            self._silent -= 1
        elif self._silent:
            return
        elif tag == "table:table":
            self._depth -= 1
        elif self._depth != 1:
            return
        elif tag in _CELLS:
            self._close_cell()
        elif tag == "text:p":
            self._in_paragraph = False
        elif tag == "table:table-row":
            self._close_row()

    def text(self, piece: str) -> None:
        if self._in_paragraph and not self._silent:
            self._text_length += len(piece)
            if self._text_length > MAXIMUM_TEXT:
                raise too_large()
            self._paragraphs[-1].append(piece)

    def _open_sheet(self, attributes: dict[str, str]) -> None:
        if len(self._sheets) >= MAXIMUM_SHEETS:
            raise too_large()
        visible = attributes.get(_TABLE + "style-name") not in self._styles
        title = attributes.get(_TABLE + "name", "").strip()
        self._sheets.append(_Sheet(Part(title, visible, str(len(self._sheets)))))
        self._number = self._count = self._columns_seen = 0

    def _add_blank(self, tag: str, attributes: dict[str, str]) -> None:
        if self._in_paragraph and tag != "text:p":
            sign = {"text:s": " ", "text:tab": "\t"}.get(tag, "\n")
            times = int(attributes.get(_TEXT + "c", 1)) if tag == "text:s" else 1
            self.text(sign * max(0, min(times, 1000)))

    def _add_column(self, attributes: dict[str, str]) -> None:
        first = self._columns_seen + 1
        self._columns_seen += _repeated(attributes, "number-columns-repeated")
        if attributes.get(_TABLE + "visibility", "visible") != "visible":
            last = min(self._columns_seen, MAXIMUM_COLUMNS)
            self._sheets[-1].remarks.hidden_columns.update(range(first, last + 1))

    def _close_cell(self) -> None:
        repeated = _repeated(self._attributes, "number-columns-repeated")
        cell = self._cell() if self._in_cell else None
        self._in_cell = False
        if self._sheets[-1].refusal is None:
            self._note_merged()
            if cell:
                self._add_cell(cell, repeated)
        self._column += repeated

    def _add_cell(self, cell: Cell, repeated: int) -> None:
        inside = range(self._column + 1, min(self._column + repeated, MAXIMUM_COLUMNS) + 1)
        self._count_cells(len(inside))
        for place in inside:
            self._row.cells[place] = cell
        for extra in range(min(repeated - len(inside), MAXIMUM_BEYOND + 1)):
            place = max(self._column, MAXIMUM_COLUMNS) + 1 + extra
            address = f"{letters(place)}{self._row.number}"
            self._refusing(partial(self._sheets[-1].remarks.add_beyond, address))

    def _refusing(self, work: Callable[[], None]) -> None:
        """What is wrong with one sheet leaves the others as they are."""
        if self._sheets[-1].refusal is None:
            try:
                work()
            except Refusal as refusal:
                self._sheets[-1].refusal = refusal

    def _close_row(self) -> None:
        sheet, repeated = self._sheets[-1], self._rows_repeated
        if self._row.cells and sheet.refusal is None:
            self._count += repeated
            if self._count > MAXIMUM_ROWS + 10:
                sheet.refusal = too_many_rows()
                sheet.rows.clear()
            else:
                self._count_cells(len(self._row.cells) * (repeated - 1))
                sheet.rows += [
                    Row(self._number + 1 + place, self._row.hidden, self._row.cells)
                    for place in range(repeated)
                ]
        self._number += repeated

    def _count_cells(self, number: int) -> None:
        self._cells += number
        if self._cells > MAXIMUM_CELLS:
            raise too_large()

    def _note_merged(self) -> None:
        spans = [
            _repeated(self._attributes, f"number-{kind}-spanned") for kind in ("columns", "rows")
        ]
        merged = self._sheets[-1].remarks.merged
        if spans != [1, 1] and len(merged) < MAXIMUM_LISTED:
            right, bottom = self._column + spans[0], self._row.number + spans[1] - 1
            merged.append(f"{letters(self._column + 1)}{self._row.number}:{letters(right)}{bottom}")

    def _cell(self) -> Cell | None:
        given = self._attributes
        kind = given.get(_OFFICE + "value-type")
        shown = "\n".join("".join(pieces) for pieces in self._paragraphs).strip()
        if given.get(_CALC + "value-type") == "error":
            return ERROR, shown or "#N/A"
        if kind in ("float", "currency", "percentage"):
            number = float(given[_OFFICE + "value"]) if _OFFICE + "value" in given else None
            if number is None or number - number != 0:
                return ERROR, shown
            if number in (0, 1) and shown.upper() in TRUE_AND_FALSE:
                return BOOLEAN, number == 1
            if kind == "percentage":
                return PERCENT, number
            if self._paragraphs and not shows(shown, number):
                return REWORDED, (number, shown)
            return NUMBER, number
        if kind in ("date", "time"):
            return DATE, given.get(_OFFICE + f"{kind}-value", shown).removesuffix("T00:00:00")
        if kind == "boolean":
            return BOOLEAN, given.get(_OFFICE + "boolean-value") == "true"
        if kind is None and _TABLE + "formula" in given and not shown:
            return FORMULA, given[_TABLE + "formula"].removeprefix("of:")
        text = shown or given.get(_OFFICE + "string-value", "").strip()
        return (TEXT, text) if text else None


def _repeated(attributes: dict[str, str], name: str) -> int:
    """How often something stands there; what an attacker may choose is bounded."""
    number = int(attributes.get(_TABLE + name, 1))
    if not 1 <= number <= MAXIMUM_REPEATED:
        raise damaged()
    return number
