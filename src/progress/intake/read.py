"""Files as rows of cells, exactly as they stand there; nothing is judged or guessed yet.

An update may be several files: workbooks with any sheets, and CSV files, each a sheet Values.
"""

import codecs
import csv
import io
from pathlib import Path

from progress.errors import PlanErrors, Problem
from progress.intake.cells import Fault
from progress.intake.file_kinds import refuse_other_kinds
from progress.intake.raw_sheet import RawSheet, Reading
from progress.intake.workbook import read_workbook
from progress.publishing.provenance import File
from progress.schema import SHEETS, WITHDRAW, Sheet
from progress.vocabulary import names
from progress.vocabulary.layout import says_nothing
from progress.xlsx.limits import (
    MAXIMUM_BYTES,
    MAXIMUM_CELL,
    MAXIMUM_COLUMNS,
    MAXIMUM_CSV_ROWS,
)
from progress.xlsx.package import Refusal

DELIMITERS = ",;\t"


def read_file(path: Path) -> File:
    with path.open("rb") as stream:
        return File(path.name, stream.read(MAXIMUM_BYTES + 1))  # one byte too many is refused


def read_files(files: list[File]) -> Reading:
    """All sheets of the files handed in for an update, and what could not be read."""
    found = Reading()
    for file in files:
        try:
            if refuse_other_kinds(file) == "xlsx":
                found.add(read_workbook(file, several=len(files) > 1))
            else:
                found.sheets.append(read_values(file))
        except Refusal as refusal:
            details = refusal.details
            found.problems.append(_refusal(file.name, refusal.code, refusal.message, **details))
            found.unread |= set(SHEETS)
        except PlanErrors as error:
            found.problems += error.problems
    return found


def read_values(file: File) -> RawSheet:
    """A CSV file handed in for an update: it is the Values sheet. Raises PlanErrors."""
    raw = read_csv(file, SHEETS["value"])
    columns = dict(zip(raw.columns, names.columns_of(raw.sheet, raw.columns), strict=True))
    with_choices = [
        column
        for column in (*raw.sheet.columns, WITHDRAW)
        if column.name in columns.values() and names.has_choices(column.name, column.kind)
    ]
    same_names = all(name == shown for shown, name in columns.items())
    rows = []
    for number, cells in raw.rows:
        if not same_names:
            cells = {
                columns.get(shown): cell
                for shown, cell in cells.items()
                if shown is None or columns[shown]
            }
        for column in with_choices:
            if text := cells.get(column.name):
                cells[column.name] = names.choice(column.name, column.kind, text)
        if not says_nothing(raw.sheet.table, cells):
            rows.append((number, cells))
    known = [columns[shown] for shown in raw.columns if columns[shown]]
    return RawSheet(raw.sheet, raw.title, known, rows, raw.decimal_comma)


def read_csv(file: File, sheet: Sheet) -> RawSheet:
    """One sheet from a CSV file. Raises PlanErrors where it cannot be read at all."""
    text = _decode(file)
    header = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=header.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = [name.strip() for name in next(lines, [])]
        _refuse_long_cells(file.name, columns, lines.line_num)
        if len(columns) > MAXIMUM_COLUMNS:
            raise PlanErrors([_refusal(file.name, "too_many_columns", "Keep to 50 columns")])
        rows = list(_rows(lines, columns, file.name))
    except csv.Error as error:
        if "field limit" in str(error):
            raise _long_cell(file.name, lines.line_num) from None
        message = "Line {line} cannot be read as CSV: {error}"
        details = {"line": lines.line_num, "error": str(error)}
        raise PlanErrors([_refusal(file.name, "not_csv", message, **details)]) from None
    return RawSheet(sheet, file.name, columns, rows, decimal_comma=delimiter == ";")


def _rows(lines, columns: list[str], name: str):
    line = lines.line_num
    without_name = [place for place, column in enumerate(columns) if not column]
    for cells in lines:
        number, line = line + 1, lines.line_num
        _refuse_long_cells(name, cells, line)
        if number > MAXIMUM_CSV_ROWS + 1:
            raise PlanErrors([_refusal(name, "too_many_rows", "Keep to 200 000 rows a file")])
        if not any(cell.strip() for cell in cells):
            continue
        row: dict[str | None, object] = dict(zip(columns, cells, strict=False))
        surplus = [cells[place] for place in without_name if place < len(cells)]
        surplus = [cell for cell in (*surplus, *cells[len(columns) :]) if cell.strip()]
        if surplus:
            row[None] = Fault(surplus[0], "surplus_cell", "There is no column for this cell")
        row.pop("", None)
        yield number, row


def _refuse_long_cells(name: str, cells: list[str], line: int) -> None:
    """The csv module has a limit too, but any library may set it for the whole process."""
    if any(len(cell) > MAXIMUM_CELL for cell in cells):
        raise _long_cell(name, line)


def _long_cell(name: str, line: int) -> PlanErrors:
    message = "Line {line} has a cell of more than 32 767 characters; shorten it"
    return PlanErrors([_refusal(name, "long_cell", message, line=line)])


def _decode(file: File) -> str:
    if len(file.content) > MAXIMUM_BYTES:
        raise PlanErrors([_refusal(file.name, "too_large", "Keep the file under 10 MB")])
    if file.content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = file.content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    message = "This is not a text file; save it as CSV (UTF-8)"
    raise PlanErrors([_refusal(file.name, "not_text", message)])


def _refusal(name: str, code: str, message: str, **details) -> Problem:
    return Problem(name, None, None, None, code, message, details)
