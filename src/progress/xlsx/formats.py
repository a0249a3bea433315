"""What a number format makes of a number: a number, a percentage, a date, or other words.

Formats are read as they are written in files. Some programs write those of their language
(``Standard``, ``jj/mm/aaaa``), so that a letter alone says little.
"""

import re
from dataclasses import dataclass

NUMBER, PERCENT, DATE = "number", "percent", "date"

_PIECES = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|.', re.DOTALL)
_ELAPSED = re.compile(r"\[([hms]+)\]", re.IGNORECASE)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)")
# Year, month, day, hour, second, as English, French, German, Dutch, Italian, Spanish write them.
_DATE_LETTERS = re.compile(r"(am/pm|a/p|([ymdhsajtgeb])\2{0,4})+", re.IGNORECASE)
_LETTERS = re.compile(r"am/pm|a/p|[^\W\d_]+", re.IGNORECASE)
_OPENING = set("<>~≈±≤≥")
_COMPARE = {
    "<": float.__lt__, "<=": float.__le__, ">": float.__gt__, ">=": float.__ge__,
    "=": float.__eq__, "<>": float.__ne__,
}  # fmt: skip


@dataclass(frozen=True)
class Section:
    """One part of a format. ``code``: what shapes the number; ``before`` and ``after``: the words
    around it; ``condition``: which numbers it is for, where it says so."""

    code: str
    before: str
    after: str
    condition: tuple[str, float] | None

    @property
    def has_digits(self) -> bool:
        return any(sign in self.code for sign in "0#?@") or self.is_general

    @property
    def is_general(self) -> bool:
        """General, Standard, Estándar …: a word that is no date."""
        return bool(re.search("[^\\W\\d_]", self.code)) and not self.is_date

    @property
    def is_date(self) -> bool:
        code = re.sub(r"(?<=[sS])[.,]0+", "", self.code)
        runs = _LETTERS.findall(code)
        return bool(runs) and not set("0#?") & set(code) and all(map(_DATE_LETTERS.fullmatch, runs))

    @property
    def thousands(self) -> int:
        """How often the number is shown divided by a thousand."""
        found = re.search(r"[0#?](,+)(?=[^0#?]*$)", self.code)
        return len(found[1]) if found else 0


@dataclass(frozen=True)
class Format:
    """``kind`` is number, percent or date."""

    kind: str
    sections: tuple[Section, ...]

    @property
    def is_plain(self) -> bool:
        """Whether every number is shown as it is, rounding apart."""
        return not any(self.shown(number) is not None for number in (0.0, 1.0, -1.0)) and not any(
            section.condition for section in self.sections
        )

    def shown(self, number: float) -> str | None:
        """What is shown where that is something else than the number; None where it is not."""
        place, section = self._section(number)
        if section.is_date:
            return None
        hides_zero = number == 0 and not set("0?@") & set(section.code)  # as the format # does
        if not section.has_digits or (hides_zero and not section.is_general):
            return (section.before + section.after).strip()
        divided = section.thousands
        hides_sign = (
            number < 0 and place == 1 and not set("-−(") & set(section.code + section.before)
        )
        if divided or hides_sign or set(section.before) & _OPENING:
            figure = abs(number) if hides_sign or place == 1 else number
            return f"{section.before}{figure / 1000**divided:.10g}{section.after}".strip()
        return None

    def _section(self, number: float) -> tuple[int, Section]:
        for place, section in enumerate(self.sections):
            if section.condition and _COMPARE[section.condition[0]](number, section.condition[1]):
                return place, section
        free = [place for place, one in enumerate(self.sections) if not one.condition]
        if len(free) < len(self.sections):
            place = free[-1] if free else len(self.sections) - 1
        elif number < 0 and len(self.sections) > 1:
            place = 1
        elif number == 0 and len(self.sections) > 2:
            place = 2
        else:
            place = 0
        return place, self.sections[place]


def read_format(code: str) -> Format:
    sections = tuple(_sections(code)) or (Section("General", "", "", None),)
    if sections[0].is_date:
        return Format(DATE, sections)
    is_percent = any("%" in section.code for section in sections)
    return Format(PERCENT if is_percent else NUMBER, sections)


def _sections(code: str) -> list[Section]:
    found: list[Section] = []
    shape, around = "", ["", ""]
    condition: tuple[str, float] | None = None
    pieces = [*_PIECES.findall(code), ";"]
    for piece in pieces:
        literal = ""
        if piece == ";":
            found.append(Section(shape, around[0], around[1], condition))
            shape, around, condition = "", ["", ""], None
        elif piece[0] == '"':
            literal = piece.strip('"')
        elif piece[0] == "\\":
            literal = piece[1:]
        elif piece[0] == "[" and len(piece) > 1:
            if match := _CONDITION.fullmatch(piece):
                condition = match[1], float(match[2])
            elif match := _ELAPSED.fullmatch(piece):
                shape += match[1]
            elif match := _CURRENCY.match(piece):
                literal = match[1]
        elif piece[0] in "_*" and len(piece) > 1:
            literal = " " if piece[0] == "_" else ""
        else:
            shape += piece
            if piece in "<>~≈±≤≥-+()$€£ ":
                literal = piece
        if literal:
            around[bool(set("0#?@") & set(shape))] += literal
    return found
