"""The text of a number: all that it can mean.

A text with one meaning is read, a text with two is asked about. Where a comma and a point can
stand for either is a question of the file: ``decimal`` is the sign before its decimals, None
where that is not known.
"""

import math
import re
from dataclasses import dataclass, field

from progress.intake.cells import CellError
from progress.vocabulary.marks import FLAG, INEXACT, LARGE, PERCENT, UNITS, plain_figure
from progress.vocabulary.names import fold

_WHOLE = re.compile(r"\d+")
_FRACTION = re.compile(r"(\d+)([.,])(\d*)|()([.,])(\d+)")
_SPACED = re.compile(r"(\d{1,3}(?:[ ']\d{3})+)(?:[.,](\d+))?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d{1,2}(?:,\d{2})+,\d{3}")
_GROUPED_WITH_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_SCIENTIFIC = re.compile(r"(\d+(?:[.,]\d*)?|[.,]\d+)[eE][+-]?\d+")
_RANGE = re.compile(
    r"(?:between|entre|from|de)?\s*(.*?[\d%])\s*(?:-|;|\bto\b|\bà\b|\band\b|\bet\b)\s*([-+]?[\d.,].*)",
    re.IGNORECASE,
)
_OF = re.compile(r"(.*?\d)\s*(?:/|\bout\s+of\b|\bof\b|\bsur\b)\s*(\d.*)", re.IGNORECASE)
_WITH_WORDS = re.compile(r"([\d.,' +-]*\d)\s*([^\W\d].*)")
_AMOUNT = re.compile(r"[^\d+-]*([+-]?[\d.,' ]*\d)\s*([^\W\d]+)?.*")


@dataclass(frozen=True)
class Figure:
    """What a cell says: a number, a range, or a count of a whole; and a mark for the note.
    ``kinds``: the readings it took, see ``readings.KINDS``."""

    value: float | None = None
    high: float | None = None
    count: float | None = None
    out_of: float | None = None
    mark: str = ""
    is_percent: bool = False
    kinds: tuple[str, ...] = field(default=())


def meanings(text: str, decimal: str | None = None) -> list[tuple[float, str]]:
    """The numbers that a plain text can stand for, each with the kind of reading it is (empty for
    a number as programs write it)."""
    sign = -1.0 if text.startswith("-") else 1.0
    body = text[1:].lstrip() if text[:1] in "+-" else text
    found = [(sign * number, kind) for number, kind in _unsigned(body, decimal)]
    return [pair for pair in found if math.isfinite(pair[0])]


def _unsigned(text: str, decimal: str | None) -> list[tuple[float, str]]:
    if _WHOLE.fullmatch(text):
        return [(float(text), "")]
    if _SCIENTIFIC.fullmatch(text):
        return [(float(text.replace(",", ".")), "decimal_comma" if "," in text else "")]
    if match := _SPACED.fullmatch(text):
        whole = re.sub("[ ']", "", match[1])
        return [(float(f"{whole}.{match[2] or 0}"), "thousands")]
    if _GROUPED.fullmatch(text):
        return [(float(text.replace(",", "")), "thousands")]
    if _GROUPED_WITH_POINTS.fullmatch(text):
        return [(float(text.replace(".", "").replace(",", ".")), "thousands")]
    match = _FRACTION.fullmatch(text)
    if not match:
        return []
    whole, mark, decimals = match.groups()[:3] if match[2] else match.groups()[3:]
    small = float(f"{whole or 0}.{decimals or 0}"), "decimal_comma" if mark == "," else ""
    could_be_thousands = len(decimals) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0"
    if could_be_thousands and mark != decimal:
        return [(float(whole + decimals), "thousands"), small]
    return [small]


def read_figure(text: str, decimal: str | None, unit: str | None = None) -> Figure:
    """What a cell of a number column says. ``unit``: that of the indicator, None where it is not
    known. Raises CellError where it is no number, or could be two."""
    plain = plain_figure(text)
    if INEXACT.match(plain):
        message = (
            "Write a plain number, and say in the note that it is not exact; or write both ends "
            "of a range in value and value_high"
        )
        raise CellError("not_a_number", message)
    found = _one(plain, decimal, unit) or _pair(plain, decimal, unit)
    if found is None and (match := FLAG.search(plain)) and match.start():
        rest = plain[: match.start()].strip()
        found = _one(rest, decimal, unit) or _pair(rest, decimal, unit)
        if found:
            found = _with(found, mark=match[0].strip(" ,;()[]").strip(), kind="flag")
    if found is None:
        raise _no_number(plain, decimal)
    differs = plain != text.strip() and not found.kinds
    return _with(found, kind="unseen") if differs else found


def _with(figure: Figure, kind: str, mark: str = "") -> Figure:
    return Figure(
        figure.value, figure.high, figure.count, figure.out_of, mark or figure.mark,
        figure.is_percent, (*figure.kinds, kind),
    )  # fmt: skip


def _one(text: str, decimal: str | None, unit: str | None) -> Figure | None:
    """A single number, alone or with its unit. Raises CellError where it could be two."""
    kinds: tuple[str, ...] = ()
    rest, is_percent = text, False
    if match := PERCENT.search(text):
        rest, is_percent = text[: match.start()].strip(), True
        kinds = ("unit",)
    found = meanings(rest, decimal)
    match = _WITH_WORDS.fullmatch(rest)
    if not found and unit and match and _is_unit(match[2], unit):
        found, kinds = meanings(match[1].strip(), decimal), ("unit",)
    if not found:
        return None
    if len(found) > 1:
        raise two_meanings(text, *(number for number, _ in found))
    number, kind = found[0]
    return Figure(number, is_percent=is_percent, kinds=(kind, *kinds) if kind else kinds)


def two_meanings(text: str, first: float, second: float) -> CellError:
    message = "{found} could be {first} or {second}; write it without a sign between thousands"
    details = {"found": text, "first": shown(first), "second": shown(second)}
    return CellError("two_meanings", message, **details)


def _is_unit(words: str, unit: str) -> bool:
    """Whether the words after a number are the unit of its indicator, in short or in full."""
    said, known = fold(words), fold(unit)
    said = UNITS.get(said, said)
    if not said or not known or unit.lstrip().startswith("%"):
        return False
    singular = f"{said}s"
    return known in (said, singular) or known.startswith((f"{said} ", f"{singular} "))


def _pair(text: str, decimal: str | None, unit: str | None) -> Figure | None:
    """Two numbers: 40 of 196, or 12-15."""
    if match := _OF.fullmatch(text):
        parts = [_plain_meaning(part, decimal) for part in match.groups()]
        if None not in parts:
            return Figure(count=parts[0], out_of=parts[1], kinds=("count_of",))
    if match := _RANGE.fullmatch(text):
        low, high = (_one(part.strip(), decimal, unit) for part in match.groups())
        if low and high:
            return Figure(
                low.value, high.value, is_percent=low.is_percent or high.is_percent,
                kinds=("range",),
            )  # fmt: skip
    return None


def _plain_meaning(text: str, decimal: str | None) -> float | None:
    found = meanings(text.strip(), decimal)
    if len(found) > 1:
        raise two_meanings(text, found[0][0], found[1][0])
    return found[0][0] if found else None


def _no_number(text: str, decimal: str | None) -> CellError:
    """What to write instead, as far as it can be said."""
    match = _AMOUNT.fullmatch(text)
    found = meanings(match[1].strip(), decimal) if match else []
    if match and len(found) == 1 and (match[2] or "").lower() in LARGE:
        number = shown(found[0][0] * LARGE[match[2].lower()])
        return CellError(
            "not_a_number", "Write {number} if that is meant, in figures", number=number
        )
    message = "Write a plain number such as 12.5, without units, spaces or words"
    return CellError("not_a_number", message)


def shown(number: float) -> str:
    return f"{number:.15g}" if abs(number) < 1e15 else repr(number)
