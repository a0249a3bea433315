"""What part of the plan is looked at: the same filters on pages, commands and the web API."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Any

from progress.errors import DataError
from progress.schema import WORLD
from progress.statuses import FAMILIES
from progress.store.queries import rows
from progress.store.releases import in_force
from progress.store.renamings import former_codes
from progress.store.store import Store
from progress.store.tables import Cursor

FACILITY_TYPES = ("core", "global", "unknown")
ALL_REGIONS = "all"
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class Filters:
    """Nothing chosen means all, the values up to this year, the records as they are now."""

    goal: str | None = None
    facility_type: str | None = None
    horizon: int | None = None
    year: int | None = None
    as_known_on: date | None = None
    objective: str | None = None
    family: str | None = None
    region: str = WORLD

    @property
    def known_on(self) -> date:
        return self.as_known_on or today()

    @property
    def judged_year(self) -> int:
        """Y: the chosen year, else the year of the records."""
        return self.year or self.known_on.year


NAMES = tuple(field.name for field in fields(Filters))
# What addresses and scripts of earlier versions call a filter.
OLD_NAMES = {"status": "family"}


def today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class Choices:
    """What can be chosen in a store, in the order of the plan. ``renamed``: objectives under a
    code of another time, and the one they have."""

    goal: tuple[str, ...]
    objective: tuple[str, ...]
    horizon: tuple[int, ...]
    region: tuple[str, ...]
    facility_type: tuple[str, ...] = FACILITY_TYPES
    family: tuple[str, ...] = FAMILIES
    renamed: Mapping[str, str] = field(default_factory=dict)


def choices(where: Store | Cursor, as_known_on: date | None = None) -> Choices:
    release_ids = in_force(where, as_known_on)

    def column(name: str, table: str) -> tuple[Any, ...]:
        found = rows(
            where,
            f"select distinct {name} from {table}_in_force($releases) order by 1",
            releases=release_ids,
        )
        return tuple(value for (value,) in found)

    regions = [region for region in column("region", "target") if region != WORLD]
    objectives = column("objective", "objective")
    return Choices(
        goal=column("goal", "goal"),
        objective=objectives,
        horizon=column("year", "target"),
        region=(WORLD, *regions, ALL_REGIONS),
        renamed=former_codes(where, "objective", release_ids, objectives),
    )


def parse(given: dict[str, str], possible: Choices) -> tuple[Filters, list[tuple[str, str]]]:
    """Filters from texts, and the (name, text) pairs that mean nothing here."""
    chosen: dict[str, Any] = {}
    wrong = []
    for name in NAMES:
        text = given.get(name)
        if text is None or text == "":
            continue
        try:
            chosen[name] = _value(name, text, possible)
        except ValueError:
            wrong.append((name, text))
    return Filters(**chosen), wrong


def parse_strictly(given: dict[str, str], possible: Choices) -> Filters:
    """As ``parse``; raises DataError on the first filter that means nothing here."""
    filters, wrong = parse(given, possible)
    for name, text in wrong:
        known = getattr(possible, name, ())
        hint = f"; there is: {', '.join(str(value) for value in known)}" if known else ""
        raise DataError(f'unknown {name.replace("_", " ")} "{text}"{hint}')
    return filters


def _value(name: str, text: str, possible: Choices) -> date | int | str:
    if name == "as_known_on":
        return date.fromisoformat(text)
    if name == "year":
        year = int(text)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(text)
        return year
    value = int(text) if name == "horizon" else text
    if name == "objective":
        value = possible.renamed.get(text, text)
    if value not in getattr(possible, name):
        raise ValueError(text)
    return value
