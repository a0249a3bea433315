"""Which statuses changed between two dates, and why: one store for every reason there is."""

import itertools
from datetime import date

import pytest

from progress.assessment.changes import changes
from progress.errors import DataError
from progress.store.store import open_store
from progress.store.writing import transaction
from tests.support.homes import on_a_file
from tests.support.plans import build, empty_store, release, report, statuses, undo

# One way to a target a year: half of the way is needed halfway, in 2025.
PLAN = {
    "goals.csv": "goal\nA",
    "objectives.csv": "objective,goal\nA1,A",
    "indicators.csv": """
        indicator, objective, measure,    direction
        A1.1,      A1,        level,      up
        A1.2,      A1,        level,      up
        A1.3,      A1,        flow,       up
        A1.4,      A1,        conditions,
        """,
    "targets.csv": """
        indicator, year, kind,       value
        A1.1,      2030, level,      100
        A1.2,      2030, level,      100
        A1.3,      2030, level,      100
        A1.4,      2030, conditions,
        """,
    "baselines.csv": """
        indicator, year, value, comparable
        A1.1,      2020, 0,     yes
        A1.2,      2020, 0,     yes
        A1.3,      2020, 0,     yes
        """,
    "conditions.csv": """
        indicator, target_year, condition, text
        A1.4,      2030,        1,         A charter is written
        A1.4,      2030,        2,         All have signed it
        """,
}


def make_first_two_years(path):
    """Planned in January 2021; A1.1 reported in March 2023, half as fast as needed."""
    made = empty_store(path.parent)
    release(made, PLAN, on="2021-01-10")
    report(made, "indicator,year,value\nA1.1,2022,10", on="2023-03-10")
    made.close()


@pytest.fixture
def store(home):
    made = open_store(home.fresh("first two years", make_first_two_years))
    yield made
    made.close()


def told(store, since, until):
    """The changes in short: (indicator, before, after, why)."""
    found = changes(store, date.fromisoformat(since), date.fromisoformat(until))
    assert all((one.region, one.horizon) == ("World", 2030) for one in found)
    return [(one.indicator, one.before, one.after, one.why) for one in found]


@on_a_file
def test_a_new_value(store):
    assert told(store, "2023-01-01", "2023-12-31") == [
        ("A1.1", "not_reported", "insufficient", "new_value")
    ]


@on_a_file
def test_a_value_of_another_year_is_new(store):
    report(store, "indicator,year,value\nA1.1,2023,30", on="2024-03-10")
    assert told(store, "2023-12-31", "2024-12-31") == [
        ("A1.1", "insufficient", "on_track", "new_value")
    ]


@on_a_file
def test_a_first_report_on_conditions_is_a_new_value(store):
    release(
        store,
        {
            "condition_reports.csv": "indicator,target_year,condition,state,done_year\n"
            "A1.4,2030,1,done,2023"
        },
        on="2024-03-10",
    )
    assert told(store, "2023-12-31", "2024-12-31") == [
        ("A1.4", "not_reported", "under_way", "new_value")
    ]


@on_a_file
def test_a_revised_value(store):
    report(store, "indicator,year,value\nA1.1,2022,20", on="2024-03-10")
    assert told(store, "2023-12-31", "2024-12-31") == [
        ("A1.1", "insufficient", "on_track", "revised_value")
    ]


def test_a_withdrawn_value_is_a_revised_one(store):
    report(store, "indicator,year,withdraw\nA1.1,2022,yes", on="2024-03-10")
    assert told(store, "2023-12-31", "2024-12-31") == [
        ("A1.1", "insufficient", "not_reported", "revised_value")
    ]


@on_a_file
@pytest.mark.parametrize(
    ("files", "after"),
    [
        ({"targets.csv": "indicator,year,kind,value\nA1.1,2030,level,50"}, "on_track"),
        (
            {"baselines.csv": "indicator,year,value,comparable\nA1.1,2020,10,yes"},
            "no_change",
        ),
        (
            {"indicators.csv": "indicator,objective,measure,direction\nA1.1,A1,level,down"},
            "achieved",
        ),
        ({"targets.csv": "indicator,year,kind,withdraw\nA1.1,2030,,yes"}, "no_target"),
    ],
    ids=["target", "baseline", "direction", "no target"],
)
def test_a_revised_plan(store, files, after):
    release(store, files, on="2024-03-10")
    assert told(store, "2023-12-31", "2024-12-31") == [
        ("A1.1", "insufficient", after, "revised_plan")
    ]


def test_reverted(store):
    undo(store, 2, on="2024-03-10")
    assert told(store, "2023-12-31", "2024-12-31") == [
        ("A1.1", "insufficient", "not_reported", "reverted")
    ]


@on_a_file
def test_a_revert_of_a_revert_is_a_revert_too(store):
    undone = undo(store, 2, on="2024-03-10")
    undo(store, undone, on="2025-03-10")
    assert told(store, "2024-12-31", "2025-12-31") == [
        ("A1.1", "not_reported", "insufficient", "reverted")
    ]
    assert told(store, "2023-12-31", "2025-12-31") == []


@on_a_file
def test_what_was_published_and_reverted_in_between_is_no_change(store):
    number = report(store, "indicator,year,value\nA1.2,2023,30", on="2024-03-10")
    undo(store, number, on="2024-04-10")
    assert told(store, "2023-12-31", "2024-12-31") == []


@on_a_file
def test_a_value_that_replaces_a_reverted_one_is_new(store):
    """Between the dates the old value went and another came: the last step gives the reason."""
    undo(store, 2, on="2024-03-10")
    report(store, "indicator,year,value\nA1.1,2023,30", on="2024-03-11")
    assert told(store, "2023-12-31", "2024-12-31") == [
        ("A1.1", "insufficient", "on_track", "new_value")
    ]


@on_a_file
def test_time_passed_for_a_target_year_that_is_over(store):
    """A report of the target year is awaited for as long as the rhythm of the indicator."""
    assert told(store, "2030-12-31", "2031-01-01") == []
    assert told(store, "2031-12-31", "2032-01-01") == [
        ("A1.1", "open", "overdue_report", "time_passed"),
        ("A1.2", "not_reported", "overdue_report", "time_passed"),
        ("A1.3", "not_reported", "overdue_report", "time_passed"),
        ("A1.4", "not_reported", "overdue_report", "time_passed"),
    ]


@on_a_file
def test_time_passed_for_a_flow_whose_year_is_over(store):
    """The figure of 2024 was handed in within 2024; it counts from 2025 on."""
    report(store, "indicator,year,value\nA1.3,2024,50", on="2024-11-10")
    assert told(store, "2023-12-31", "2024-12-31") == []
    assert told(store, "2024-12-31", "2025-01-01") == [
        ("A1.3", "not_reported", "on_track", "time_passed")
    ]


def test_several_reasons_at_once_are_told_apart(store):
    report(store, "indicator,year,value\nA1.2,2023,30", on="2024-03-10")
    release(
        store, {"targets.csv": "indicator,year,kind,value\nA1.1,2030,level,40"}, on="2024-03-11"
    )
    report(store, "indicator,year,value\nA1.3,2023,1", on="2024-03-12")
    assert told(store, "2023-12-31", "2024-12-31") == [
        ("A1.1", "insufficient", "on_track", "revised_plan"),
        ("A1.2", "not_reported", "on_track", "new_value"),
        ("A1.3", "not_reported", "no_change", "new_value"),
    ]


@on_a_file
def test_context_is_no_reason(store):
    """A note or a context value beside a value changes no status."""
    report(
        store,
        """indicator, year, value, relation,         note
           A1.1,      2022, 10,    ,                 checked again
           A1.1,      2022, 90,    other definition, another count""",
        on="2024-03-10",
    )
    assert told(store, "2023-12-31", "2024-12-31") == []


@on_a_file
def test_a_plan_that_did_not_exist_before(store):
    found = told(store, "2020-01-01", "2021-12-31")
    assert [(indicator, before, why) for indicator, before, _, why in found] == [
        (indicator, None, "revised_plan") for indicator in ("A1.1", "A1.2", "A1.3", "A1.4")
    ]


def test_changes_lead_from_one_picture_to_the_other(store):
    """Whatever happened: the statuses before, with the changes made, are those after."""
    report(store, "indicator,year,value\nA1.2,2023,30\nA1.3,2023,-4", on="2024-03-10")
    wrong = report(store, "indicator,year,value\nA1.1,2023,100", on="2024-04-10")
    undo(store, wrong, on="2024-05-10")
    release(store, {"targets.csv": "indicator,year,kind,value\nA1.1,2050,level,400"}, "2025-01-10")
    # Before the plan, while the wrong value stood, after it was reverted, and long after.
    days = [
        date(2020, 1, 1),
        date(2024, 4, 20),
        date(2025, 6, 1),
        date(2040, 1, 1),
    ]
    for since, until in itertools.pairwise(days):
        snapshot = statuses(store, year=since.year, as_known_on=since)
        for one in changes(store, since, until):
            series = one.indicator, one.horizon
            assert snapshot.get(series) == one.before
            snapshot[series] = one.after
        assert snapshot == statuses(store, year=until.year, as_known_on=until)


def test_a_first_report_corrected_in_between_is_a_new_value(store):
    report(store, "indicator,year,value\nA1.2,2023,90", on="2024-03-10")
    report(store, "indicator,year,value\nA1.2,2023,12", on="2024-03-12")
    assert told(store, "2023-12-31", "2024-12-31") == [
        ("A1.2", "not_reported", "insufficient", "new_value")
    ]


def test_a_new_target_year_is_a_revised_plan_and_changes_no_other_reason(store):
    """The 2030 status changes by its value; that the plan has 2050 now is no reason for it."""
    release(
        store,
        {
            "reported_values.csv": "indicator,year,value\nA1.2,2023,30",
            "targets.csv": "indicator,year,kind,value\nA1.2,2050,level,400",
        },
        on="2024-03-10",
    )
    found = changes(store, date(2023, 12, 31), date(2024, 12, 31))
    assert {(one.indicator, one.horizon, one.after, one.why) for one in found} == {
        ("A1.2", 2030, "on_track", "new_value"),
        ("A1.2", 2050, "open", "revised_plan"),
        ("A1.1", 2050, "no_target", "revised_plan"),
        ("A1.3", 2050, "no_target", "revised_plan"),
        ("A1.4", 2050, "no_target", "revised_plan"),
    }


def test_a_target_of_another_region_is_no_reason(store):
    release(
        store,
        {
            "reported_values.csv": "indicator,year,value\nA1.2,2023,30",
            "targets.csv": "indicator,region,year,kind,value\nA1.2,Africa,2030,level,40",
        },
        on="2024-03-10",
    )
    found = changes(store, date(2023, 12, 31), date(2024, 12, 31))
    assert [(one.region, one.after, one.why) for one in found] == [
        ("Africa", "not_reported", "revised_plan"),
        ("World", "on_track", "new_value"),
    ]


def test_an_undone_target_is_undone_though_another_indicator_got_one(store):
    number = release(
        store, {"targets.csv": "indicator,year,kind,value\nA1.1,2035,level,100"}, on="2024-01-10"
    )
    undo(store, number, on="2024-03-10")
    release(
        store, {"targets.csv": "indicator,year,kind,value\nA1.2,2035,level,100"}, on="2024-04-10"
    )
    found = changes(store, date(2024, 1, 31), date(2024, 12, 31))
    why = {(one.indicator, one.horizon): one.why for one in found}
    assert why == {("A1.1", 2035): "reverted", ("A1.2", 2035): "revised_plan"}


def test_a_thousand_updates_are_told_in_no_time(tmp_path):
    """Everything is judged at most five times, whatever lies between the two days."""
    store = empty_store(tmp_path)
    release(store, PLAN, on="2021-01-10")
    numbers = "from range(2, 1002) as n(release_id)"
    with transaction(store) as cur:
        cur.execute(
            "insert into store.release (release_id, kind, published_at, recorded_at, "
            "published_by, row_count) select release_id, 'update', timestamp '2021-02-01' + "
            f"to_days(cast(release_id as integer)), now()::timestamp, 'Amina', 1 {numbers}"
        )
        cur.execute(
            "insert into store.value (release_id, withdraw, indicator, region, year, value, "
            "relation) select release_id, false, 'A1.' || (1 + release_id % 3), 'World', 2022, "
            f"release_id % 50, 'direct' {numbers}"
        )
    assert len(changes(store, date(2021, 1, 31), date(2024, 12, 31))) == 3
    store.close()


def test_days_in_the_wrong_order_are_refused(tmp_path):
    store = build(tmp_path)
    with pytest.raises(DataError, match="after"):
        changes(store, date(2026, 1, 2), date(2026, 1, 1))
    store.close()
