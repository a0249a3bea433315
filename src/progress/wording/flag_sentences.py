"""The flags of a verdict as remarks that stand beside its status."""

from collections.abc import Iterable

from progress.language import Language


def flag_sentences(t: Language, flags: Iterable[str]) -> list[str]:
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
        "early_signal": t("Early signal: less than a fifth of the time has passed."),
        "kept_within_unit": t(
            "Less than one unit short of the target that was met at the start: counted as kept."
        ),
        "target_year_running": t("The target year is not over yet."),
        "awaiting_final": t("The target year is over; its report is still awaited."),
        "stale": t("The last report is older than two reporting periods."),
    }[flag]
