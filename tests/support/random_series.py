"""Random indicators for the properties: starting points, targets and values, in one store."""

import csv
import io
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as some

from progress.assessment.rows import Verdict
from progress.assessment.verdicts import judge
from progress.store.queries import rows_of_frame
from progress.store.releases import in_force
from tests.support.plans import empty_store, release

YEAR = 2026
HORIZONS = (2024, 2030, 2050)


@dataclass(frozen=True)
class Number:
    """A number or range in a year."""

    year: int
    value: float
    high: float | None = None
    kind: str = "level"

    def map(self, change, shift=0):
        """The number with both ends changed; growth and multiples have no unit."""
        ends = (self.value, self.high)
        if self.kind not in ("growth", "multiple"):
            ends = tuple(None if end is None else change(end) for end in ends)
            if None not in ends:
                ends = tuple(sorted(ends))
        return Number(self.year + shift, *ends, self.kind)


@dataclass(frozen=True)
class Series:
    """One indicator: its starting point, targets and values."""

    direction: str
    measure: str
    decimals: int | None
    baseline: Number | None
    targets: tuple[Number, ...]
    values: tuple[Number, ...]

    def map(self, change, shift=0):
        return replace(
            self,
            baseline=self.baseline and self.baseline.map(change, shift),
            targets=tuple(target.map(change, shift) for target in self.targets),
            values=tuple(value.map(change, shift) for value in self.values),
        )


# Quarters, so that sums and powers of two are exact and equal numbers turn up often.
amounts = some.integers(-80, 800).map(lambda quarters: quarters / 4)


spans = some.integers(0, 80).map(lambda quarters: quarters / 4)


@some.composite
def numbers(draw, years, ranges=True):
    value = draw(amounts)
    high = value + draw(spans) if ranges and draw(some.integers(0, 4)) == 0 else None
    return Number(draw(years), value, high)


@some.composite
def targets(draw, direction, year, is_first, kinds):
    kind = draw(some.sampled_from([kind for kind in kinds if kind != "multiple" or not is_first]))
    if kind == "growth":
        growth = draw(some.integers(1, 90)) / 2
        return Number(year, growth if direction == "up" else -growth, None, kind)
    if kind == "multiple":
        return Number(year, draw(some.sampled_from([0.25, 0.5, 2, 3])), None, kind)
    value = draw(amounts)
    return Number(year, value, value + draw(spans) if kind == "range" else None, kind)


@some.composite
def series(
    draw, kinds=("level", "range", "growth", "multiple"), measures=("level", "flow"), ranges=True
):
    direction = draw(some.sampled_from(["up", "down"]))
    years = sorted(draw(some.sets(some.sampled_from(HORIZONS), min_size=1)))
    aims = tuple(
        draw(targets(direction, year, place == 0, kinds)) for place, year in enumerate(years)
    )
    baseline = draw(some.none() | numbers(some.integers(2010, 2020), ranges))
    reported = draw(some.lists(numbers(some.integers(2011, 2032), ranges), max_size=5))
    by_year = {value.year: value for value in reported}
    if draw(some.booleans()) and baseline and by_year:  # a value that is a target itself
        latest = max(by_year)
        if aims[0].kind == "level":
            by_year[latest] = Number(latest, aims[0].value)
    return Series(
        direction,
        draw(some.sampled_from(measures)),
        draw(some.sampled_from([None, 0, 1])),
        baseline,
        aims,
        tuple(by_year.values()),
    )


def many(**options):
    return some.lists(series(**options), min_size=12, max_size=12)


def text(header, lines):
    out = io.StringIO()
    csv.writer(out).writerows([header.split(","), *lines])
    return out.getvalue()


def sheets_of(listed, objectives=1):
    """The sheets of these series as X1.0, X1.1 and so on, of goals X and Y."""
    named = {f"X{1 + place % objectives}.{place}": one for place, one in enumerate(listed)}
    types = ["core", "global", ""]

    def numbers_of(what):
        return [
            [code, number.year, number.kind, number.value, number.high]
            for code, one in named.items()
            for number in what(one)
        ]

    def without_kind(lines):
        return [[code, year, value, high] for code, year, _, value, high in lines]

    baselines = without_kind(numbers_of(lambda one: [one.baseline] if one.baseline else []))
    return {
        "goals.csv": "goal\nX\nY",
        "objectives.csv": text(
            "objective,goal,facility_type",
            [[f"X{n + 1}", "XY"[n % 2], types[n % 3]] for n in range(objectives + 1)],
        ),
        "indicators.csv": text(
            "indicator,objective,measure,direction,decimals",
            [
                [code, code.split(".")[0], one.measure, one.direction, one.decimals]
                for code, one in named.items()
            ],
        ),
        "targets.csv": text(
            "indicator,year,kind,value,value_high", numbers_of(lambda one: one.targets)
        ),
        "baselines.csv": text(
            "indicator,year,value,value_high,comparable", [[*line, "yes"] for line in baselines]
        ),
        "reported_values.csv": text(
            "indicator,year,value,value_high", without_kind(numbers_of(lambda one: one.values))
        ),
    }


@contextmanager
def store_of(listed, objectives=1):
    """A store with these series."""
    with TemporaryDirectory() as folder:
        store = empty_store(Path(folder))
        try:
            release(store, sheets_of(listed, objectives))
            yield store
        finally:
            store.close()


def verdicts(store, year=YEAR):
    """The verdicts on the records of that year: (place of the series, target year) -> row."""
    judged = judge(store, year, as_known_on=date(year, 7, 1), releases=in_force(store))
    return {
        (int(row.indicator.split(".")[1]), row.horizon): row
        for row in rows_of_frame(Verdict, judged)
    }
