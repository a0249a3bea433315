"""What changed, and why, in words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from progress.assessment.changes import direction, entered, listed
from progress.assessment.facts import Facts
from progress.language import Language
from progress.schema import WORLD
from progress.wording.indicator import name_in_region
from progress.wording.region_words import region_name
from progress.wording.status_words import StatusView, status_word


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


def change_views(
    t: Language, facts: Facts, changes: list[Any], family_of: Mapping[str, str]
) -> tuple[ChangeView, ...]:
    """``changes``: as ``assessment.changes`` gives them. ``facts``: those in force now.
    ``family_of``: of each status."""
    indicators = {row["indicator"]: row for row in facts["indicator"]}
    words = reasons(t)

    def status(change: Any, side: str) -> StatusView | None:
        word = changed_word(t, change, side, facts["target"])
        return StatusView(change["horizon"], family_of[change[side]], word) if word else None

    return tuple(
        ChangeView(
            indicator=change["indicator"],
            name=name_in_region(t, indicators.get(change["indicator"], {}), change["region"]),
            region="" if change["region"] == WORLD else region_name(t, change["region"]),
            year=change["horizon"],
            before=status(change, "before"),
            after=status(change, "after"),
            why=words[change["why"]] if "why" in change else "",
            direction=direction(change),
        )
        for change in changes
    )


def changes_in_words(t: Language, changes: list[Any]) -> tuple[str, ...]:
    """How many changes lead where."""
    led = Counter(map(direction, listed(changes)))
    told = [
        t("{label}: {text}", label=word, text=led[way])
        for way, word in directions(t).items()
        if led[way]
    ]
    if new := entered(changes):
        told.append(t.plural("{number} target entered", "{number} targets entered", new))
    return tuple(told)


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


def changed_word(t: Language, change: dict, side: str, targets: list[dict]) -> str | None:
    """The word of the status ``before`` or ``after`` a change; None where there was none.

    ``targets``: those in force now. That a target is not set can be said only where the plan still
    has another one for the measure; what was there before is not known, so it was not yet entered.
    """
    decided = side == "after" and any(
        (row["indicator"], row["region"]) == (change["indicator"], change["region"])
        for row in targets
    )
    reason = "not_set" if decided else "not_entered"
    return change[side] and status_word(t, change[side], reason, change["horizon"])
