"""What needs the board, and how fresh the reports are, on a plan with a case of every kind."""

from datetime import date

import pytest

from progress.assessment.changes import Change, direction
from progress.assessment.filters import Filters
from progress.assessment.freshness import ReportCounts, awaited, counted, freshness
from progress.assessment.needs import exceptions
from progress.assessment.snapshot import take
from tests.support.plans import build, empty_store, release, report

PLAN = {
    "objectives.csv": """
        objective, goal, label,        facility_type
        A1,        A,    Soils in law, core
        A2,        A,    Awareness,    global
        B1,        B,    Fields,
        """,
    "indicators.csv": """
        indicator, objective, name,      unit,  measure,    direction, rhythm_months
        A1.1,      A1,        Missed,    parts, level,      up,
        A1.2,      A1,        Backwards, parts, level,      up,
        A1.3,      A1,        Slow,      parts, level,      up,
        A2.1,      A2,        Slower,    parts, level,      up,
        A2.2,      A2,        Silent,    ,      conditions, ,
        B1.1,      B1,        Old,       parts, level,      up,
        B1.2,      B1,        Met,       parts, level,      up,
        B1.3,      B1,        Rare,      parts, level,      up,        36
        B1.4,      B1,        Never,     parts, level,      up,
        """,
    "baselines.csv": "indicator,year,value,comparable\n"
    + "".join(f"{code},2020,0,yes\n" for code in ("A1.1", "A1.2", "A1.3", "A2.1", "B1.1", "B1.3")),
    "targets.csv": """
        indicator, year, kind,       value
        A1.1,      2024, level,      100
        A1.2,      2030, level,      100
        A1.3,      2030, level,      100
        A2.1,      2030, level,      100
        A2.2,      2024, conditions,
        B1.1,      2030, level,      100
        B1.2,      2030, level,      10
        B1.3,      2030, level,      100
        B1.4,      2030, level,      100
        """,
    "conditions.csv": "indicator,target_year,condition,text\nA2.2,2024,1,A charter",
}
VALUES = """
    indicator, year, value
    A1.1,      2025, 50
    A1.2,      2025, -10
    A1.3,      2025, 40
    A2.1,      2025, 10
    B1.1,      2023, 40
    B1.2,      2023, 20
    B1.3,      2023, 40
    """


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = build(tmp_path_factory.mktemp("needs"), PLAN)
    report(made, VALUES)
    release(
        made,
        {
            "narratives.csv": """
                objective, year, summary, cause,     next_step, owner, decision_wanted
                A1,        2024, Earlier, Old cause, Wait,      Awa,   Nothing
                A1,        2025, Later,   Drought,   Ask,       Awa,   Money
                """
        },
    )
    yield made
    made.close()


def snapshot(store, **chosen):
    return take(store, Filters(**{"year": 2026, **chosen}))


def test_the_worst_comes_first(store):
    found = [(row.indicator, row.need) for row in exceptions(snapshot(store))]
    assert found == [
        ("A1.1", "off_course"),
        ("A1.2", "off_course"),
        ("A2.1", "behind"),
        ("A1.3", "behind"),
        ("A2.2", "overdue"),
        ("B1.1", "stale"),
    ]


def test_filters_narrow_the_needs(store):
    def codes(**chosen):
        return {row.indicator for row in exceptions(snapshot(store, **chosen))}

    assert codes(goal="B") == {"B1.1"}
    assert codes(facility_type="global") == {"A2.1", "A2.2"}
    assert codes(horizon=2024) == {"A1.1", "A2.2"}
    assert codes(family="behind") == {"A2.1", "A1.3"}


def test_each_need_has_its_newest_narrative_up_to_the_chosen_year(store):
    def cause(year):
        found = {row.indicator: row for row in exceptions(snapshot(store, year=year))}
        return found["A1.2"].narrative.cause

    assert cause(2026) == "Drought"
    with pytest.raises(KeyError):
        cause(2024)  # nothing of 2025 counts then, so nothing is wrong yet
    others = [row for row in exceptions(snapshot(store)) if row.objective != "A1"]
    assert others
    assert all(row.narrative is None for row in others)


def test_how_old_the_reports_are(store):
    found = {row.indicator: row for row in freshness(snapshot(store, year=2026))}
    # To the day of the records, never past the end of the chosen year.
    day = min(Filters().known_on, date(2026, 12, 31))
    expected = (day.year - 2023 - 1) * 12 + day.month - 1
    assert (found["B1.1"].year, found["B1.1"].months) == (2023, expected)
    assert found["B1.1"].is_overdue
    assert not found["B1.3"].is_overdue  # every three years will do
    assert (found["B1.4"].year, found["B1.4"].months) == (None, None)
    assert (found["A1.1"].kind, found["B1.1"].kind) == ("core", "unknown")


def test_counts_and_what_is_awaited(store):
    found = freshness(snapshot(store))
    assert counted(found) == ReportCounts(indicators=9, in_time=5, overdue=2, never=2)
    assert {row.indicator for row in awaited(snapshot(store))} == {
        "A2.2",
        "B1.1",
        "B1.2",
        "B1.4",
    }


@pytest.fixture
def reported_elsewhere(tmp_path):
    """A condition that was told in 2022 not to be done; values of a region that has a target of
    its own, and of one that has none."""
    made = empty_store(tmp_path)
    release(made, {"goals.csv": "goal\nA\nB", **PLAN}, on="2021-01-10")
    state = "indicator,target_year,condition,state\nA2.2,2024,1,not done"
    release(made, {"condition_reports.csv": state}, on="2022-06-01")
    values = """
        indicator, region, year, value
        B1.3,      Asia,   2025, 40
        B1.4,      Africa, 2025, 40
        """
    target = "indicator,region,year,kind,value\nB1.3,Asia,2030,level,50"
    files = {"targets.csv": target, "reported_values.csv": values}
    release(made, files, on="2026-01-10")
    yield made
    made.close()


def test_a_condition_that_is_not_done_was_reported_when_that_was_published(reported_elsewhere):
    def told(year):
        found = {row.indicator: row for row in freshness(snapshot(reported_elsewhere, year=year))}
        return found["A2.2"].year, found["A2.2"].is_overdue

    assert told(2022) == (2022, False)
    assert told(2026) == (2022, True)
    assert told(2021) == (2021, False)  # never later than what is looked at


def test_a_region_does_not_report_for_the_world(reported_elsewhere):
    def years(**chosen):
        found = freshness(snapshot(reported_elsewhere, **chosen))
        return {row.indicator: row.year for row in found}

    assert (years()["B1.3"], years()["B1.4"]) == (None, None)
    assert years(region="Asia") == {"B1.3": 2025}
    assert years(region="all")["B1.3"] == 2025
    facts = snapshot(reported_elsewhere).facts
    values = {row.indicator: row for row in facts.reported_values}
    assert values["B1.3"].counts
    assert not values["B1.4"].counts  # Africa has no target, so its value is context


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ("insufficient", "on_track", "better"),
        ("on_track", "achieved", "better"),
        ("missed", "achieved", "better"),
        ("on_track", "moving_away", "worse"),
        ("needs_acceleration", "insufficient", "worse"),
        ("not_reported", "insufficient", "newly_reported"),
        (None, "on_track", "newly_reported"),
        ("overdue_report", "no_baseline", "newly_reported"),
        ("on_track", "on_schedule", "other"),
        ("on_track", "not_reported", "other"),
        (None, "not_reported", "other"),
        ("under_way", "on_track", "other"),
    ],
)
def test_where_a_change_leads(before, after, way):
    assert direction(Change("A1.1", "World", 2030, before, after)) == way
