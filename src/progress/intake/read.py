"""Files as tables of cells: workbooks with any sheets, and CSV files, each one sheet.

An update may be several files. Which sheet a table is and where its columns are is found here;
what its cells mean comes after (``understand``), as that depends on the plan.
"""

from collections.abc import Iterator
from pathlib import Path, PurePath

from progress.errors import PlanErrors, Problem
from progress.intake.cells import Fault
from progress.intake.encoding import decode
from progress.intake.file_kinds import refuse_other_kinds
from progress.intake.header_search import score
from progress.intake.known_codes import Codes
from progress.intake.mapping import ColumnMap
from progress.intake.raw_sheet import Found, RawRow, RawSheet
from progress.intake.readings import Readings
from progress.intake.table import Table, find_shape, read_shape, unknown_table
from progress.intake.text_table import lines_of, read_text_table
from progress.intake.workbook import read_workbook, refused
from progress.language import Language
from progress.publishing.provenance import File
from progress.schema import SHEETS, Sheet
from progress.vocabulary import names
from progress.xlsx.limits import MAXIMUM_BYTES, MAXIMUM_COLUMNS
from progress.xlsx.package import Refusal


def read_file(path: Path) -> File:
    with path.open("rb") as stream:
        return File.of_path(
            path.name, stream.read(MAXIMUM_BYTES + 1)
        )  # one byte too many is refused


def read_files(
    files: list[File], given: ColumnMap | None = None, codes: Codes | None = None
) -> Found:
    """All sheets of the files handed in for an update, and what could not be read. ``codes``:
    those of the indicators there are."""
    found = Found()
    given = given or ColumnMap()
    for file in files:
        try:
            if refuse_other_kinds(file) == "csv":
                found.add(read_text(file, given, codes))
            else:
                found.add(read_workbook(file, given, codes, several=len(files) > 1))
        except Refusal as refusal:
            found.problems.append(refused(refusal, file.name))
            found.unread |= set(SHEETS)
    return found


def read_text(file: File, given: ColumnMap, codes: Codes | None = None) -> Found:
    """A CSV file: one sheet, known by its columns. Raises Refusal."""
    found = Found()
    readings = Readings(file.name, file.name)
    made = read_text_table(file, readings, score)
    named = names.sheet_of(PurePath(file.name).stem)
    table = Table(
        file.name, file.name, made.rows, named, is_text=True, decimal=made.decimal, codes=codes
    )
    table.look()
    _refuse_instructions(table)
    shape = find_shape(table, given)
    if unknown := unknown_table(table, shape):
        found.unknown.append(unknown)
    if shape is None:
        raise Refusal("no_header", "The names of the columns were not found in this file")
    raw = read_shape(table, shape, given, found)
    found.readings = [*readings, *found.readings]
    found.sheets.append(raw)
    if made.garbled:
        message = "Letters are garbled: {words}; save the file as UTF-8"
        words = ", ".join(made.garbled)
        found.warnings.append(
            Problem(file.name, None, None, words, "garbled", message, {"words": words})
        )
    return found


def _refuse_instructions(table: Table) -> None:
    """The first sheet of our template, saved in place of the one with the values."""
    if not table.above:
        return
    first = str(next(iter(table.above[0].cells.values()))[1])
    for lang in names.LANGUAGES:
        t = Language(lang)
        if first in (t("Report on the strategic plan"), t("The strategic plan")):
            message = "This is the sheet {sheet}; save the sheet with the values as CSV instead"
            raise Refusal("instructions", message, sheet=names.WORDS[lang].instructions)


def read_csv(file: File, sheet: Sheet) -> RawSheet:
    """One sheet from a CSV file of a plan's folder, exactly as it stands there. Raises PlanErrors
    where it cannot be read at all."""
    try:
        if len(file.content) > MAXIMUM_BYTES:
            raise Refusal("too_large", "Keep the file under 10 MB")
        text = decode(file.content).text
        header = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=header.count)
        lines = lines_of(text, delimiter)
        _, cells = next(lines, (1, []))
        columns = [name.strip() for name in cells]
        if len(columns) > MAXIMUM_COLUMNS:
            raise Refusal("too_many_columns", "Keep to 50 columns")
        rows = list(_rows(lines, columns))
    except Refusal as refusal:
        raise PlanErrors([refused(refusal, file.name)]) from None
    return RawSheet(sheet, file.name, columns, rows, decimal_comma=delimiter == ";")


def _rows(lines: Iterator[tuple[int, list[str]]], columns: list[str]) -> Iterator[RawRow]:
    without_name = [place for place, column in enumerate(columns) if not column]
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        row: dict[str | None, object] = dict(zip(columns, cells, strict=False))
        surplus = [cells[place] for place in without_name if place < len(cells)]
        surplus = [cell for cell in (*surplus, *cells[len(columns) :]) if cell.strip()]
        if surplus:
            row[None] = Fault(surplus[0], "surplus_cell", "There is no column for this cell")
        row.pop("", None)
        yield RawRow(number, row)
