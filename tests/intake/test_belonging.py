"""Withdrawing a row with all that belongs to it, and what a row that is withdrawn keeps."""

import pytest

from progress.errors import PlanErrors
from progress.intake import update
from progress.publishing.provenance import Provenance
from progress.schema import SHEETS
from progress.store.integrity import verify
from progress.store.queries import facts
from progress.store.releases import history, in_force
from tests.support.homes import on_a_file
from tests.support.plans import build, places, release, statuses, undo, values
from tests.support.workbooks import workbook

INDICATOR = "indicator,objective,measure,withdraw\nA1.1,,,yes"


@pytest.fixture
def store(home):
    """The small plan, and something of every kind that belongs to its objectives."""
    made = build(home)
    release(
        made,
        {
            "reported_values.csv": """
                indicator, year, value, relation, source
                A1.1,      2022, 45,    ,
                A1.1,      2023, 50,    ,
                A1.1,      2023, 30,    similar,  a survey
                B1.1,      2023, 300,   ,
                """,
            "condition_reports.csv": """
                indicator, target_year, condition, state, done_year
                A2.2,      2030,        1,         done,  2024
                """,
            "narratives.csv": "objective,year,summary\nA2,2024,Two events",
            "task_forces.csv": "objective,status\nA2,active",
            "activities.csv": "objective,activity,year_of_workplan,title,state\n"
            "A2,1,2026,Fairs,planned",
            "milestones.csv": "objective,activity,milestone,title,due\nA2,1,1,First fair,2027",
            "partnerships.csv": "number,organisation,objective\n1,The Alliance,A2",
        },
    )
    yield made
    made.close()


def tried(store, sheets: dict[str, str], with_all: bool = True) -> update.Update:
    return update.prepare(store, [workbook(sheets)], with_all=with_all)


def published(store, sheets: dict[str, str]) -> int:
    prepared = tried(store, sheets)
    origin = Provenance("Amina", files=prepared.files)
    return update.publish_update(store, prepared, origin, accept_warnings=True)


def all_facts(store) -> dict[str, list]:
    """What is in force, without the releases that brought it."""
    return {
        table: sorted(map(repr, facts(store, table, in_force(store))[sheet.names].values.tolist()))
        for table, sheet in SHEETS.items()
    }


def test_one_row_one_release_and_one_undo(store):
    before, verdicts = all_facts(store), statuses(store)
    number = published(store, {"Indicators": INDICATOR})
    (made,) = history(store)[number - 1 :]
    assert made.rows == 6  # itself, its starting point and target, three values
    assert "A1.1" not in repr(all_facts(store))
    assert {indicator for indicator, _ in statuses(store)} == {"A2.1", "A2.2", "B1.1"}
    assert verify(store) == []
    undo(store, number)
    assert all_facts(store) == before
    assert statuses(store) == verdicts


def test_an_objective_goes_with_what_belongs_to_what_belongs_to_it(store):
    before = all_facts(store)
    number = published(store, {"Objectives": "objective,goal,withdraw\nA2,,yes"})
    left = all_facts(store)
    assert [table for table in left if "'A2" in repr(left[table])] == []
    assert (left["narrative"], left["condition_report"], left["milestone"]) == ([], [], [])
    (partnership,) = left["partnership"]  # it stays, and no longer names the objective
    assert "The Alliance" in partnership
    assert verify(store) == []
    undo(store, number)
    assert all_facts(store) == before


@on_a_file
def test_all_that_belongs_is_told_at_once(store):
    prepared = tried(store, {"Objectives": "objective,goal,withdraw\nA2,,yes"}, with_all=False)
    assert prepared.comparison is None
    assert set(places(prepared.checked.errors)) == {("Objectives", 2, "withdraw", "still_needed")}
    sentences = [problem.sentence() for problem in prepared.checked.errors]
    assert sentences == [
        "2 rows of Indicators need it (A2.1, A2.2); withdraw them as well, or leave this here",
        "Baselines A2.1 World needs it; withdraw that as well, or leave this here",
        "2 rows of Targets need it (A2.1 World 2030, A2.2 World 2030); withdraw them as well, or "
        "leave this here",
        "2 rows of Plan conditions need it (A2.2 2030 1, A2.2 2030 2); withdraw them as well, or "
        "leave this here",
        "Task Forces A2 needs it; withdraw that as well, or leave this here",
        "Activities A2 1 needs it; withdraw that as well, or leave this here",
        "Milestones A2 1 1 needs it; withdraw that as well, or leave this here",
        "Partnerships 1 needs it; withdraw that as well, or leave this here",
        "Conditions A2.2 World 2030 1 needs it; withdraw that as well, or leave this here",
        "Narratives A2 2024 needs it; withdraw that as well, or leave this here",
    ]
    with pytest.raises(PlanErrors):
        update.publish_update(store, prepared, Provenance("Amina"), accept_warnings=True)


@on_a_file
def test_what_goes_with_a_row_stands_in_the_comparison(store):
    rows = tried(store, {"Indicators": INDICATOR}).comparison.rows
    assert [(row.sheet, row.row, row.change) for row in rows] == [
        ("Indicators", 2, "withdrawn"),
        ("Baselines", None, "withdrawn"),
        ("Targets", None, "withdrawn"),
        *[("Values", None, "withdrawn")] * 3,
    ]
    assert {row.belongs_to for row in rows[1:]} == {("Indicators", 2)}


@on_a_file
def test_what_the_file_says_itself_of_a_fact_stands(store):
    """An indicator that moves to another objective does not go with the old one."""
    sheets = {
        "Objectives": "objective,goal,withdraw\nA1,,yes",
        "Indicators": "indicator,objective,name,unit,measure,direction\n"
        "A1.1,B1,Countries,% of countries,level,up",
    }
    prepared = tried(store, sheets, with_all=False)
    assert prepared.checked.errors == []
    assert len(prepared.comparison.rows) == 2


@on_a_file
def test_a_target_that_multiplies_the_one_before_it_belongs_to_that(store):
    release(store, {"targets.csv": "indicator,year,kind,value\nB1.1,2050,multiple,2"})
    sheet = {"Targets": "indicator,year,kind,withdraw\nB1.1,2030,,yes"}
    (problem,) = tried(store, sheet, with_all=False).checked.errors
    assert problem.details["key"] == "B1.1 World 2050"
    rows = tried(store, sheet).comparison.rows
    assert [row.key["year"] for row in rows] == [2030, 2050]


@on_a_file
def test_a_row_that_names_what_is_withdrawn_in_the_same_file(store):
    sheets = {
        "Indicators": "indicator,objective,measure,withdraw\nA2.1,,,yes",
        "Values": "indicator,year,value\nA2.1,2024,5",
    }
    for with_all in (False, True):
        errors = tried(store, sheets, with_all).checked.errors
        (problem,) = [one for one in errors if one.code == "withdrawn_here"]
        assert places([problem]) == [("Values", 2, "indicator", "withdrawn_here")]
        assert problem.sentence() == (
            "A2.1 is withdrawn in row 2 of Indicators; take one of the two out of what you hand in"
        )


@on_a_file
def test_a_row_that_names_what_goes_with_what_is_withdrawn(store):
    sheets = {
        "Objectives": "objective,goal,withdraw\nA1,,yes",
        "Values": "indicator,year,value\nA1.1,2024,55",
    }
    (problem,) = tried(store, sheets).checked.errors
    assert places([problem]) == [("Values", 2, "indicator", "withdrawn_here")]


@on_a_file
def test_a_published_number_that_is_taken_out_is_a_warning_of_its_own(store):
    file = values("indicator,year,withdraw\nA1.1,2023,yes")
    warnings = update.prepare(store, [file]).checked.warnings
    (found,) = [one for one in warnings if one.code == "withdraws"]
    assert places([found]) == [("values.csv", 2, "withdraw", "withdraws")]
    assert found.sentence() == "A1.1 World 2023: 50 was published and is taken out"
    warnings = tried(store, {"Indicators": INDICATOR}).checked.warnings
    assert [one.sheet for one in warnings if one.code == "withdraws"] == ["Targets"] + [
        "Values"
    ] * 3
