"""Which statuses changed between two dates, and why.

The way from the old records to the new ones is gone in four steps: time passes, releases that
were there already are undone or restored, then what was reported in between is added, then what
was changed in the plan. The last step that changed a status names the reason. However many updates
lie in between, everything is judged at most five times.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

import pandas as pd

from progress.assessment.filters import Filters
from progress.assessment.verdicts import judge, select
from progress.errors import DataError
from progress.rows import Row
from progress.schema import DIRECT
from progress.statuses import STATUSES
from progress.store.queries import rows
from progress.store.releases import in_force
from progress.store.renamings import Names, names_then_and_now, renamings
from progress.store.store import Store
from progress.store.tables import Cursor

# The steps by which one set of records becomes another; each names why a status changed.
STEPS = ("time_passed", "reverted", "value", "revised_plan")
REPORT_KEYS = {
    "value": "indicator, region, year",
    "condition_report": "indicator, region, target_year, condition, coalesce(year, done_year, 0)",
}

SERIES = ["indicator", "region", "horizon"]
Series = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Change(Row):
    """A verdict whose status differs; None where there was no such verdict, or is none now."""

    indicator: str
    region: str
    horizon: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ExplainedChange(Change):
    """``why``: new_value, revised_value, revised_plan, reverted or time_passed."""

    why: str


AnyChange = TypeVar("AnyChange", bound=Change)


@dataclass(frozen=True)
class Compared:
    """All verdicts before and after, and the statuses that differ."""

    before: pd.DataFrame
    after: pd.DataFrame
    changes: list[ExplainedChange]


def changes(
    where: Store | Cursor, since: date, until: date, chosen: Filters | None = None
) -> list[ExplainedChange]:
    """The statuses that differ between two days, of what the filters select; without filters
    everything in all regions. Values up to the chosen year count on both days."""
    found = compare(where, since, until, chosen.year if chosen else None)
    return select_changes(found, chosen) if chosen else found.changes


def compare(where: Store | Cursor, since: date, until: date, year: int | None = None) -> Compared:
    """The records of two days; ``year``: values up to that year count, else up to that of each
    day. Raises DataError where the first day is after the second."""
    if since > until:
        raise DataError(f"{since} is after {until}; give the earlier day as the first")
    then, now = in_force(where, since), in_force(where, until)
    before = _called(judge(where, year, since), names_then_and_now(where, then, now))
    after = judge(where, year, until)
    found = changed_statuses(before, after)
    reasons = _reasons(where, before, after, since, until, year) if found else {}
    explained = [
        ExplainedChange(**change.as_dict(), why=reasons[_series(change)]) for change in found
    ]
    return Compared(before, after, explained)


def select_changes(found: Compared, chosen: Filters) -> list[ExplainedChange]:
    """The changes of what the filters select before or after. Their day does not count."""
    shown = {
        series
        for frame in (found.before, found.after)
        for series in map(tuple, select(frame, chosen)[SERIES].to_numpy(object).tolist())
    }
    return [change for change in found.changes if _series(change) in shown]


def _reasons(
    where: Store | Cursor,
    before: pd.DataFrame,
    after: pd.DataFrame,
    since: date,
    until: date,
    year: int | None,
) -> dict[Series, str]:
    """Why each status that changed did: the last of the four steps from the old records to the
    new ones that changed it."""
    known, kept, now = _releases(where, since, until)
    renamed = [-one.release for one in renamings(where, now) if one.release not in kept]

    def judged(releases: list[int]) -> pd.DataFrame:
        names = names_then_and_now(where, releases, now)
        return _called(judge(where, year, until, releases=releases), names)

    passed = judged(known)
    undone = passed if kept == known else judged(kept)
    reported = undone
    if now != kept:
        reported = judge(where, year, until, releases=[*kept, *renamed], reports=now)
    new_values = _NewValues(where, [*known, *renamed], now, after)
    reasons: dict[Series, str] = {}
    steps = pairwise([before, passed, undone, reported, after])
    for why, (earlier, later) in zip(STEPS, steps, strict=True):
        for change in changed_statuses(earlier, later):
            # A target year that comes or goes leaves the others as they were: without a target.
            if change.before in (None, "no_target") and change.after in (None, "no_target"):
                continue
            reasons[_series(change)] = new_values.reason(change) if why == "value" else why
    return defaultdict(lambda: "revised_plan", reasons)


class _NewValues:
    """What was reported in between, against the records of before."""

    def __init__(
        self, where: Store | Cursor, before: list[int], now: list[int], after: pd.DataFrame
    ) -> None:
        self.new: set[tuple[Any, ...]] = set()
        self.revised: set[tuple[Any, ...]] = set()
        for table, key in REPORT_KEYS.items():
            changed = _differing(where, table, key, before, now)
            facts = f"{table}_in_force($releases)"
            known = set(rows(where, f"select {key} from {facts}", releases=before))
            self.new |= {row for row in changed if row not in known}
            self.revised |= {row for row in changed if row in known}
        decisive = after[[*SERIES, "value_year"]].dropna().astype(object)
        self.shown = {
            (indicator, region, horizon): (indicator, region, int(year))
            for indicator, region, horizon, year in decisive.itertuples(index=False)
        }

    def reason(self, change: Change) -> str:
        """By the value that decides where that is new or revised, else by any of the series."""
        shown = self.shown.get(_series(change))
        if shown in self.new or shown in self.revised:
            return "new_value" if shown in self.new else "revised_value"
        place = change.indicator, change.region
        return "new_value" if any(row[:2] == place for row in self.new) else "revised_value"


def direction(change: Change) -> str:
    """Where a change leads: better, worse, newly_reported, or other."""
    before, after = (STATUSES.get(status or "") for status in (change.before, change.after))
    if before and after and before.rank is not None and after.rank is not None:
        steps = before.rank - after.rank
        return "better" if steps > 0 else "worse" if steps < 0 else "other"
    was_reported, is_reported = (status and status.is_reported for status in (before, after))
    return "newly_reported" if is_reported and not was_reported else "other"


def listed(found: list[AnyChange]) -> list[AnyChange]:
    """The changes but for what was only entered since, and of which nothing is known yet."""
    return [change for change in found if not _is_only_entered(change)]


def entered(found: Sequence[Change]) -> int:
    """How many targets were only entered since."""
    return sum(_is_only_entered(change) and change.after != "no_target" for change in found)


def _is_only_entered(change: Change) -> bool:
    return change.before is None and direction(change) == "other"


def _series(change: Change) -> Series:
    return change.indicator, change.region, change.horizon


def _releases(
    where: Store | Cursor, since: date, until: date
) -> tuple[list[int], list[int], list[int]]:
    """The releases with facts in force before, those of them and of what was undone then that are
    in force now, and all in force now."""
    is_known = dict(
        rows(
            where,
            "select release_id, cast(published_at as date) <= $since from store.release "
            "where reverts is null",
            since=since,
        )
    )
    known = [release for release in in_force(where, since) if release in is_known]
    now = [release for release in in_force(where, until) if release in is_known]
    return known, [release for release in now if is_known[release]], now


def _differing(
    where: Store | Cursor, table: str, columns: str, before: list[int], after: list[int]
) -> list[tuple[Any, ...]]:
    """The keys whose rows differ between two states of the records."""
    counts = f" where relation = '{DIRECT}'" if table == "value" else ""
    facts = f"select * exclude (release_id) from {table}_in_force"
    return rows(
        where,
        f"select distinct {columns} from ("
        f"({facts}($before){counts} except {facts}($after){counts}) union all "
        f"({facts}($after){counts} except {facts}($before){counts}))",
        before=before,
        after=after,
    )


def changed_by(where: Store | Cursor, before: list[int], after: list[int]) -> list[Change]:
    """The statuses that differ between two sets of releases in force, on the records of today."""
    names = names_then_and_now(where, before, after)
    return changed_statuses(
        _called(judge(where, releases=before), names), judge(where, releases=after)
    )


def _called(found: pd.DataFrame, names: Names) -> pd.DataFrame:
    """Verdicts under the codes of other records."""
    changed = {fact: of_fact for fact, of_fact in names.items() if of_fact}
    return found.assign(
        **{
            fact: [of_fact.get(code, code) for code in found[fact]]
            for fact, of_fact in changed.items()
        }
    )


def changed_statuses(before: pd.DataFrame, after: pd.DataFrame) -> list[Change]:
    """The verdicts whose status differs."""
    pairs = before[[*SERIES, "status"]].merge(
        after[[*SERIES, "status"]], on=SERIES, how="outer", suffixes=("_before", "_after")
    )
    pairs = pairs.fillna({"status_before": "", "status_after": ""})
    differing = pairs[pairs["status_before"] != pairs["status_after"]].astype(object)
    return [
        Change(indicator, region, horizon, before or None, after or None)
        for indicator, region, horizon, before, after in differing.itertuples(index=False)
    ]
