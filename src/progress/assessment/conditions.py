"""What is reported on a condition of the plan, up to a year."""

from typing import Literal

from progress.rows import ConditionReport, PlanCondition

State = Literal["done", "due_again", "not_done", "not_reported"]


def state(condition: PlanCondition, report: ConditionReport | None, year: int) -> State:
    """``condition``: a row of plan_condition; ``report``: the one on it, if there is one. What is
    done after ``year`` is not done yet. A yearly condition that was done too long ago is due
    again: it does not count, as in ``verdicts.sql``."""
    if report is None:
        return "not_reported"
    if report.state != "done" or report.done_year is None or report.done_year > year:
        return "not_done"
    last = min(year, condition.target_year)
    if condition.recurs and report.done_year not in (last - 1, last):
        return "due_again"
    return "done"
