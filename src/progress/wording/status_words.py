"""The words for statuses and their families, with what each family says."""

from dataclasses import dataclass

from progress.assessment.rows import ObjectiveStatus, Verdict
from progress.language import Language


@dataclass(frozen=True)
class StatusView:
    """The status of a verdict or an objective for a target year, to be shown in word, shape and
    colour: the family says which."""

    year: int
    family: str
    word: str


def part_assessed(t: Language, row: ObjectiveStatus) -> str:
    """How many of the indicators of an objective have a verdict, where not all have one; empty
    where all have, or none."""
    if not 0 < row.assessed < row.indicators:
        return ""
    return t("{x} of {y} indicators", x=row.assessed, y=row.indicators)


def status_view(t: Language, row: Verdict | ObjectiveStatus) -> StatusView:
    """``row``: a verdict or the status of an objective."""
    return StatusView(row.horizon, row.family, row_word(t, row))


def families(t: Language) -> dict[str, str]:
    """The words of the families, the best first."""
    return {
        "achieved": t("Target met"),
        "on_track": t("On track"),
        "behind": t("Behind"),
        "off_course": t("Off course"),
        "open": t("To be confirmed"),
        "no_verdict": t("No verdict"),
    }


def family_meanings(t: Language) -> dict[str, str]:
    return {
        "achieved": t("The target is reached."),
        "on_track": t("Fast enough to reach the target in time."),
        "behind": t("Moving, but not fast enough, or not moving."),
        "off_course": t("Further away than at the start, or the target year passed without it."),
        "open": t("Something is reported, but it cannot be said yet whether it is fast enough."),
        "no_verdict": t("Nothing is reported yet, or there is no target to judge by."),
    }


def status_word(
    t: Language, status: str, reason: str | None = None, horizon: int | None = None
) -> str:
    """The word of a status; without a target or a judgement it depends on why there is none."""
    if status == "open":
        return t("Last report too old") if reason == "too_old" else t("Too early to tell")
    if status == "no_target":
        if reason == "not_set" and horizon:
            return t("No target for {year}", year=horizon)
        return t("Not yet entered")
    return {
        "achieved": t("Target met"),
        "on_track": t("On track"),
        "on_schedule": t("On track"),
        "needs_acceleration": t("Behind"),
        "behind_schedule": t("Behind"),
        "insufficient": t("Far behind"),
        "no_change": t("No progress"),
        "moving_away": t("Going backwards"),
        "missed": t("Target missed"),
        "under_way": t("In progress"),
        "not_started": t("No condition met yet"),
        "no_baseline": t("Pace not known yet"),
        "not_reported": t("No report yet"),
        "overdue_report": t("No report yet"),
    }[status]


def row_word(t: Language, row: Verdict | ObjectiveStatus) -> str:
    """The word of the status of a verdict or an objective."""
    return status_word(t, row.status, row.reason, row.horizon)
