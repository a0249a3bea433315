"""Texts, numbers and dates in the reader's language.

English texts are their own catalogue keys; ``locale/<language>.po`` holds the others. The words of
workbooks are in ``vocabulary/``, and ``schema.py`` says which languages texts have columns for.
"""

import gettext
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import (
    NumberPattern,
    format_decimal,
    format_scientific,
    get_decimal_symbol,
    get_group_symbol,
    parse_pattern,
)

from progress.schema import TEXT_LANGUAGES, own_text

LOCALE = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"
NO_BREAK_SPACE = "\u00a0"
# What floating point may have added or lost, so that 0.95 is not shown as 94.9 %.
ROUNDING = 1e-9
# From here on a number has no place after its point that counts, and is written as 1.5E20.
LARGEST = 1e15
# Plain English would put the month first.
DATES_AS_IN = {SOURCE_LANGUAGE: "en_GB"}


@dataclass(frozen=True)
class Language:
    """Speaks one language. Calling it translates: ``t("Goal {code}", code="A")``."""

    code: str

    def __call__(self, message: str, **details: object) -> str:
        text = _catalogue(self.code).gettext(message) if message else ""
        return text.format(**details) if details else text

    def plural(self, one: str, many: str, number: int | Decimal, **details: object) -> str:
        """``number`` decides which text it is; a decimal as it is written: 1.5 points, but in
        French 1,5 point."""
        if isinstance(number, Decimal):
            whole = 1 if Locale(self.code).plural_form(number) == "one" else 2
        else:
            whole = number
        text = _catalogue(self.code).ngettext(one, many, whole)
        return text.format(number=self.number(number), **details)

    def context(self, context: str, message: str) -> str:
        """A word that is translated differently in different places."""
        return _catalogue(self.code).pgettext(context, message)

    def number(self, value: float | Decimal, decimals: int | None = None) -> str:
        """A number with the language's signs; ``decimals`` None: as many as it has, at most 3."""
        return _number(self.code, float(value), decimals)

    def share(self, value: float, decimals: int = 1) -> str:
        """A share as a percentage, rounded down, so that the text never says more than is."""
        percent = value * 100
        if abs(percent) < LARGEST:
            percent = math.floor((value + ROUNDING) * 10 ** (decimals + 2)) / 10**decimals
        return self.number(percent, decimals) + f"{NO_BREAK_SPACE}%"

    def rough_share(self, value: float) -> str:
        """A share as it is said in a sentence: whole percents from 10 on."""
        return self.share(value, 0 if abs(value) + ROUNDING >= 0.1 else 1)

    def rounded_down(self, value: float, decimals: int) -> str:
        return self.number(floor(value, decimals), decimals)

    def times(self, value: float) -> str:
        """A factor, rounded up: what is still needed is never made small."""
        return self.number(ceiling(value, 1), 1)

    def rough_times(self, value: float) -> str:
        """A factor as it is said in a sentence: 7, 3.8, and whole from 10 on."""
        return self.number(ceiling(value, 0 if value > 10 else 1))

    @property
    def separators(self) -> str:
        """The signs before decimals and between thousands, as Plotly wants them."""
        return get_decimal_symbol(self.code) + get_group_symbol(self.code)

    def date(self, day: date) -> str:
        """Such as 25 November 2026: the day first, as most readers of English write it."""
        return _date(self.code, day)

    @property
    def first_choices(self) -> tuple[str, ...]:
        """All languages in which a text may stand, the one that is best to read first."""
        return tuple(dict.fromkeys((self.code, SOURCE_LANGUAGE, *TEXT_LANGUAGES)))

    def name_of(self, code: str) -> str:
        """What a language is called in this one, such as francés."""
        return Locale(code).get_display_name(self.code) or code

    def period(self, text: str) -> str:
        """A year, a month or a day, such as 2026, 2026-06 or 2026-06-30, in words."""
        if len(text) < 7:
            return text
        if len(text) == 7:
            day = date.fromisoformat(f"{text}-01")
            return format_skeleton("yMMMM", day, locale=self.code)
        return self.date(date.fromisoformat(text))

    def of(self, row: object, name: str) -> str:
        """A text of a row in this language, or in another one, marked with its code. Empty where
        there is none, or no row."""
        for lang in self.first_choices:
            if text := present(_value_of(row, own_text(name, lang))):
                # A text such as % is the same in every language.
                is_same = lang == self.code or not any(sign.isalpha() for sign in text)
                return text if is_same else f"{text} ({lang})"
        return ""


@lru_cache(maxsize=4096)
def _date(lang: str, day: date) -> str:
    return format_date(day, "long", locale=DATES_AS_IN.get(lang, lang))


def _value_of(row: object, name: str) -> object:
    return row.get(name) if isinstance(row, Mapping) else getattr(row, name, None)


def present(value: object) -> str:
    """A text, empty where a frame says that there is none."""
    if value is None or value != value:
        return ""
    return str(value)


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def floor(value: float, decimals: int) -> float:
    if abs(value) >= LARGEST:
        return value
    scale: int = 10**decimals
    return math.floor((value + ROUNDING * max(1, abs(value))) * scale) / scale


def ceiling(value: float, decimals: int) -> float:
    if abs(value) >= LARGEST:
        return value
    scale: int = 10**decimals
    return math.ceil(value * scale - ROUNDING * max(1, abs(value))) / scale


def languages() -> tuple[str, ...]:
    """The codes of the languages there are, the source language first."""
    return (SOURCE_LANGUAGE, *sorted(path.stem for path in LOCALE.glob("*.po")))


def language_name(code: str) -> str:
    """A language in its own words, such as Français."""
    return (Locale(code).get_display_name(code) or code).capitalize()


ENGLISH = Language(SOURCE_LANGUAGE)


@lru_cache(maxsize=20_000)
def _number(code: str, value: float, decimals: int | None) -> str:
    """Kept: a large plan has tens of thousands of numbers, many of them again and again."""
    if not math.isfinite(value):
        return "–"
    if abs(value) >= LARGEST:
        return format_scientific(value, "0.###E0", locale=code).replace("-", "−")
    rounded = round(value, 3 if decimals is None else decimals) or 0.0
    return format_decimal(rounded, _pattern(decimals), locale=code).replace("-", "−")


@cache
def _pattern(decimals: int | None) -> NumberPattern:
    """Read once: a page has hundreds of numbers, and reading this takes longer than writing one."""
    if decimals is None:
        return parse_pattern("#,##0.###")
    return parse_pattern("#,##0" + (decimals > 0) * "." + "0" * decimals)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    path = LOCALE / f"{code}.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
