"""What changed, and why, in words."""

from progress.language import Language
from progress.wording.status_words import status_word


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
