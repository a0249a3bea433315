"""Where an indicator lands in its target year at the pace so far: a continuation of what was
reported, never a verdict.

It goes from the value that the verdict rests on, as fast as from the starting point to it: by the
same amount each year, of a growth by the same factor.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from progress.assessment.rows import Verdict
from progress.language import ROUNDING, Language, ceiling, floor
from progress.rows import Indicator, ReportedValue
from progress.wording.sentence_words import Unit, known

LEAST_REPORTED = 3  # years
BY_PACE = ("on_track", "needs_acceleration", "insufficient", "no_change", "moving_away")
# From here on a number is told without decimals, where the indicator does not say how many it has.
WHOLE_FROM = 10
# The logarithm of about the largest number there is.
LARGEST_SIZE = 700


@dataclass(frozen=True)
class Projection:
    """``number``: in the target year ``year``. ``line``: from the last value to there, bent where
    the number is held at what it can be at most or at least. ``words``: the number without, in
    ``sentence`` with the unit."""

    year: int
    number: float
    line: tuple[tuple[float, float], ...]
    words: str
    sentence: str


def projection(
    t: Language, verdict: Verdict, indicator: Indicator, values: Sequence[ReportedValue]
) -> Projection | None:
    """None with fewer than three reported years, and where there is no pace to go by: too early,
    met, over, counted in conditions. ``values``: those of the indicator."""
    if not _has_pace(verdict) or _reported_years(verdict, values) < LEAST_REPORTED:
        return None
    unit = Unit(t, indicator, indicator.decimals)
    line = _line(verdict, *_bounds(verdict, unit.is_percent))
    if not all(math.isfinite(number) for _, number in line):
        return None
    year, number = verdict.horizon, line[-1][1]
    words = _words(unit, number, is_rising=_target(verdict) > known(verdict.baseline_number))
    return Projection(
        year=year,
        number=number,
        line=line,
        words=words,
        sentence=t(
            "At the pace so far it would be {value} in {year}.", value=unit.named(words), year=year
        ),
    )


def _has_pace(verdict: Verdict) -> bool:
    if verdict.status not in BY_PACE or verdict.target_kind == "conditions":
        return False
    if verdict.pace is None or "early_signal" in verdict.flags:
        return False
    has_ends = verdict.value_high is not None or verdict.baseline_value_high is not None
    if verdict.status == "no_change" and has_ends:  # its ends may have gone different ways
        return False
    numbers = known(verdict.baseline_number), known(verdict.value_number)
    if verdict.target_kind == "growth" and min(numbers) <= 0:
        return False
    return known(verdict.baseline_year) < known(verdict.value_year) < verdict.horizon


def _reported_years(verdict: Verdict, values: Sequence[ReportedValue]) -> int:
    """Of those that count, in its region, up to the value it rests on."""
    until = known(verdict.value_year)
    return len(
        {
            row.year
            for row in values
            if row.counts and row.region == verdict.region and row.year <= until
            and row.value is not None
        }
    )  # fmt: skip


def _target(verdict: Verdict) -> float:
    return known(verdict.target_number)


def _bounds(verdict: Verdict, is_percent: bool) -> tuple[float, float]:
    """A share is not more than all, and what is counted not less than nothing; unless it is."""
    numbers = [known(verdict.baseline_number), known(verdict.value_number), _target(verdict)]
    lowest = 0.0 if min(numbers) >= 0 else -math.inf
    highest = 100.0 if is_percent and max(numbers) <= 100 else math.inf
    return lowest, highest


def _line(verdict: Verdict, lowest: float, highest: float) -> tuple[tuple[float, float], ...]:
    start, value = known(verdict.baseline_number), known(verdict.value_number)
    year, end = known(verdict.value_year), verdict.horizon
    span = year - known(verdict.baseline_year)
    if verdict.target_kind == "growth":
        yearly = (math.log(value) - math.log(start)) / span
        sizes = ((each, math.log(value) + yearly * (each - year)) for each in range(year, end + 1))
        _, *ahead = ((each, min(_exp(size), highest)) for each, size in sizes)
        return (year, value), *ahead
    rate = (value - start) / span
    free = value + rate * (end - year)
    held = min(max(free, lowest), highest)
    bend = ((year + (held - value) / rate, held),) if held not in (free, value) else ()
    return (year, value), *bend, (end, held)


def _exp(size: float) -> float:
    return math.exp(size) if size < LARGEST_SIZE else math.inf


def _words(unit: Unit, number: float, is_rising: bool) -> str:
    """Rounded away from the target, so that no text says more than is."""
    decimals = unit.decimals
    if decimals is None or (unit.is_percent and abs(number) >= WHOLE_FROM):
        decimals = 0 if abs(number) + ROUNDING >= WHOLE_FROM else 1
    rounded = floor(number, decimals) if is_rising else ceiling(number, decimals)
    return unit.number(rounded, decimals)
