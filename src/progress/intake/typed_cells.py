"""What a typed cell of a workbook means in its column, or why it cannot be taken as it is."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from progress.intake.cells import CellError, Fault, parse
from progress.schema import WITHDRAW, Column, Sheet
from progress.vocabulary import names
from progress.xlsx.sheet_reader import BOOLEAN, DATE, ERROR, NUMBER, PERCENT, TEXT, Cell

NUMERIC = ("number", "integer", "year")
_NUMBER_AS_TEXT = re.compile(r"([+-]?)(\d+)(?:[.,](\d+))?%?")


@dataclass(frozen=True)
class Reader:
    """Reads the cells of one column: text, number, or a Fault."""

    name: str
    read: Callable[[Cell], object]


def reader(sheet: Sheet, name: str) -> Reader:
    column = WITHDRAW if name == WITHDRAW.name else sheet.column(name)
    if column.kind in NUMERIC:
        return Reader(name, lambda cell: _number(column, cell))
    if names.has_choices(column.name, column.kind):
        return Reader(name, lambda cell: _choice(column, cell))
    return Reader(name, lambda cell: _text(column, cell))


def shown(cell: Cell) -> str:
    """A cell about as the spreadsheet shows it."""
    kind, value = cell
    if kind == NUMBER:
        return _plain(value)
    if kind == PERCENT:
        return f"{_plain(value * 100)} %"
    if kind == BOOLEAN:
        return "TRUE" if value else "FALSE"
    return value


def _number(column: Column, cell: Cell) -> object:
    kind, value = cell
    if kind == NUMBER:
        return int(value) if value.is_integer() else value
    if kind == TEXT:
        return _text_in_place_of_number(column, value)
    return _fault(column, cell)


def _text(column: Column, cell: Cell) -> object:
    kind, value = cell
    if kind == TEXT:
        return value
    if kind == NUMBER:
        return _plain(value)
    if kind == DATE and column.kind == "text":
        return value
    return _fault(column, cell)


def _choice(column: Column, cell: Cell) -> object:
    text = _text(column, cell)
    return text if isinstance(text, Fault) else names.choice(column.name, column.kind, text)


def _fault(column: Column, cell: Cell) -> Fault:
    kind, value = cell
    found = shown(cell)
    if kind == PERCENT:
        message = "Write {number} instead, and give the cell the format General, not %"
        return Fault(found, "percent_format", message, number=_plain(value * 100))
    if kind == DATE and column.kind == "year":
        message = "This is a date; give the cell the format General and write the year alone"
        return Fault(found, "date_as_year", message)
    if kind == DATE:
        message = "This is a date; give the cell the format General and write the content anew"
        return Fault(found, "date_cell", message)
    if kind == BOOLEAN:
        return Fault(found, "boolean", "Write a word or a number in the place of TRUE or FALSE")
    if kind == ERROR:
        message = "This formula has an error; write the value itself"
        return Fault(found, "error_cell", message)
    message = "This formula was never computed; write the value itself"
    return Fault(found, "formula_without_value", message)


def _text_in_place_of_number(column: Column, text: str) -> Fault:
    number = _meant(text)
    if number is not None:
        message = "This is text; write {number} as a number, in a cell of the format General"
        return Fault(text, "text_number", message, number=number)
    try:
        parse(column, text)
    except CellError as error:
        return Fault(text, error.code, error.message, **error.details)
    message = "This is text; write it as a number, in a cell of the format General"
    return Fault(text, "text_number", message)


def _meant(text: str) -> str | None:
    """The number that a text such as "12,5 %" or "1 200" stands for; None where it could be
    another one, as with "1,200"."""
    match = _NUMBER_AS_TEXT.fullmatch(re.sub(r"[\s'’]", "", text).replace("−", "-"))
    if not match or (match[3] and len(match[3]) == 3 and match[2] != "0"):
        return None
    return match[1] + match[2] + (f".{match[3]}" if match[3] else "")


def _plain(number: float) -> str:
    return f"{number:.15g}" if abs(number) < 1e15 else repr(number)
