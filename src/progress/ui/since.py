"""The updates that what changed can be told since."""

from datetime import date, timedelta

from progress.server import cache
from progress.ui.view import View


def updates(seen: View) -> dict[date, str]:
    """The day before each update up to the day of the records, the newest first, and the update
    in words. Of updates of one day the last gives its name to all."""
    t, found = seen.t, {}
    for row in cache.history(seen.demo):
        day = date.fromisoformat(row.published_at[:10])
        if day <= seen.filters.known_on:
            name = t("Update {number}", number=row.release)
            found[day - timedelta(days=1)] = t("{name} of {day}", name=name, day=t.date(day))
    return dict(reversed(found.items()))


def last(seen: View) -> date:
    """The day after which the last update changed what it did."""
    return next(iter(updates(seen)), seen.filters.known_on - timedelta(days=1))
