"""The cells of a table: what each of them means in its column.

What has one meaning is read and said, what has two is a Fault that shows both. The plan in force
and the rows handed in decide what is a code, a name, a unit.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from progress.errors import Problem
from progress.intake import cell_kinds
from progress.intake.cells import CellError, Fault
from progress.intake.encoding import MOJIBAKE
from progress.intake.known import Known, KnownWords
from progress.intake.known_codes import TABLE_OF, Codes, codes_of
from progress.intake.raw_sheet import Found, RawRow, RawSheet
from progress.intake.readings import Readings
from progress.intake.regions import Regions
from progress.intake.typed_cells import NUMERIC, shown
from progress.intake.units import Units
from progress.intake.value_warnings import plain
from progress.schema import WITHDRAW, Column, in_all_languages
from progress.vocabulary import names
from progress.vocabulary.marks import means_clear
from progress.xlsx.cells import REWORDED, TEXT, Cell

SHOWN_GARBLED = 5
_UNITS = in_all_languages("unit")


def understand(found: Found, known: Known, words: KnownWords) -> None:
    """Reads the cells of all sheets, in place: cells become texts, numbers and Faults."""
    around = Surroundings(known, words, found.sheets)
    sheets = []
    for raw in found.sheets:
        reader = SheetUnderstanding(raw, around)
        sheets.append(replace(raw, rows=reader.rows()))
        found.readings += reader.readings
        found.warnings += reader.warnings
    found.sheets = sheets
    found.warnings += around.regions.warnings


class Surroundings:
    """What cells are read by: codes, units, regions and relations."""

    def __init__(self, known: Known, words: KnownWords, sheets: list[RawSheet]) -> None:
        self.codes: dict[str, Codes] = codes_of(known, sheets, words.former)
        self.units = {
            str(code): str(fact.get("unit") or "")
            for (code, *_), fact in known.get("indicator", {}).items()
        }
        self.all_units = {
            str(code): tuple(str(fact.get(name) or "") for name in _UNITS)
            for (code, *_), fact in known.get("indicator", {}).items()
        }
        for raw in sheets:
            if raw.sheet.table == "indicator":
                for row in raw.rows:
                    code, unit = (row.cells.get(name) for name in ("indicator", "unit"))
                    if isinstance(code, tuple) and isinstance(unit, tuple):
                        self.units[str(code[1])] = str(unit[1])
                        self.all_units[str(code[1])] = (str(unit[1]),)
        self.regions = Regions(known, words)
        self.relations = set(words.relations)


class SheetUnderstanding:
    """Reads the rows of one sheet."""

    def __init__(self, raw: RawSheet, around: Surroundings) -> None:
        self.raw, self.around = raw, around
        self.readings = Readings(raw.file, raw.title)
        self.warnings: list[Problem] = []
        columns = {column.name: column for column in (*raw.sheet.columns, *raw.sheet.beside)}
        # Codes first: what a number means may depend on its indicator.
        self._columns = sorted(
            (columns[name] for name in dict.fromkeys(raw.columns) if name in columns),
            key=lambda column: (column.name != "withdraw", column.kind != "code"),
        )
        self._garbled: dict[str, tuple[int, str]] = {}
        self._units = Units(raw, around.all_units)
        self._names_told: set[str] = set()

    def rows(self) -> list[RawRow]:
        found = [row for row in map(self._row, self.raw.rows) if row is not None]
        if self._garbled:
            row, column = next(iter(self._garbled.values()))
            words = ", ".join(list(self._garbled)[:SHOWN_GARBLED])
            message = "Letters are garbled: {words}; save the file as UTF-8"
            details = {"words": words}
            self.warnings.append(
                Problem(self.raw.title, row, column, words, "garbled", message, details)
            )
        return found

    def header(self, row: RawRow, name: str) -> str:
        """The column in the person's own words."""
        return row.headers.get(name) or self.raw.headers.get(name) or name

    def _row(self, row: RawRow) -> RawRow | None:
        """None for a row that says that there is no value."""
        cells = row.cells
        missing = None
        for column in self._columns:
            cell = cells.get(column.name)
            if not isinstance(cell, tuple):
                continue
            try:
                meant = self._cell(row, column, cast(Cell, cell))
            except CellError as error:
                meant = (
                    error
                    if isinstance(error, Fault)
                    else Fault(shown(cast(Cell, cell)), error.code, error.message, **error.details)
                )
            if cell_kinds.is_gone(meant):
                cells.pop(column.name, None)
            elif meant is None:
                missing = missing or column.name
                cells.pop(column.name, None)
            else:
                cells[column.name] = meant
        if row.beside:
            self._compare_name(row)
        if missing and self.raw.sheet.table == "value" and not _says_a_number(cells):
            return None
        return row

    def _cell(self, row: RawRow, column: Column, cell: Cell) -> object:
        """What a cell says; None for nothing. Raises CellError."""
        if cell[0] == REWORDED:
            cell = self._warn_of_wording(row, column, cell)
        name = column.name
        if cell[0] == TEXT and name not in self.raw.sheet.key and means_clear(cell[1]):
            return str(cell[1])
        if column.kind in NUMERIC:
            unit = self.around.units.get(str(row.cells.get("indicator")))
            meant = cell_kinds.number(self, row, column, cell, unit)
            if column.kind == "number" and isinstance(meant, int | float):
                return self._units.look(self, row, column, meant)
            return meant
        if name == "region":
            withdraws = row.cells.get(WITHDRAW.name) == "yes"
            self._note_garbled(row, name, str(cell[1]))
            return self.around.regions.read(self, row, cell, withdraws)
        if name == "relation":
            return cell_kinds.relation(self, row, column, cell, self.around.relations)
        if (column.kind == "code" and name in TABLE_OF) or name == "source":
            own = TABLE_OF[name] == self.raw.sheet.table
            return cell_kinds.code(self, row, column, cell, self.around.codes[TABLE_OF[name]], own)
        if names.has_choices(name, column.kind):
            return cell_kinds.choice(self, row, column, cell)
        return self._note_garbled(row, name, cell_kinds.text(column, cell))

    def _note_garbled(self, row: RawRow, name: str, text: str) -> str:
        if not text.isascii() and (match := MOJIBAKE.search(text)):
            word = next((one for one in text.split() if match[0] in one), match[0])
            self._garbled.setdefault(word, (row.number, name))
        return text

    def _compare_name(self, row: RawRow) -> None:
        """Whether the name beside a code is that of another indicator, as after a row was copied
        and only one of the two changed."""
        code, name = str(row.cells.get("indicator") or ""), row.beside.get("name", "")
        other = self.around.codes["indicator"].of_other_name(name, code) if name else None
        if other and code not in self._names_told:
            self._names_told.add(code)
            message = "{shown} is the name of {other}; is this row of {own} or of {other}?"
            details = {"shown": name, "other": other, "own": code}
            self.warn("other_name", row, "indicator", code, message, **details)

    def tell(self, kind: str, row: RawRow, name: str, found: object, read_as: object) -> None:
        self.readings.add(kind, row.number, self.header(row, name), found, read_as)

    def _warn_of_wording(self, row: RawRow, column: Column, cell: Cell) -> Cell:
        number, text = cast(tuple[float, str], cell[1])
        message = "The cell shows {shown} and holds {number}; it is read as {number}"
        if not text:
            message = "The cell shows nothing and holds {number}; it is read as {number}"
        details = {"shown": text, "number": plain(number)}
        self.warn("shown_otherwise", row, column.name, text or None, message, **details)
        return "number", number

    def warn(
        self, code: str, row: RawRow, name: str, found: str | None, message: str, **details: object
    ) -> None:
        header = row.headers.get(name) or self.raw.headers.get(name)
        self.warnings.append(
            Problem(self.raw.title, row.number, name, found, code, message, details, header)
        )


def _says_a_number(cells: Iterable[str | None]) -> bool:
    return bool({"value", "value_high", "count", "out_of", "withdraw"} & set(cells))
