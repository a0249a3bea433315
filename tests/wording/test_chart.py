"""The one description of a chart: what is drawn, in words and as a table."""

import pytest

from progress.assessment.filters import Filters
from progress.assessment.snapshot import take
from progress.language import ENGLISH
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
def chart_of(tmp_path):
    """The chart of the one indicator of a plan, as reported up to a year."""

    def make(files: dict, reported: str = "", year: int = 2026):
        store = build(tmp_path, ONE | {"indicators.csv": EVENTS} | files)
        if reported:
            report(store, reported)
        snapshot = take(store, Filters(year=year))
        (indicator,) = snapshot.facts["indicator"]
        (series,) = indicator_view(ENGLISH, snapshot, indicator).series
        store.close()
        return series.chart

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


def test_values_after_the_chosen_year_are_left_out(chart_of):
    reported = "indicator,year,value\nA1.1,2022,3\nA1.1,2025,6"
    plan = targets("A1.1,2030,level,10,") | starts("A1.1,2020,2,yes")
    assert [point.year for point in chart_of(plan, reported, year=2024).reports] == [2022]
