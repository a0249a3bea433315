"""The rules of the Method page as tables: rows of cells for ``components.table``."""

from markupsafe import Markup

from progress.language import Language
from progress.statuses import family_of
from progress.ui.components import lines, verdict_word
from progress.wording.flag_sentences import flag_sentences
from progress.wording.status_words import status_word

PACE_STATUSES = ("on_track", "needs_acceleration", "insufficient", "no_change", "moving_away")


def pace_bands(t: Language) -> list[list[str]]:
    """The bands with what each says."""
    says = {
        "on_track": t("Fast enough, or just so: the target is in reach in time."),
        "needs_acceleration": t("The right way, but not fast enough."),
        "insufficient": t("The right way, but far too slow."),
        "no_change": t("The value is about where it was at the start."),
        "moving_away": t("The value is further from the target than at the start."),
    }
    return [[_bands(t)[status], status_cell(t, status), text] for status, text in says.items()]


def verdict_rules(t: Language, horizon: int | None) -> list[list[str]]:
    """The rules: number, when it fits, status. ``horizon``: a target year of the plan."""
    bands = _bands(t)
    no_target = [status_cell(t, "no_target")]
    if horizon:
        no_target.append(status_cell(t, "no_target", "not_set", horizon))
    rules = [
        (t("No target is entered for this indicator, or only for another target year."), no_target),
        (
            t("The target can only be computed from a starting point, and there is none: a value "
              "is reported, or none is."),
            [status_cell(t, "no_baseline"), status_cell(t, "not_reported")],
        ),
        (
            t("The latest value up to the target year meets the target, whenever the starting "
              "point is. The starting point itself counts as a value of its year. One that met "
              "the target and is followed by a value less than one unit short counts as kept. "
              "What is counted per year is met only in the target year itself once that is over."),
            [status_cell(t, "achieved")],
        ),
        (t("A value after the target year meets the target."), [status_cell(t, "achieved")]),
        (
            t("The target year is over, and a value of that year, or a later one, does not meet "
              "the target. While the year runs, the pace decides, and a remark says so."),
            [status_cell(t, "missed")],
        ),
        (
            t("The target year is over, nothing is reported for it or after it, and the report is "
              "no longer just awaited: one reporting period (a year unless the plan says "
              "otherwise) has gone by since. Until then the last pace stands, with a remark."),
            [status_cell(t, "overdue_report")],
        ),
        (
            t("Nothing is reported since the starting point."),
            [status_cell(t, "not_reported")],
        ),
        (
            t("There is no starting point, or none from which growth can be computed."),
            [status_cell(t, "no_baseline")],
        ),
        (
            t("The last value is older than two reporting periods, and more than half of the time "
              "from it to the target year is gone. This goes before a target met, too, as long as "
              "the target year has no value."),
            [status_cell(t, "open", "too_old")],
        ),
        (
            t("The starting point met the target, and the latest value does not."),
            [status_cell(t, "moving_away")],
        ),
        (
            t("Less than a tenth of the time has passed; or less than a fifth, with fewer than "
              "three values."),
            [status_cell(t, "open", "too_early")],
        ),
        (
            t("The two ends of a range did not both move the same way, or the value moved by less "
              "than one unit of its last decimal, or the pace is within 0.05 of zero."),
            [status_cell(t, "no_change")],
        ),
        *(
            (t("The pace: {band}.", band=bands[status]), [status_cell(t, status)])
            for status in PACE_STATUSES
            if status not in ("no_change", "moving_away")
        ),
        (
            t("The pace: {band}. Also where growth is required and the value fell to zero or "
              "below.", band=bands["moving_away"]),
            [status_cell(t, "moving_away")],
        ),
    ]  # fmt: skip
    return [
        [str(number), text, lines(words)] for number, (text, words) in enumerate(rules, start=1)
    ]


def condition_rules(t: Language) -> list[list[str]]:
    rules = [
        (t("No condition is entered."), ["no_target"]),
        (
            t("All are done; a remark says if one was done late, or is no longer so."),
            ["achieved"],
        ),
        (
            t("The target year is over: something is reported, or nothing is and the report is no "
              "longer just awaited."),
            ["missed", "overdue_report"],
        ),
        (t("None is reported on."), ["not_reported"]),
        (t("One that is not done is past its own year."), ["behind_schedule"]),
        (t("None is done."), ["not_started"]),
        (
            t("All that are not done have a year of their own before the target year, still to "
              "come."),
            ["on_schedule"],
        ),
        (t("In all other cases."), ["under_way"]),
    ]  # fmt: skip
    return [
        [text, lines(status_cell(t, status) for status in statuses)] for text, statuses in rules
    ]


def remarks(t: Language, year: int) -> list[list[str]]:
    """Every remark, and the statuses that it may stand beside. ``year``: any, as an example."""
    both = ("achieved", "moving_away")
    beside = {
        "before_target_year": ("achieved",),
        "within_range": ("achieved",),
        "late": ("achieved",),
        "lost_since": ("achieved",),
        "worsening": ("achieved",),
        "baseline_only": ("achieved",),
        "baseline_at_target": both,
        "baseline_better_than_target": both,
        "target_lost": ("moving_away",),
        f"was_achieved_{year}": PACE_STATUSES,
        "early_signal": PACE_STATUSES,
        "kept_within_unit": ("achieved",),
        "target_year_running": (*PACE_STATUSES, "not_reported", "no_baseline"),
        "awaiting_final": (*PACE_STATUSES, "not_reported", "no_baseline"),
        "stale": ("achieved", *PACE_STATUSES, "open", "overdue_report", "no_baseline"),
    }
    rows = [
        [text, lines(dict.fromkeys(status_cell(t, status) for status in statuses))]
        for text, statuses in zip(flag_sentences(t, list(beside)), beside.values(), strict=True)
    ]
    [first_report] = flag_sentences(t, ["baseline_first_report"])
    return [*rows, [first_report, t("Every status")]]


def _bands(t: Language) -> dict[str, str]:
    return {
        "on_track": t("0.95 or more"),
        "needs_acceleration": t("0.60 to under 0.95"),
        "insufficient": t("0.05 to under 0.60"),
        "no_change": t("above −0.05, under 0.05"),
        "moving_away": t("−0.05 or less"),
    }


def status_cell(
    t: Language, status: str, reason: str | None = None, horizon: int | None = None
) -> Markup:
    return verdict_word(family_of(status), status_word(t, status, reason, horizon))
