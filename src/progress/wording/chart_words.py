"""The numbers of a chart in words: in full for its table, short for the labels beside marks."""

from progress.assessment.rows import Verdict
from progress.language import Language
from progress.rows import Baseline, Indicator, ReportedValue
from progress.wording.sentence_words import Amount, Unit, decimals_for, unit_of


def value_words(t: Language, value: ReportedValue | Baseline | Amount, indicator: Indicator) -> str:
    """In full: a count with its share, such as "31.1 % (61 of 196)"."""
    amount, unit = _amount_and_unit(t, value, indicator)
    return unit.told(amount)


def short_value(t: Language, value: ReportedValue, indicator: Indicator) -> str:
    """Without the unit, which the chart names once; a count as its share."""
    amount, unit = _amount_and_unit(t, value, indicator)
    return unit.share(amount) if unit.is_share(amount) else unit.amount(amount)


def short_target(t: Language, verdict: Verdict, indicator: Indicator) -> str:
    """A target with its year, without the unit."""
    words = {
        "target": unit_of(t, verdict, indicator).bare_target(verdict),
        "year": verdict.horizon,
    }
    if indicator.direction == "down" and verdict.target_kind not in ("range", "between"):
        return t("{target} or less by {year}", **words)
    return t("{target} by {year}", **words)


def _amount_and_unit(
    t: Language, value: ReportedValue | Baseline | Amount, indicator: Indicator
) -> tuple[Amount, Unit]:
    amount = Amount(value.value, value.value_high, value.count, value.out_of)
    return amount, Unit(t, indicator, decimals_for(indicator, amount.value))
