"""What a typed cell of a workbook looks like, and why it cannot be taken as it is."""

from typing import cast

from progress.intake.cells import Fault
from progress.intake.figures import shown as plain
from progress.schema import Column
from progress.xlsx.cells import BOOLEAN, DATE, ERROR, NUMBER, PERCENT, REWORDED, Cell

NUMERIC = ("number", "integer", "year")


def shown(cell: Cell) -> str:
    """A cell about as the spreadsheet shows it."""
    kind, value = cell
    if kind == NUMBER:
        return plain(cast(float, value))
    if kind == PERCENT:
        return f"{plain(cast(float, value) * 100)} %"
    if kind == BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == REWORDED:
        return cast(tuple[float, str], value)[1]
    return str(value)


def fault(column: Column, cell: Cell) -> Fault:
    """What is wrong with a cell of this type in its column."""
    kind, value = cell
    found = shown(cell)
    if kind == PERCENT:
        message = "Write {number} instead, and give the cell the format General, not %"
        return Fault(found, "percent_format", message, number=plain(cast(float, value) * 100))
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
    message = (
        "This formula was never computed; open the file in your spreadsheet program and save it, "
        "or write the value itself"
    )
    return Fault(found, "formula_without_value", message)
