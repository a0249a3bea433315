"""The rows of a table below its header: those that say something, and what is left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from progress.errors import Problem
from progress.intake.cells import TOLD, Fault
from progress.intake.raw_sheet import RawRow
from progress.intake.readings import Readings
from progress.intake.shape import Shape, label
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
        self._code = self.shape.sheet.key[0] if "year" not in self.shape.sheet.key[0] else ""

    def read(self, rows: Iterable[Row]) -> Iterator[RawRow]:
        columns, years = self.shape.columns, self.shape.years
        for row in rows:
            cells: dict[str | None, object] = {}
            strays: list[tuple[int, Cell]] = []
            across: dict[int, Cell] = {}
            for place, cell in row.cells.items():
                name = columns.get(place)
                if name is not None:
                    cells[name] = cell
                elif place in years:
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
            others = self._others(row)
            if not years:
                yield RawRow(row.number, cells, others=others)
            for place, cell in across.items():
                head = label(self.shape.header.cells[place])
                year: Cell = NUMBER, float(years[place])
                yield RawRow(
                    row.number, {**cells, "year": year, "value": cell},
                    {"year": head, "value": head}, others,
                )  # fmt: skip

    def _others(self, row: Row) -> dict[str, str]:
        """What stands in columns left out, where that decides which rows are read."""
        if not self.shape.given:
            return {}
        out = self.shape.left_out
        return {out[place]: shown(cell) for place, cell in row.cells.items() if place in out}

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
