"""Changes of the plan that facts in force, not handed in with them, would not fit."""

import pytest

from progress.assessment.facts import facts_in_force
from progress.intake import update
from progress.publishing.provenance import Provenance
from progress.store.integrity import verify
from progress.store.queries import facts
from progress.store.releases import in_force
from tests.support.plans import PLAN, build, places, report, undo
from tests.support.workbooks import workbook

TARGETS = """
    indicator, year, kind,     value
    A1.1,      2030, level,    40
    A1.1,      2050, multiple, 2
    A2.1,      2030, growth,   10
    A2.2,      2030, conditions,
    B1.1,      2030, level,    1000
    """
KINDS = {"nothing_to_move": "level", "year_taken": "", "conditions_of_a_year": ""}
INDICATOR = "indicator,objective,name,unit,measure,direction"


@pytest.fixture
def store(tmp_path):
    made = build(tmp_path, PLAN | {"targets.csv": TARGETS})
    yield made
    made.close()


def problems(store, sheets: dict[str, str]):
    tried = update.prepare(store, [workbook(sheets)])
    assert bool(tried.checked.errors) == (tried.comparison is None)
    return tried.checked.errors


def test_an_indicator_turned_round_under_its_growth(store):
    turned = {"Indicators": f"{INDICATOR}\nA2.1,A2,Events,events,flow,down"}
    (problem,) = problems(store, turned)
    assert places([problem]) == [("Indicators", 2, "direction", "does_not_fit")]
    assert problem.sentence() == (
        "Targets A2.1 World 2030 is in force and does not fit this; hand it in too, mended or "
        "withdrawn"
    )
    mended = turned | {"Targets": "indicator,year,kind,value\nA2.1,2030,growth,-10"}
    assert problems(store, mended) == []


def test_another_measure_under_a_level_and_its_starting_point(store):
    changed = {"Indicators": f"{INDICATOR}\nA1.1,A1,Countries,,conditions,"}
    found = places(problems(store, changed))
    assert found == [("Indicators", 2, "measure", "does_not_fit")] * 3
    changed["Baselines"] = "indicator,year,comparable,withdraw\nA1.1,,,yes"
    changed["Targets"] = "indicator,year,kind,withdraw\nA1.1,2030,,yes\nA1.1,2050,,yes"
    assert problems(store, changed) == []


def test_another_measure_under_conditions(store):
    changed = {"Indicators": f"{INDICATOR}\nA2.2,A2,Charter,,level,up"}
    found = [problem.details["key"] for problem in problems(store, changed)]
    assert found == ["A2.2 World 2030", "A2.2 2030 1", "A2.2 2030 2"]


def test_a_target_that_another_one_multiplies(store):
    withdrawn = {"Targets": "indicator,year,kind,value,withdraw\nA1.1,2030,,,yes"}
    (problem,) = problems(store, withdrawn)
    assert places([problem]) == [("Targets", 2, "withdraw", "still_needed")]
    assert problem.details == {"sheet": "Targets", "key": "A1.1 World 2050"}
    withdrawn["Targets"] += "\nA1.1,2050,level,80,"
    assert problems(store, withdrawn) == []


def test_a_change_that_all_fits_is_no_problem(store):
    changed = {"Indicators": f"{INDICATOR}\nA1.1,A1,Countries,% of countries,level,down"}
    assert problems(store, changed) == []


def test_a_fact_handed_in_with_a_fault_is_told_once(store):
    turned = {
        "Indicators": f"{INDICATOR}\nA2.1,A2,Events,events,flow,down",
        "Targets": "indicator,year,kind,value\nA2.1,2030,growth,10",
    }
    assert places(problems(store, turned)) == [("Targets", 2, "value", "growth_and_direction")]


def test_a_target_year_that_only_one_row_brings(store):
    def years(text: str) -> list[str]:
        tried = update.prepare(store, [workbook({"Targets": f"indicator,year,kind,value\n{text}"})])
        assert tried.checked.errors == []
        found = [one for one in tried.checked.warnings if one.code == "new_target_year"]
        assert {problem.column for problem in found} <= {"year"}
        return [problem.sentence() for problem in found]

    assert years("A2.1,2032,level,12") == [
        "2032 would become a target year of the whole plan; did you mean 2030?"
    ]
    assert years("A2.1,2050,level,12") == []  # another indicator has a target for it
    assert years("A2.1,2040,level,12\nB1.1,2040,level,2000") == []  # meant so


def targets_of(store, indicator: str) -> dict[int, float]:
    found = facts(store, "target", in_force(store))
    return {row.year: row.value for row in found[found.indicator == indicator].itertuples()}


def test_a_target_moves_to_another_year(store):
    file = workbook({"Targets": "indicator,year,new_year\nA2.1,2030,2050"})
    tried = update.prepare(store, [file])
    assert tried.checked.errors == []
    assert tried.checked.count == 1
    assert {one.code for one in tried.checked.warnings} <= {"no_narrative"}
    assert [(row.change, row.key["year"]) for row in tried.comparison.rows] == [
        ("new", 2050),
        ("withdrawn", 2030),
    ]
    origin = Provenance("Amina", files=tried.files)
    number = update.publish_update(store, tried, origin, accept_warnings=True)
    assert targets_of(store, "A2.1") == {2050: 10}  # with its kind and number
    assert verify(store) == []
    undo(store, number)
    assert targets_of(store, "A2.1") == {2030: 10}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A2.1,2040,2050", "nothing_to_move"),
        ("A1.1,2030,2050", "year_taken"),
        ("A2.2,2030,2050", "conditions_of_a_year"),
    ],
)
def test_a_target_that_cannot_move(store, row, code):
    (problem,) = problems(store, {"Targets": f"indicator,year,new_year,kind\n{row},{KINDS[code]}"})
    assert places([problem]) == [("Targets", 2, "new_year", code)]


def test_an_indicator_moves_to_another_objective_with_what_belongs_to_it(store):
    before = targets_of(store, "A1.1")
    tried = update.prepare(store, [workbook({"Indicators": "indicator,objective\nA1.1,B1"})])
    assert [row.columns for row in tried.comparison.rows] == [{"objective": ("A1", "B1")}]
    update.publish_update(store, tried, Provenance("Amina"), accept_warnings=True)
    found = facts_in_force(store)
    assert [row.indicator for row in found.indicators_of("B1")] == ["A1.1", "B1.1"]
    assert targets_of(store, "A1.1") == before
    assert verify(store) == []


def publish_all(store, sheets: dict[str, str]) -> int:
    tried = update.prepare(store, [workbook(sheets)], with_all=True)
    assert tried.checked.errors == []
    origin = Provenance("Amina", files=tried.files)
    return update.publish_update(store, tried, origin, accept_warnings=True)


def test_an_indicator_is_split_as_the_instructions_say(store):
    report(store, "indicator,year,value\nA2.1,2025,6")
    before = in_force(store)
    number = publish_all(
        store,
        {
            "Indicators": f"{INDICATOR},withdraw\n"
            "A2.1,,,,,,yes\nA2.3,A2,Events of members,events,flow,up,\n"
            "A2.4,A2,Events of partners,events,flow,up,",
            "Targets": "indicator,year,kind,value\nA2.3,2030,level,4\nA2.4,2030,level,6",
        },
    )
    after = facts_in_force(store)
    assert [row.indicator for row in after.indicators_of("A2")] == ["A2.2", "A2.3", "A2.4"]
    assert targets_of(store, "A2.1") == {}
    assert targets_of(store, "A2.3") | targets_of(store, "A2.4") == {2030: 6}
    # What was reported on the one that was there stays in the records of before.
    found = facts(store, "value", before)
    assert list(found[found.indicator == "A2.1"].value) == [6]
    assert verify(store) == []
    undo(store, number)
    assert targets_of(store, "A2.1") == {2030: 10}
    assert targets_of(store, "A2.3") == {}


def test_an_indicator_is_retired_as_the_instructions_say(store):
    report(store, "indicator,year,value\nA2.1,2025,6")
    before = in_force(store)
    number = publish_all(store, {"Indicators": "indicator,withdraw\nA2.1,yes"})
    assert [row.indicator for row in facts_in_force(store).indicators_of("A2")] == ["A2.2"]
    assert "A2.1" in set(facts(store, "value", before).indicator)
    assert "A2.1" not in set(facts(store, "value", in_force(store)).indicator)
    undo(store, number)
    assert targets_of(store, "A2.1") == {2030: 10}
    assert verify(store) == []
