"""What the plan has, objective by objective, for as long as nothing can be judged."""

from dataclasses import dataclass
from itertools import groupby

from progress.assessment.snapshot import Snapshot
from progress.language import Language, present
from progress.rows import Objective
from progress.wording.confirmation import marked, marks_of_objectives
from progress.wording.scorecard import horizons, targets_in_words


@dataclass(frozen=True)
class Part:
    """What an objective can have, and how many of them have it."""

    name: str
    have: int
    words: str


@dataclass(frozen=True)
class Mark:
    """Whether an objective has a part, in ``words`` for those who do not see the mark."""

    is_there: bool
    words: str


@dataclass(frozen=True)
class ReadyObjective:
    """``label``: with the mark of what is not confirmed."""

    code: str
    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class ReadyGoal:
    code: str
    name: str
    objectives: tuple[ReadyObjective, ...]


@dataclass(frozen=True)
class Readiness:
    parts: tuple[Part, ...]
    goals: tuple[ReadyGoal, ...]


def readiness(t: Language, snapshot: Snapshot) -> Readiness:
    chosen = {row.objective for row in snapshot.objectives}
    rows = [row for row in snapshot.facts.objectives if row.objective in chosen]
    targets = targets_in_words(t, snapshot)
    marks = marks_of_objectives(snapshot)
    found = [_objective(t, snapshot, row, targets, marks[row.objective]) for row in rows]
    names = {row.goal: t.of(row, "name") for row in snapshot.facts.goals}
    pairs = zip(rows, found, strict=True)
    goals = tuple(
        ReadyGoal(goal, names[goal], tuple(objective for _, objective in group))
        for goal, group in groupby(pairs, key=lambda pair: pair[0].goal)
    )
    return Readiness(_parts(t, snapshot, found), goals)


def _parts(t: Language, snapshot: Snapshot, found: list[ReadyObjective]) -> tuple[Part, ...]:
    names = [
        t("Named"),
        t("Lead known"),
        t("Indicator"),
        *(t("Target {year}", year=year) for year in horizons(snapshot)),
        t("Starting point"),
        t("Report"),
    ]
    return tuple(
        Part(name, have, t("{x} of {y}", x=have, y=len(found)))
        for place, name in enumerate(names)
        for have in [sum(one.marks[place].is_there for one in found)]
    )


def _objective(
    t: Language,
    snapshot: Snapshot,
    row: Objective,
    targets: dict[tuple[str, int], str],
    mark: str,
) -> ReadyObjective:
    code, facts = row.objective, snapshot.facts
    indicators = {one.indicator for one in facts.indicators if one.objective == code}
    started = any(one.comparable and one.indicator in indicators for one in facts.baselines)
    reported = any(facts.values_of(one) or facts.condition_reports_of(one) for one in indicators)
    label = t.of(row, "label")
    return ReadyObjective(
        code,
        marked(label, mark),
        (
            _mark(t, bool(label)),
            _mark(t, bool(present(row.facility_type))),
            _mark(t, bool(indicators)),
            *(
                Mark(bool(words), words or t("no"))
                for year in horizons(snapshot)
                for words in [targets.get((code, year), "")]
            ),
            _mark(t, started),
            _mark(t, reported),
        ),
    )


def _mark(t: Language, is_there: bool) -> Mark:
    return Mark(is_there, t("yes") if is_there else t("no"))
