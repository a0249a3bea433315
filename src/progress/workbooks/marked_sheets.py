"""The sheets of files as they were handed in, for writing them again."""

from dataclasses import dataclass, field

from progress.errors import PlanErrors
from progress.intake.cells import CellError, parse
from progress.intake.file_kinds import refuse_other_kinds
from progress.intake.raw_sheet import RawSheet
from progress.intake.read import read_csv
from progress.intake.typed_cells import NUMERIC, shown
from progress.intake.workbook import HEADER_ROWS, columns_of, find_header, title_of
from progress.publishing.provenance import File
from progress.schema import SHEETS, Column, Sheet
from progress.vocabulary import names
from progress.vocabulary.headers import column_of
from progress.xlsx.grid import Grid
from progress.xlsx.package import Refusal
from progress.xlsx.sheet_reader import NUMBER, TEXT, Cell, Row


@dataclass
class Page:
    """One sheet to be written: as its title and as problems know it, and where its columns are."""

    title: str
    known_as: set[str]
    rows: list[Row]
    header: int = 1
    columns: dict[str, int] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return max((place for row in self.rows for place in row.cells), default=0)

    @property
    def size(self) -> int:
        return sum(len(row.cells) for row in self.rows)

    def shorten(self, room: int, faulty: set[int | None]) -> None:
        """Where there is no room for all cells, keeps the rows with a problem, while there is."""
        if self.size <= room:
            return
        kept = []
        for row in self.rows:
            if row.number == self.header or row.number in faulty:
                room -= len(row.cells)
                if room < 0:
                    break
                kept.append(row)
        self.rows = kept


def pages_of(file: File) -> list[Page]:
    """The sheets of a file, as far as they can be read."""
    found: list[Page] = []
    try:
        if refuse_other_kinds(file) == "csv":
            return [_csv_page(read_csv(file, SHEETS["value"]))]
        grid = Grid(file.content)
        for part in grid.parts:
            sheet = names.sheet_of(part.title)
            known_as = {part.title, title_of(part, file.name)}
            if names.is_ignored_sheet(part.title) or not (part.visible or sheet):
                continue
            page = Page(part.title, known_as, [])
            found.append(page)
            try:
                page.rows.extend(grid.rows(part, [], set()))
            except Refusal as refusal:
                if not refusal.of_sheet:
                    raise
            _find_columns(page, sheet)
    except (Refusal, PlanErrors):
        pass  # the problem itself says so
    return [page for page in found if page.rows]


def _csv_page(raw: RawSheet) -> Page:
    places = {name: place for place, name in enumerate(raw.columns, start=1)}
    known = names.columns_of(raw.sheet, raw.columns)
    kinds = {
        shown_name: column_of(raw.sheet.table, name) if name else None
        for shown_name, name in zip(raw.columns, known, strict=True)
    }
    rows = [Row(1, False, {place: (TEXT, name) for name, place in places.items() if name})]
    for number, cells in raw.rows:
        row = Row(number, False)
        for name, text in cells.items():
            if str(text).strip():
                place = places.get(name, len(raw.columns) + 1)
                row.cells[place] = _csv_cell(kinds.get(name), text, raw.decimal_comma)
        rows.append(row)
    page = Page(raw.sheet.title, {raw.title}, rows)
    _find_columns(page, raw.sheet)
    return page


def _csv_cell(column: Column | None, text: object, decimal_comma: bool) -> Cell:
    if column and column.kind in NUMERIC:
        try:
            number = parse(column, text, decimal_comma)
        except CellError:
            number = None
        if number is not None:
            return NUMBER, float(number)
    return TEXT, str(text)


def _find_columns(page: Page, sheet: Sheet | None) -> None:
    """Where which column stands; what was marked before is taken out."""
    above = [row for row in page.rows if row.number <= HEADER_ROWS]
    header = find_header(sheet, above) if sheet else None
    if not sheet or header is None:
        return
    page.header = header.number
    labels = {place: shown(cell) for place, cell in header.cells.items()}
    page.columns = {
        name or labels[place]: place for place, name in columns_of(sheet, header).items()
    }
    marked = {names.fold(names.column_label("error", lang)) for lang in names.LANGUAGES}
    for place, label in labels.items():
        if names.fold(label) in marked:
            for row in page.rows:
                row.cells.pop(place, None)
