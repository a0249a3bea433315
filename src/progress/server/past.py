"""What the headline was on earlier days, kept by update: those records never change again."""

from datetime import date

import pandas as pd

from progress.assessment.snapshot import Snapshot
from progress.assessment.trend import Standing, TrendPoint, days, point, standings
from progress.assessment.verdicts import judge
from progress.server import cache
from progress.server.kept import kept
from progress.statuses import GOOD
from progress.store.queries import consistent_read
from progress.store.releases import in_force

# Objectives times target years of all days that are kept: about 100 bytes each.
MOST_STANDINGS = 40_000


def trend(demo: bool, snapshot: Snapshot, horizon: int) -> tuple[TrendPoint, ...]:
    """How many objectives stood well for a target year after each update, at last on the records
    of the snapshot. Of many updates the last ones of a month, quarter or year."""
    chosen = snapshot.filters
    newest: dict[date, int] = {}
    for release in cache.history(demo):
        day = date.fromisoformat(release.published_at[:10])
        newest[day] = max(newest.get(day, 0), release.release)
    shown = days(newest, chosen.known_on)
    before = [
        point(
            day,
            _standings(
                demo,
                day,
                max(number for other, number in newest.items() if other <= day),
                min(chosen.year or day.year, day.year),
                chosen.region,
            ),
            chosen,
            horizon,
        )
        for day in shown
    ]
    now = [row for row in snapshot.objectives if row.horizon == horizon and row.indicators]
    good = sum(row.family in GOOD for row in now)
    return *before, TrendPoint(chosen.known_on, good, len(now))


@kept(512, len, MOST_STANDINGS)
def _standings(demo: bool, day: date, last: int, year: int, region: str) -> tuple[Standing, ...]:
    """Right whatever is published later: ``last`` is the newest update of the records of that day,
    and one that is back-dated to them has a higher number."""
    judged = _judged(demo, day, last, year)
    with consistent_read(cache.store(demo)) as reading:
        return standings(reading, judged, day, region)


@kept(64, len, cache.MOST_ROWS)
def _judged(demo: bool, day: date, last: int, year: int) -> pd.DataFrame:
    """The dear part, which is the same for every region."""
    with cache.judging, consistent_read(cache.store(demo)) as reading:
        return judge(reading, year, day, in_force(reading, day, last))
