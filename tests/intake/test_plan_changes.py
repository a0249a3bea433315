"""Changes of the plan that facts in force, not handed in with them, would not fit."""

import pytest

from progress.intake import update
from tests.support.plans import PLAN, build, places
from tests.support.workbooks import workbook

TARGETS = """
    indicator, year, kind,     value
    A1.1,      2030, level,    40
    A1.1,      2050, multiple, 2
    A2.1,      2030, growth,   10
    A2.2,      2030, conditions,
    B1.1,      2030, level,    1000
    """
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
