"""What Task Forces do: what is late, what comes next, how far each of them is.

Workplans are shown and counted. No status rests on them.
"""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from progress.assessment.facts import Facts
from progress.rows import Activity, Milestone

OPEN_STATES = ("planned", "under way")


@dataclass(frozen=True)
class Step:
    """An activity, or a milestone of one, with its day: of a month or a year its last."""

    day: date
    activity: Activity
    milestone: Milestone | None = None


@dataclass(frozen=True)
class Progress:
    """How many activities there are, by state; ``late`` of those planned or under way."""

    total: int
    done: int
    under_way: int
    planned: int
    stopped: int
    late: int
    next: Step | None


def first_day(period: str) -> date:
    return date.fromisoformat(f"{period}-01-01"[:10])


def last_day(period: str) -> date:
    if len(period) == 10:
        return date.fromisoformat(period)
    year, month = int(period[:4]), int(period[5:] or 12)
    return date(year, month, monthrange(year, month)[1])


def is_over(activity: Activity) -> bool:
    return activity.state not in OPEN_STATES


def is_late(activity: Activity, on: date) -> bool:
    """Whether its time is over and it is not done."""
    return not is_over(activity) and activity.due is not None and last_day(activity.due) < on


def is_milestone_late(milestone: Milestone, activity: Activity, on: date) -> bool:
    return not is_over(activity) and milestone.done_on is None and last_day(milestone.due) < on


def years(activity: Activity, on: date) -> range:
    """The years in whose workplans it stands: from its own until it is over."""
    first = activity.year_of_workplan
    if activity.state == "done" and activity.done_on:
        last = last_day(activity.done_on).year
    elif activity.state == "stopped":
        last = first
    else:
        last = max(last_day(activity.due).year if activity.due else first, min(on.year, first + 9))
    return range(first, max(first, last) + 1)


def workplan_years(facts: Facts, on: date) -> list[int]:
    """The years that have a workplan, the newest first."""
    return sorted({year for row in facts.activities for year in years(row, on)}, reverse=True)


def activities(facts: Facts, objectives: Collection[str]) -> list[Activity]:
    return [row for row in facts.activities if row.objective in objectives]


def of_year(facts: Facts, objectives: Collection[str], year: int, on: date) -> list[Activity]:
    return [row for row in activities(facts, objectives) if year in years(row, on)]


def steps(facts: Facts, objectives: Collection[str]) -> list[Step]:
    """What is not done of these objectives, activities and milestones with a day, by day."""
    found = []
    for row in activities(facts, objectives):
        if is_over(row):
            continue
        if row.due:
            found.append(Step(last_day(row.due), row))
        found += [
            Step(last_day(milestone.due), row, milestone)
            for milestone in facts.milestones_of(row)
            if milestone.done_on is None
        ]
    return sorted(found, key=lambda step: (step.day, step.activity.objective))


def coming(facts: Facts, objectives: Collection[str], on: date) -> list[Step]:
    return [step for step in steps(facts, objectives) if step.day >= on]


def late(facts: Facts, objectives: Collection[str], on: date) -> list[Step]:
    """The longest late first."""
    return [step for step in steps(facts, objectives) if step.day < on]


def progress(facts: Facts, objective: str, on: date) -> Progress:
    rows = facts.activities_of(objective)
    states = [row.state for row in rows]
    return Progress(
        total=len(rows),
        done=states.count("done"),
        under_way=states.count("under way"),
        planned=states.count("planned"),
        stopped=states.count("stopped"),
        late=sum(is_late(row, on) for row in rows),
        next=next(iter(coming(facts, {objective}, on)), None),
    )
