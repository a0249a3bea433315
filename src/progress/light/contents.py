"""What a light edition is made from: the whole plan of a store, as it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from progress.assessment.changes import ExplainedChange, changes
from progress.assessment.filters import Filters
from progress.assessment.snapshot import Snapshot, take
from progress.export.records import Records, gather
from progress.store.releases import Release
from progress.store.store import Store

# The address of a page of the light edition: by its name, and what is chosen there.
Address = Callable[..., str]


@dataclass(frozen=True)
class Contents:
    """``changes``: the statuses that changed after ``since``, the day before the last update."""

    records: Records
    since: date | None
    changes: tuple[ExplainedChange, ...]

    @property
    def snapshot(self) -> Snapshot:
        return self.records.snapshot

    @property
    def last_update(self) -> Release | None:
        return last_update(self.records.history)


def contents(where: Store) -> Contents:
    chosen = Filters()
    records = gather(where, take(where, chosen))
    since = day_before_last_update(records.history)
    found = changes(where, since, chosen.known_on, chosen) if since else []
    return Contents(records, since, tuple(found))


def last_update(history: list[Release]) -> Release | None:
    """The newest release in force."""
    return next((row for row in reversed(history) if row.in_force), None)


def day_before_last_update(history: list[Release]) -> date | None:
    last = last_update(history)
    return date.fromisoformat(last.published_at[:10]) - timedelta(days=1) if last else None
