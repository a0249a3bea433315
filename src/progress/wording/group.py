"""What to say of a group of objectives for a target year: a goal, who leads, the whole plan."""

from dataclasses import dataclass

from progress.assessment.rows import FacilityTypeStatus, GoalStatus
from progress.language import Language
from progress.statuses import GOOD
from progress.wording.status_words import families

Group = GoalStatus | FacilityTypeStatus

NEEDING = ("behind", "off_course")


@dataclass(frozen=True)
class FamilyCount:
    """How many objectives are in a family."""

    family: str
    word: str
    number: int


@dataclass(frozen=True)
class GroupView:
    """``good``: on track or met, ``stale`` of them on old reports; ``needing``: behind or off
    course. ``counts``: the families that have an objective, the best first; ``headline``: that in
    words. ``words``: what to say first: the headline, or where nothing can be judged yet, how many
    objectives have a target; ``share`` of them all."""

    year: int
    objectives: int
    with_target: int
    good: int
    needing: int
    stale: int
    counts: tuple[FamilyCount, ...]
    headline: str
    words: str
    share: float


def group_view(t: Language, group: Group, is_assessed: bool) -> GroupView:
    """``group``: a row of roll_up.sql."""
    words = families(t)
    counts = (FamilyCount(family, words[family], getattr(group, family)) for family in words)
    in_a_line = headline(t, group)
    total, with_target = group.objectives, group.with_target
    return GroupView(
        year=group.horizon,
        objectives=total,
        with_target=with_target,
        good=_sum(group, GOOD),
        needing=_sum(group, NEEDING),
        stale=group.stale,
        counts=tuple(count for count in counts if count.number),
        headline=in_a_line,
        words=in_a_line if is_assessed else _targets(t, total, with_target),
        share=with_target / total if total else 0.0,
    )


def headline(t: Language, group: Group) -> str:
    """In a line: n of m on track or met, those on old reports among them; k not reported; j
    without."""
    without = group.objectives - group.with_target
    if group.stale:
        return t(
            "{n} of {m} on track or met, {old} of them on old reports; {k} not reported; "
            "{j} without a target",
            n=_sum(group, GOOD),
            m=group.with_target,
            old=group.stale,
            k=group.no_verdict - without,
            j=without,
        )
    return t(
        "{n} of {m} on track or met; {k} not reported; {j} without a target",
        n=_sum(group, GOOD),
        m=group.with_target,
        k=group.no_verdict - without,
        j=without,
    )


def _targets(t: Language, total: int, with_target: int) -> str:
    return t.plural(
        "{n} of {number} objective with a target",
        "{n} of {number} objectives with a target",
        total,
        n=with_target,
    )


def _sum(group: Group, names: tuple[str, ...]) -> int:
    return sum(int(getattr(group, name)) for name in names)
