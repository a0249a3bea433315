"""What holds for every plan: the same facts in other units, years or directions are judged alike.

An example of these tests is not one indicator but a dozen, with their twins beside them in one
store; so thousands are judged in seconds.
"""

import csv
import io
import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from plans import empty_store, release
from progress.documents import records
from progress.filters import FACILITY_TYPES, FAMILIES, Filters
from progress.releases import in_force
from progress.sentences import verdict_sentence
from progress.store import rows
from progress.text import ENGLISH, Language
from progress.verdicts import judge, status

PROPERTY = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
YEAR = 2026
HORIZONS = (2024, 2030, 2050)
RANK = {"off_course": 0, "behind": 1, "on_track": 2, "achieved": 3}


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


@contextmanager
def store_of(listed, objectives=1):
    """A store with these series as X1.0, X1.1 and so on, of goal X."""
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
    files = {
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
    with TemporaryDirectory() as folder:
        store = empty_store(Path(folder))
        try:
            release(store, files)
            yield store
        finally:
            store.close()


def verdicts(store, year=YEAR):
    """The verdicts on the records of that year: (place of the series, target year) -> row."""
    judged = judge(store, year, as_known_on=date(year, 7, 1), releases=in_force(store))
    return {(int(row["indicator"].split(".")[1]), row["horizon"]): row for row in records(judged)}


def flags_of(row, shift=0):
    """The flags, with the year that one of them names moved back."""
    return sorted(
        re.sub(r"\d{4}$", lambda year: str(int(year[0]) - shift), flag) for flag in row["flags"]
    )


def assert_alike(row, twin, shift=0):
    for name in ("status", "family", "reason"):
        assert twin[name] == row[name]
    assert flags_of(twin, shift) == flags_of(row)
    for name in ("distance_covered", "time_used", "pace", "acceleration_factor"):
        assert twin[name] == (None if row[name] is None else pytest.approx(row[name], rel=1e-9))


@PROPERTY
@given(many(), some.integers(-6, 8))
def test_another_unit_changes_nothing(listed, power):
    """Kilograms or tonnes: values, starting point and target times the same."""
    twins = [one.map(lambda number: number * 2.0**power) for one in listed]
    with store_of([*listed, *twins]) as store:
        judged = verdicts(store)
    for place, horizon in list(judged):
        if place < len(listed):
            row, twin = judged[place, horizon], judged[place + len(listed), horizon]
            assert_alike(row, twin)
            assert twin["compound_family"] == row["compound_family"]


@PROPERTY
@given(many(kinds=("level", "range")))
def test_less_of_a_bad_thing_is_more_of_a_good_one(listed):
    """All numbers negated and the direction turned round."""
    other = {"up": "down", "down": "up"}
    twins = [
        replace(one.map(lambda number: -number), direction=other[one.direction]) for one in listed
    ]
    with store_of([*listed, *twins]) as store:
        judged = verdicts(store)
    for place, horizon in list(judged):
        if place < len(listed):
            assert_alike(judged[place, horizon], judged[place + len(listed), horizon])


@PROPERTY
@given(many(), some.integers(-90, 40))
def test_another_time_changes_nothing(listed, shift):
    """All years moved, and the year of judging with them."""
    twins = [one.map(lambda number: number, shift) for one in listed]
    with store_of([*listed, *twins]) as store:
        judged, later = verdicts(store), verdicts(store, YEAR + shift)
    for place, one in enumerate(listed):
        for horizon in (target.year for target in one.targets):
            twin = later[place + len(listed), horizon + shift]
            assert_alike(judged[place, horizon], twin, shift)


@PROPERTY
@given(many(measures=("level",)), spans, some.sampled_from([2022, 2026, 2031, 2040]))
def test_better_latest_value_never_gets_a_worse_family(listed, more, year):
    twins = []
    for one in listed:
        counted = [value.year for value in one.values if value.year <= year]
        step = more if one.direction == "up" else -more
        better = tuple(
            value.map(lambda number, step=step: number + step)
            if value.year == max(counted, default=None)
            else value
            for value in one.values
        )
        twins.append(replace(one, values=better))
    with store_of([*listed, *twins]) as store:
        judged = verdicts(store, year)
    for place, horizon in list(judged):
        if place < len(listed):
            before, after = judged[place, horizon], judged[place + len(listed), horizon]
            assert RANK.get(after["family"], -1) >= RANK.get(before["family"], -1)


@settings(PROPERTY, max_examples=5)
@given(many(), some.sampled_from([2022, 2026, 2031]))
def test_roll_ups_count_every_objective_once(listed, year):
    with store_of(listed, objectives=5) as store:
        everything = status(store, Filters(year=year))
        horizons = sorted({target.year for one in listed for target in one.targets})
        for groups in (everything.goals, everything.facility_types):
            assert (groups[list(FAMILIES)].sum(axis=1) == groups.objectives).all()
            assert (groups.achieved + groups.on_track <= groups.with_target).all()
            assert (groups.objectives - groups.with_target <= groups.no_verdict).all()
            assert groups.groupby("horizon").objectives.sum().to_dict() == dict.fromkeys(
                horizons, 6
            )
        objectives = everything.objectives
        assert (objectives.assessed <= objectives.indicators).all()
        assert len(objectives) == 6 * len(horizons)
        parts = [status(store, Filters(year=year, facility_type=name)) for name in FACILITY_TYPES]
        assert sum(len(part.objectives) for part in parts) == len(objectives)
        assert sum(len(part.verdicts) for part in parts) == len(everything.verdicts)


# What is shown beside the colour


def number_in(words):
    """The number that a text shows."""
    return float(words.replace("−", "-").replace(",", "").replace("\u00a0%", ""))


@pytest.fixture(scope="module")
def any_store():
    with store_of([]) as store:
        yield store


close_to_an_edge = some.builds(
    lambda edge, off: edge + off,
    some.sampled_from([0.95, 0.60, 0.0, 1.0]),
    some.floats(-1e-8, 1e-8),
)


@settings(PROPERTY, max_examples=300)
@given(pace=close_to_an_edge | some.floats(-3, 3))
def test_pace_as_shown_never_contradicts_its_status(any_store, pace):
    ((verdict,),) = rows(any_store, "select pace_status($pace)", pace=pace)
    shown_as_number = number_in(ENGLISH.rounded_down(pace, 2))
    shown_as_share = number_in(ENGLISH.share(pace)) / 100
    for shown in (shown_as_number, shown_as_share):
        assert shown <= pace + 1e-8
        assert (shown >= 0.95) == (verdict == "on_track")
        assert (shown >= 0.60) == (verdict in ("on_track", "needs_acceleration"))
        assert (shown < 0) == (verdict == "moving_away")


@settings(PROPERTY, max_examples=300)
@given(some.floats(0, 1e6))
def test_what_is_still_needed_is_never_made_small(factor):
    shown = number_in(ENGLISH.times(factor))
    assert factor * (1 - 1e-8) - 1e-8 <= shown <= factor + 0.1 + 1e-6


@PROPERTY
@given(many(ranges=False, kinds=("level", "growth", "multiple")))
def test_sentence_never_contradicts_the_status(listed):
    """A value shown as meeting the target met it, and one that met it is shown so."""
    with store_of(listed) as store:
        judged = verdicts(store)
    for (place, _), row in judged.items():
        sentence = verdict_sentence(ENGLISH, row, {"unit": "", "decimals": listed[place].decimals})
        assert not re.search(r"nan|None|[{}]", sentence)
        shown = re.match(r"In \d+, ([−\d.,]+)(?: |:)", sentence)
        goal = re.search(r"the target of ([−\d.,]+) ", sentence)
        if shown and goal:
            sign = 1 if listed[place].direction == "up" else -1
            looks_met = (number_in(shown[1]) - number_in(goal[1])) * sign >= 0
            assert looks_met == (row["status"] == "achieved"), sentence
        if way := re.search(r"([−\d.,]+\u00a0%) of the way", sentence):
            assert number_in(way[1]) / 100 <= row["distance_covered"] + 1e-8
        if needed := re.search(r"needs ([\d.,]+) (more|less)", sentence):
            rate = (row["target_number"] - row["value_number"]) / (
                row["horizon"] - row["value_year"]
            )
            assert number_in(needed[1]) >= abs(rate) * (1 - 1e-6)
            assert needed[2] == ("more" if rate > 0 else "less")
        if grown := re.search(r"([−\d.,]+)\u00a0% a year with", sentence):
            pace = number_in(grown[1]) / row["target_value"]
            assert pace <= row["pace"] + 1e-8
            assert (pace < 0) == (row["status"] == "moving_away")


@settings(PROPERTY, max_examples=100)
@given(some.floats(-1e9, 1e9), some.integers(0, 3))
def test_numbers_have_no_negative_zero_and_few_decimals(number, decimals):
    shown = ENGLISH.number(number, decimals)
    assert not re.fullmatch(r"−0(\.0*)?", shown)
    assert number_in(shown) == pytest.approx(number, abs=0.5 * 10**-decimals + 1e-6)
    assert number_in(shown) == number_in(
        Language("fr").number(number, decimals).replace("\u202f", "").replace(",", ".")
    )
