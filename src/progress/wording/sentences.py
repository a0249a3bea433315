"""A verdict as a sentence, with its numbers; what is said of a pace stands in ``pace_sentences``.

Shares and paces are rounded down and what is still needed is rounded up, so that the text never
says more than the colour.
"""

from collections.abc import Sequence

from progress.assessment.rows import Verdict
from progress.language import Language
from progress.rows import Baseline, Indicator, ReportedValue
from progress.telemetry.failures import failed
from progress.wording.pace_sentences import (
    growth_sentence,
    on_the_way_sentence,
    open_sentence,
)
from progress.wording.sentence_words import (
    Amount,
    SentenceWords,
    Unit,
    decimals_for,
    known,
    start_of,
    unit_of,
)
from progress.wording.status_words import row_word, status_word


def verdict_sentence(t: Language, verdict: Verdict, indicator: Indicator) -> str:
    """One sentence for a row of verdicts.sql; ``indicator`` gives the unit and the decimals.

    A verdict that cannot be worded must not keep the others from being read: it says so itself,
    and is noted and counted as a failure.
    """
    try:
        return _sentence(t, verdict, indicator)
    except Exception as error:
        about = f"{verdict.indicator} {verdict.region} {verdict.horizon}"
        failed("verdict", about, error)
        return t("This status cannot be put into words.")


def _sentence(t: Language, verdict: Verdict, indicator: Indicator) -> str:
    words = SentenceWords(t, verdict, indicator)
    status, kind = verdict.status, verdict.target_kind
    if status == "no_target":
        return status_word(t, status, verdict.reason, verdict.horizon) + "."
    if kind == "conditions":
        return _conditions(t, verdict)
    if status == "achieved":
        return _achieved(t, verdict, words)
    if status == "missed":
        return _missed(t, verdict, words)
    if status == "overdue_report":
        return _overdue(t, words)
    if status == "not_reported":
        return _not_reported(t, words)
    if status == "no_baseline":
        return _no_baseline(t, verdict, words)
    if "target_lost" in verdict.flags:
        return t(
            "In {year}, {value}{start}: the target of {target} for {horizon} was met and "
            "is no longer.",
            **words,
        )
    if status == "open":
        return open_sentence(t, verdict, words)
    if kind == "growth":
        return growth_sentence(t, verdict, words)
    return on_the_way_sentence(t, verdict, words)


def without_target(t: Language, verdicts: Sequence[Verdict]) -> str:
    """What to say of an indicator where none of its verdicts has a target; empty if one has."""
    if any(row.status != "no_target" for row in verdicts):
        return ""
    decided = [row_word(t, row) for row in verdicts if row.reason == "not_set"]
    if decided:  # the plan has one for another year
        return f"{', '.join(dict.fromkeys(decided))}."
    return t("No target entered yet.")


def target_words(t: Language, verdict: Verdict, indicator: Indicator) -> str:
    """The target of a verdict in a few words, such as "30 projects per year"."""
    if verdict.target_kind is None:
        return ""
    if verdict.target_kind == "conditions":
        total = verdict.conditions_total or 0
        return t.plural("{number} condition", "{number} conditions", total)
    unit = unit_of(t, verdict, indicator)
    of_what = unit.name[1:].strip() if unit.is_percent and verdict.target_number else ""
    return f"{unit.target(verdict)} {of_what}".strip()


def reported_words(
    t: Language, value: ReportedValue | Baseline | Verdict, indicator: Indicator
) -> str:
    """A reported value in a few words, such as "40 of 196" or "12 events per year"."""
    amount = Amount(value.value, value.value_high, value.count, value.out_of)
    return _amount_words(t, amount, indicator)


def start_words(t: Language, verdict: Verdict, indicator: Indicator) -> str:
    """The starting point of a verdict, as ``reported_words``."""
    return _amount_words(t, start_of(verdict), indicator)


def _amount_words(t: Language, amount: Amount, indicator: Indicator) -> str:
    unit = Unit(t, indicator, decimals_for(indicator, amount.value))
    return unit.named(unit.amount(amount))


def _achieved(t: Language, verdict: Verdict, words: SentenceWords) -> str:
    if "year" not in words and words.get("start_year") == words["horizon"]:
        return t(
            "The starting point, {start_value} in {start_year}, meets the target of {target}.",
            **words,
        )
    if "year" not in words:
        return t(
            "The starting point, {start_value} in {start_year}, meets the target of {target} "
            "for {horizon}; no report in between.",
            **words,
        )
    if "kept_within_unit" in verdict.flags:
        return t(
            "In {year}, {value}{start}: {target} for {horizon} counts as kept; what was lost is "
            "less than one unit.",
            **words,
        )
    if words["year"] > words["horizon"]:
        return t(
            "In {year}, {value}{start}: the target of {target} was met, after {horizon}.", **words
        )
    return t("In {year}, {value}{start}: the target of {target} for {horizon} is met.", **words)


def _missed(t: Language, verdict: Verdict, words: SentenceWords) -> str:
    covered = verdict.distance_covered
    if covered is not None and covered > 0:
        return t(
            "In {year}, {value}{start}: the target of {target} for {horizon} was not met; "
            "{covered} of the way was covered.",
            covered=t.rough_share(covered),
            **words,
        )
    return t(
        "In {year}, {value}{start}: the target of {target} for {horizon} was not met.", **words
    )


def _overdue(t: Language, words: SentenceWords) -> str:
    if "year" not in words:
        return t("{horizon} is over and nothing is reported. Target: {target}.", **words)
    return t(
        "No figure for {horizon} yet, though it is over. The last one, of {year}, is {value}; the "
        "target is {target}.",
        **words,
    )


def _not_reported(t: Language, words: SentenceWords) -> str:
    """Reports may be there that do not count: of the starting year, or of a year not over."""
    if "start_year" in words:
        return t(
            "No report since {start_year} counts yet. Target for {horizon}: {target}.", **words
        )
    return t("No report counts yet. Target for {horizon}: {target}.", **words)


def _no_baseline(t: Language, verdict: Verdict, words: SentenceWords) -> str:
    if "start_year" in words and verdict.target_kind == "growth":
        why = t(
            "From {start_value} in {start_year}, growth in percent cannot be computed.", **words
        )
    elif "start_year" in words:
        why = t("The target before it is not a number, so this one is not either.")
    elif verdict.target_number is not None or verdict.target_kind == "between":
        why = t("Without a starting point the pace is not known yet.")
    else:
        why = t("Without a starting point the target is not a number yet.")
    if "year" not in words:
        return t("Target for {horizon}: {target}. {why}", why=why, **words)
    return t("In {year}, {value}; target for {horizon}: {target}. {why}", why=why, **words)


def _conditions(t: Language, verdict: Verdict) -> str:
    done, total = known(verdict.conditions_done), known(verdict.conditions_total)
    overdue, due = known(verdict.conditions_overdue), known(verdict.conditions_due)
    others, undated = total - done, total - done - overdue - due
    counted = t.plural(
        "{done} of {number} condition met", "{done} of {number} conditions met", total, done=done
    )
    details = {"counted": counted, "horizon": verdict.horizon}
    if verdict.status == "under_way" and undated < others:
        return t.plural(
            "{counted} for {horizon}; {number} of the others has no year of its own before then.",
            "{counted} for {horizon}; {number} of the others have no year of their own before "
            "then.",
            undated, **details,
        )  # fmt: skip
    return {
        "achieved": t("{counted}: the target for {horizon} is met.", **details),
        "missed": t("{counted}: the target for {horizon} was missed.", **details),
        "overdue_report": t("{horizon} is over and no condition is reported on.", **details),
        "not_reported": t("No condition for {horizon} is reported on yet.", **details),
        "behind_schedule": t.plural(
            "{counted} for {horizon}; {number} is past its year.",
            "{counted} for {horizon}; {number} are past their year.",
            overdue, **details,
        ),
        "not_started": t("{counted} for {horizon}.", **details),
        "on_schedule": t("{counted} for {horizon}; the others are not due yet.", **details),
        "under_way": t(
            "{counted} for {horizon}; the others have no year of their own before then.", **details
        ),
    }[verdict.status]  # fmt: skip
