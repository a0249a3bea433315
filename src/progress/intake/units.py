"""What numbers are counted in, where the file says it: above a column, beside a row, above a table.

Figures in thousands could be meant as they stand or in full, so both are shown. Another unit than
that of the indicator is a warning.
"""

import re
from collections.abc import Mapping

from progress.intake.cell_kinds import Teller
from progress.intake.cells import TOLD, CellError
from progress.intake.figures import shown
from progress.intake.raw_sheet import RawRow, RawSheet
from progress.schema import Column, in_all_languages
from progress.vocabulary.scales import is_percent, is_same_unit, scale_for, scale_of

NUMBERS = ("value", "value_high", "count", "out_of")
# Often written where there is no value.
_STANDS_FOR_NOTHING = {-9.0, -99.0, -999.0, -9999.0, -99999.0, 99999.0, 999999.0, 9999999.0}
_ABOVE = re.compile(
    r"\(([^()]*)\)|\bunit[sé]*\s*[:=]\s*(.+)|\bunidad(?:es)?\s*[:=]\s*(.+)"
    r"|\b((?:in|en)\s+(?:thousands?|millions?|billions?|milliers?|milliards?|miles|millones)\b)",
    re.IGNORECASE,
)


class Units:
    """Looks at the numbers of one sheet. ``known``: the units of each indicator, the English one
    first."""

    def __init__(self, raw: RawSheet, known: Mapping[str, tuple[str, ...]]) -> None:
        self._known = known
        self._above = next(filter(_scales, _pieces(raw.above)), "")
        self._headers = {name: text for name, text in raw.headers.items() if scale_of(text)}
        self._shares = {name for name, text in raw.headers.items() if "%" in text}
        self._told: set[tuple[str, ...]] = set()

    def look(self, teller: Teller, row: RawRow, column: Column, number: float) -> object:
        """The number, or what takes its place where it could be another one. Raises CellError."""
        if column.name not in NUMBERS:
            return number
        units = self._known.get(str(row.cells.get("indicator")), ())
        unit = units[0] if units else ""
        for words in self._words(row, column.name):
            scale = scale_for(words, unit)
            if scale is not None and number:
                return self._ask(words, number, scale)
        if column.name == "value":
            self._compare(teller, row, column.name, units)
        if number in _STANDS_FOR_NOTHING:
            message = "{number} often stands for a value that is not known; it is read as a number"
            found = shown(number)
            teller.warn("likely_no_data", row, column.name, found, message, number=found)
        return number

    def _words(self, row: RawRow, name: str) -> list[str]:
        own = row.headers.get(name) or self._headers.get(name) or ""
        beside = row.beside if name in ("value", "value_high") else {}
        power = beside.get("scale", "").removesuffix(".0")
        if power.isdigit():
            power = f"10^{power}" if 3 <= int(power) <= 9 else ""
        above = self._above if name in ("value", "value_high") else ""
        return [words for words in (own, beside.get("unit", ""), power, above) if words]

    def _ask(self, words: str, number: float, scale: float) -> object:
        if (words,) in self._told:  # the first of them stands for all
            return TOLD
        self._told.add((words,))
        message = (
            "{found} could be {first} or {second}, as {shown} stands with it; write the numbers in "
            "full and take that away"
        )
        first, second = shown(float(f"{number * scale:.12g}")), shown(number)
        details = {"found": second, "first": first, "second": second, "shown": words}
        raise CellError("two_meanings", message, **details)

    def _compare(self, teller: Teller, row: RawRow, name: str, units: tuple[str, ...]) -> None:
        said = row.beside.get("unit", "")
        if not said and name in self._shares:
            said = "%"
        known = set(filter(None, units))
        if not said or not known or is_same_unit(said, known):
            return
        key = said, units[0]
        if key in self._told:
            return
        self._told.add(key)
        message = "Here the unit is {shown}, that of the indicator is {unit}"
        own = {
            key: unit for key, unit in zip(in_all_languages("unit"), units, strict=False) if unit
        }
        details = {"shown": said, "unit": next(iter(known)), **own}
        teller.warn("other_unit", row, name, said, message, **details)


def _pieces(titles: str) -> list[str]:
    """What titles above a table may say of its unit."""
    return [next(filter(None, groups)).strip() for groups in _ABOVE.findall(titles) if any(groups)]


def _scales(text: str) -> bool:
    scale = scale_of(text)
    return scale is not None and scale > 1 and not is_percent(text)
