"""The rows of a table below its header: those that say something, and what is left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from progress.errors import Problem
from progress.intake.cells import TOLD, Fault
from progress.intake.raw_sheet import RawRow
from progress.intake.readings import Readings
from progress.intake.shape import Shape, fits, label, shape_as, tell
from progress.intake.typed_cells import shown
from progress.vocabulary.layout import LAYOUTS
from progress.vocabulary.marks import TOTALS, plain_code, visible
from progress.vocabulary.names import fold
from progress.xlsx.cells import NUMBER, TEXT, Cell, Row, letters

LONGEST_CODE = 24


@dataclass
class TableRows:
    """The rows of one table. ``idle``: rows with nothing but codes and something in the grey
    columns; ``problems`` are complete after the last row. ``is_text``: it comes from a CSV file,
    where a cell beside the columns most likely belongs to one of them."""

    shape: Shape
    title: str
    readings: Readings
    is_text: bool
    problems: list[Problem] = field(default_factory=list)
    idle: list[tuple[RawRow, dict[str, Cell]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        layout = LAYOUTS.get(self.shape.sheet.table)
        self._prefilled = frozenset(layout.prefilled if layout else ())
        self._header = {place: fold(label(cell)) for place, cell in self.shape.header.cells.items()}
        self._more_columns: dict[str, None] = {}
        self._code = self.shape.sheet.key[0] if "year" not in self.shape.sheet.key[0] else ""

    @property
    def columns(self) -> list[str]:
        """Those of tables that stand below the first one, in another order."""
        return list(self._more_columns)

    def read(self, rows: Iterable[Row]) -> Iterator[RawRow]:
        for row in rows:
            if self._begins_again(row):
                continue
            shape = self.shape
            cells: dict[str | None, object] = {}
            strays: list[tuple[int, Cell]] = []
            across: dict[int, Cell] = {}
            for place, cell in row.cells.items():
                name = shape.columns.get(place)
                if name is not None:
                    cells[name] = cell
                elif place in shape.years or place in shape.codes:
                    across[place] = cell
                elif place not in self._header:
                    strays.append((place, cell))
            if self._is_left_out(row, cells, across, strays):
                continue
            if not across and cells.keys() <= self._prefilled:
                self._note_idle(row, cells)
                continue
            self._note_strays(row, cells, strays)
            if row.hidden:
                message = "This row is hidden; show it (clear the filter), or delete it"
                self.problems.append(
                    Problem(self.title, row.number, None, None, "hidden_row", message)
                )
                cells.setdefault(None, TOLD)
            yield from self._made_of(row, cells, across)

    def _made_of(
        self, row: Row, cells: dict[str | None, object], across: dict[int, Cell]
    ) -> Iterator[RawRow]:
        """A row; of years or indicators across columns one for each of them."""
        others, beside = self._others(row), self._beside(row)
        years, codes = self.shape.years, self.shape.codes
        if not years and not codes:
            yield RawRow(row.number, cells, others=others, beside=beside)
        for place, cell in across.items():
            head = label(self.shape.header.cells[place])
            name, own = ("year", (NUMBER, float(years[place]))) if place in years else (
                "indicator", (TEXT, codes[place])
            )  # fmt: skip
            yield RawRow(
                row.number, {**cells, name: own, "value": cell}, {name: head, "value": head},
                others, beside,
            )  # fmt: skip

    def _begins_again(self, row: Row) -> bool:
        """Whether another table begins here, with the same columns in another order, or others."""
        first = next(iter(row.cells.values()))
        if len(row.cells) < 2 or first[0] != TEXT or self.shape.given:
            return False
        if fold(label(first)) not in self._header.values():
            return False
        again = shape_as(self.shape.sheet, row, self.title)
        if not fits(again):
            return False
        if (again.columns, again.years) == (self.shape.columns, self.shape.years):
            return False  # it is left out, see below
        self._tell("repeated_header", row, None, first)
        tell(again, self.readings)
        self._more_columns |= dict.fromkeys((*again.columns.values(), *sorted(again.across)))
        self.shape = again
        self._header = {place: fold(label(cell)) for place, cell in row.cells.items()}
        return True

    def _others(self, row: Row) -> dict[str, str]:
        """What stands in columns left out, where that decides which rows are read."""
        out = self.shape.left_out if self.shape.given else self.shape.parts
        if not out:
            return {}
        return {out[place]: shown(cell) for place, cell in row.cells.items() if place in out}

    def _beside(self, row: Row) -> dict[str, str]:
        """The unit and the name that stand in a row, and by what its numbers are multiplied."""
        beside = self.shape.beside
        if not beside:
            return {}
        return {beside[place]: shown(cell) for place, cell in row.cells.items() if place in beside}

    def _is_left_out(
        self,
        row: Row,
        cells: dict[str | None, object],
        across: dict[int, Cell],
        strays: list[tuple[int, Cell]],
    ) -> bool:
        """Remarks, totals, and the names of the columns once more."""
        if not cells and not across:
            for place, cell in strays:
                self._tell("remark", row, place, cell)
            return True
        first = next(iter(row.cells.values()))
        if first[0] != TEXT:
            return False
        code = cells.get(self._code)
        text = str(code[1]) if isinstance(code, tuple) and code[0] == TEXT else ""
        words = fold(text)
        if words and (words in TOTALS or words.split()[0] in ("total", "totaux", "subtotal")):
            self._tell("total", row, None, (TEXT, text))
            return True
        if len(row.cells) > 1 and all(
            self._header.get(place) == fold(label(cell)) for place, cell in row.cells.items()
        ):
            self._tell("repeated_header", row, None, first)
            return True
        if len(row.cells) == 1 and len(self.shape.columns) > 1:
            place = next(iter(row.cells))
            name = self.shape.columns.get(place)
            is_code = name in self.shape.sheet.key and not _is_remark(str(first[1]))
            if not is_code and (name == self._code or name not in self.shape.sheet.key):
                self._tell("remark", row, place, first)
                return True
        return False

    def _note_idle(self, row: Row, cells: dict[str | None, object]) -> None:
        grey = {
            name: row.cells[place]
            for place, name in self.shape.grey.items()
            if place in row.cells and name.startswith("last_")
        }
        if grey and not row.hidden:
            self.idle.append((RawRow(row.number, cells), grey))

    def _note_strays(
        self, row: Row, cells: dict[str | None, object], strays: list[tuple[int, Cell]]
    ) -> None:
        for place, cell in strays:
            if self.is_text:
                message = "There is no column for this cell"
                cells.setdefault(None, Fault(shown(cell), "surplus_cell", message))
            else:
                self._tell("remark", row, place, cell)

    def _tell(self, kind: str, row: Row, place: int | None, cell: Cell) -> None:
        column = letters(place) if place else None
        self.readings.add(kind, row.number, column, shown(cell), "")


def _is_remark(text: str) -> bool:
    """Whether a text in the place of a code is a sentence, a source or a footnote."""
    seen = visible(text)
    return len(plain_code(seen)) > LONGEST_CODE or seen[:1] in "*(¹²³†[" or ":" in seen
