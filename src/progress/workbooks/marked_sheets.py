"""The sheets of files as they were handed in, for writing them again."""

from dataclasses import dataclass, field
from pathlib import PurePath

from progress.intake.figures import meanings
from progress.intake.file_kinds import refuse_other_kinds
from progress.intake.header_search import score
from progress.intake.mapping import ColumnMap
from progress.intake.readings import Readings
from progress.intake.shape import Shape, label
from progress.intake.table import Table, find_shape
from progress.intake.text_table import read_text_table
from progress.intake.typed_cells import NUMERIC
from progress.intake.workbook import title_of
from progress.publishing.provenance import File
from progress.schema import Column
from progress.vocabulary import names
from progress.vocabulary.headers import column_of, kind_of_header
from progress.vocabulary.layout import LAYOUTS, PLAN_SHEETS
from progress.vocabulary.marks import plain_figure
from progress.xlsx.cells import NUMBER, Cell, Remarks, Row
from progress.xlsx.looks import Looks
from progress.xlsx.package import Refusal
from progress.xlsx.spreadsheet import open_spreadsheet

MAXIMUM_SIZE = 100_000  # cells; of a larger sheet it is not read twice how it looks


@dataclass
class Page:
    """One sheet to be written: as its title and as problems know it, and where its columns are."""

    title: str
    known_as: set[str]
    rows: list[Row]
    header: int = 1
    columns: dict[str, int] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)  # column -> required, optional or grey
    looks: Looks = field(default_factory=Looks)
    lists: bool = False  # it holds what the drop-downs of the others offer
    instructions: str | None = None  # of which language; they are written anew
    of_plan: bool = False  # it belongs to the plan workbook

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


def pages_of(file: File, given: ColumnMap | None = None) -> list[Page]:
    """The sheets of a file, as far as they can be read."""
    given = given or ColumnMap()
    found: list[Page] = []
    try:
        if refuse_other_kinds(file) == "csv":
            return [_csv_page(file, given)]
        book = open_spreadsheet(file.content)
        for part in book.parts:
            named = names.sheet_of(part.title)
            known_as = {part.title, title_of(part, file.name)}
            page = Page(part.title, known_as, [])
            if names.is_ignored_sheet(part.title):
                if _is_our_own(page):
                    found.append(page)
                    page.rows.extend([] if page.instructions else book.rows(part, Remarks()))
                continue
            if not (part.visible or named):
                continue
            found.append(page)
            try:
                page.rows.extend(book.rows(part, Remarks()))
            except Refusal as refusal:
                if not refusal.of_sheet:
                    raise
            if page.size < MAXIMUM_SIZE:
                page.looks = book.looks(part)
            _find_columns(
                page, Table(file.name, part.title, iter(page.rows), named), given.of(*known_as)
            )
    except Refusal:
        pass  # the problem itself says so
    plan = {layout.table for layout in PLAN_SHEETS}
    of_plan = any((sheet := names.sheet_of(page.title)) and sheet.table in plan for page in found)
    for page in found:
        page.of_plan = of_plan
    return [page for page in found if page.rows or page.instructions]


def _is_our_own(page: Page) -> bool:
    """Whether this is a sheet of our workbooks that goes back with the others."""
    for lang, words in names.WORDS.items():
        title = names.fold(page.title)
        if title == names.fold(words.instructions):
            page.instructions = lang
        page.lists = page.lists or title == names.fold(words.lists)
    return page.lists or page.instructions is not None


def _csv_page(file: File, given: ColumnMap) -> Page:
    readings = Readings(file.name, file.name)
    made = read_text_table(file, readings, score)
    rows = list(made.rows)
    named = names.sheet_of(PurePath(file.name).stem)
    table = Table(file.name, file.name, iter(rows), named, is_text=True, decimal=made.decimal)
    page = Page(file.name, {file.name}, rows)
    shape = _find_columns(page, table, given)
    if shape is None:
        return page
    page.title = shape.sheet.title
    for row in rows:
        if row.number > page.header:
            for place, cell in row.cells.items():
                name = "value" if place in shape.years else shape.columns.get(place)
                column = column_of(shape.sheet.table, name) if name else None
                row.cells[place] = _csv_cell(column, cell, made.decimal)
    return page


def _csv_cell(column: Column | None, cell: Cell, decimal: str | None) -> Cell:
    """A text that is a number in its column becomes one."""
    if column and column.kind in NUMERIC:
        found = meanings(plain_figure(str(cell[1])), decimal)
        if len(found) == 1:
            return NUMBER, found[0][0]
    return cell


def _find_columns(page: Page, table: Table, given: ColumnMap) -> Shape | None:
    """Where which column stands; what was marked before is taken out."""
    table.look()
    try:
        shape = find_shape(table, given)
    except Refusal:
        return None
    if shape is None:
        return None
    header = shape.header
    page.header = header.number
    labels = {place: label(cell) for place, cell in header.cells.items()}
    page.columns = {text: place for place, text in labels.items()}
    page.columns |= {name: place for place, name in shape.columns.items()}
    layout = LAYOUTS.get(shape.sheet.table)
    if layout:
        page.kinds = {place: kind_of_header(layout, name) for place, name in shape.columns.items()}
    page.kinds |= dict.fromkeys(shape.grey, "grey")
    marked = {names.fold(names.column_label("error", lang)) for lang in names.LANGUAGES}
    for place, text in labels.items():
        if names.fold(text) in marked:
            for row in page.rows:
                row.cells.pop(place, None)
    return shape
