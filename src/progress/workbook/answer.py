"""The files had back: the same sheets and rows, with the faulty cells marked and said what to
write instead."""

import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as WrittenCell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from progress.problems import PlanErrors, Problem
from progress.sheets import SHEETS, Sheet
from progress.text import Language
from progress.workbook import names
from progress.workbook.cells import CellError, parse
from progress.workbook.excel import HEADER_ROWS, columns_of, find_header, title_of
from progress.workbook.grid import Grid
from progress.workbook.headers import column_of
from progress.workbook.kinds import refuse_other_kinds
from progress.workbook.package import Refusal
from progress.workbook.raw import MAXIMUM_ROWS, File, RawSheet
from progress.workbook.read import read_csv
from progress.workbook.sheet_reader import BOOLEAN, DATE, NUMBER, PERCENT, TEXT, Cell, Row
from progress.workbook.sheet_style import (
    height_of,
    put,
    set_up_page,
    style_body,
    style_fault,
    style_header,
    width_of,
)  # fmt: skip
from progress.workbook.typed import NUMERIC, shown

MAXIMUM_COMMENTS = 500  # of a sheet; all problems stand in the column Error as well


@dataclass
class _Page:
    """One sheet to be written: as its title and as problems know it, and where its columns are."""

    title: str
    known_as: set[str]
    rows: list[Row]
    header: int = 1
    columns: dict[str, int] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return max((place for row in self.rows for place in row.cells), default=0)


def write_answer(
    files: list[File] | tuple[File, ...], problems: list[Problem], t: Language
) -> bytes:
    """One .xlsx workbook with all sheets of the files. What belongs to no row stands on a sheet
    of its own."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    by_place: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_place[problem.sheet].append(problem)
    elsewhere = list(problems)
    for file in files:
        for page in _pages(file, by_place):
            own = [problem for name in sorted(page.known_as) for problem in by_place[name]]
            title = (
                f"{page.title} ({file.name.rsplit('.', 1)[0]})" if len(files) > 1 else page.title
            )
            sheet = workbook.create_sheet(_valid(title))
            placed = _write_page(sheet, page, own, t)
            elsewhere = [problem for problem in elsewhere if problem not in placed]
    if elsewhere or not workbook.sheetnames:
        _write_list(workbook.create_sheet(names.PROBLEMS[t.code]), elsewhere, t)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _pages(file: File, by_place: dict[str, list[Problem]]) -> list[_Page]:
    """The sheets of a file, as far as they can be read."""
    pages: list[_Page] = []
    try:
        if refuse_other_kinds(file) == "csv":
            return [_csv_page(read_csv(file, SHEETS["value"]), by_place[file.name])]
        grid = Grid(file.content)
        for part in grid.parts:
            sheet = names.sheet_of(part.title)
            known_as = {part.title, title_of(part, file.name)}
            if names.is_ignored_sheet(part.title) or not (part.visible or sheet):
                continue
            page = _Page(part.title, known_as, [])
            pages.append(page)
            try:
                page.rows.extend(grid.rows(part, [], set()))
            except Refusal as refusal:
                if not refusal.of_sheet:
                    raise
            _find_columns(page, sheet)
    except (Refusal, PlanErrors):
        pass  # the problem itself says so
    return [page for page in pages if page.rows]


def _csv_page(raw: RawSheet, problems: list[Problem]) -> _Page:
    """The rows of a CSV file. A workbook holds fewer rows; then those with a problem are kept."""
    faulty = {problem.row for problem in problems}
    kept = raw.rows
    if len(kept) > MAXIMUM_ROWS:
        kept = [row for row in kept if row[0] in faulty][:MAXIMUM_ROWS]
    places = {name: place for place, name in enumerate(raw.columns, start=1)}
    known = names.columns_of(raw.sheet, raw.columns)
    kinds = {
        shown_name: column_of(raw.sheet.table, name) if name else None
        for shown_name, name in zip(raw.columns, known, strict=True)
    }
    rows = [Row(1, False, {place: (TEXT, name) for name, place in places.items() if name})]
    for number, cells in kept:
        row = Row(number, False)
        for name, text in cells.items():
            place = places.get(name, len(raw.columns) + 1)
            row.cells[place] = _csv_cell(kinds.get(name), text, raw.decimal_comma)
        rows.append(row)
    page = _Page(raw.sheet.title, {raw.title}, rows)
    _find_columns(page, raw.sheet)
    return page


def _csv_cell(column, text: object, decimal_comma: bool) -> Cell:
    if column and column.kind in NUMERIC:
        try:
            number = parse(column, text, decimal_comma)
        except CellError:
            number = None
        if number is not None:
            return NUMBER, float(number)
    return TEXT, str(text)


def _find_columns(page: _Page, sheet: Sheet | None) -> None:
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


def _write_page(
    sheet: Worksheet, page: _Page, problems: list[Problem], t: Language
) -> list[Problem]:
    """Writes a sheet; returns the problems that found their place in it."""
    error_place = page.width + 1
    rows = {row.number for row in page.rows}
    names_of = {place: name for name, place in page.columns.items()}
    for row in page.rows:
        for place, cell in row.cells.items():
            _write(sheet.cell(row.number, place), cell)
            if row.number == page.header:
                style_header(sheet.cell(row.number, place), "optional")
    for place in range(1, error_place):
        name = names_of.get(place, "")
        sheet.column_dimensions[get_column_letter(place)].width = width_of(name)
    head = sheet.cell(page.header, error_place)
    put(head, names.column_label("error", t.code).capitalize())
    style_header(head, "required")
    sheet.column_dimensions[get_column_letter(error_place)].width = width_of("error")
    sheet.freeze_panes = sheet.cell(page.header + 1, 1)
    set_up_page(sheet)
    placed = []
    told: dict[int, list[str]] = defaultdict(list)
    for number in {problem.row for problem in problems} & rows - {page.header}:
        for place in range(1, error_place):
            style_body(sheet.cell(number, place))
    for problem in problems:
        if problem.row not in rows:
            continue
        place = page.columns.get(problem.column or "")
        sentence = problem.sentence(t)
        if place:
            _mark(sheet.cell(problem.row, place), sentence, len(placed) < MAXIMUM_COMMENTS)
        if problem.row != page.header:
            told[problem.row].append(
                f"{problem.column}: {sentence}" if problem.column else sentence
            )
        if place or problem.row != page.header:
            placed.append(problem)
    for number, sentences in told.items():
        cell = sheet.cell(number, error_place)
        put(cell, "\n".join(sentences))
        style_body(cell)
        sheet.row_dimensions[number].height = height_of({width_of("error"): cell.value})
    return placed


def _write(written: WrittenCell, cell: Cell) -> None:
    kind, value = cell
    if kind in (NUMBER, PERCENT, BOOLEAN):
        put(written, int(value) if kind == NUMBER and value.is_integer() else value)
    else:
        put(written, value)
    if kind == PERCENT:
        written.number_format = "0.0###%"
    elif kind == DATE:
        try:
            written.value = datetime.fromisoformat(value)
            written.number_format = "yyyy-mm-dd"
        except ValueError:
            pass  # a time, or a date that no calendar has: shown as it was


def _mark(cell: WrittenCell, sentence: str, with_comment: bool) -> None:
    style_fault(cell)
    if with_comment:
        text = f"{cell.comment.text}\n{sentence}" if cell.comment else sentence
        cell.comment = Comment(text, "check", height=90, width=260)


def _write_list(sheet: Worksheet, problems: list[Problem], t: Language) -> None:
    head = (t("Sheet"), t("Row"), t("Column"), t("Found"), t("What to write instead"))
    widths = (28, 8, 20, 28, 90)
    for place, (text, width) in enumerate(zip(head, widths, strict=True), start=1):
        put(sheet.cell(1, place), text)
        style_header(sheet.cell(1, place), "required")
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, problem in enumerate(problems[:MAXIMUM_ROWS], start=2):
        found = (problem.sheet, problem.row, problem.column, problem.value, problem.sentence(t))
        for place, value in enumerate(found, start=1):
            put(sheet.cell(number, place), value)
            style_body(sheet.cell(number, place))


def _valid(title: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", " ", title).strip(" '")[:31] or "-"
