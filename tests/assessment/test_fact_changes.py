"""Which facts changed, cell by cell: old and new, by which release, and why."""

from datetime import date

import pytest

from progress.assessment.fact_changes import FactChange, changes_of_release, fact_changes
from progress.store.store import Store
from tests.support.homes import on_a_file
from tests.support.plans import build, release, report, undo

EVER = date(2000, 1, 1), date(2100, 1, 1)
SECOND_TARGET = "indicator,year,kind,value\nA1.1,2030,level,90"


@pytest.fixture
def store(home):
    opened = build(home)
    yield opened
    opened.close()


def told(found: list[FactChange]) -> list[tuple]:
    return [
        (one.table, *one.key.values(), one.column, one.before, one.after, one.release)
        for one in found
    ]


def of(store: Store, number: int) -> list[tuple]:
    return told(changes_of_release(store, number))


def test_a_revised_target_is_told_with_old_and_new(store):
    release(store, {"targets.csv": SECOND_TARGET})
    (change,) = changes_of_release(store, 2)
    assert (change.table, change.key, change.column) == (
        "target", {"indicator": "A1.1", "year": 2030}, "value",
    )  # fmt: skip
    assert (change.before, change.after, change.release, change.by) == (100, 90, 2, "Amina")
    assert change.is_plan_revision
    assert change.easier


@on_a_file
@pytest.mark.parametrize(
    ("row", "easier"),
    [("A1.1,2030,level,110", False), ("A1.1,2030,level,99", True), ("A1.1,2030,growth,5", False)],
)
def test_only_what_is_easier_to_reach_is_easier(store, row, easier):
    release(store, {"targets.csv": f"indicator,year,kind,value\n{row}"})
    assert any(change.easier for change in changes_of_release(store, 2)) is easier


@on_a_file
def test_where_less_is_better_a_higher_target_is_easier(store):
    release(
        store,
        {
            "indicators.csv": "indicator,objective,name,measure,direction\nB1.2,B1,Loss,level,down",
            "targets.csv": "indicator,year,kind,value\nB1.2,2030,level,8",
        },
    )
    release(store, {"targets.csv": "indicator,year,kind,value\nB1.2,2030,level,9"})
    assert [change.easier for change in changes_of_release(store, 3)] == [True]


@on_a_file
def test_a_withdrawn_target_is_easier(store):
    release(store, {"targets.csv": "indicator,year,kind,withdraw\nB1.1,2030,level,yes"})
    found = changes_of_release(store, 2)
    assert {(one.column, one.before, one.after) for one in found} == {
        ("kind", "level", None), ("value", 1000, None),
    }  # fmt: skip
    assert [one.easier for one in found if one.column == "value"] == [True]


LATER = "indicator,year,kind,value,withdraw\nB1.1,2030,level,,yes\nB1.1,{year},level,{value},\n"


@on_a_file
def test_a_target_that_moved_is_told_by_its_years(store):
    release(store, {"targets.csv": LATER.format(year=2035, value=1000)})
    assert of(store, 2) == [("target", "B1.1", 2035, "year", 2030, 2035, 2)]
    assert [one.easier for one in changes_of_release(store, 2)] == [True]
    undo(store, 2)
    assert of(store, 3) == [("target", "B1.1", 2030, "year", 2035, 2030, 3)]
    assert [one.easier for one in changes_of_release(store, 3)] == [False]


@on_a_file
def test_a_target_that_moved_and_changed_is_told_by_both(store):
    release(store, {"targets.csv": LATER.format(year=2028, value=900)})
    assert [
        (one.column, one.before, one.after, one.easier) for one in changes_of_release(store, 2)
    ] == [
        ("year", 2030, 2028, False),
        ("value", 1000, 900, True),
    ]


@on_a_file
def test_two_new_targets_in_place_of_one_are_no_move(store):
    release(store, {"targets.csv": LATER.format(year=2028, value=900) + "B1.1,2035,level,1100,"})
    found = changes_of_release(store, 2)
    assert {one.column for one in found} == {"kind", "value"}
    assert {one.key["year"] for one in found if one.before is None} == {2028, 2035}


@on_a_file
def test_new_rows_have_nothing_before(store):
    report(store, "indicator,year,value\nA1.1,2025,60")
    assert set(of(store, 2)) == {
        ("value", "A1.1", 2025, "value", None, 60, 2),
        ("value", "A1.1", 2025, "relation", None, "direct", 2),
    }  # fmt: skip


@on_a_file
def test_each_step_between_two_days_is_told(store):
    report(store, "indicator,year,value\nA1.1,2025,60")
    report(store, "indicator,year,value\nA1.1,2025,61")
    values = [
        row for row in told(fact_changes(store, *EVER)) if row[0] == "value" and row[3] == "value"
    ]
    assert values == [
        ("value", "A1.1", 2025, "value", None, 60, 2),
        ("value", "A1.1", 2025, "value", 60, 61, 3),
    ]  # fmt: skip


def test_undoing_is_told_at_the_release_that_undid(store):
    release(store, {"targets.csv": SECOND_TARGET})
    undo(store, 2)
    assert of(store, 3) == [("target", "A1.1", 2030, "value", 90, 100, 3)]
    undo(store, 3)
    assert of(store, 4) == [("target", "A1.1", 2030, "value", 100, 90, 4)]


@on_a_file
def test_what_came_and_went_leaves_nothing_between_two_days(store):
    release(store, {"targets.csv": SECOND_TARGET})
    undo(store, 2)
    assert [row for row in told(fact_changes(store, *EVER)) if row[-1] > 1] == []


@on_a_file
def test_repeated_rows_are_no_change(store):
    release(store, {"targets.csv": SECOND_TARGET + "\nB1.1,2030,level,1000"})
    assert of(store, 2) == [("target", "A1.1", 2030, "value", 100, 90, 2)]


@on_a_file
def test_one_objective_has_what_belongs_to_it(store):
    report(store, "indicator,year,value\nA1.1,2025,60\nB1.1,2025,10")
    release(store, {"narratives.csv": "objective,year,summary\nA1,2025,Well"})
    found = told(fact_changes(store, *EVER, objective="A1"))
    assert {row[1] for row in found if row[-1] > 1} == {"A1.1", "A1"}


@on_a_file
def test_people_are_not_named(store):
    release(
        store,
        {"task_forces.csv": "objective,status,leader,contact\nA1,active,Amina,amina@example.org"},
    )
    assert {row[2] for row in of(store, 2)} == {"status"}
