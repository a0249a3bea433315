"""The numbers of a verdict as words, by the names that its sentence uses."""

import math
from dataclasses import dataclass
from typing import Any, TypeVar

from progress.assessment.rows import Verdict
from progress.language import NO_BREAK_SPACE, Language
from progress.rows import Indicator

MOST_DECIMALS = 9
Number = TypeVar("Number", int, float)


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


def value_of(verdict: Verdict) -> Amount:
    return Amount(verdict.value, verdict.value_high, verdict.count, verdict.out_of)


def start_of(verdict: Verdict) -> Amount:
    return Amount(
        verdict.baseline_value,
        verdict.baseline_value_high,
        verdict.baseline_count,
        verdict.baseline_out_of,
    )


@dataclass(frozen=True)
class Unit:
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

    def is_share(self, amount: Amount) -> bool:
        return amount.count is not None and self.is_percent

    def number(self, value: float, decimals: int | None) -> str:
        text = self.t.number(value, decimals)
        return f"{text}{NO_BREAK_SPACE}%" if self.is_percent else text

    def named(self, text: str) -> str:
        return text if self.is_percent or not self.name else f"{text} {self.name}"

    def amount(self, amount: Amount) -> str:
        """As it was handed in, such as "40 of 196"."""
        value = known(amount.value) if not self.is_share(amount) else 0.0
        if self.is_share(amount):
            return self.t(
                "{count} of {whole}",
                count=self.t.number(known(amount.count)),
                whole=self.t.number(known(amount.out_of)),
            )
        if amount.value_high is None:
            return self.number(value, self.decimals)
        return self.t(
            "{low} to {high}",
            low=self.t.number(value, self.decimals),
            high=self.number(amount.value_high, self.decimals),
        )

    def share(self, amount: Amount) -> str:
        """A count as its share, which is what the target is one of."""
        return self.number(known(amount.value), 1 if self.decimals is None else self.decimals)

    def told(self, amount: Amount) -> str:
        """In full: of a count its share, with the count in brackets."""
        if self.is_share(amount):
            return f"{self.share(amount)} ({self.amount(amount)})"
        return self.named(self.amount(amount))

    def target(self, verdict: Verdict) -> str:
        """The target as the plan says it; what is computed, as finely as it is reported."""
        text = self.bare_target(verdict)
        return self.named(text) if verdict.target_number is not None or _has_ends(verdict) else text

    def bare_target(self, verdict: Verdict) -> str:
        """The same without the name of the unit."""
        number, kind = verdict.target_number, verdict.target_kind
        if _has_ends(verdict):
            low = self.t.number(known(verdict.target_value))
            high = self.number(known(verdict.target_value_high), None)
            if kind == "between":
                return self.t("between {low} and {high}", low=low, high=high)
            return self.t("{low} to {high}", low=low, high=high)
        if number is None and kind == "growth":
            asked = known(verdict.target_value)
            if asked < 0:
                return self.t("{growth} % less each year", growth=self.t.number(-asked))
            return self.t("{growth} % more each year", growth=self.t.number(asked))
        if number is None and kind == "multiple":
            factor = self.t.number(known(verdict.target_value))
            return self.t("{number} times the target before", number=factor)
        if number is None:
            return ""
        is_computed = kind in ("growth", "multiple")
        return self.number(number, self.decimals if is_computed else _decimals_of_plan(number))

    def decisive_target(self, verdict: Verdict) -> str:
        """Of a range, the end that is easier to reach decides, and is said."""
        target = self.target(verdict)
        if verdict.target_kind != "range":
            return target
        number = known(verdict.target_number)
        end = self.number(number, None)
        if number == verdict.target_value_high != verdict.target_value:
            return self.t("{target} (at most {end})", target=target, end=end)
        return self.t("{target} (at least {end})", target=target, end=end)


class SentenceWords(dict[str, Any]):
    """``target`` with what decides of a range, ``value`` and ``year``, ``start_value`` and
    ``start_year``, and ``start``: the starting point in brackets, or nothing."""

    def __init__(self, t: Language, verdict: Verdict, indicator: Indicator) -> None:
        self.unit = unit_of(t, verdict, indicator)
        self.is_percent = self.unit.is_percent
        target = self.unit.decisive_target(verdict)
        super().__init__(horizon=verdict.horizon, target=target, start="")
        if verdict.value_year is not None:
            self["year"] = verdict.value_year
            self["value"] = self.unit.told(value_of(verdict))
        if verdict.baseline_year is not None:
            self["start_year"] = verdict.baseline_year
            self["start_value"] = self._start(start_of(verdict), verdict)
            if "year" in self and self["year"] != self["start_year"]:
                self["start"] = self._behind_value(t)

    def _behind_value(self, t: Language) -> str:
        if self["value"].endswith(")"):  # it has its counts in brackets already
            return t(", after {start_value} in {start_year}", **self)
        return " " + t("({start_value} in {start_year})", **self)

    def _start(self, amount: Amount, verdict: Verdict) -> str:
        """A count as its share; of another whole than the value, the count as well."""
        if not self.unit.is_share(amount):
            return self.unit.amount(amount)
        if verdict.value_year is None:
            return self.unit.told(amount)
        if verdict.out_of == verdict.baseline_out_of:
            return self.unit.share(amount)
        counted = self.unit.amount(amount)
        return self.unit.t("{share}, {counted},", share=self.unit.share(amount), counted=counted)


def _has_ends(verdict: Verdict) -> bool:
    return verdict.target_kind in ("range", "between")


def unit_of(t: Language, verdict: Verdict, indicator: Indicator) -> Unit:
    """With the decimals of the indicator; more where rounding would hide on which side of the
    target the value lies: 99.96 % is not the target of 100 %."""
    number, target = verdict.value_number, verdict.target_number
    decimals = decimals_for(indicator, number, target)
    if number is None or target is None:
        return Unit(t, indicator, decimals)
    enough = 3 if decimals is None else decimals
    while enough < MOST_DECIMALS and _hides(verdict, number, target, enough):
        enough += 1
    return Unit(t, indicator, decimals if decimals is None and enough == 3 else enough)


def decimals_for(indicator: Indicator, *numbers: float | None) -> int | None:
    """Those of the indicator; without, None for as many as there are, at most 3, or as many as
    show two digits of a small number."""
    if indicator.decimals is not None:
        return indicator.decimals
    needed = _significant(*numbers)
    return needed if needed > 3 else None


def _hides(verdict: Verdict, number: float, target: float, decimals: int) -> bool:
    apart = 0 if math.isclose(number, target, rel_tol=1e-9) else number - target
    is_computed = verdict.target_kind in ("growth", "multiple")
    shown = round(number, decimals) - round(target, decimals if is_computed else max(3, decimals))
    is_met = verdict.status == "achieved" and "kept_within_unit" not in verdict.flags
    return not (shown * apart > 0 or (shown == 0 and (apart == 0 or is_met)))


def _decimals_of_plan(number: float) -> int | None:
    """A target of 0.0004 needs more than the usual three decimals."""
    if math.isclose(number, round(number, 3)):
        return None
    return max(4, _significant(number))


def _significant(*numbers: float | None) -> int:
    """The decimals that show two significant digits of the smallest number."""
    sizes = [abs(number) for number in numbers if number]
    return min(MOST_DECIMALS, 1 - math.floor(math.log10(min(sizes)))) if sizes else 0
