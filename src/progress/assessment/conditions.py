"""What is reported on a condition of the plan, up to a year."""

from collections.abc import Iterable
from typing import Literal

from progress.rows import ConditionReport, PlanCondition

State = Literal["done", "due_again", "not_done", "not_reported"]


def state(condition: PlanCondition, report: ConditionReport | None, year: int) -> State:
    """``report``: the one that counts, if there is one. A yearly condition that was done too long
    ago is due again: it does not count, as in ``checklists.sql``."""
    if report is None:
        return "not_reported"
    if report.state != "done":
        return "not_done"
    last = min(year, condition.target_year)
    if condition.recurs and _since(report) < last - 1:
        return "due_again"
    return "done"


def counting_report(
    condition: PlanCondition, region: str, reports: Iterable[ConditionReport], year: int
) -> ConditionReport | None:
    """The report that decides on a condition in a region for values up to ``year``: what was done
    by the target year stays done."""
    mine = [row for row in reports if row.region == region and _is_about(row, condition)]
    by_then = _newest(mine, min(year, condition.target_year))
    if condition.recurs or (by_then and by_then.state == "done"):
        return by_then
    return _newest(mine, year)


def _newest(reports: list[ConditionReport], year: int) -> ConditionReport | None:
    """The newest word on what was so at the end of a year."""
    known = [row for row in reports if _since(row) <= year and not _is_contradicted(row, reports)]
    return max(known, key=_place, default=None)


def _is_about(report: ConditionReport, condition: PlanCondition) -> bool:
    return (
        report.indicator == condition.indicator
        and report.target_year == condition.target_year
        and report.condition == condition.condition
    )


def _since(report: ConditionReport) -> int:
    return report.done_year or _told_of(report)


def _told_of(report: ConditionReport) -> int:
    return report.year or report.done_year or report.published_year


def _is_dated(report: ConditionReport) -> bool:
    return bool(report.year or report.done_year)


def _place(report: ConditionReport) -> tuple[int, int, bool]:
    """The newest comes last; of the same year and release, one that is dated."""
    return _told_of(report), report.release_id, _is_dated(report)


def _is_contradicted(report: ConditionReport, others: list[ConditionReport]) -> bool:
    """An undated "not done" stands until something newer says otherwise of the same time."""
    return not _is_dated(report) and any(
        other.done_year
        and other.release_id > report.release_id
        and other.done_year <= report.published_year
        for other in others
    )
