"""The scorecard: goals, their objectives, every target year; while nothing can be judged, the
targets themselves instead of a wall of grey."""

from collections import defaultdict
from dataclasses import dataclass

from progress.assessment.rows import ObjectiveStatus
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.wording.confirmation import marked, marks_of_objectives
from progress.wording.group import GroupView, group_view
from progress.wording.sentences import target_words
from progress.wording.status_words import StatusView, part_assessed, status_view


@dataclass(frozen=True)
class Cell:
    """An objective in a target year. ``assessed`` of ``indicators`` with a target have a verdict;
    ``part``: that in words, where these are some, but not all. ``targets``: in words, while nothing
    can be judged; empty if there is none."""

    status: StatusView
    assessed: int
    indicators: int
    part: str
    targets: str

    @property
    def is_partly_assessed(self) -> bool:
        return 0 < self.assessed < self.indicators


@dataclass(frozen=True)
class ObjectiveRow:
    """``label``: with the mark of what is not confirmed. ``cells``: one for each target year that
    is looked at, None where the objective is not selected for it. ``blank``: the status of one that
    has no target at all, in place of cells."""

    code: str
    label: str
    cells: tuple[Cell | None, ...]
    blank: StatusView | None


@dataclass(frozen=True)
class GoalRows:
    code: str
    name: str
    groups: tuple[GroupView, ...]
    objectives: tuple[ObjectiveRow, ...]


@dataclass(frozen=True)
class Scorecard:
    years: tuple[int, ...]
    is_assessed: bool
    goals: tuple[GoalRows, ...]


def horizons(snapshot: Snapshot) -> list[int]:
    """The target years that are looked at."""
    return sorted({row.horizon for row in snapshot.objectives})


def scorecard(t: Language, snapshot: Snapshot) -> Scorecard:
    names = {row.goal: t.of(row, "name") for row in snapshot.facts.goals}
    years = tuple(horizons(snapshot))
    targets = {} if snapshot.is_assessed else targets_in_words(t, snapshot)
    marks = marks_of_objectives(snapshot)
    found: dict[str, dict[str, list[ObjectiveStatus]]] = defaultdict(lambda: defaultdict(list))
    for row in snapshot.objectives:
        found[row.goal][row.objective].append(row)
    goals = (
        GoalRows(
            code=code,
            name=names[code],
            groups=tuple(
                group_view(t, group, snapshot.is_assessed)
                for group in snapshot.goals
                if group.goal == code
            ),
            objectives=tuple(
                _objective(t, years, rows, targets, marks) for rows in objectives.values()
            ),
        )
        for code, objectives in found.items()
    )
    return Scorecard(years, snapshot.is_assessed, tuple(goals))


def _objective(
    t: Language,
    years: tuple[int, ...],
    rows: list[ObjectiveStatus],
    targets: dict[tuple[str, int], str],
    marks: dict[str, str],
) -> ObjectiveRow:
    cells = {
        row.horizon: Cell(
            status=status_view(t, row),
            assessed=row.assessed,
            indicators=row.indicators,
            part=part_assessed(t, row),
            targets=targets.get((row.objective, row.horizon), ""),
        )
        for row in rows
    }
    is_blank = all(row.reason == "not_entered" for row in rows)
    return ObjectiveRow(
        code=rows[0].objective,
        label=marked(t.of(rows[0], "label"), marks[rows[0].objective]),
        cells=() if is_blank else tuple(cells.get(year) for year in years),
        blank=status_view(t, rows[0]) if is_blank else None,
    )


def targets_in_words(t: Language, snapshot: Snapshot) -> dict[tuple[str, int], str]:
    """Objective and target year -> its targets."""
    found = defaultdict(list)
    for row in snapshot.verdicts:
        if row.status != "no_target":
            words = target_words(t, row, snapshot.facts.indicator[row.indicator])
            found[row.objective, row.horizon].append(words)
    return {key: " · ".join(words) for key, words in found.items()}
