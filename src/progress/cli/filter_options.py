"""The filters as options of a command."""

import argparse
from datetime import date

from progress.assessment import filters
from progress.assessment.filters import Filters
from progress.store.store import Store
from progress.store.tables import Cursor


def add(parser: argparse.ArgumentParser) -> None:
    for name in filters.NAMES:
        kind = _year if name == "year" else _day if name == "as_known_on" else str
        written = [name, *(old for old, new in filters.OLD_NAMES.items() if new == name)]
        options = [f"--{each.replace('_', '-')}" for each in written]
        parser.add_argument(*options, dest=name, type=kind)


def chosen(where: Store | Cursor, options) -> Filters:
    """The filters given. Raises DataError on one that means nothing in this store."""
    given = {name: getattr(options, name) for name in filters.NAMES}
    known_on = options.as_known_on and date.fromisoformat(options.as_known_on)
    return filters.parse_strictly(given, filters.choices(where, known_on))


def _year(text: str) -> str:
    if not text.isdecimal() or not filters.FIRST_YEAR <= int(text) <= filters.LAST_YEAR:
        raise argparse.ArgumentTypeError(f'"{text}" is not a year, such as 2025')
    return text


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        message = f'"{text}" is not a date, such as 2025-12-31'
        raise argparse.ArgumentTypeError(message) from None
