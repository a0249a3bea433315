"""Where the plan stands: verdicts, and the objectives, goals and facility types rolled up.

The rules are in ``sql/verdicts.sql``; this module asks, filters and rolls up.
"""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from progress.assessment.filters import ALL_REGIONS, Filters, today
from progress.store.queries import cursor, query
from progress.store.releases import in_force
from progress.store.store import Store
from progress.store.tables import Cursor, sql

# The version of the rules, which goes with every verdict that leaves this program. Raise it when
# the same numbers would get another status than before.
METHOD = "2"


@dataclass(frozen=True)
class Status:
    """Four frames: ``verdicts`` (a row of verdicts.sql), ``objectives``, ``goals``,
    ``facility_types`` (rows of objectives.sql and roll_up.sql). ``is_assessed``: whether any of
    these objectives can be judged at all, whatever status is asked for."""

    verdicts: pd.DataFrame
    objectives: pd.DataFrame
    goals: pd.DataFrame
    facility_types: pd.DataFrame
    is_assessed: bool


@dataclass(frozen=True)
class Judged:
    """All verdicts of a region, and the objectives they make: rows of verdicts.sql and
    objectives.sql."""

    verdicts: pd.DataFrame
    objectives: pd.DataFrame


def judge(
    where: Store | Cursor,
    year: int | None = None,
    as_known_on: date | None = None,
    releases: list[int] | None = None,
    reports: list[int] | None = None,
) -> pd.DataFrame:
    """All verdicts: the columns of verdicts.sql.

    ``year``: values up to that year count (default: the year of the records).
    ``as_known_on``: the date of the records (default: today). ``releases``: judge as if exactly
    these were in force; ``reports``: other ones for what is reported.
    """
    known_on = as_known_on or today()
    judged_year = year or known_on.year
    if releases is None:
        releases = in_force(where, as_known_on)
    # Another year than that of the records is judged as it was, or will be, at its end.
    month = known_on.month if judged_year == known_on.year else 12
    return query(
        where,
        "verdicts",
        releases=releases,
        reports=releases if reports is None else reports,
        year=judged_year,
        known_year=known_on.year,
        month=judged_year * 12 + month - 1,
    )


def status(where: Store | Cursor, filters: Filters) -> Status:
    """The verdicts the filters select, rolled up."""
    found = judge(where, filters.judged_year, filters.as_known_on)
    return narrow(where, roll_up(where, found, filters.region, filters.as_known_on), filters)


def roll_up(
    where: Store | Cursor, found: pd.DataFrame, region: str, as_known_on: date | None = None
) -> Judged:
    """The verdicts of a region (or of all) among those found, and their objectives."""
    found = _of_region(found, region)
    release_ids = in_force(where, as_known_on)
    listed = found.drop(columns="flags").assign(is_stale=["stale" in row for row in found["flags"]])
    return Judged(found, _with_frame(where, "verdict", listed, "objectives", releases=release_ids))


def narrow(where: Store | Cursor, judged: Judged, filters: Filters) -> Status:
    """What the filters leave of a region's verdicts and objectives, counted by group."""
    of_any_family = _narrow(judged.objectives, replace(filters, family=None))
    objectives = _narrow(judged.objectives, filters)
    groups = _with_frame(where, "objective_verdict", objectives, "roll_up")
    return Status(
        verdicts=_narrow(judged.verdicts, filters).reset_index(drop=True),
        objectives=objectives.reset_index(drop=True),
        goals=_groups(groups, "goal"),
        facility_types=_groups(groups, "facility_type"),
        is_assessed=bool(of_any_family.family.ne("no_verdict").any()),
    )


def select(found: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The verdicts that the filters leave."""
    return _narrow(_of_region(found, filters.region), filters)


def _of_region(found: pd.DataFrame, region: str) -> pd.DataFrame:
    return found if region == ALL_REGIONS else found[found.region == region]


def _groups(groups: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Those of a kind, by its own name."""
    found = groups[groups.kind == kind].drop(columns="kind")
    return found.rename(columns={"group_name": kind})


def _with_frame(
    where: Store | Cursor, frame_name: str, frame: pd.DataFrame, name: str, **parameters: object
) -> pd.DataFrame:
    with cursor(where) as reading:
        reading.register(frame_name, frame)
        try:
            return reading.execute(sql(name), parameters).df()
        finally:
            reading.unregister(frame_name)


def _narrow(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    if filters.goal:
        frame = frame[frame.goal == filters.goal]
    if filters.facility_type:
        frame = frame[frame.facility_type.fillna("unknown") == filters.facility_type]
    if filters.horizon:
        frame = frame[frame.horizon == filters.horizon]
    if filters.objective:
        frame = frame[frame.objective == filters.objective]
    if filters.family:
        frame = frame[frame.family == filters.family]
    return frame
