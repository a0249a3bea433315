"""What is said of an indicator on its way: how far it has come, in how much of the time, and what
is still needed."""

import math
from decimal import Decimal

from progress.assessment.rows import Verdict
from progress.language import NO_BREAK_SPACE, ROUNDING, Language
from progress.wording.sentence_words import SentenceWords, known

# A factor above this says no more than that it cannot be done.
MOST_TIMES = 100


def open_sentence(t: Language, verdict: Verdict, words: SentenceWords) -> str:
    """The numbers are shown, and why they do not make a status."""
    covered = verdict.distance_covered
    if covered is None or covered >= 1:
        text = t("In {year}, {value}{start}; target for {horizon}: {target}", **words)
    elif covered < 0:
        text = t(
            "In {year}, {value}{start}: further from the {horizon} target of {target} than at the "
            "start",
            **words,
        )
    else:
        text = t(
            "In {year}, {value}{start}: {covered} of the way to the {horizon} target of {target}",
            covered=t.rough_share(covered),
            **words,
        )
    if verdict.reason == "too_old":
        return t("{text}. Nothing is reported since: too long ago to tell.", text=text)
    return t(
        "{text}, with {time} of the time gone: too early to tell.",
        text=text,
        time=t.rough_share(known(verdict.time_used)),
    )


def growth_sentence(t: Language, verdict: Verdict, words: SentenceWords) -> str:
    asked = known(verdict.target_value)
    numbers = {"asked": t.number(asked), "time": t.rough_share(known(verdict.time_used))}
    if verdict.pace is None:
        return t(
            "In {year}, {value}{start}: nothing is left to grow, where {asked} % a year "
            "is required until {horizon}.",
            **words,
            **numbers,
        )
    # Rounded down in the direction that is asked for, so that -4.9 % is not shown for -4.87 %.
    growth = math.floor((verdict.pace + ROUNDING) * abs(asked) * 10) / 10
    return t(
        "In {year}, {value}{start}: {growth} a year, with {time} of the time to {horizon} gone. "
        "The target is {asked} % a year: {target}.",
        growth=t.number(math.copysign(growth, growth * asked), 1) + f"{NO_BREAK_SPACE}%",
        **words,
        **numbers,
    )


def on_the_way_sentence(t: Language, verdict: Verdict, words: SentenceWords) -> str:
    """How far it is, and what is still needed."""
    time = t.rough_share(known(verdict.time_used))
    if verdict.status == "no_change":
        text = t(
            "In {year}, {value}{start}: no progress towards the {horizon} target of {target}, with "
            "{time} of the time gone.",
            time=time,
            **words,
        )
    elif verdict.status == "moving_away":
        text = t(
            "In {year}, {value}{start}: further from the {horizon} target of {target} than at the "
            "start, with {time} of the time gone.",
            time=time,
            **words,
        )
    else:
        text = t(
            "In {year}, {value}{start}: {covered} of the way to the {horizon} target of {target}, "
            "with {time} of the time gone.",
            covered=t.rough_share(known(verdict.distance_covered)),
            time=time,
            **words,
        )
    factor = None if verdict.status == "no_change" else verdict.acceleration_factor
    return f"{text} {_with_factor(t, _needed(t, verdict, words), factor)}"


def _with_factor(t: Language, text: str, factor: float | None) -> str:
    if factor is None:
        return text + "."
    if factor > MOST_TIMES:
        return t("{text}, more than {factor} times the pace so far.", text=text, factor=MOST_TIMES)
    if factor <= 1 + ROUNDING:
        return t("{text}, no faster than so far.", text=text)
    times = t.rough_times(factor)
    if times == t.number(2):
        return t("{text}, twice the pace so far.", text=text)
    return t("{text}, {factor} times the pace so far.", text=text, factor=times)


def _needed(t: Language, verdict: Verdict, words: SentenceWords) -> str:
    """How much is needed a year from the reported year on, rounded away from zero."""
    years = verdict.horizon - known(verdict.value_year)
    if years == 0:
        return t("It is due by the end of {horizon}", **words)
    rate = (known(verdict.target_number) - known(verdict.value_number)) / years
    needed, decimals = _rounded_up(abs(rate))
    amount = t.number(needed, decimals)
    if words.is_percent:
        points = Decimal(f"{needed:.{decimals}f}")
        if rate > 0:
            return t.plural(
                "It takes {amount} point a year",
                "It takes {amount} points a year",
                points, amount=amount,
            )  # fmt: skip
        return t.plural(
            "It takes {amount} point less a year",
            "It takes {amount} points less a year",
            points, amount=amount,
        )  # fmt: skip
    if rate > 0:
        return t("It takes {amount} more a year", amount=amount)
    return t("It takes {amount} less a year", amount=amount)


def _rounded_up(rate: float) -> tuple[float, int]:
    """An amount above 0 with two significant digits, from 100 on whole, from a million on with
    four; and its decimals."""
    size = math.floor(math.log10(rate))
    step = size - 3 if size >= 6 else min(size - 1, 0)
    if step >= 0:
        return math.ceil(rate / 10**step - ROUNDING) * 10.0**step, 0
    amount = math.ceil(rate * 10**-step - ROUNDING) / 10**-step
    return amount, 0 if amount.is_integer() else -step
