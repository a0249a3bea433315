"""The filters as options of a command."""

import functools
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from progress.assessment import filters
from progress.assessment.filters import Filters
from progress.cli.store_command import Day
from progress.statuses import FAMILIES
from progress.store.store import Store
from progress.store.tables import Cursor


class Year(click.IntRange):
    """A year that can be looked at."""

    name = "year"


# What is in the plan is known once the store is open: these are checked with it.
OPTIONS = (
    click.option("--goal", metavar="CODE", help="One goal."),
    click.option(
        "--facility-type",
        metavar=f"[{'|'.join(filters.FACILITY_TYPES)}]",
        help="Objectives of one kind of facility.",
    ),
    click.option("--horizon", metavar="YEAR", help="One target year."),
    click.option(
        "--year",
        type=Year(filters.FIRST_YEAR, filters.LAST_YEAR),
        metavar="YEAR",
        help="Values up to this year; without it, the year of the records.",
    ),
    click.option("--as-known-on", type=Day(), metavar="DATE", help="The records of this day."),
    click.option("--objective", metavar="CODE", help="One objective."),
    click.option(
        "--family",
        "--status",
        "family",
        metavar=f"[{'|'.join(FAMILIES)}]",
        help="Verdicts of one family; --status is its old name.",
    ),
    click.option(
        "--region",
        help=f"A region; without it, World; {filters.ALL_REGIONS}: all of them.",
    ),
)


def with_filters(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the filters as options; its function gets those asked for as ``asked``."""

    @functools.wraps(function)
    def command(**given: Any) -> Any:
        asked = {name: given.pop(name) for name in filters.NAMES}
        return function(**given, asked=asked)

    for option in reversed(OPTIONS):
        command = option(command)
    return command


def chosen(where: Store | Cursor, asked: dict[str, Any]) -> Filters:
    """The filters asked for. Raises DataError on one that means nothing in this store."""
    known_on: date | None = asked["as_known_on"]
    texts = {name: str(value) for name, value in asked.items() if value is not None}
    return filters.parse_strictly(texts, filters.choices(where, known_on))
