"""The sheets of an .xlsx workbook. Only visible sheets of known names are read.

Nothing is guessed: whatever a person sees otherwise than it is stored (a percentage, a date, a
merged cell, something hidden) is a problem that says what to write instead.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import chain

from openpyxl.utils.cell import range_boundaries

from progress.errors import Problem
from progress.intake.cells import TOLD, Fault
from progress.intake.raw_sheet import RawSheet, Reading
from progress.intake.typed_cells import Reader, reader, shown
from progress.publishing.provenance import File
from progress.schema import SHEETS, Sheet
from progress.vocabulary import names
from progress.vocabulary.layout import says_nothing
from progress.xlsx.grid import Grid, Part
from progress.xlsx.package import Refusal
from progress.xlsx.sheet_reader import Row

HEADER_ROWS = 10  # above the header there may be a title
MAXIMUM_MERGED = 200  # that are told one by one


def read_workbook(file: File, several: bool = False) -> Reading:
    """The known sheets of a workbook. ``several``: it comes with other files, so that a sheet is
    known by the name of its file as well."""
    read = Reading()
    try:
        grid = Grid(file.content)
        _read_sheets(grid, file.name if several else None, read)
        if not read.sheets and not read.problems and not _has_known_sheet(grid):
            titles = ", ".join(sheet.title for sheet in SHEETS.values())
            message = "No sheet of this workbook is known; there can be: {titles}"
            raise Refusal("no_sheet", message, titles=titles)
    except Refusal as refusal:
        read.problems.append(_problem(refusal, file.name))
        read.unread |= set(SHEETS)
    return read


def title_of(part: Part, file_name: str | None) -> str:
    return f"{file_name}: {part.title}" if file_name else part.title


def find_header(sheet: Sheet, rows: list[Row]) -> Row | None:
    """The row with most names of columns, the first of them."""

    def known(row: Row) -> int:
        return sum(names.is_column(sheet, shown(cell)) for cell in row.cells.values())

    found = max(rows, key=known, default=None)
    return found if found and known(found) else None


def columns_of(sheet: Sheet, header: Row) -> dict[int, str | None]:
    """Where which column stands; None for those that are not read."""
    labels = [shown(cell) for cell in header.cells.values()]
    return dict(zip(header.cells, names.columns_of(sheet, labels), strict=True))


def _read_sheets(grid: Grid, file_name: str | None, read: Reading) -> None:
    first: dict[str, Part] = {}
    for part in grid.parts:
        title = title_of(part, file_name)
        sheet = names.sheet_of(part.title)
        try:
            if sheet is None:
                _refuse_unknown(grid, part, read)
                continue
            raw = _read_sheet(grid, part, sheet, title)
            if raw is None:
                continue
            if not part.visible and raw.rows:
                message = "This sheet is hidden; show it, or delete it"
                raise Refusal("hidden_sheet", message, part.title)
            if part.visible and sheet.table in first:
                message = "The workbook has this sheet already, as {first}; keep one of the two"
                raise Refusal("double_sheet", message, part.title, first=first[sheet.table].title)
        except Refusal as refusal:
            if not refusal.of_sheet:
                raise
            if part.visible or refusal.code == "hidden_sheet":
                read.problems.append(_problem(refusal, title))
            if sheet:
                read.unread.add(sheet.table)
            continue
        if part.visible:
            first[sheet.table] = part
            read.sheets.append(raw)


def _refuse_unknown(grid: Grid, part: Part, read: Reading) -> None:
    if not part.visible or names.is_ignored_sheet(part.title):
        return
    if next(grid.rows(part, [], set()), None) is None:
        return
    close = names.nearest_sheet(part.title)
    message = "This sheet is not known; take it out, or name it as in the template"
    if close:
        read.unread.add(names.sheet_of(close).table)
        message = "This sheet is not known; did you mean {close}?"
    raise Refusal("unknown_sheet", message, part.title, close=close)


def _has_known_sheet(grid: Grid) -> bool:
    return any(names.sheet_of(part.title) for part in grid.parts)


def _read_sheet(grid: Grid, part: Part, sheet: Sheet, title: str) -> RawSheet | None:
    """The rows of a sheet; None if it is empty."""
    merged: list[str] = []
    hidden_columns: set[int] = set()
    rows = grid.rows(part, merged, hidden_columns)
    above: list[Row] = []
    for row in rows:
        above.append(row)
        if row.number >= HEADER_ROWS:
            break
    if not above:
        return None
    header = find_header(sheet, above)
    if header is None:
        message = "The first row must hold the names of the columns: {columns}"
        raise Refusal("no_header", message, columns=", ".join(sheet.names))
    columns = columns_of(sheet, header)
    readers = {
        place: reader(sheet, name) for place, name in columns.items() if name in _names(sheet)
    }
    problems: list[Problem] = []
    below = chain(above[above.index(header) + 1 :], rows)
    found = list(_rows(below, sheet, title, readers, set(columns), problems))
    problems += _merged(merged, found, header, readers, title)
    problems += _hidden(hidden_columns, found, header, readers, title)
    shown_columns = [name for name in columns.values() if name is not None]
    return RawSheet(
        sheet, title, shown_columns, found, header_row=header.number, problems=tuple(problems)
    )


def _names(sheet: Sheet) -> list[str]:
    return [*sheet.names, "withdraw"]


def _rows(
    rows: Iterator[Row],
    sheet: Sheet,
    title: str,
    readers: dict[int, Reader],
    with_header: set[int],
    problems: list[Problem],
) -> Iterator[tuple[int, dict]]:
    for row in rows:
        cells: dict[str | None, object] = {}
        for place, cell in row.cells.items():
            known = readers.get(place)
            if known:
                cells[known.name] = known.read(cell)
            elif place not in with_header:  # told once, not for each row of the column
                with_header.add(place)
                message = "There is no column for this cell"
                cells[None] = Fault(shown(cell), "surplus_cell", message)
        if not cells or says_nothing(sheet.table, cells):
            continue
        if row.hidden:
            message = "This row is hidden; show it (clear the filter), or delete it"
            problems.append(Problem(title, row.number, None, None, "hidden_row", message))
            cells.setdefault(None, TOLD)
        yield row.number, cells


def _merged(
    merged: list[str],
    rows: list[tuple[int, dict]],
    header: Row,
    readers: dict[int, Reader],
    title: str,
) -> Iterator[Problem]:
    """Merged cells among the rows. Of the cells under them nothing else is said."""
    numbers = [number for number, _ in rows]
    message = "These cells are merged; take the merging back and fill in each of them"
    for reference in merged[:MAXIMUM_MERGED]:
        try:
            left, top, right, bottom = range_boundaries(reference)
            covered = [known.name for place, known in readers.items() if left <= place <= right]
            touched = rows[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        except (ValueError, TypeError):
            continue
        if not covered or bottom < header.number or not (touched or top <= header.number):
            continue
        row = max(top, min(header.number, bottom))
        yield Problem(title, row, covered[0], reference, "merged_cells", message)
        for _, cells in touched:
            cells.update(dict.fromkeys(covered, TOLD))


def _hidden(
    hidden_columns: set[int],
    rows: list[tuple[int, dict]],
    header: Row,
    readers: dict[int, Reader],
    title: str,
) -> Iterator[Problem]:
    """Columns that are read but that nobody sees."""
    message = "This column is hidden; show it, or delete it"
    for place in sorted(hidden_columns & set(readers)):
        name = readers[place].name
        if any(name in cells for _, cells in rows):
            yield Problem(title, header.number, name, name, "hidden_column", message)


def _problem(refusal: Refusal, title: str) -> Problem:
    found, details = refusal.found, refusal.details
    return Problem(title, None, None, found, refusal.code, refusal.message, details)
