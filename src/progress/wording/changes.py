"""What changed, and why, in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from progress.assessment.changes import Change, ExplainedChange, direction, entered, listed
from progress.assessment.facts import Facts
from progress.language import Language
from progress.rows import Target
from progress.schema import WORLD
from progress.statuses import family_of
from progress.wording.indicator import name_in_region
from progress.wording.region_words import region_name
from progress.wording.status_words import StatusView, families, status_word


@dataclass(frozen=True)
class ChangeView:
    """A status that changed. ``name``: with the region where it is not the world; ``region``:
    its name then, else empty. ``before``, ``after``: None where there was none. ``why``: empty
    where it is not known. ``direction``: one of ``directions``."""

    indicator: str
    name: str
    region: str
    year: int
    before: StatusView | None
    after: StatusView | None
    why: str
    direction: str


def change_views(t: Language, facts: Facts, changes: Sequence[Change]) -> tuple[ChangeView, ...]:
    """``changes``: as ``assessment.changes`` gives them. ``facts``: those in force now."""
    words = reasons(t)

    def status(change: Change, side: Literal["before", "after"]) -> StatusView | None:
        status = change.before if side == "before" else change.after
        word = changed_word(t, change, side, facts.targets)
        return StatusView(change.horizon, family_of(status), word) if status and word else None

    return tuple(
        ChangeView(
            indicator=change.indicator,
            name=name_in_region(t, facts.indicator.get(change.indicator), change.region),
            region="" if change.region == WORLD else region_name(t, change.region),
            year=change.horizon,
            before=status(change, "before"),
            after=status(change, "after"),
            why=words[change.why] if isinstance(change, ExplainedChange) else "",
            direction=direction(change),
        )
        for change in changes
    )


def changes_in_words(t: Language, changes: Sequence[Change]) -> tuple[str, ...]:
    """How many changes lead where."""
    led = Counter(map(direction, listed(list(changes))))
    told = [
        t("{label}: {text}", label=word, text=led[way])
        for way, word in directions(t).items()
        if led[way]
    ]
    if new := entered(changes):
        told.append(t.plural("{number} target entered", "{number} targets entered", new))
    return tuple(told)


@dataclass(frozen=True)
class ThenNowRow:
    """``cells``: of those in this family then, how many are now in each."""

    family: str
    word: str
    cells: tuple[int, ...]


@dataclass(frozen=True)
class ThenNow:
    """Statuses that changed, by their family then and now. ``families``: those that occur."""

    families: tuple[tuple[str, str], ...]
    rows: tuple[ThenNowRow, ...]


def then_now(t: Language, changes: Sequence[Change]) -> ThenNow:
    """What was not there counts as without a verdict."""
    words = families(t)
    moves = Counter(
        (family_of(change.before or "no_target"), family_of(change.after or "no_target"))
        for change in listed(list(changes))
    )
    occurring = [family for family in words if any(family in move for move in moves)]
    rows = tuple(
        ThenNowRow(then, words[then], tuple(moves[then, now] for now in occurring))
        for then in occurring
    )
    return ThenNow(tuple((family, words[family]) for family in occurring), rows)


def directions(t: Language) -> dict[str, str]:
    """Where a change of status leads, what the board wants to know first in front."""
    return {
        "worse": t("Worse"),
        "better": t("Better"),
        "newly_reported": t("Newly reported"),
        "other": t("Otherwise changed"),
    }


def reasons(t: Language) -> dict[str, str]:
    """Why a status changed."""
    return {
        "new_value": t("new value"),
        "revised_value": t("revised value"),
        "revised_plan": t("revised plan"),
        "reverted": t("an update was undone"),
        "time_passed": t("time passed"),
    }


def changed_word(
    t: Language, change: Change, side: Literal["before", "after"], targets: Sequence[Target]
) -> str | None:
    """The word of the status ``before`` or ``after`` a change; None where there was none.

    ``targets``: those in force now. That a target is not set can be said only where the plan still
    has another one for the indicator; what was there before is not known, so it was not yet
    entered.
    """
    decided = side == "after" and any(
        (row.indicator, row.region) == (change.indicator, change.region) for row in targets
    )
    reason = "not_set" if decided else "not_entered"
    status = change.before if side == "before" else change.after
    return status_word(t, status, reason, change.horizon) if status else None
