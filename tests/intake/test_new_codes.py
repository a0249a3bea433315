"""An objective or an indicator gets a new code: all that names it follows, and one undo takes it
back. The old code still finds it."""

from datetime import date

import pytest

from progress.assessment import filters
from progress.assessment.changes import changes
from progress.assessment.fact_changes import changes_of_release, fact_changes
from progress.assessment.filters import Filters
from progress.errors import DataError, StaleComparison
from progress.intake import update
from progress.publishing.provenance import Provenance
from progress.publishing.publish import revert
from progress.schema import SHEETS
from progress.store.integrity import verify
from progress.store.queries import facts, rows
from progress.store.releases import in_force
from progress.store.store import open_store
from tests.support.homes import on_a_file
from tests.support.plans import PLAN, build, empty_store, places, release, report, statuses, undo
from tests.support.workbooks import workbook

INDICATOR = {"Indicators": "indicator,new_code\nA1.1,A1.9"}
OBJECTIVE = {"Objectives": "objective,new_code\nA2,A7"}
BESIDE = {
    "narratives.csv": "objective,year,summary\nA2,2025,Well",
    "task_forces.csv": "objective,status\nA2,active",
    "activities.csv": "objective,activity,year_of_workplan,title,state\nA2,1,2026,Write,planned",
    "milestones.csv": "objective,activity,milestone,title,due\nA2,1,1,Written,2027",
    "implementation_strategy.csv": "objective,part,number,text\nA2,problem,1,Nobody knows",
    "focal_objectives.csv": "year,objective\n2026,A2",
    "condition_reports.csv": "indicator,target_year,condition,state,done_year\n"
    "A2.2,2030,1,done,2024",
}


def make_reported(path):
    """The small plan with values, and with a row of every table that names A2."""
    made = build(path.parent)
    report(made, "indicator,year,value\nA1.1,2024,40\nA1.1,2025,60\nA2.1,2025,6")
    release(made, BESIDE)
    made.close()


@pytest.fixture
def store(home):
    made = open_store(home.fresh("small plan with all that names A2", make_reported))
    yield made
    made.close()


def tried(store, *sheets: dict[str, str]) -> update.Update:
    return update.prepare(store, [workbook(one) for one in sheets])


def publish(store, *sheets: dict[str, str]) -> int:
    prepared = tried(store, *sheets)
    assert prepared.checked.errors == []
    origin = Provenance("Amina", files=prepared.files)
    return update.publish_update(store, prepared, origin, accept_warnings=True)


def problems(store, sheet: str, text: str) -> list[tuple]:
    return places(tried(store, {sheet: text}).checked.errors)


def naming(store, code: str) -> dict[str, int]:
    """How many facts in force name a code, by table."""
    found = {}
    for table, sheet in SHEETS.items():
        frame = facts(store, table, in_force(store))
        named = [name for name in ("objective", "indicator") if name in sheet.names]
        if number := sum(int((frame[name] == code).sum()) for name in named):
            found[table] = number
    return found


def renamed(found: dict[tuple, str], names: dict[str, str]) -> dict[tuple, str]:
    return {(names.get(code, code), *rest): status for (code, *rest), status in found.items()}


@pytest.mark.parametrize(
    ("sheets", "old", "new"), [(INDICATOR, "A1.1", "A1.9"), (OBJECTIVE, "A2", "A7")]
)
def test_all_that_names_it_follows_and_comes_back(store, sheets, old, new):
    named, before = naming(store, old), statuses(store)
    assert sum(named.values()) > 3
    number = publish(store, sheets)
    assert naming(store, old) == {}
    assert naming(store, new) == named
    assert statuses(store) == renamed(before, {old: new})
    assert verify(store) == []
    undo(store, number)
    assert naming(store, new) == {}
    assert naming(store, old) == named
    assert statuses(store) == before
    assert verify(store) == []


def test_what_follows_stays_of_the_release_that_brought_it(store):
    number = publish(store, INDICATOR)
    found = facts(store, "value", in_force(store))
    assert set(found[found.indicator == "A1.9"].release_id) == {2}
    ((held,),) = rows(store, "select row_count from store.release where release_id = 4")
    assert (number, held) == (4, 1)


def test_only_the_code_is_told_and_no_status(store):
    number = publish(store, INDICATOR)
    (change,) = changes_of_release(store, number)
    assert (change.table, change.column) == ("indicator", "indicator")
    assert (change.before, change.after) == ("A1.1", "A1.9")
    assert (change.key, change.by, change.objective) == ({"indicator": "A1.9"}, "Amina", "A1")
    undo(store, number)
    (change,) = changes_of_release(store, number + 1)
    assert (change.key, change.before, change.after) == ({"indicator": "A1.1"}, "A1.9", "A1.1")


@on_a_file
def test_the_history_from_before_is_told_under_the_new_code(store):
    release(store, {"targets.csv": "indicator,year,kind,value\nA1.1,2030,level,90"})
    publish(store, INDICATOR)
    found = fact_changes(store, date(2000, 1, 1), date(2100, 1, 1), objective="A1")
    (target,) = [one for one in found if one.table == "target" and one.before == 100]
    assert (target.key, target.after) == ({"indicator": "A1.9", "year": 2030}, 90)


@on_a_file
def test_between_two_days_a_new_code_changes_no_status_and_hides_none(home):
    store = empty_store(home)
    release(store, PLAN, "2024-01-01")
    report(store, "indicator,year,value\nA1.1,2022,40\nA1.1,2023,60", "2024-01-02")
    release(store, {"indicators.csv": "indicator,new_code\nA1.1,A1.9"}, "2025-06-01")
    days = date(2025, 1, 1), date(2025, 7, 1)
    assert changes(store, *days) == []
    report(store, "indicator,year,value\nA1.9,2024,10", "2025-06-15")
    found = [(one.indicator, one.before, one.after, one.why) for one in changes(store, *days)]
    assert found == [("A1.9", "on_track", "moving_away", "new_value")]
    store.close()


@on_a_file
def test_other_rows_of_the_file_may_name_it_by_either_code(store):
    publish(
        store,
        {
            "Indicators": "indicator,new_code,decimals\nA1.1,A1.9,0",
            "Targets": "indicator,year,kind,value\nA1.1,2030,level,90\nA1.9,2050,level,100",
        },
    )
    found = facts(store, "target", in_force(store))
    found = found[found.indicator == "A1.9"].sort_values("year")
    assert list(zip(found.year, found.value, strict=True)) == [(2030, 90), (2050, 100)]
    assert verify(store) == []


def test_an_objective_and_its_indicators_at_once(store):
    before = statuses(store)
    publish(
        store,
        OBJECTIVE | {"Indicators": "indicator,objective,new_code\nA2.1,A7,A7.1\nA2.2,A2,A7.2"},
    )
    found = facts(store, "indicator", in_force(store))
    assert set(found[found.objective == "A7"].indicator) == {"A7.1", "A7.2"}
    assert statuses(store) == renamed(before, {"A2.1": "A7.1", "A2.2": "A7.2"})


def test_codes_change_again_and_back_and_are_given_to_something_else(store):
    before = statuses(store)
    publish(store, INDICATOR)
    publish(store, {"Indicators": "indicator,new_code\nA1.9,A1.7"})
    assert statuses(store) == renamed(before, {"A1.1": "A1.7"})
    publish(store, {"Indicators": "indicator,new_code\nB1.1,A1.1"})
    assert statuses(store) == renamed(before, {"A1.1": "A1.7", "B1.1": "A1.1"})
    last = publish(store, {"Indicators": "indicator,new_code\nA1.1,B1.1\nA1.7,A1.5"})
    last = publish(store, {"Indicators": "indicator,new_code\nA1.5,A1.1"})
    assert statuses(store) == before
    assert verify(store) == []
    for number in range(last, 3, -1):
        undo(store, number)
    assert statuses(store) == before


def test_it_is_not_undone_below_what_names_it_since(store):
    number = publish(store, INDICATOR)
    later = report(store, "indicator,year,value\nA1.9,2026,70")
    with pytest.raises(DataError) as error:
        revert(store, number, Provenance("Amina"))
    assert error.value.details["release"] == later
    undo(store, later)
    undo(store, number)
    assert naming(store, "A1.9") == {}


@on_a_file
@pytest.mark.parametrize(
    ("sheet", "text", "row", "code"),
    [
        ("Indicators", "indicator,new_code\nA1.1,A2.1", 2, "code_taken"),
        ("Indicators", "indicator,new_code\nA1.1,a2.1", 2, "code_taken"),
        ("Indicators", "indicator,new_code\nA1.1,A9\nB1.1,A9", 3, "code_taken"),
        ("Indicators", "indicator,new_code\nA1.1,A2.1\nA2.1,A9", 2, "code_taken"),
        ("Indicators", "indicator,new_code\nA1.1,A1.1", 2, "same_code"),
        ("Indicators", "indicator,new_code,withdraw\nA1.1,A9,yes", 2, "renamed_and_withdrawn"),
        ("Objectives", "objective,goal,new_code\nA8,A,A9", 2, "nothing_to_rename"),
        ("Objectives", f"objective,new_code\nA1,{'A' * 61}", 2, "too_long"),
    ],
)
def test_a_code_that_cannot_be_given(store, sheet, text, row, code):
    assert problems(store, sheet, text) == [(sheet, row, "new_code", code)]


@on_a_file
def test_a_row_of_its_own_under_the_new_code_is_the_same_row_twice(store):
    text = "indicator,objective,name,measure,direction,new_code"
    text += "\nA1.1,,,,,A1.9\nA1.9,A1,New,level,up,"
    assert problems(store, "Indicators", text) == [("Indicators", 3, "indicator", "duplicate_row")]


@on_a_file
def test_the_comparison_shows_the_code_and_how_many_rows_follow(store):
    prepared = tried(store, INDICATOR)
    (row,) = prepared.comparison.rows
    assert (row.change, row.key) == ("changed", {"indicator": "A1.1"})
    assert row.columns == {"indicator": ("A1.1", "A1.9")}
    assert row.follows == sum(naming(store, "A1.1").values()) - 1
    assert prepared.comparison.statuses == []
    assert [one.code for one in prepared.checked.warnings] == ["replaces"]


def test_of_two_people_the_second_sees_the_code_of_the_first(store):
    second = tried(store, {"Indicators": "indicator,new_code\nA1.1,A1.8"})
    publish(store, INDICATOR)
    with pytest.raises(StaleComparison):
        update.publish_update(store, second, Provenance("Bela"), accept_warnings=True)
    again = tried(store, {"Indicators": "indicator,new_code\nA1.1,A1.8"})
    assert [row.columns["indicator"] for row in again.comparison.rows] == [("A1.9", "A1.8")]


@on_a_file
def test_a_file_with_the_old_code_is_read_and_said(store):
    publish(store, INDICATOR)
    prepared = tried(store, {"Values": "indicator,year,value\nA1.1,2026,70"})
    assert prepared.checked.errors == []
    (row,) = prepared.comparison.rows
    assert row.key["indicator"] == "A1.9"
    readings = [one for one in prepared.checked.readings if one.kind == "former_code"]
    assert [(one.found, one.read_as) for one in readings] == [("A1.1", "A1.9")]


@on_a_file
def test_the_filters_find_it_by_both_codes_on_any_day(home):
    store = empty_store(home)
    release(store, PLAN, "2024-01-01")
    release(store, {"objectives.csv": "objective,new_code\nA2,A7"}, "2025-06-01")
    earlier = date(2025, 1, 1)
    for day, code in ((None, "A7"), (earlier, "A2")):
        possible = filters.choices(store, day)
        assert code in possible.objective
        for given in ("A2", "A7"):
            chosen = filters.parse_strictly({"objective": given}, possible)
            assert chosen == Filters(objective=code)
    store.close()
