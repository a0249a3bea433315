"""A verdict as a sentence, with its numbers.

Shares and paces are rounded down and what is still needed is rounded up, so that the text never
says more than the colour.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from progress.assessment.rows import Verdict
from progress.language import NO_BREAK_SPACE, ROUNDING, Language, ceiling
from progress.rows import Baseline, Indicator, ReportedValue
from progress.telemetry.failures import failed
from progress.wording.status_words import row_word, status_word

MOST_DECIMALS = 6
Number = TypeVar("Number", int, float)


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
    words = _Words(t, verdict, indicator)
    status, kind = verdict.status, verdict.target_kind
    if status == "no_target":
        return status_word(t, status, verdict.reason, verdict.horizon) + "."
    if kind == "conditions":
        return _conditions(t, verdict)
    if status == "achieved":
        return _achieved(t, words)
    if status == "missed":
        return t(
            "In {year}, {value}{start}: the target of {target} for {horizon} was not met.", **words
        )
    if status == "overdue_report":
        return _overdue(t, words)
    if status == "not_reported":
        return t("Nothing is reported yet. Target for {horizon}: {target}.", **words)
    if status == "no_baseline":
        return _no_baseline(t, words)
    if "target_lost" in verdict.flags:
        return t(
            "In {year}, {value}{start}: the target of {target} for {horizon} was met and "
            "is no longer.",
            **words,
        )
    if kind == "growth":
        return _growth(t, verdict, words)
    return _on_the_way(t, verdict, words)


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
    unit = _Unit(t, indicator, _decimals(verdict, indicator))
    of_what = unit.name[1:].strip() if unit.is_percent and verdict.target_number else ""
    return f"{unit.target(verdict)} {of_what}".strip()


def reported_words(
    t: Language, value: ReportedValue | Baseline | Verdict, indicator: Indicator
) -> str:
    """A reported value in a few words, such as "40 of 196" or "12 events per year"."""
    return _amount_words(
        t, Amount(value.value, value.value_high, value.count, value.out_of), indicator
    )


def start_words(t: Language, verdict: Verdict, indicator: Indicator) -> str:
    """The starting point of a verdict, as ``reported_words``."""
    return _amount_words(t, _start_of(verdict), indicator)


def known(number: Number | None) -> Number:
    """A number that has to be there. Raises ValueError where it is not."""
    if number is None:
        raise ValueError("a number is missing")
    return number


@dataclass(frozen=True)
class Amount:
    """A number, a range up to ``value_high``, or a count out of a whole."""

    value: float | None
    value_high: float | None
    count: float | None
    out_of: float | None


def _start_of(verdict: Verdict) -> Amount:
    return Amount(
        verdict.baseline_value,
        verdict.baseline_value_high,
        verdict.baseline_count,
        verdict.baseline_out_of,
    )


def _amount_words(t: Language, amount: Amount, indicator: Indicator) -> str:
    unit = _Unit(t, indicator, indicator.decimals)
    return unit.named(unit.amount(amount))


@dataclass(frozen=True)
class _Unit:
    """Writes numbers in the unit of an indicator."""

    t: Language
    indicator: Indicator
    decimals: int | None

    @property
    def name(self) -> str:
        return self.t.of(self.indicator, "unit")

    @property
    def is_percent(self) -> bool:
        return self.name.startswith("%")

    def number(self, value: float | None, decimals: int | None) -> str:
        text = self.t.number(known(value), decimals)
        return f"{text}\u00a0%" if self.is_percent else text

    def named(self, text: str) -> str:
        return text if self.is_percent or not self.name else f"{text} {self.name}"

    def amount(self, amount: Amount) -> str:
        if amount.count is not None and self.is_percent:
            return self.t(
                "{count} of {whole}",
                count=self.t.number(amount.count),
                whole=self.t.number(known(amount.out_of)),
            )
        if amount.value_high is None:
            return self.number(amount.value, self.decimals)
        return self.t(
            "{low} to {high}",
            low=self.t.number(known(amount.value), self.decimals),
            high=self.number(amount.value_high, self.decimals),
        )

    def target(self, verdict: Verdict) -> str:
        number, kind = verdict.target_number, verdict.target_kind
        if kind == "range":
            low = self.t.number(known(verdict.target_value))
            high = self.number(verdict.target_value_high, None)
            return self.named(self.t("{low} to {high}", low=low, high=high))
        if kind == "growth" and number is None:
            growth = self.t.number(known(verdict.target_value))
            return self.t("{growth} % more each year", growth=growth)
        if kind == "multiple" and number is None:
            times = self.t.number(known(verdict.target_value))
            return self.t("{number} times the target before", number=times)
        # What the plan says is shown as it says it; what is computed, as finely as it is reported.
        decimals = self.decimals if kind in ("growth", "multiple") else None
        return "" if number is None else self.named(self.number(number, decimals))


class _Words(dict[str, Any]):
    """The numbers of a verdict as words, by the names that the sentences use."""

    def __init__(self, t: Language, verdict: Verdict, indicator: Indicator):
        self.unit = unit = _Unit(t, indicator, _decimals(verdict, indicator))
        super().__init__(horizon=verdict.horizon, target=unit.target(verdict), start="")
        if verdict.value_year is not None:
            self["year"] = verdict.value_year
            self["value"] = unit.amount(
                Amount(verdict.value, verdict.value_high, verdict.count, verdict.out_of)
            )
        if verdict.baseline_year is not None:
            self["start_year"] = verdict.baseline_year
            self["start_value"] = self._start(verdict)
            if "year" in self and self["year"] != self["start_year"]:
                self["start"] = " " + t("({start_value} in {start_year})", **self)

    def _start(self, verdict: Verdict) -> str:
        same_whole = verdict.out_of is not None and verdict.out_of == verdict.baseline_out_of
        if same_whole and self.unit.is_percent and verdict.count is not None:
            return self.unit.t.number(known(verdict.baseline_count))
        return self.unit.amount(_start_of(verdict))


def _decimals(verdict: Verdict, indicator: Indicator) -> int | None:
    """The decimals of the indicator; more where rounding would hide on which side of the target
    the value lies: 99.96 % is not the target of 100 %."""
    decimals = indicator.decimals
    number, target = verdict.value_number, verdict.target_number
    if decimals is None or number is None or target is None:
        return decimals
    apart = 0 if math.isclose(number, target, rel_tol=1e-9) else number - target
    is_computed = verdict.target_kind in ("growth", "multiple")
    while decimals < MOST_DECIMALS:
        shown = round(number, decimals) - round(target, decimals if is_computed else 3)
        if shown * apart > 0 or (shown == 0 and (apart == 0 or verdict.status == "achieved")):
            break
        decimals += 1
    return decimals


def _achieved(t: Language, words: _Words) -> str:
    if "year" not in words:
        return t(
            "The starting point, {start_value} in {start_year}, meets the target of {target} "
            "for {horizon}; nothing is reported since.",
            **words,
        )
    if words["year"] > words["horizon"]:
        return t(
            "In {year}, {value}{start}: the target of {target} was met, after {horizon}.", **words
        )
    return t("In {year}, {value}{start}: the target of {target} for {horizon} is met.", **words)


def _overdue(t: Language, words: _Words) -> str:
    if "year" not in words:
        return t("{horizon} is over and nothing is reported. Target: {target}.", **words)
    return t(
        "{horizon} is over and not reported; in {year} it was {value}. Target: {target}.", **words
    )


def _no_baseline(t: Language, words: _Words) -> str:
    if "year" not in words:
        return t(
            "A value is reported, but without a starting point the target of {target} "
            "for {horizon} is not a number yet.",
            **words,
        )
    return t(
        "In {year}, {value}; target for {horizon}: {target}. "
        "Without a starting point the pace is not known yet.",
        **words,
    )


def _growth(t: Language, verdict: Verdict, words: _Words) -> str:
    asked = known(verdict.target_value)
    numbers = {"asked": t.number(asked), "time": t.share(known(verdict.time_used))}
    if verdict.pace is None:
        return t(
            "In {year}, {value}{start}: nothing is left to grow, where {asked} % a year "
            "is asked for by {horizon}.",
            **words,
            **numbers,
        )
    # Rounded down in the direction that is asked for, so that -4.9 % is not shown for -4.87 %.
    growth = math.floor((verdict.pace + ROUNDING) * abs(asked) * 10) / 10
    return t(
        "In {year}, {value}{start}: {growth} a year with {time} of the time to {horizon} used, "
        "where {asked} % a year is asked for ({target}).",
        growth=t.number(math.copysign(growth, growth * asked), 1) + f"{NO_BREAK_SPACE}%",
        **words,
        **numbers,
    )


def _on_the_way(t: Language, verdict: Verdict, words: _Words) -> str:
    shares = {"time": t.share(known(verdict.time_used)), "needed": _needed(t, verdict, words)}
    if verdict.status == "moving_away":
        text = t(
            "In {year}, {value}{start}: further from {target} than at the start, "
            "with {time} of the time to {horizon} used; {needed}",
            **words,
            **shares,
        )
    else:
        text = t(
            "In {year}, {value}{start}: {covered} of the way to {horizon} "
            "with {time} of the time used; {needed}",
            covered=t.share(known(verdict.distance_covered)),
            **words,
            **shares,
        )
    factor = verdict.acceleration_factor
    if factor is None:
        return text + "."
    return t("{text}, {factor} times the pace so far.", text=text, factor=t.times(factor))


def _needed(t: Language, verdict: Verdict, words: _Words) -> str:
    """How much is needed a year from the reported year on, rounded away from zero."""
    left = known(verdict.target_number) - known(verdict.value_number)
    rate = left / (verdict.horizon - known(verdict.value_year))
    decimals = 1
    while 0 < abs(rate) < 10**-decimals and decimals < MOST_DECIMALS:
        decimals += 1
    needed = ceiling(abs(rate), decimals)
    amount = t.number(needed, decimals)
    if words.unit.is_percent and rate > 0:
        return t.plural(
            "{target} needs {amount} point a year", "{target} needs {amount} points a year",
            Decimal(f"{needed:.{decimals}f}"), target=words["target"], amount=amount,
        )  # fmt: skip
    if words.unit.is_percent:
        return t.plural(
            "{target} needs {amount} point less a year",
            "{target} needs {amount} points less a year",
            Decimal(f"{needed:.{decimals}f}"), target=words["target"], amount=amount,
        )  # fmt: skip
    if rate > 0:
        return t("{target} needs {amount} more a year", target=words["target"], amount=amount)
    return t("{target} needs {amount} less a year", target=words["target"], amount=amount)


def _conditions(t: Language, verdict: Verdict) -> str:
    done, total = verdict.conditions_done or 0, verdict.conditions_total or 0
    counted = t.plural(
        "{done} of {number} condition met", "{done} of {number} conditions met", total, done=done
    )
    details = {"counted": counted, "horizon": verdict.horizon}
    return {
        "achieved": t("{counted}: the target for {horizon} is met.", **details),
        "missed": t("{counted}: the target for {horizon} was missed.", **details),
        "overdue_report": t("{horizon} is over and no condition is reported on.", **details),
        "not_reported": t("No condition for {horizon} is reported on yet.", **details),
        "behind_schedule": t("{counted} for {horizon}; one is past its year.", **details),
        "not_started": t("{counted} for {horizon}.", **details),
        "on_schedule": t("{counted} for {horizon}; the others are not due yet.", **details),
        "under_way": t("{counted} for {horizon}; the others have no year of their own.", **details),
    }[verdict.status]
