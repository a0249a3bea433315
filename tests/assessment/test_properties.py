"""What holds for every plan: the same facts in other units, years or directions are judged alike.

An example of these tests is not one indicator but a dozen, with their twins beside them in one
store; so thousands are judged in seconds.
"""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from progress.assessment.filters import FACILITY_TYPES, Filters
from progress.assessment.published_cases import example
from progress.assessment.verdicts import status
from progress.language import ENGLISH, Language
from progress.statuses import FAMILIES
from progress.store.queries import rows
from progress.wording.sentences import verdict_sentence
from tests.support.plans import release
from tests.support.random_series import YEAR, many, sheets_of, spans, store_of, verdicts

PROPERTY = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
RANK = {"off_course": 0, "behind": 1, "on_track": 2, "achieved": 3}


def flags_of(row, shift=0):
    """The flags, with the year that one of them names moved back."""
    return sorted(
        re.sub(r"\d{4}$", lambda year: str(int(year[0]) - shift), flag) for flag in row.flags
    )


def assert_alike(row, twin, shift=0):
    for name in ("status", "family", "reason"):
        assert twin.cell(name) == row.cell(name)
    assert flags_of(twin, shift) == flags_of(row)
    for name in ("distance_covered", "time_used", "pace", "acceleration_factor"):
        assert twin.cell(name) == (
            None if row.cell(name) is None else pytest.approx(row.cell(name), rel=1e-9)
        )


@PROPERTY
@given(many(), some.integers(-6, 8))
def test_another_unit_changes_nothing(listed, power):
    """Kilograms or tonnes: values, starting point and target times the same."""
    listed = [replace(one, decimals=None) for one in listed]  # units differ
    twins = [one.map(lambda number: number * 2.0**power) for one in listed]
    with store_of([*listed, *twins]) as store:
        judged = verdicts(store)
    for place, horizon in list(judged):
        if place < len(listed):
            row, twin = judged[place, horizon], judged[place + len(listed), horizon]
            assert_alike(row, twin)
            assert twin.compound_family == row.compound_family


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
            assert RANK.get(after.family, -1) >= RANK.get(before.family, -1)


@settings(PROPERTY, max_examples=4)
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
    some.sampled_from([0.95, 0.60, 0.05, -0.05, 0.0, 1.0]),
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
        assert (shown >= 0.05) == (verdict in ("on_track", "needs_acceleration", "insufficient"))
        assert verdict != "moving_away" or shown <= -0.05


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
    unitless = replace(example().indicator, unit="")
    for (place, _), row in judged.items():
        sentence = verdict_sentence(
            ENGLISH, row, replace(unitless, decimals=listed[place].decimals)
        )
        assert not re.search(r"nan|None|[{}]|put into words", sentence)
        shown = re.match(r"In \d+, ([−\d.,]+)(?: |:)", sentence)
        goal = re.search(r"the target of ([−\d.,]+) ", sentence)
        if shown and goal:
            sign = 1 if listed[place].direction == "up" else -1
            looks_met = (number_in(shown[1]) - number_in(goal[1])) * sign >= 0
            assert looks_met == (row.status == "achieved"), sentence
        if way := re.search(r"([−\d.,]+\u00a0%) of the way", sentence):
            assert number_in(way[1]) / 100 <= row.distance_covered + 1e-8
        if needed := re.search(r"takes ([\d.,]+) (more|less)", sentence):
            rate = (row.target_number - row.value_number) / (row.horizon - row.value_year)
            assert number_in(needed[1]) >= abs(rate) * (1 - 1e-6)
            assert needed[2] == ("more" if rate > 0 else "less")
        if grown := re.search(r"([−\d.,]+)\u00a0% a year with", sentence):
            pace = number_in(grown[1]) / row.target_value
            assert pace <= row.pace + 1e-8
            assert pace < 0 or row.status != "moving_away"


@settings(PROPERTY, max_examples=100)
@given(some.floats(-1e9, 1e9), some.integers(0, 3))
def test_numbers_have_no_negative_zero_and_few_decimals(number, decimals):
    shown = ENGLISH.number(number, decimals)
    assert not re.fullmatch(r"−0(\.0*)?", shown)
    assert number_in(shown) == pytest.approx(number, abs=0.5 * 10**-decimals + 1e-6)
    assert number_in(shown) == number_in(
        Language("fr").number(number, decimals).replace("\u202f", "").replace(",", ".")
    )


FAMILIES_UP = ["no_verdict", "open", "off_course", "behind", "on_track", "achieved"]


@PROPERTY
@given(many(measures=("level", "cumulative")), spans, some.sampled_from([2022, 2026, 2031, 2040]))
def test_a_better_value_never_makes_a_worse_roll_up(listed, more, year):
    """One value of each plan is bettered; four objectives, each of three indicators."""
    place = int(more) % len(listed)
    one = listed[place]
    latest = max((value.year for value in one.values if value.year <= year), default=None)
    step = more if one.direction == "up" else -more
    values = tuple(
        value.map(lambda number: number + step) if value.year == latest else value
        for value in one.values
    )
    better = [*listed[:place], replace(one, values=values), *listed[place + 1 :]]
    chosen = Filters(year=year, as_known_on=date(2040, 7, 1))
    with store_of(listed, objectives=4) as store:
        before = status(store, chosen).objectives
        if values != one.values:
            release(store, {"reported_values.csv": sheets_of(better, 4)["reported_values.csv"]})
        after = status(store, chosen).objectives
    ranks = {
        (row.objective, row.horizon): FAMILIES_UP.index(row.family) for row in after.itertuples()
    }
    for row in before.itertuples():
        assert ranks[row.objective, row.horizon] >= FAMILIES_UP.index(row.family)
