"""Where an indicator lands at the pace so far: right by another computation, and nowhere where
there is no pace to go by."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from progress.assessment.facts import facts_in_force
from progress.assessment.filters import Filters
from progress.assessment.snapshot import take
from progress.language import ENGLISH, Language
from progress.wording.indicator import indicator_view
from progress.wording.projection import projection
from tests.support.plans import build, report
from tests.support.random_series import (
    YEAR,
    Number,
    Series,
    amounts,
    numbers,
    series,
    store_of,
    verdicts,
)

# Each example has sixty series: judging them takes a store.
PROPERTY = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


# Half of them are on their way for years: of the others hardly any has a pace to go by.
on_the_way = some.builds(
    Series,
    direction=some.sampled_from(["up", "down"]),
    measure=some.sampled_from(["level", "flow"]),
    decimals=some.sampled_from([None, 0, 1]),
    baseline=some.none() | numbers(some.integers(2012, 2016), ranges=False),
    targets=some.builds(lambda value: (Number(2030, value),), amounts),
    values=some.lists(
        numbers(some.integers(2017, 2026), ranges=False),
        min_size=3, max_size=6, unique_by=lambda value: value.year,
    ).map(tuple),
)  # fmt: skip


def many(**options):
    each = some.one_of(series(**options), on_the_way)
    return some.lists(each, min_size=60, max_size=60)


def told(listed, unit: str = ""):
    """Each series with its verdict and what is told of where it lands."""
    with store_of(listed) as store:
        judged = verdicts(store)
        facts = facts_in_force(store)
        for (place, _), row in judged.items():
            indicator = replace(facts.indicator[row.indicator], unit=unit)
            values = facts.values_of(row.indicator)
            yield listed[place], row, projection(ENGLISH, row, indicator, values)


def counted(series, horizon: int) -> list:
    """The values that count up to a target year, read from the series itself."""
    last = YEAR - 1 if series.measure == "flow" else YEAR
    return sorted(
        (value for value in series.values if value.year <= min(last, horizon)),
        key=lambda value: value.year,
    )


def lands(series, row) -> float:
    """By the line, or the curve, through the starting point and the last value."""
    values = counted(series, row.horizon)
    start = series.baseline or values[0]
    share = (row.horizon - start.year) / (values[-1].year - start.year)
    if row.target_kind == "growth":
        return start.value * (values[-1].value / start.value) ** share
    return start.value + (values[-1].value - start.value) * share


@PROPERTY
@given(many(ranges=False, kinds=("level", "growth", "multiple")))
def test_it_is_where_the_line_through_start_and_value_leads(listed):
    for given_series, row, found in told(listed):
        if found is None:
            continue
        known = [row.baseline_number, row.value_number, row.target_number]
        expected = lands(given_series, row)
        if min(known) >= 0:
            expected = max(expected, 0)
        assert found.number == pytest.approx(expected, rel=1e-6, abs=1e-6), (given_series, row)
        assert found.year == row.horizon
        assert found.line[0] == (row.value_year, row.value_number)
        assert found.line[-1] == (found.year, found.number)


@PROPERTY
@given(many(ranges=False))
def test_it_is_there_just_where_a_pace_can_be_told(listed):
    for given_series, row, found in told(listed):
        values = counted(given_series, row.horizon)
        start = given_series.baseline or next(iter(values), None)
        may = (
            len(values) >= 3
            and row.status in ("on_track", "needs_acceleration", "insufficient", "no_change")
        ) or (len(values) >= 3 and row.status == "moving_away" and row.pace is not None)
        if may:
            gone = (values[-1].year - start.year) / (row.horizon - start.year)
            may = gone >= 0.2 - 1e-9 and values[-1].year < row.horizon
        if may and row.target_kind == "growth":
            may = min(start.value, values[-1].value) > 0
        assert (found is not None) == may, (given_series, row)


@PROPERTY
@given(many())
def test_it_meets_the_target_just_where_the_pace_does(listed):
    """Of ranges as well: the end that is told is the one that the pace is of."""
    for given_series, row, found in told(listed):
        if found is None or row.target_kind == "growth" or abs(row.pace - 1) < 1e-6:
            continue
        sign = 1 if given_series.direction == "up" else -1
        assert ((found.number - row.target_number) * sign >= -1e-9) == (row.pace > 1)


@PROPERTY
@given(many(ranges=False))
def test_a_share_is_not_more_than_all(listed):
    for _, row, found in told(listed, unit="% of soils"):
        if found is None:
            continue
        known = [row.baseline_number, row.value_number, row.target_number]
        assert found.number <= 100 or max(known) > 100
        assert found.number >= 0 or min(known) < 0
        years = [year for year, _ in found.line]
        assert years == sorted(years)


# Cases


def view(tmp_path, reported: str, target: str = "A1.1,2030,level,10,", unit: str = "events"):
    store = build(
        tmp_path,
        {
            "goals.csv": "goal\nA",
            "objectives.csv": "objective,goal\nA1,A",
            "conditions.csv": None,
            "baselines.csv": "indicator,year,value,comparable\nA1.1,2020,2,yes",
            "targets.csv": f"indicator,year,kind,value,value_high\n{target}",
            "indicators.csv": f"""
                indicator, objective, name, unit, measure, direction, decimals
                A1.1, A1, Events, {unit}, level, up, 0
                """,
        },
    )
    report(store, f"indicator,year,value\n{reported}")
    snapshot = take(store, Filters(year=2026))
    (indicator,) = snapshot.facts.indicators
    shown = indicator_view(ENGLISH, snapshot, indicator)
    french = indicator_view(Language("fr"), snapshot, indicator)
    store.close()
    return shown.series[0], french.series[0]


THREE = "A1.1,2022,2\nA1.1,2024,3\nA1.1,2025,4"


def test_the_sentence_tells_it_and_the_chart_draws_it(tmp_path):
    """From 2 in 2020 to 4 in 2025: two more by 2030."""
    shown, french = view(tmp_path, THREE)
    assert shown.verdicts[0].sentence.endswith("At the pace so far it would be 6 events in 2030.")
    french_words = french.verdicts[0].sentence
    assert french_words.endswith("Au rythme actuel, ce serait 6 events (en) en 2030.")
    chart = shown.chart
    assert [(point.year, point.number, point.words) for point in chart.projections] == [
        (2030, 6, "6")
    ]
    assert chart.continued == (((2025, 4), (2030, 6)),)
    assert chart.labels[-1].words == "at this pace 6 in 2030"
    assert chart.table[-1].kind == "At the pace so far"
    assert chart.alternative.endswith("At the pace so far: 2030: 6.")


@pytest.mark.parametrize(
    ("reported", "target"),
    [
        ("A1.1,2024,3\nA1.1,2025,4", "A1.1,2030,level,10,"),  # two years
        ("A1.1,2022,2\nA1.1,2024,3\nA1.1,2025,11", "A1.1,2030,level,10,"),  # met
        (THREE, "A1.1,2050,level,10,"),  # a sixth of the time
        (THREE, "A1.1,2025,level,10,"),  # over
    ],
)
def test_nothing_is_told_where_nothing_can_be(tmp_path, reported, target):
    shown, _ = view(tmp_path, reported, target)
    assert "At the pace so far" not in shown.verdicts[0].sentence
    assert shown.chart.projections == shown.chart.continued == ()
    assert "At the pace so far" not in shown.chart.alternative


def test_a_share_that_would_be_more_than_all_is_all(tmp_path):
    reported = "A1.1,2021,30\nA1.1,2023,50\nA1.1,2025,80"
    shown, _ = view(tmp_path, reported, "A1.1,2030,level,90,", unit="% of soils")
    (point,) = shown.chart.projections
    assert (point.number, point.words) == (100, "100\u00a0%")
    (line,) = shown.chart.continued
    assert line[1] == (pytest.approx(2025 + 20 / 15.6), 100)


def test_what_lies_far_above_everything_is_told_and_not_drawn(tmp_path):
    growing = "A1.1,2021,4\nA1.1,2022,8\nA1.1,2023,16"
    shown, _ = view(tmp_path, growing, "A1.1,2035,growth,20,")
    assert [point.words for point in shown.chart.projections] == ["65,536"]
    assert shown.chart.continued == ()
    assert shown.chart.numbers.high < 100
