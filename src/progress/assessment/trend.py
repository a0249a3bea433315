"""How the headline moved from update to update: how many objectives stood well on earlier days.

Of each day only a few numbers are kept, never its verdicts. What was known on a day that is over
never changes, so they can be kept for as long as nobody back-dates an update.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from progress.assessment.filters import Filters
from progress.assessment.verdicts import roll_up
from progress.statuses import GOOD
from progress.store.store import Store
from progress.store.tables import Cursor

# However many updates there are, so many days at most are judged.
MOST_DAYS = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """An objective with a target for a year, on the records of an earlier day."""

    objective: str
    goal: str
    facility_type: str
    horizon: int
    is_good: bool


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """How many objectives with a target were on track or met, on the records of a day."""

    day: date
    good: int
    with_target: int


def days(published: Iterable[date], until: date) -> list[date]:
    """The days of updates before ``until``: all where they are few, else the last one of each
    month, quarter or year, and of these the latest."""
    found = sorted({day for day in published if day < until})
    periods: tuple[Callable[[date], object], ...] = (
        lambda day: day,
        lambda day: (day.year, day.month),
        lambda day: (day.year, (day.month - 1) // 3),
        lambda day: day.year,
    )
    for period in periods:
        lasts = list({period(day): day for day in found}.values())
        if len(lasts) <= MOST_DAYS:
            return lasts
    return lasts[-MOST_DAYS:]


def standings(
    where: Store | Cursor, judged: pd.DataFrame, day: date, region: str
) -> tuple[Standing, ...]:
    """The objectives with a target, on the records of a day, among all that was judged on them
    (rows of verdicts.sql)."""
    found = roll_up(where, judged, region, day).objectives
    found = found[found.indicators > 0]
    return tuple(
        Standing(objective, goal, facility_type, int(horizon), family in GOOD)
        for objective, goal, facility_type, horizon, family in zip(
            found.objective,
            found.goal,
            found.facility_type.fillna("unknown"),
            found.horizon,
            found.family,
            strict=True,
        )
    )


def point(day: date, found: Iterable[Standing], chosen: Filters, horizon: int) -> TrendPoint:
    """What the filters select, counted for one target year."""
    shown = [
        one
        for one in found
        if one.horizon == horizon
        and chosen.goal in (None, one.goal)
        and chosen.objective in (None, one.objective)
        and chosen.facility_type in (None, one.facility_type)
    ]
    return TrendPoint(day, sum(one.is_good for one in shown), len(shown))
