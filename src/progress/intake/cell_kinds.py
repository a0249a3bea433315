"""Cells by the kind of their column: numbers, years, codes, choices, texts."""

import difflib
import re
from typing import Protocol, cast

from progress.intake.cells import CellError, Fault
from progress.intake.figures import meanings, read_figure
from progress.intake.figures import shown as plain
from progress.intake.known_codes import Codes
from progress.intake.raw_sheet import RawRow, RawSheet
from progress.intake.typed_cells import fault, shown
from progress.schema import DIRECT, Column, in_all_languages
from progress.vocabulary import names
from progress.vocabulary.marks import (
    FLAG,
    NO_DATA,
    NOTHING_OR_ZERO,
    answer,
    plain_figure,
    readable,
    visible,
)
from progress.xlsx.cells import BOOLEAN, DATE, NUMBER, TEXT, Cell

_NOTES = in_all_languages("note")
LONGEST_RELATION = 60
_FISCAL = re.compile(
    r"(?:fy|ay|exercice|année|season|campagne|ejercicio|año|campaña)?\s*((?:19|20)\d\d)\s*[-/]\s*(?:(?:19|20)?(\d\d))|"
    r"(?:fy|ay|ef|exercice|ejercicio|financial year|fiscal year)\s*['’]?((?:19|20)?\d\d)",
    re.IGNORECASE,
)
# 2025-12-31, 31/12/2025, Dec 2025, 31 décembre 2025, 2025-12.
_DAY = re.compile(
    r"((?:19|20)\d\d)[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d\d?)?(?:[ T][\d:.]+)?|"
    r"(?:\d\d?[-/. ])?(?:\d\d?|[^\W\d]{3,10})[-/. ]\s*((?:19|20)\d\d)"
)


class Teller(Protocol):
    """Takes note of readings."""

    raw: RawSheet

    def tell(self, kind: str, row: RawRow, name: str, found: object, read_as: object) -> None: ...

    def warn(
        self, code: str, row: RawRow, name: str, found: str | None, message: str, **details: object
    ) -> None: ...


def number(teller: Teller, row: RawRow, column: Column, cell: Cell, unit: str | None) -> object:
    """A number; its other parts go to the columns beside it. None where there is none."""
    kind, value = cell
    if kind == NUMBER:
        figure = cast(float, value)
        return int(figure) if figure.is_integer() else figure
    if kind != TEXT:
        raise fault(column, cell)
    text = str(value)
    if column.kind == "year":
        return _year(teller, row, column, text)
    seen = visible(text).lower()
    if seen in NO_DATA:
        teller.tell("no_data", row, column.name, text, "")
        return None
    if seen in NOTHING_OR_ZERO:
        message = "Write 0 if it is none, or leave the cell empty if it is not known"
        raise CellError("two_meanings", message)
    if column.kind == "integer":
        return _integer(teller, row, column, text)
    return _figure(teller, row, column, text, unit)


def _figure(teller: Teller, row: RawRow, column: Column, text: str, unit: str | None) -> object:
    found = read_figure(text, teller.raw.decimal, unit)
    grows = teller.raw.sheet.table == "target" and _word(row.cells.get("kind")) == "growth"
    if found.is_percent and unit and not unit.lstrip().startswith("%") and not grows:
        message = "This is a share, but the unit is {unit}; write the number of that"
        raise CellError("not_a_number", message, unit=unit)
    name, cells = column.name, row.cells
    if found.count is not None:
        if name not in ("value", "count") or "count" not in teller.raw.sheet.names:
            raise CellError("not_a_number", "Write a plain number such as 12.5, without units, "
                                            "spaces or words")  # fmt: skip
        _put(cells, "out_of", found.out_of, text)
        if name == "value":
            _put(cells, "count", found.count, text)
    if found.high is not None:
        if name != "value" or "value_high" not in teller.raw.sheet.names:
            message = (
                "Write one number; a range has its lower end in value, its upper in value_high"
            )
            raise CellError("not_a_number", message)
        _put(cells, "value_high", found.high, text)
    if found.mark:
        _note(teller, row, found.mark)
    for column_name in ("out_of", "count", "value_high", *_NOTES):
        if column_name in cells and column_name not in teller.raw.columns:
            teller.raw.columns.append(column_name)
    read_as = _read_as(found.value, found.high, found.count, found.out_of)
    own = "" if teller.raw.is_text else "number_as_text"
    for kind in found.kinds or ((own,) if own else ()):
        if kind == "decimal_comma" and teller.raw.decimal == ",":
            continue
        teller.tell(kind, row, name, text, read_as)
    result = found.count if name == "count" and found.count is not None else found.value
    if result is None:
        cells.pop(name, None)
        return _Gone
    return int(result) if result.is_integer() and abs(result) < 1e15 else result


class _Gone:
    """Stands for a cell whose content went to other columns."""


def is_gone(meant: object) -> bool:
    return meant is _Gone


def _put(cells: dict[str | None, object], name: str, number: float | None, text: str) -> None:
    """Writes a number into the column beside, which must be empty or say the same."""
    there = cells.get(name)
    said = (
        meanings(plain_figure(shown(cast(Cell, there))), None) if isinstance(there, tuple) else []
    )
    if isinstance(there, int | float):
        said = [(float(there), "")]
    if there is not None and number not in [one for one, _ in said]:
        message = "This says {found}, and {column} something else; write it once"
        raise CellError("two_meanings", message, found=text, column=name)
    cells[name] = number


def _read_as(value: float | None, high: float | None, count: float | None,
             out_of: float | None) -> str:  # fmt: skip
    if count is not None and out_of is not None:
        return f"count {plain(count)}, out_of {plain(out_of)}"
    if high is not None and value is not None:
        return f"value {plain(value)}, value_high {plain(high)}"
    return "" if value is None else plain(value)


def _note(teller: Teller, row: RawRow, mark: str) -> None:
    """Adds a mark to the note of its row."""
    known = teller.raw.sheet.names
    name = next((note for note in _NOTES if note in teller.raw.columns), "note")
    if name not in known:
        return
    there = row.cells.get(name)
    if isinstance(there, tuple):  # its turn comes later
        row.cells[name] = TEXT, f"{shown(cast(Cell, there))}; {mark}"
    else:
        row.cells[name] = f"{there}; {mark}" if there else mark


def _integer(teller: Teller, row: RawRow, column: Column, text: str) -> object:
    figure = plain_figure(text).rstrip(".")
    found = meanings(figure, teller.raw.decimal)
    if len(found) != 1 or not found[0][0].is_integer():
        return text
    if figure != text or not teller.raw.is_text:
        teller.tell("number_as_text", row, column.name, text, plain(found[0][0]))
    return int(found[0][0])


def _year(teller: Teller, row: RawRow, column: Column, text: str) -> object:
    figure = plain_figure(text)
    match = FLAG.search(figure)
    if match and re.fullmatch(r"\d{4}", figure[: match.start()].strip()):
        mark = match[0].strip(" ,;()[]")
        _note(teller, row, mark)
        if "note" in row.cells and "note" not in teller.raw.columns:
            teller.raw.columns.append("note")
        figure = figure[: match.start()].strip()
        teller.tell("flag", row, column.name, text, figure)
        return int(figure)
    if match := _FISCAL.fullmatch(figure):
        first = int(match[1] or f"20{match[3]}"[-4:])
        second = int(f"{str(first)[:2]}{match[2]}") if match[2] else first
        if match[3]:
            first = second - 1
        if second == first + 1:
            message = (
                "{found} lies in {first} and {second}; write the calendar year in which it ends"
            )
            details = {"found": text, "first": first, "second": second}
            raise CellError("two_years", message, **details)
    if match := _DAY.fullmatch(figure):
        message = "This is a date; write its year alone: {year}"
        raise CellError("date_as_year", message, year=int(match[1] or match[2]))
    if re.fullmatch(r"[12][., ']\d{3}", figure):  # a year shown as other numbers are
        figure = figure[0] + figure[2:]
    if re.fullmatch(r"\d{4}(?:\.0+)?", figure):
        year = int(figure[:4])
        if not teller.raw.is_text or figure != text:
            teller.tell("number_as_text", row, column.name, text, year)
        return year
    return text


def _text_of(column: Column, cell: Cell) -> str:
    kind, value = cell
    if kind == TEXT:
        return str(value)
    if kind == NUMBER:
        return plain(cast(float, value))
    if kind == DATE and column.kind in ("text", "period"):
        return str(value)
    raise fault(column, cell)


def _word(cell: object) -> str:
    return str(cell[1] if isinstance(cell, tuple) else cell or "").lower()


def text(column: Column, cell: Cell) -> str:
    """A text of several words."""
    return readable(_text_of(column, cell))


def code(
    teller: Teller, row: RawRow, column: Column, cell: Cell, codes: Codes, own: bool
) -> object:
    """A code of the plan. ``own``: it may be a new one, as this is the sheet that brings them."""
    found = _text_of(column, cell)
    meant, kind = codes.read(found, names_too=not own)
    if kind:
        teller.tell(kind, row, column.name, found, meant)
    return meant


def choice(teller: Teller, row: RawRow, column: Column, cell: Cell) -> object:
    """One of the choices of a column, or yes and no."""
    group = "yes" if column.kind == "yes" else column.name
    if cell[0] == BOOLEAN and group in ("yes", "state"):
        found = "true" if cell[1] else "false"
    else:
        found = visible(_text_of(column, cell))
    meant = names.choice(column.name, column.kind, found)
    kind = "choice"
    is_one = meant in column.choices or (meant != found and not column.choices)
    if not is_one and (other := answer(group, found, column.choices)):
        meant, kind = other, "answer"
    labels = (names.choice_label(group, meant, lang) for lang in (teller.raw.lang, "en"))
    if names.fold(found) not in map(names.fold, labels):
        teller.tell(kind, row, column.name, shown(cell), meant)
    return meant


def relation(teller: Teller, row: RawRow, column: Column, cell: Cell, known: set[str]) -> object:
    """How a value relates to its indicator: one of those there are."""
    found = visible(_text_of(column, cell))
    if found in known or found == DIRECT:
        return found
    folded = {names.fold(one): one for one in known}
    meant = folded.get(names.fold(found)) or names.choice("relation", "text", found)
    if meant in known or meant != found:
        teller.tell("relation", row, column.name, found, meant)
        return meant
    return _new_relation(teller, row, found, known)


def _new_relation(teller: Teller, row: RawRow, found: str, known: set[str]) -> str:
    """A relation of a new name, with a warning; an error where it is most likely a slip, or no
    name at all."""
    words = [one for one in re.findall(r"\w+", found.lower()) if len(one) > 2]
    listed = {one: one for one in sorted(known)}
    listed |= {names.choice_label("relation", one, teller.raw.lang): one for one in sorted(known)}
    close = next(
        (
            listed[match]
            for part in (found.lower(), *words)
            for match in difflib.get_close_matches(part, listed, 1, 0.7)
        ),
        None,
    )
    details = {"shown": found, "close": close, "choices": ", ".join(sorted(known))}
    if close:
        message = "There is no relation {shown}; did you mean {close}? There are: {choices}"
        raise Fault(found, "unknown_relation", message, **details)
    if not words or len(found) > LONGEST_RELATION:
        message = "There is no relation {shown}; write one of: {choices}"
        raise Fault(found, "unknown_relation", message, **details)
    message = "The relation {shown} was never seen before; such a value is shown and not judged"
    teller.warn("new_relation", row, "relation", found, message, shown=found)
    known.add(found)  # it is told once
    return found
