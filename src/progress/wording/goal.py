"""What to say of a goal: where it stands, and its objectives."""

from collections.abc import Sequence
from dataclasses import dataclass

from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.rows import Goal, Objective
from progress.wording.confirmation import mark_of_row, marked
from progress.wording.group import GroupView, group_view
from progress.wording.objective import ObjectiveView, objective_view


@dataclass(frozen=True)
class GoalView:
    """``title``: code and name, or that there is none yet, with the mark of what is not confirmed.
    ``groups``: where its objectives are, for each target year."""

    code: str
    name: str
    title: str
    purpose: str
    groups: tuple[GroupView, ...]
    objectives: tuple[ObjectiveView, ...]


def goal_views(t: Language, snapshot: Snapshot) -> tuple[GoalView, ...]:
    """The goals that have something selected. An objective is shown where it is selected, or one
    of its verdicts is: a family may be that of one indicator, but not of its objective."""
    shown = {row.objective for row in snapshot.objectives}
    shown |= {row.objective for row in snapshot.verdicts}
    found = []
    for goal in snapshot.facts.goals:
        rows = [row for row in snapshot.facts.objectives_of(goal.goal) if row.objective in shown]
        if rows:
            found.append(_goal(t, snapshot, goal, rows))
    return tuple(found)


def goal_title(t: Language, row: Goal) -> str:
    """``row``: a goal of the plan."""
    name = t.of(row, "name") or t("name not published yet")
    return t("Goal {code}: {name}", code=row.goal, name=name)


def _goal(t: Language, snapshot: Snapshot, row: Goal, objectives: Sequence[Objective]) -> GoalView:
    return GoalView(
        code=row.goal,
        name=t.of(row, "name"),
        title=marked(goal_title(t, row), mark_of_row(snapshot.confirmation, "goal", row)),
        purpose=t.of(row, "purpose"),
        groups=tuple(
            group_view(t, group, snapshot.is_assessed)
            for group in snapshot.goals
            if group.goal == row.goal
        ),
        objectives=tuple(objective_view(t, snapshot, found) for found in objectives),
    )
