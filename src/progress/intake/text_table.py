"""A CSV file as rows: what stands between its cells, and where its lines end, is found."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from progress.intake.encoding import decode
from progress.intake.readings import Readings
from progress.publishing.provenance import File
from progress.xlsx.cells import TEXT, Row
from progress.xlsx.limits import (
    MAXIMUM_BYTES,
    MAXIMUM_CELL,
    MAXIMUM_COLUMNS,
    MAXIMUM_CSV_ROWS,
)
from progress.xlsx.package import Refusal

DELIMITERS = ",;\t|"
LOOKED_AT = 40  # lines from the start
_SEPARATOR_LINE = re.compile(
    r"\ufeff?[\"']?sep(?:arator)?\s*=\s*(.?)[\"']?\s*(?:\r\n|\r|\n|$)", re.I
)
# Typographic marks around cells, and what Excel writes so that a text stays one.
_QUOTES = (("“", "”"), ("„", "“"), ("”", "”"), ("«", "»"), ("‘", "’"), ("'", "'"), ('="', '"'),
           ("`", "`"), ("’", "’"))  # fmt: skip
_FIGURE = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "|"}
# The sign before decimals goes with what stands between the cells, where that is settled.
_DECIMAL = {",": ".", ";": ","}
Score = Callable[[list[str]], int]


@dataclass(frozen=True)
class TextTable:
    rows: Iterator[Row]
    decimal: str | None
    garbled: tuple[str, ...]


def read_text_table(file: File, readings: Readings, score: Score) -> TextTable:
    """``score`` tells how much a row looks like the names of columns. Raises Refusal."""
    if len(file.content) > MAXIMUM_BYTES:
        raise Refusal("too_large", "Keep the file under 10 MB")
    decoded = decode(file.content)
    text, skipped, given = decoded.text, 0, None
    if decoded.encoding:
        words = ", ".join(decoded.words) or "UTF-8"
        readings.add("encoding", None, None, decoded.encoding, words)
    if match := _SEPARATOR_LINE.match(text):
        text, skipped, given = text[match.end() :], 1, match[1] or None
        readings.add("separator_line", 1, None, match[0].strip(), _NAMES.get(match[1], match[1]))
    start = _start(text)
    if "\r" in start and "\n" not in start:
        readings.add("line_ends", None, None, "CR", "CR LF")
    delimiter = given or _delimiter(start, score)
    if delimiter != "," and not given:
        name = _NAMES.get(delimiter, delimiter)
        readings.add("delimiter", None, None, name, "comma")
    if _is_quoted(start, delimiter):
        readings.add("quoted_lines", None, None, start.splitlines()[0], delimiter)
        text = "\n".join(cells[0] if cells else "" for cells in csv.reader(io.StringIO(text)))
        delimiter = _delimiter(_start(text), score)
    quotes = _quotes(_start(text), delimiter)
    if quotes:
        readings.add("quotes", None, None, quotes, "")
    rows = _rows(text, delimiter, skipped, quotes)
    return TextTable(rows, _DECIMAL.get(delimiter), decoded.garbled)


def _start(text: str) -> str:
    return "".join(islice(io.StringIO(text[:200_000], newline=""), LOOKED_AT))


def _delimiter(start: str, score: Score) -> str:
    """What parts the names of columns best; where none are known, what parts most lines alike."""

    def names(delimiter: str) -> tuple[int, int, int]:
        try:
            lines = list(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter))
        except csv.Error:
            lines = []
        known = max((score(cells[:MAXIMUM_COLUMNS]) for cells in lines), default=0)
        widths = [len(cells) for cells in lines if len(cells) > 1]
        return known, widths.count(max(widths, key=widths.count, default=0)), max(widths, default=0)

    return max(DELIMITERS, key=names)


def _is_quoted(start: str, delimiter: str) -> bool:
    """Whether each line is one text in quotes, as when a column of lines was saved."""
    try:
        lines = [
            cells
            for cells in csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
            if cells
        ]
    except csv.Error:  # it is told where the lines are read
        return False
    return (
        len(lines) > 1
        and start.lstrip("\ufeff").startswith('"')
        and all(len(cells) == 1 for cells in lines)
        and any(sign in lines[0][0] for sign in DELIMITERS)
    )


def _quotes(start: str, delimiter: str) -> str:
    """The marks around all cells of a line, where they are others than those of CSV."""
    try:
        lines = list(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter))
    except csv.Error:
        return ""
    for cells in lines:
        cells = [cell.strip("\ufeff ") for cell in cells if cell.strip("\ufeff ")]
        for opening, closing in _QUOTES:
            if len(cells) > 1 and all(
                len(cell) >= len(opening + closing)
                and cell.startswith(opening)
                and cell.endswith(closing)
                for cell in cells
            ):
                return f"{opening} {closing}"
    return ""


def _refuse_open_quote(cells: list[str], delimiter: str, line: int, width: int) -> None:
    """A quotation mark that is never closed takes in the lines below it, of as many cells as the
    table is wide. Raises Refusal."""
    for cell in cells:
        if "\n" not in cell:
            continue
        for below in cell.splitlines()[1:]:
            parts = below.split(delimiter)
            if len(parts) >= max(width, 3) and any(
                _FIGURE.fullmatch(part.strip()) for part in parts
            ):
                message = (
                    "A quotation mark that begins in line {line} takes in the lines below it; "
                    "close it, or take it away"
                )
                raise Refusal("open_quote", message, line=line)


def lines_of(text: str, delimiter: str, skipped: int = 0) -> Iterator[tuple[int, list[str]]]:
    """The lines, each with the number of the line it begins in. Raises Refusal."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 0
    while True:
        try:
            cells = next(lines, None)
        except csv.Error as error:
            if "field limit" in str(error):
                raise _long_cell(lines.line_num + skipped) from None
            message = "Line {line} cannot be read as CSV: {error}"
            details = {"line": lines.line_num + skipped, "error": str(error)}
            raise Refusal("not_csv", message, **details) from None
        if cells is None:
            return
        number, line = line + 1 + skipped, lines.line_num
        # The csv module has a limit too, but any library may set it for the whole process.
        if any(len(cell) > MAXIMUM_CELL for cell in cells):
            raise _long_cell(line + skipped)
        if number > MAXIMUM_CSV_ROWS + 1:
            raise Refusal("too_many_rows", "Keep to 200 000 rows a file")
        yield number, cells


def _long_cell(line: int) -> Refusal:
    message = "Line {line} has a cell of more than 32 767 characters; shorten it"
    return Refusal("long_cell", message, line=line)


def _rows(text: str, delimiter: str, skipped: int, quotes: str = "") -> Iterator[Row]:
    opening, _, closing = quotes.partition(" ")
    width = 0
    for number, cells in lines_of(text, delimiter, skipped):
        width = max(width, len(cells))
        row = Row(number, False)
        for place, cell in enumerate(cells, start=1):
            if cell and cell.strip("\ufeff\u200b\u2060 \t\r\n\u00a0"):
                if quotes:
                    cell = cell.strip("\ufeff ").removeprefix(opening).removesuffix(closing)
                elif "\n" in cell:
                    _refuse_open_quote(cells, delimiter, number, width)
                row.cells[place] = TEXT, cell.strip()
        if row.cells:
            yield row
