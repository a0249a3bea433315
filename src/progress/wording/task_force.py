"""What to say of a Task Force: its status, who leads it, its focal years."""

from dataclasses import dataclass

from progress.assessment.facts import Facts
from progress.assessment.task_forces import OPEN_STATUSES, leader
from progress.language import Language, present
from progress.rows import TaskForce


@dataclass(frozen=True)
class TaskForceView:
    """``status_since``: the status with the year it was launched in, such as "launched in 2023".
    ``leader``, ``led_by``: the name, and the line with it; empty without a name or consent.
    ``focal_years``: such as "2023, 2024". ``line``: status and leader in one."""

    objective: str
    status: str
    status_since: str
    leader: str
    led_by: str
    focal_years: str
    note: str
    line: str
    is_open: bool


def task_force_view(t: Language, row: TaskForce, facts: Facts) -> TaskForceView:
    """``row``: a Task Force."""
    status, name = task_force_statuses(t)[row.status], leader(row)
    years = facts.focal_years_of(row.objective)
    return TaskForceView(
        objective=row.objective,
        status=status,
        status_since=_status_since(t, row),
        leader=name,
        led_by=t("Leader: {name}", name=name) if name else "",
        focal_years=", ".join(map(str, years)),
        note=t.of(row, "note"),
        line=t("Task Force {status}, led by {name}", status=status, name=name)
        if name
        else t("Task Force {status}", status=status),
        is_open=row.status in OPEN_STATUSES,
    )


def _status_since(t: Language, row: TaskForce) -> str:
    status, launched = task_force_statuses(t)[row.status], present(row.launched)
    if not launched:
        return status
    if row.status == "launched":
        return t("launched in {year}", year=launched)
    return t("{status} (launched in {year})", status=status, year=launched)


def task_force_statuses(t: Language) -> dict[str, str]:
    return {
        "established": t("established"),
        "launched": t("launched"),
        "active": t("active"),
        "paused": t("paused"),
        "closed": t("closed"),
    }
