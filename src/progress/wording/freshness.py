"""How fresh the reports are, and what is due from whom, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from progress.assessment.filters import FACILITY_TYPES
from progress.assessment.freshness import Freshness, counted
from progress.language import Language
from progress.wording.facility_words import facility_types


@dataclass(frozen=True)
class LastReportView:
    """When an indicator was last reported. ``words``: such as "last report for 2022, now 34
    months after that year: overdue"."""

    indicator: str
    name: str
    objective: str
    kind: str
    year: int | None
    is_overdue: bool
    words: str


@dataclass(frozen=True)
class FreshnessView:
    """How many indicators of a group are reported in time, overdue, or never reported; full
    months since the oldest last report, None without one."""

    name: str
    indicators: int
    in_time: int
    overdue: int
    never: int
    oldest: int | None


@dataclass(frozen=True)
class DueView:
    """The reports that are due from a type of facility."""

    kind: str
    who_leads: str
    reports: tuple[LastReportView, ...]


def freshness_of_all(found: Sequence[Freshness]) -> FreshnessView:
    """``found``, here and below: as ``assessment.freshness.freshness`` gives it."""
    return _group("", found)


def freshness_by_goal(t: Language, found: Sequence[Freshness]) -> tuple[FreshnessView, ...]:
    goals = dict.fromkeys(row.goal for row in found)
    names = {goal: t("Goal {code}", code=goal) for goal in goals}
    return _groups(names, found, lambda row: row.goal)


def freshness_by_facility_type(
    t: Language, found: Sequence[Freshness]
) -> tuple[FreshnessView, ...]:
    words = facility_types(t)
    names = {kind: words[kind] for kind in FACILITY_TYPES}
    return _groups(names, found, lambda row: row.kind)


def due(t: Language, found: Sequence[Freshness]) -> tuple[DueView, ...]:
    """The indicators never reported, or not in time, by who leads; who owes none is left out."""
    words = facility_types(t)
    rows = [row for row in found if row.year is None or row.is_overdue]
    groups = (
        DueView(
            kind,
            words[kind],
            tuple(last_report_view(t, row) for row in rows if row.kind == kind),
        )
        for kind in FACILITY_TYPES
    )
    return tuple(group for group in groups if group.reports)


def last_report_view(t: Language, row: Freshness) -> LastReportView:
    """``row``: as ``assessment.freshness.last_report`` gives it."""
    return LastReportView(
        indicator=row.indicator,
        name=t.of(row.measure, "name"),
        objective=row.objective,
        kind=row.kind,
        year=row.year,
        is_overdue=row.is_overdue,
        words=_words(t, row),
    )


def _words(t: Language, row: Freshness) -> str:
    if row.year is None:
        return t("never reported")
    last = t("last report for {year}", year=row.year)
    if not row.is_overdue:
        return last
    months = t.plural(
        "{number} month after that year", "{number} months after that year", row.months or 0
    )
    return t("{last}, now {months}: overdue", last=last, months=months)


def _groups(
    names: dict[str, str], rows: Sequence[Freshness], of: Callable[[Freshness], str]
) -> tuple[FreshnessView, ...]:
    found = (_group(name, [row for row in rows if of(row) == code]) for code, name in names.items())
    return tuple(group for group in found if group.indicators)


def _group(name: str, rows: Sequence[Freshness]) -> FreshnessView:
    numbers = counted(rows)
    months = [row.months for row in rows if row.months is not None]
    return FreshnessView(
        name=name,
        indicators=numbers.indicators,
        in_time=numbers.in_time,
        overdue=numbers.overdue,
        never=numbers.never,
        oldest=max(months, default=None),
    )
