"""The one description of a chart: what is drawn, in words and as a table."""

import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers, lists

from progress.assessment.filters import Filters, today
from progress.assessment.snapshot import take
from progress.language import ENGLISH
from progress.wording.chart_axes import number_axis, year_axis
from progress.wording.chart_labels import Label, labels
from progress.wording.indicator import indicator_view
from tests.support.plans import build, report

ONE = {
    "goals.csv": "goal\nA",
    "objectives.csv": "objective,goal\nA1,A",
    "conditions.csv": None,
}
EVENTS = """
    indicator, objective, name, unit, measure, direction, decimals
    A1.1, A1, Events, events, level, up, 0
    """
HEAD = "indicator,year,value,comparable"


@pytest.fixture
def chart_of(series_of):
    """The chart of the one indicator of a plan, as reported up to a year."""
    return lambda *given, **chosen: series_of(*given, **chosen).chart


@pytest.fixture
def series_of(tmp_path):
    """The one indicator of a plan in the world, as reported up to a year."""

    def make(files: dict, reported: str = "", year: int = 2026, **filters):
        store = build(tmp_path, ONE | {"indicators.csv": EVENTS} | files)
        if reported:
            report(store, reported)
        snapshot = take(store, Filters(year=year, **filters))
        (indicator,) = snapshot.facts.indicators
        (series,) = indicator_view(ENGLISH, snapshot, indicator).series
        store.close()
        return series

    return make


def targets(*lines: str) -> dict:
    return {"targets.csv": "\n".join(["indicator,year,kind,value,value_high", *lines])}


def starts(*lines: str) -> dict:
    return {"baselines.csv": "\n".join([HEAD, *lines])}


def test_nothing_but_targets_is_not_drawn(chart_of):
    assert chart_of(targets("A1.1,2030,level,10,") | {"baselines.csv": HEAD}) is None


def test_a_starting_point_is_drawn_with_the_path_from_it(chart_of):
    found = chart_of(targets("A1.1,2030,level,10,") | starts("A1.1,2020,2,yes"))
    (start,) = found.starts
    assert (start.year, start.number, start.words) == (2020, 2, "2 events")
    assert found.paths == (((2020, 2), (2030, 10)),)
    assert found.alternative == "Events. Reported: nothing yet. Targets: 2030: 10 events."
    assert [(line.year, line.kind, line.words) for line in found.table] == [
        (2020, "Starting point", "2 events"),
        (2030, "Target", "10 events"),
    ]


def test_a_first_report_that_serves_as_starting_point_is_drawn_once(chart_of):
    reported = "indicator,year,value\nA1.1,2021,3\nA1.1,2024,6"
    found = chart_of(targets("A1.1,2030,level,10,") | {"baselines.csv": HEAD}, reported)
    assert found.starts == ()
    assert [(point.year, point.number) for point in found.reports] == [(2021, 3), (2024, 6)]
    assert found.paths == (((2021, 3), (2030, 10)),)
    assert [line.kind for line in found.table] == ["Reported", "Reported", "Target"]


def test_growth_asks_for_a_curve(chart_of):
    found = chart_of(targets("A1.1,2027,growth,10,") | starts("A1.1,2025,100,yes"))
    (path,) = found.paths
    assert path == ((2025, 100), (2026, pytest.approx(110)), (2027, pytest.approx(121)))


def test_ranges_have_ends_and_the_end_that_counts(chart_of):
    reported = "indicator,year,value,value_high\nA1.1,2024,5,8"
    found = chart_of(targets("A1.1,2030,range,10,15") | {"baselines.csv": HEAD}, reported)
    (target,), (value,) = found.targets, found.reports
    assert (target.number, target.low, target.high) == (10, 10, 15)
    assert (value.number, value.low, value.high) == (5, 5, 8)


def test_context_is_told_apart(chart_of):
    reported = "indicator,year,value,relation\nA1.1,2024,5,people trained"
    found = chart_of(targets("A1.1,2030,level,10,") | {"baselines.csv": HEAD}, reported)
    assert (found.reports, [point.year for point in found.context]) == ((), [2024])
    assert found.table[0].kind == "For context (people trained)"


def test_what_is_known_and_not_comparable_is_shown_with_the_reason(chart_of):
    noted = HEAD + ",note\nA1.1,2019,4,no,Another count"
    found = chart_of(targets("A1.1,2030,level,10,") | {"baselines.csv": noted})
    (point,) = found.context
    assert (point.year, point.kind, point.note) == (
        2019,
        "Known, but not comparable",
        "Another count",
    )
    assert found.table[0] == point


def test_what_is_as_good_as_the_target_has_no_path_to_it(chart_of):
    """Nobody asks for more weeks where eight are the most that is wanted."""
    plan = {"indicators.csv": EVENTS.replace("up", "down")} | starts("A1.1,2020,6,yes")
    found = chart_of(plan | targets("A1.1,2030,level,8,", "A1.1,2050,level,5,"))
    assert found.paths == (((2020, 6), (2030, pytest.approx(6 - 10 / 30)), (2050, 5)),)


def test_less_is_better_up_to_a_limit(chart_of):
    plan = {"indicators.csv": EVENTS.replace("up", "down")} | starts("A1.1,2020,12,yes")
    found = chart_of(plan | targets("A1.1,2030,level,8,", "A1.1,2035,level,6,"))
    assert [(zone.since, zone.until, zone.low, zone.high) for zone in found.zones] == [
        (2020, 2030, None, 8),
        (2030, 2035, None, 6),
    ]
    assert [label.words for label in found.labels] == ["8 or less by 2030", "6 or less by 2035"]


def test_a_range_is_a_zone(chart_of):
    found = chart_of(targets("A1.1,2030,between,10,15") | starts("A1.1,2020,2,yes"))
    assert [(zone.low, zone.high) for zone in found.zones] == [(10, 15)]
    assert [label.words for label in found.labels] == ["between 10 and 15 by 2030"]


def test_the_last_value_has_the_family_of_its_status_and_a_label(chart_of):
    reported = "indicator,year,value\nA1.1,2022,3\nA1.1,2025,4"
    found = chart_of(targets("A1.1,2030,level,10,") | starts("A1.1,2020,2,yes"), reported)
    assert [point.family for point in found.reports] == ["", "behind"]
    assert found.reports[-1].status == "2030: Far behind"
    assert [(label.year, label.words) for label in found.labels] == [
        (2030, "10 by 2030"),
        (2025, "4"),
    ]


def test_now_is_the_day_of_the_records_or_the_end_of_the_chosen_year(chart_of):
    plan = targets("A1.1,2030,level,10,") | starts("A1.1,2020,2,yes")
    now = chart_of(plan, year=2024).now
    assert (now.year, now.words) == (2024.5, "end of 2024")
    now = chart_of(plan, year=None).now
    day = today()
    assert now.words == "today"
    assert day.year - 0.5 <= now.year < day.year + 0.5


def test_a_target_without_any_value_is_a_mark_on_a_line_of_years(series_of):
    plan = targets("A1.1,2030,level,10,", "A1.1,2050,multiple,2,") | {"baselines.csv": HEAD}
    found = series_of(plan, year=None)
    assert found.chart is None
    now, *aims = found.ruler.marks
    assert (now.words, now.is_now, now.side) == ("today", True, "right")
    assert [mark.words for mark in aims] == ["10 by 2030", "20 by 2050"]
    assert now.place < aims[0].place < aims[1].place == 1


def test_where_there_is_a_chart_there_is_no_ruler(series_of):
    found = series_of(targets("A1.1,2030,level,10,") | starts("A1.1,2020,2,yes"))
    assert found.chart is not None
    assert found.ruler is None


# Axes


def test_targets_far_ahead_stand_at_the_edge(chart_of):
    plan = targets("A1.1,2030,level,10,", "A1.1,2050,level,20,") | starts("A1.1,2020,2,yes")
    years = chart_of(plan).years
    assert (years.first, years.last, years.later) == (2020, 2030, (2050,))
    assert (years.across(2020), years.across(2050)) == (0, 1)
    assert years.across(2025) == pytest.approx(years.across(2030) / 2)
    assert years.across(2030) == pytest.approx(0.8)
    assert years.ticks([2030, 2050])[-2:] == [2030, 2050]


def test_targets_that_are_near_are_in_proportion():
    axis = year_axis(2015, 2026, [2030, 2040])
    assert (axis.last, axis.later, axis.breaks) == (2040, (), ())
    assert axis.across(2027.5) == pytest.approx(0.5)


def test_only_targets_far_ahead_leave_room_for_what_is_known():
    axis = year_axis(2020, 2026, [2050, 2100])
    assert (axis.last, axis.later) == (2029, (2050, 2100))
    places = [axis.across(year) for year in (2020, 2026, 2029, 2040, 2050, 2100)]
    assert places == sorted(places)
    assert axis.across(2026) == pytest.approx(0.4)


@given(
    first=integers(1990, 2030),
    known=integers(0, 40) | integers(0, 7900),  # records as of any day there is
    ahead=lists(integers(1, 120), min_size=1, max_size=6),
)
def test_years_stand_in_their_order_within_the_picture(first, known, ahead):
    aims = [first + years for years in ahead]
    axis = year_axis(first, first + known, aims)
    shown = sorted({first, first + known, *aims})
    places = [axis.across(year) for year in shown]
    assert 2 <= len(axis.ticks(aims)) <= 16
    assert places == sorted(set(places))
    assert 0 <= places[0] <= places[-1] <= 1 + 1e-9
    assert set(axis.ticks(aims)) <= set(range(first, max(shown) + 200))


@given(lists(floats(-1e9, 1e9), min_size=1, max_size=9))
def test_numbers_stand_between_round_ones(numbers):
    rounded = [round(number, 6) for number in numbers]
    axis = number_axis(rounded)
    assert 2 <= len(axis.ticks) <= 8
    for number in (0.0, *rounded):
        assert -1e-9 <= axis.up(number) <= 1 + 1e-9


def test_labels_do_not_lie_on_each_other():
    years, numbers = year_axis(2019, 2026, [2025, 2030]), number_axis([0, 50])
    target = Label(2025, 30, "30 % by 2025", True, "middle")
    close, apart = Label(2026, 33, "33 %", True, "left"), Label(2022, 33, "33 %", True, "left")
    assert [label.above for label in labels(years, numbers, [target, close])] == [False, True]
    assert [label.above for label in labels(years, numbers, [target, apart])] == [True, True]


def test_labels_do_not_lie_on_marks():
    years, numbers = year_axis(2019, 2026, [2030]), number_axis([0, 100])
    target = Label(2030, 50, "50 % by 2030", True, "middle")
    ahead = Label(2030, 41, "at this pace 41 % in 2030", True, "middle")
    assert [label.above for label in labels(years, numbers, [target, ahead])] == [True, False]


def test_labels_at_the_edge_reach_inwards():
    years, numbers = year_axis(2019, 2026, [2030]), number_axis([0, 50])
    found = labels(
        years, numbers, [Label(year, 30, "30 %", True, "middle") for year in (2019, 2025, 2030)]
    )
    assert [label.side for label in found] == ["right", "middle", "left"]


def test_values_after_the_chosen_year_are_left_out(chart_of):
    reported = "indicator,year,value\nA1.1,2022,3\nA1.1,2025,6"
    plan = targets("A1.1,2030,level,10,") | starts("A1.1,2020,2,yes")
    assert [point.year for point in chart_of(plan, reported, year=2024).reports] == [2022]


def test_a_label_without_room_on_either_side_is_left_out_but_the_first_is_there():
    years, numbers = year_axis(2019, 2026, [2030]), number_axis([0, 100])
    target = Label(2025, 50, "50 % by 2025", True, "middle")
    above, below = (Label(2025, number, "a mark", True, "middle") for number in (58, 42))
    found = labels(years, numbers, [above, below, target])
    assert [label.words for label in found] == ["a mark", "a mark"]
    assert labels(years, numbers, [target, above, below])[0].words == "50 % by 2025"
