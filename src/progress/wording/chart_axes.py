"""Where the years and the numbers of a chart stand, as places between 0 and 1."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count, pairwise

STEPS = (1, 2, 2.5, 5, 10)
MOST_INTERVALS = 4
MOST_YEARS = 6
# Years up to which all is in proportion: so many times those of which something is known.
MOST_AHEAD = 2.5
# The room for each target year that lies further ahead, as a share of the width.
STUB = 0.2
MOST_STUBS = 0.4
LEAST_KNOWN = 4  # years


@dataclass(frozen=True)
class YearAxis:
    """In proportion from ``first`` to ``last``; the ``later`` years follow at the edge, each at
    the same distance, so that a target far ahead does not press together what is known."""

    first: int
    last: int
    later: tuple[int, ...]

    @property
    def room(self) -> float:
        """The share of the width that is in proportion."""
        return 1 - min(STUB * len(self.later), MOST_STUBS)

    @property
    def breaks(self) -> tuple[float, ...]:
        """The places between which the axis is broken."""
        places = [self.room, *(self.across(year) for year in self.later)]
        return tuple((one + other) / 2 for one, other in pairwise(places))

    def across(self, year: float) -> float:
        if year <= self.last or not self.later:
            return self.room * (year - self.first) / (self.last - self.first)
        before, start, step = self.last, self.room, (1 - self.room) / len(self.later)
        for later in self.later:
            if year <= later:
                return start + step * (year - before) / (later - before)
            before, start = later, start + step
        return 1.0

    def ticks(self, wanted: Iterable[int]) -> list[int]:
        """The first year, those that are wanted, and round ones that keep away from them."""
        fixed = {self.first, *(year for year in wanted if year <= self.last)}
        span = self.last - self.first
        # Records may be asked for as of any day, up to the year 9999.
        steps = (digit * 10**power for power in count() for digit in (1, 2, 5))
        step = next(step for step in steps if span / step <= MOST_YEARS)
        apart = span / (MOST_YEARS + 1.5) / self.room
        round_years = {
            year
            for year in range(self.first, self.last + 1)
            if year % step == 0 and all(abs(year - other) >= apart for other in fixed)
        }
        shown: list[int] = []
        for year in sorted(fixed | round_years, reverse=True):
            if not shown or shown[-1] - year >= apart:
                shown.append(year)
        return [*shown[::-1], *self.later]


def year_axis(first: int, known: float, ahead: Iterable[int]) -> YearAxis:
    """``known``: the last year of which something is known, or now; ``ahead``: target years."""
    span = max(known - first, LEAST_KNOWN)
    near = {year for year in ahead if year <= first + MOST_AHEAD * span}
    later = tuple(sorted(set(ahead) - near))
    if later and len(later) == len(set(ahead)):
        return YearAxis(first, first + math.ceil(span * 1.5), later)
    return YearAxis(first, max([*near, math.ceil(known), first + 1]), later)


@dataclass(frozen=True)
class NumberAxis:
    """From the lowest of its ``ticks`` to the highest."""

    ticks: tuple[float, ...]

    @property
    def low(self) -> float:
        return self.ticks[0]

    @property
    def high(self) -> float:
        return self.ticks[-1]

    def up(self, number: float) -> float:
        return (number - self.low) / (self.high - self.low)


def number_axis(numbers: Iterable[float]) -> NumberAxis:
    """Round numbers from at or below 0 and the lowest to at or above the highest."""
    found = [0.0, *numbers]
    low, high = min(found), max(found)
    if low == high:
        high = low + 1
    rough = (high - low) / MOST_INTERVALS
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * step for step in STEPS if power * step >= rough * (1 - 1e-9))
    digits = 3 - math.floor(math.log10(step))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return NumberAxis(tuple(round(number * step, digits) for number in range(first, last + 1)))
