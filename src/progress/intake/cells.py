"""One cell: what it means, or what is wrong with it."""

import math
import re
from collections.abc import Callable
from datetime import date

from progress.plain_text import steering, with_plain_line_ends
from progress.schema import LONGEST_LINE, Column

FIRST_YEAR, LAST_YEAR = 1900, 2100
Parsed = str | float | bool | None

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_NUMBER_WITH_COMMA = re.compile(r"[+-]?(\d+(,\d*)?|,\d+)([eE][+-]?\d+)?")
_THOUSAND_OR_SHARE = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_PERIOD = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_WHOLE = re.compile(r"[+-]?\d{1,9}(\.0+)?")


class CellError(ValueError):
    """A cell that cannot be what its column asks for."""

    def __init__(self, code: str, message: str, /, **details: object) -> None:
        super().__init__(message)
        self.code, self.message, self.details = code, message, details


class Fault(CellError):
    """Stands in the place of a cell that was found wrong while it was read; ``found`` is what
    the spreadsheet shows there."""

    def __init__(self, found: str, code: str, message: str, /, **details: object) -> None:
        super().__init__(code, message, **details)
        self.found = found

    def __str__(self) -> str:
        return self.found

    def __reduce__(self) -> tuple[Callable[..., "Fault"], tuple[object, ...]]:
        return _fault, (self.found, self.code, self.message, self.details)


def _fault(found: str, code: str, message: str, details: dict[str, object]) -> Fault:
    return Fault(found, code, message, **details)


# A cell that is not blamed itself, because the problem is told elsewhere.
TOLD = Fault("", "told", "")


def is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def parse(column: Column, cell: object, decimal_comma: bool = False) -> Parsed:
    """The value of a cell: str, float, int, bool, or None for an empty one. Raises CellError."""
    if isinstance(cell, Fault):
        raise cell.with_traceback(None)
    text = "" if cell is None else str(cell).strip()
    if text == "":
        return column.blank
    return _PARSERS[column.kind](column, text, decimal_comma)


def _text(column: Column, text: str, decimal_comma: bool) -> str:
    if column.choices and text not in column.choices:
        choices = ", ".join(column.choices)
        raise CellError("not_a_choice", "Write one of: {choices}", choices=choices)
    text = with_plain_line_ends(text)
    if column.longest <= LONGEST_LINE:
        text = text.replace("\n", " ")
    if character := steering(text):
        message = "This holds a character that cannot be read ({character}); write the text anew"
        raise CellError("control_character", message, character=character)
    if len(text) > column.longest:
        message = "Keep to {number} letters; these are {length}"
        raise CellError("too_long", message, number=column.longest, length=len(text))
    return text


def _number(column: Column, text: str, decimal_comma: bool) -> float:
    if decimal_comma and _THOUSAND_OR_SHARE.fullmatch(text):
        message = "Write {large} or {small}: where cells are apart by semicolons, it could be both"
        large, small = text.replace(".", ""), text.replace(".", ",")
        raise CellError("not_a_number", message, large=large, small=small)
    pattern = _NUMBER_WITH_COMMA if decimal_comma and "," in text else _NUMBER
    if not pattern.fullmatch(text):
        message = "Write a plain number such as 12.5, without units, spaces or words"
        raise CellError("not_a_number", message)
    number = float(text.replace(",", "."))
    if not math.isfinite(number):
        raise CellError("not_a_number", "This number is too large")
    return number


def _integer(column: Column, text: str, decimal_comma: bool) -> int:
    if not _WHOLE.fullmatch(text):
        raise CellError("not_whole", "Write a whole number")
    return int(float(text))


def _year(column: Column, text: str, decimal_comma: bool) -> int:
    if not _WHOLE.fullmatch(text) or not FIRST_YEAR <= float(text) <= LAST_YEAR:
        message = "Write a year between {first} and {last}, four digits"
        raise CellError("not_a_year", message, first=FIRST_YEAR, last=LAST_YEAR)
    return int(float(text))


def _period(column: Column, text: str, decimal_comma: bool) -> str:
    try:
        if not _PERIOD.fullmatch(text):
            raise ValueError
        day = date.fromisoformat(f"{text}-01-01"[:10])
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError
    except ValueError:
        message = "Write a day such as 2026-06-30, a month such as 2026-06, or a year"
        raise CellError("not_a_period", message) from None
    return text


def _yes(column: Column, text: str, decimal_comma: bool) -> bool:
    answer = {"yes": True, "no": False}.get(text.lower())
    if answer is None:
        raise CellError("not_yes_or_no", "Write yes or no")
    return answer


_PARSERS: dict[str, Callable[[Column, str, bool], Parsed]] = {
    "text": _text,
    "code": _text,
    "number": _number,
    "integer": _integer,
    "year": _year,
    "period": _period,
    "yes": _yes,
}
