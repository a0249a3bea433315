"""Files as rows of cells, exactly as they stand there; nothing is judged or guessed yet."""

import codecs
import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from progress.problems import PlanErrors, Problem
from progress.sheets import SHEETS, Sheet

MAXIMUM_BYTES = 10 * 1024 * 1024
MAXIMUM_COLUMNS = 50
MAXIMUM_CSV_ROWS = 200_000
DELIMITERS = ",;\t"


@dataclass(frozen=True)
class File:
    """A file as handed in."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class RawSheet:
    """The cells of one sheet. ``rows``: (row as the spreadsheet numbers it, column -> cell)."""

    sheet: Sheet
    title: str  # how the reader knows it: the file's or the sheet's name
    columns: list[str]
    rows: list[tuple[int, dict[str, object]]]
    decimal_comma: bool = False


def read_file(path: Path) -> File:
    return File(path.name, path.read_bytes())


def read_values(file: File) -> RawSheet:
    """A CSV file handed in for an update: it is the Values sheet. Raises PlanErrors."""
    if not file.name.lower().endswith(".csv"):
        raise PlanErrors([_refusal(file.name, "file_format", "Save the file as .csv")])
    return read_csv(file, SHEETS["value"])


def read_csv(file: File, sheet: Sheet) -> RawSheet:
    """One sheet from a CSV file. Raises PlanErrors where it cannot be read at all."""
    text = _decode(file)
    header = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=header.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = [name.strip() for name in next(lines, [])]
        if len(columns) > MAXIMUM_COLUMNS:
            raise PlanErrors([_refusal(file.name, "too_many_columns", "Keep to 50 columns")])
        rows = list(_rows(lines, columns, file.name))
    except csv.Error as error:
        message = "Line {line} cannot be read as CSV: {error}"
        details = {"line": lines.line_num, "error": str(error)}
        raise PlanErrors([_refusal(file.name, "not_csv", message, **details)]) from None
    return RawSheet(sheet, file.name, columns, rows, decimal_comma=delimiter == ";")


def _rows(lines, columns: list[str], name: str):
    line = lines.line_num
    for cells in lines:
        number, line = line + 1, lines.line_num
        if number > MAXIMUM_CSV_ROWS + 1:
            raise PlanErrors([_refusal(name, "too_many_rows", "Keep to 200 000 rows a file")])
        if not any(cell.strip() for cell in cells):
            continue
        row = dict(zip(columns, cells, strict=False))
        surplus = [cell for cell in cells[len(columns) :] if cell.strip()]
        if surplus:
            row[None] = surplus[0]
        yield number, row


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
