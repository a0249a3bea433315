"""The sheets of a workbook, .xlsx, .xlsm or .ods. Only visible sheets are read.

Where a person sees something else than is stored (a percentage, a date, a merged cell, something
hidden) it is a problem that says what to write instead.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from openpyxl.utils.cell import range_boundaries

from progress.errors import Problem
from progress.intake.cells import TOLD
from progress.intake.known_codes import Codes
from progress.intake.mapping import ColumnMap
from progress.intake.raw_sheet import Found, RawSheet
from progress.intake.readings import Readings
from progress.intake.shape import Shape
from progress.intake.table import Table, find_shape, no_table, read_shape, unknown_table
from progress.publishing.provenance import File
from progress.schema import SHEETS
from progress.vocabulary import names
from progress.xlsx.cells import Part, Remarks, Spreadsheet, too_many_columns
from progress.xlsx.package import Refusal
from progress.xlsx.spreadsheet import open_spreadsheet

MAXIMUM_MERGED = 200  # that are told one by one


def read_workbook(
    file: File, given: ColumnMap, codes: Codes | None = None, several: bool = False
) -> Found:
    """The known sheets of a workbook. ``several``: it comes with other files, so that a sheet is
    known by the name of its file as well."""
    found = Found()
    try:
        book = open_spreadsheet(file.content)
        if book.has_macros:
            readings = Readings(file.name, file.name)
            readings.add("macros", None, None, file.name, "")
            found.readings += readings
        _read_sheets(book, file.name, several, given, codes, found)
        if not found.sheets and not found.problems and not _has_known_sheet(book):
            titles = ", ".join(sheet.title for sheet in SHEETS.values())
            message = "No sheet of this workbook is known; there can be: {titles}"
            raise Refusal("no_sheet", message, titles=titles)
    except Refusal as refusal:
        found.problems.append(refused(refusal, file.name))
        found.unread |= set(SHEETS)
    unknown = {table.title for table in found.unknown}
    if any(raw.title not in unknown for raw in found.sheets):
        found.unknown = []  # beside sheets that are known they are somebody's own
    return found


def title_of(part: Part, file_name: str | None) -> str:
    return f"{file_name}: {part.title}" if file_name else part.title


def refused(refusal: Refusal, title: str) -> Problem:
    found, details = refusal.found, refusal.details
    return Problem(title, None, None, found, refusal.code, refusal.message, details)


def _read_sheets(
    book: Spreadsheet, file: str, several: bool, given: ColumnMap, codes: Codes | None,
    found: Found,
) -> None:  # fmt: skip
    first: dict[str, Part] = {}
    for part in book.parts:
        title = title_of(part, file if several else None)
        named = names.sheet_of(part.title)
        if named is None and (not part.visible or names.is_ignored_sheet(part.title)):
            continue
        own = Found()
        try:
            raw = _read_sheet(book, part, title, file, given, codes, own)
            if raw is None:
                found.add(own)
                continue
            if not part.visible and raw.rows:
                message = "This sheet is hidden; show it, or delete it"
                raise Refusal("hidden_sheet", message, part.title)
            table = raw.sheet.table
            if part.visible and table in first:
                message = "The workbook has this sheet already, as {first}; keep one of the two"
                raise Refusal("double_sheet", message, part.title, first=first[table].title)
        except Refusal as refusal:
            if not refusal.of_sheet:
                raise
            found.unknown += own.unknown
            if part.visible or refusal.code == "hidden_sheet":
                found.problems.append(refused(refusal, title))
            found.unread |= {named.table} if named else own.unread
            continue
        if part.visible:
            first[table] = part
            found.add(own)
            found.sheets.append(raw)


def _has_known_sheet(book: Spreadsheet) -> bool:
    return any(names.sheet_of(part.title) for part in book.parts)


def _read_sheet(
    book: Spreadsheet, part: Part, title: str, file: str, given: ColumnMap, codes: Codes | None,
    found: Found,
) -> RawSheet | None:  # fmt: skip
    """The rows of a sheet; None if it is empty, or one of the person's own."""
    remarks = Remarks()
    rows = book.rows(part, remarks)
    table = Table(file, title, rows, names.sheet_of(part.title), codes=codes)
    table.look()
    if not table.above:
        if remarks.beyond:
            raise too_many_columns(remarks.beyond)
        return None
    shape = find_shape(table, given)
    if unknown := unknown_table(table, shape):
        found.unknown.append(unknown)
    if shape is None:
        _leave_out(part, table, found)
        return None
    raw = read_shape(table, shape, given, found)
    readers = dict(shape.columns) | dict.fromkeys((*shape.years, *shape.codes), "value")
    _note_beyond(remarks, raw, found)
    raw.problems = (
        *raw.problems,
        *_merged(remarks.merged, raw, shape, readers),
        *_hidden(remarks.hidden_columns, raw, readers),
    )
    return raw


def _leave_out(part: Part, table: Table, found: Found) -> None:
    """A sheet whose columns are not ours: a slip in its name, or the person's own."""
    if table.named:
        problem = no_table(table)
        raise Refusal(problem.code, problem.message, **problem.details)
    if close := names.nearest_sheet(part.title):
        sheet = names.sheet_of(close)
        if sheet:
            found.unread.add(sheet.table)
        message = "This sheet is not known; did you mean {close}?"
        raise Refusal("unknown_sheet", message, part.title, close=close)
    readings = Readings(table.file, table.title)
    readings.add("other_sheet", None, None, part.title, "")
    found.readings += readings


def _note_beyond(remarks: Remarks, raw: RawSheet, found: Found) -> None:
    if not remarks.beyond:
        return
    if not raw.rows:
        raise too_many_columns(remarks.beyond)
    readings = Readings(raw.file, raw.title)
    for _ in range(remarks.beyond_count):
        readings.add("remark", None, remarks.beyond, remarks.beyond, "")
    found.readings += readings


def _merged(
    merged: list[str], raw: RawSheet, shape: Shape, readers: dict[int, str]
) -> Iterator[Problem]:
    """Merged cells among the rows. Of the cells under them nothing else is said."""
    numbers = [row.number for row in raw.rows]
    header = shape.header.number
    message = "These cells are merged; take the merging back and fill in each of them"
    for reference in merged[:MAXIMUM_MERGED]:
        try:
            left, top, right, bottom = (int(end or 0) for end in range_boundaries(reference))
            covered = [name for place, name in readers.items() if left <= place <= right]
            touched = raw.rows[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        except (ValueError, TypeError):
            continue
        if not covered or bottom < header or top < header == bottom:
            continue  # of a title, or of a header of several rows
        if not touched and top > header:
            continue
        row = max(top, min(header, bottom))
        yield Problem(raw.title, row, covered[0], reference, "merged_cells", message)
        for one in touched:
            one.cells.update(dict.fromkeys(covered, TOLD))


def _hidden(hidden_columns: set[int], raw: RawSheet, readers: dict[int, str]) -> Iterator[Problem]:
    """Columns that are read but that nobody sees."""
    message = "This column is hidden; show it, or delete it"
    for place in sorted(hidden_columns & set(readers)):
        name = readers[place]
        if any(name in row.cells for row in raw.rows):
            yield Problem(raw.title, raw.header_row, name, name, "hidden_column", message)
