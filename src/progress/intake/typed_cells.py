"""What a typed cell of a workbook looks like, and why it cannot be taken as it is."""

from datetime import date
from typing import cast

from progress.intake.cells import FIRST_YEAR, LAST_YEAR, Fault
from progress.intake.figures import shown as plain
from progress.schema import Column
from progress.xlsx.cells import BOOLEAN, DATE, ERROR, NUMBER, PERCENT, REWORDED, Cell

_FIRST_DAY = date(1899, 12, 30)  # of those that spreadsheets count
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


def _year_meant(found: str) -> int | None:
    """The year of a date. A year in a cell with the format of dates is a day of 1905."""
    try:
        day = date.fromisoformat(found[:10])
    except ValueError:
        return None
    days = (day - _FIRST_DAY).days
    return days if FIRST_YEAR <= days <= LAST_YEAR else day.year


def fault(column: Column, cell: Cell) -> Fault:
    """What is wrong with a cell of this type in its column."""
    kind, value = cell
    found = shown(cell)
    if kind == PERCENT:
        message = "Write {number} instead, and give the cell the format General, not %"
        return Fault(found, "percent_format", message, number=plain(cast(float, value) * 100))
    if kind == DATE and column.kind == "year":
        message = "This is a date; give the cell the format General and write the year alone"
        if year := _year_meant(found):
            message = "This is a date; give the cell the format General and write {year}"
        return Fault(found, "date_as_year", message, year=year)
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
