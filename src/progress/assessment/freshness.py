"""How fresh the reports are: when each indicator was last reported, and what is awaited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from progress.assessment.snapshot import Snapshot, once
from progress.rows import Indicator, Row

YEARLY = 12


@dataclass(frozen=True, slots=True)
class Freshness(Row):
    """When an indicator was last reported. ``kind``: who leads its objective, core, global or
    unknown. ``year``: of the last report, None if never; ``months``: from the end of that year."""

    measure: Indicator  # goes: facts.indicator has it
    kind: str
    goal: str
    objective: str
    indicator: str
    year: int | None
    months: int | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class ReportCounts(Row):
    """How many indicators are reported in time, overdue, and never reported."""

    indicators: int
    in_time: int
    overdue: int
    never: int


@once
def freshness(snapshot: Snapshot) -> list[Freshness]:
    """For each indicator in the snapshot, the last report for a region that is judged in it."""
    judged: dict[str, set[str]] = {}
    for row in snapshot.verdicts:
        judged.setdefault(row.indicator, set()).add(row.region)
    return [
        last_report(snapshot, indicator, judged[indicator.indicator])
        for indicator in snapshot.facts.indicators
        if indicator.indicator in judged
    ]


def last_report(snapshot: Snapshot, indicator: Indicator, regions: set[str]) -> Freshness:
    """When an indicator was last reported for one of these regions, and whether the next report
    is overdue: one is due every ``rhythm_months``; unsaid, every year."""
    until = snapshot.filters.judged_year
    objective = snapshot.facts.objective[indicator.objective]
    year = max(_years(snapshot, indicator, regions, until), default=None)
    months = None if year is None else _months_since(year, snapshot)
    return Freshness(
        measure=indicator,
        kind=objective.facility_type or "unknown",
        goal=objective.goal,
        objective=objective.objective,
        indicator=indicator.indicator,
        year=year,
        months=months,
        is_overdue=months is not None and months > (indicator.rhythm_months or YEARLY),
    )


def awaited(snapshot: Snapshot) -> list[Freshness]:
    """The indicators never reported, or not in time."""
    return [row for row in freshness(snapshot) if row.year is None or row.is_overdue]


def counted(reports: Sequence[Freshness]) -> ReportCounts:
    never = sum(row.year is None for row in reports)
    overdue = sum(row.is_overdue for row in reports)
    return ReportCounts(
        indicators=len(reports),
        in_time=len(reports) - never - overdue,
        overdue=overdue,
        never=never,
    )


def _years(snapshot: Snapshot, indicator: Indicator, regions: set[str], until: int) -> list[int]:
    """The years up to ``until`` that were reported. A condition that is not done has no year of
    its own unless its report names one: it was reported when that was published."""
    code = indicator.indicator
    if indicator.measure == "conditions":
        reports = snapshot.facts.condition_reports_of(code)
        years = [
            row.done_year or row.year or min(row.published_year, until)
            for row in reports
            if row.region in regions
        ]
    else:
        values = snapshot.facts.values_of(code)
        years = [row.year for row in values if row.region in regions and row.counts]
    return [year for year in years if year <= until]


def _months_since(year: int, snapshot: Snapshot) -> int:
    """Full months from the end of the reported year to the day of the records, or to the end of
    the chosen year if that is earlier; none while the year still runs."""
    filters = snapshot.filters
    day = min(filters.known_on, date(filters.judged_year, 12, 31))
    return max(0, (day.year - year - 1) * 12 + day.month - 1)
