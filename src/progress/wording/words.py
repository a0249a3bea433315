"""The words for statuses, families and flags, with what each of them says."""

from progress.assessment.filters import ALL_REGIONS, Filters
from progress.errors import ProgressError
from progress.language import Language
from progress.schema import WORLD


def families(t: Language) -> dict[str, str]:
    """The words of the families, the best first."""
    return {
        "achieved": t("Target met"),
        "on_track": t("On track"),
        "behind": t("Behind"),
        "off_course": t("Off course"),
        "open": t("Open"),
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
    """The word of a status; without a target it depends on why there is none."""
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
        "partly_reported": t("Partly reported"),
        "not_started": t("No condition met yet"),
        "no_baseline": t("Pace not known yet"),
        "not_reported": t("No report yet"),
        "overdue_report": t("No report yet"),
    }[status]


def row_word(t: Language, row: dict) -> str:
    """The word of the status of a verdict or an objective."""
    return status_word(t, row["status"], row["reason"], row["horizon"])


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


def told(t: Language, error: ProgressError) -> str:
    """What went wrong, as a sentence on a page."""
    text = error.sentence(t)
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


def without_target(t: Language, verdicts: list[dict]) -> str:
    """What to say of an indicator where none of its verdicts has a target; empty if one has."""
    if any(row["status"] != "no_target" for row in verdicts):
        return ""
    decided = [row_word(t, row) for row in verdicts if row["reason"] == "not_set"]
    if decided:  # the plan has one for another year
        return f"{', '.join(dict.fromkeys(decided))}."
    return t("No target entered yet.")


def flag_sentences(t: Language, flags: list[str]) -> list[str]:
    return [_flag_sentence(t, flag) for flag in flags]


def _flag_sentence(t: Language, flag: str) -> str:
    if flag.startswith("was_achieved_"):
        return t("The target was met in {year} and is no longer.", year=flag.rsplit("_", 1)[1])
    return {
        "baseline_first_report": t(
            "The plan gives no starting point; the first report serves as one."
        ),
        "before_target_year": t("Met before the target year."),
        "lost_since": t("A later report no longer meets the target."),
        "worsening": t("The target is met, but the value is worse than at the start."),
        "within_range": t("The value lies within the target range."),
        "baseline_only": t("The starting point meets the target; nothing was reported since."),
        "late": t("Met after the target year."),
        "target_lost": t("The target was met at the start and is no longer."),
        "baseline_at_target": t("The starting point was the target itself."),
        "baseline_better_than_target": t("The starting point was better than the target."),
        "early_signal": t("Early signal: less than a fifth of the time is used."),
    }[flag]


def facility_types(t: Language) -> dict[str, str]:
    """Who leads, with the Initiative's own term beside it."""
    return {
        "core": t("Led by the Secretariat (core facility)"),
        "global": t("Led by an Alliance (global facility)"),
        "unknown": t("Not yet known who leads"),
    }


def headline(t: Language, group: dict) -> str:
    """A goal or facility type in a line: n of m on track or met; k not reported; j without."""
    good = group["achieved"] + group["on_track"]
    without = group["objectives"] - group["with_target"]
    silent = group["no_verdict"] - without
    return t(
        "{n} of {m} on track or met; {k} not reported; {j} without a target",
        n=good,
        m=group["with_target"],
        k=silent,
        j=without,
    )


def region_name(t: Language, region: str) -> str:
    """The name of a region. Plans name regions as they like; a name that the catalogue does not
    know stays as it is."""
    return t(region)


def filter_sentence(t: Language, chosen: Filters, facts: dict[str, list[dict]]) -> str:
    """What is looked at, as a sentence; without filters, the whole plan."""
    parts = []
    if chosen.goal:
        goal = next((row for row in facts["goal"] if row["goal"] == chosen.goal), {})
        name = t.of(goal, "name")
        parts.append(t("goal {code}", code=chosen.goal) + (f" ({name})" if name else ""))
    if chosen.objective:
        parts.append(t("objective {code}", code=chosen.objective))
    if chosen.facility_type:
        parts.append(lower_first(facility_types(t)[chosen.facility_type]))
    if chosen.horizon:
        parts.append(t("target year {year}", year=chosen.horizon))
    if chosen.family:
        parts.append(t("status {status}", status=lower_first(families(t)[chosen.family])))
    if chosen.region == ALL_REGIONS:
        parts.append(t("world and regions"))
    elif chosen.region != WORLD:
        parts.append(t("region {region}", region=region_name(t, chosen.region)))
    if chosen.year:
        parts.append(t("values up to {year}", year=chosen.year))
    if chosen.as_known_on:
        parts.append(t("records as of {day}", day=t.date(chosen.as_known_on)))
    if not parts:
        return t("The whole plan, as reported up to {year}.", year=chosen.judged_year)
    return t("Shown: {filters}.", filters=", ".join(parts))


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def task_force_statuses(t: Language) -> dict[str, str]:
    return {
        "established": t("established"),
        "launched": t("launched"),
        "active": t("active"),
        "paused": t("paused"),
        "closed": t("closed"),
    }


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


def narrative_parts(t: Language) -> dict[str, str]:
    return {
        "summary": t("Summary"),
        "cause": t("Cause"),
        "next_step": t("Next step"),
        "owner": t("Owner"),
        "decision_wanted": t("Decision wanted"),
    }


def strategy_parts(t: Language) -> dict[str, str]:
    """The parts of an implementation strategy, in the order of the consultation."""
    return {
        "problem": t("Problem"),
        "consequence": t("Consequences"),
        "cause": t("Causes"),
        "activity": t("Activities"),
        "obstacle": t("Obstacles"),
        "success_factor": t("Critical success factors"),
    }
