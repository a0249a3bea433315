"""A verdict as a sentence, with its numbers.

Shares and paces are rounded down and what is still needed is rounded up, so that the text never
says more than the colour.
"""

import math
from decimal import Decimal

from progress.language import NO_BREAK_SPACE, ROUNDING, Language, ceiling, present
from progress.telemetry.failures import failed
from progress.wording.status_words import row_word, status_word

MOST_DECIMALS = 6


def verdict_sentence(t: Language, verdict: dict, indicator: dict) -> str:
    """One sentence for a row of verdicts.sql; ``indicator`` gives the unit and the decimals.

    A verdict that cannot be worded must not keep the others from being read: it says so itself,
    and is noted and counted as a failure.
    """
    try:
        return _sentence(t, verdict, indicator)
    except Exception as error:
        about = f"{verdict['indicator']} {verdict['region']} {verdict['horizon']}"
        failed("verdict", about, error)
        return t("This status cannot be put into words.")


def _sentence(t: Language, verdict: dict, indicator: dict) -> str:
    words = _Words(t, verdict, indicator)
    status, kind = verdict["status"], present(verdict["target_kind"])
    if status == "no_target":
        return status_word(t, status, verdict["reason"], verdict["horizon"]) + "."
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
    if "target_lost" in verdict["flags"]:
        return t(
            "In {year}, {value}{start}: the target of {target} for {horizon} was met and "
            "is no longer.",
            **words,
        )
    if kind == "growth":
        return _growth(t, verdict, words)
    return _on_the_way(t, verdict, words)


def without_target(t: Language, verdicts: list[dict]) -> str:
    """What to say of an indicator where none of its verdicts has a target; empty if one has."""
    if any(row["status"] != "no_target" for row in verdicts):
        return ""
    decided = [row_word(t, row) for row in verdicts if row["reason"] == "not_set"]
    if decided:  # the plan has one for another year
        return f"{', '.join(dict.fromkeys(decided))}."
    return t("No target entered yet.")


def target_words(t: Language, verdict: dict, indicator: dict) -> str:
    """The target of a verdict in a few words, such as "30 projects per year"."""
    if verdict["target_kind"] is None:
        return ""
    if verdict["target_kind"] == "conditions":
        total = int(verdict["conditions_total"])
        return t.plural("{number} condition", "{number} conditions", total)
    words = _Words(t, verdict, indicator)
    of_what = words.unit[1:].strip() if words.is_percent and verdict["target_number"] else ""
    return f"{words['target']} {of_what}".strip()


def reported_words(t: Language, value: dict, indicator: dict) -> str:
    """A reported value in a few words, such as "40 of 196" or "12 events per year"."""
    blank = dict.fromkeys(
        ("horizon", "target_kind", "target_number", "value_year", "baseline_year"), None
    )
    words = _Words(t, blank, indicator)
    shown = words.reported(value, "count", "out_of", "value", "value_high")
    return words.with_unit(shown)


class _Words(dict):
    """The numbers of a verdict as words, by the names that the sentences use."""

    def __init__(self, t: Language, verdict: dict, indicator: dict):
        self.t = t
        self.unit = t.of(indicator, "unit")
        self.is_percent = self.unit.startswith("%")
        self.decimals = _decimals(verdict, indicator)
        super().__init__(horizon=verdict["horizon"], target=self._target(verdict), start="")
        if present(verdict["value_year"]):
            self["year"] = int(verdict["value_year"])
            self["value"] = self.reported(verdict, "count", "out_of", "value", "value_high")
        if present(verdict["baseline_year"]):
            self["start_year"] = int(verdict["baseline_year"])
            self["start_value"] = self._start(verdict)
            if "year" in self and self["year"] != self["start_year"]:
                self["start"] = " " + t("({start_value} in {start_year})", **self)

    def amount(self, value: float, decimals: int | None) -> str:
        text = self.t.number(value, decimals)
        return f"{text}\u00a0%" if self.is_percent else text

    def with_unit(self, text: str) -> str:
        return text if self.is_percent or not self.unit else f"{text} {self.unit}"

    def _target(self, verdict: dict) -> str:
        number, kind = verdict["target_number"], verdict["target_kind"]
        if kind == "range":
            low = self.t.number(verdict["target_value"])
            high = self.amount(verdict["target_value_high"], None)
            return self.with_unit(self.t("{low} to {high}", low=low, high=high))
        if kind == "growth" and not present(number):
            return self.t(
                "{growth} % more each year", growth=self.t.number(verdict["target_value"])
            )
        if kind == "multiple" and not present(number):
            return self.t(
                "{number} times the target before", number=self.t.number(verdict["target_value"])
            )
        # What the plan says is shown as it says it; what is computed, as finely as it is reported.
        decimals = self.decimals if kind in ("growth", "multiple") else None
        return self.with_unit(self.amount(number, decimals)) if present(number) else ""

    def reported(self, verdict, count, out_of, value, high) -> str:
        if present(verdict[count]) and self.is_percent:
            return self.t(
                "{count} of {whole}",
                count=self.t.number(verdict[count]),
                whole=self.t.number(verdict[out_of]),
            )
        return self._amounts(verdict[value], verdict[high])

    def _start(self, verdict: dict) -> str:
        same_whole = present(verdict["out_of"]) and verdict["out_of"] == verdict["baseline_out_of"]
        if same_whole and self.is_percent and present(verdict["count"]):
            return self.t.number(verdict["baseline_count"])
        return self.reported(
            verdict, "baseline_count", "baseline_out_of", "baseline_value", "baseline_value_high"
        )

    def _amounts(self, low: float, high: float) -> str:
        if not present(high):
            return self.amount(low, self.decimals)
        return self.t(
            "{low} to {high}",
            low=self.t.number(low, self.decimals),
            high=self.amount(high, self.decimals),
        )


def _decimals(verdict: dict, indicator: dict) -> int | None:
    """The decimals of the indicator; more where rounding would hide on which side of the target
    the value lies: 99.96 % is not the target of 100 %."""
    if not present(indicator.get("decimals")):
        return None
    decimals = int(indicator["decimals"])
    number, target = verdict.get("value_number"), verdict["target_number"]
    if not present(number) or not present(target):
        return decimals
    apart = 0 if math.isclose(number, target, rel_tol=1e-9) else number - target
    is_computed = verdict["target_kind"] in ("growth", "multiple")
    while decimals < MOST_DECIMALS:
        shown = round(number, decimals) - round(target, decimals if is_computed else 3)
        if shown * apart > 0 or (shown == 0 and (apart == 0 or verdict["status"] == "achieved")):
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


def _growth(t: Language, verdict: dict, words: _Words) -> str:
    asked = verdict["target_value"]
    numbers = {"asked": t.number(asked), "time": t.share(verdict["time_used"])}
    if not present(verdict["pace"]):
        return t(
            "In {year}, {value}{start}: nothing is left to grow, where {asked} % a year "
            "is asked for by {horizon}.",
            **words,
            **numbers,
        )
    # Rounded down in the direction that is asked for, so that -4.9 % is not shown for -4.87 %.
    growth = math.floor((verdict["pace"] + ROUNDING) * abs(asked) * 10) / 10
    return t(
        "In {year}, {value}{start}: {growth} a year with {time} of the time to {horizon} used, "
        "where {asked} % a year is asked for ({target}).",
        growth=t.number(math.copysign(growth, growth * asked), 1) + f"{NO_BREAK_SPACE}%",
        **words,
        **numbers,
    )


def _on_the_way(t: Language, verdict: dict, words: _Words) -> str:
    covered = verdict["distance_covered"]
    shares = {"time": t.share(verdict["time_used"]), "needed": _needed(t, verdict, words)}
    if verdict["status"] == "moving_away":
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
            covered=t.share(covered),
            **words,
            **shares,
        )
    factor = verdict["acceleration_factor"]
    if not present(factor):
        return text + "."
    return t("{text}, {factor} times the pace so far.", text=text, factor=t.times(factor))


def _needed(t: Language, verdict: dict, words: _Words) -> str:
    """How much is needed a year from the reported year on, rounded away from zero."""
    rate = (verdict["target_number"] - verdict["value_number"]) / (
        verdict["horizon"] - verdict["value_year"]
    )
    decimals = 1
    while 0 < abs(rate) < 10**-decimals and decimals < MOST_DECIMALS:
        decimals += 1
    needed = ceiling(abs(rate), decimals)
    amount = t.number(needed, decimals)
    if words.is_percent and rate > 0:
        return t.plural(
            "{target} needs {amount} point a year", "{target} needs {amount} points a year",
            Decimal(f"{needed:.{decimals}f}"), target=words["target"], amount=amount,
        )  # fmt: skip
    if words.is_percent:
        return t.plural(
            "{target} needs {amount} point less a year",
            "{target} needs {amount} points less a year",
            Decimal(f"{needed:.{decimals}f}"), target=words["target"], amount=amount,
        )  # fmt: skip
    if rate > 0:
        return t("{target} needs {amount} more a year", target=words["target"], amount=amount)
    return t("{target} needs {amount} less a year", target=words["target"], amount=amount)


def _conditions(t: Language, verdict: dict) -> str:
    done, total = int(verdict["conditions_done"]), int(verdict["conditions_total"])
    counted = t.plural(
        "{done} of {number} condition met", "{done} of {number} conditions met", total, done=done
    )
    details = {"counted": counted, "horizon": verdict["horizon"]}
    return {
        "achieved": t("{counted}: the target for {horizon} is met.", **details),
        "missed": t("{counted}: the target for {horizon} was missed.", **details),
        "overdue_report": t("{horizon} is over and no condition is reported on.", **details),
        "not_reported": t("No condition for {horizon} is reported on yet.", **details),
        "behind_schedule": t("{counted} for {horizon}; one is past its year.", **details),
        "not_started": t("{counted} for {horizon}.", **details),
        "on_schedule": t("{counted} for {horizon}; the others are not due yet.", **details),
        "under_way": t("{counted} for {horizon}; the others have no year of their own.", **details),
    }[verdict["status"]]
