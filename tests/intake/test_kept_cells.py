"""A blank cell keeps what stands, the word clear empties it, and the comparison shows each cell."""

import pytest

from progress.intake import update
from progress.publishing.provenance import Provenance
from progress.store.queries import facts
from progress.store.releases import in_force
from tests.support.plans import PLAN, build, places
from tests.support.workbooks import workbook

FORCES = """
    objective, status, launched,   leader, contact,   consent, join_link
    A1,        active, 2023-05-01, Awa,    a@fao.org, yes,     https://example.org/a1
    """


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Nothing is published in these tests."""
    made = build(
        tmp_path_factory.mktemp("kept"),
        PLAN
        | {
            "task_forces.csv": FORCES,
            "reported_values.csv": """
                indicator, year, value, count, out_of, note,        source
                A1.1,      2024, 50,    98,    196,    first count, survey
                """,
            "sources.csv": "source,title\nsurvey,The survey",
        },
    )
    yield made
    made.close()


def changed(store, sheets: dict[str, str]):
    """The rows that would change: (change, cells as before -> after)."""
    tried = update.prepare(store, [workbook(sheets)])
    assert tried.checked.errors == []
    return [(row.change, dict(row.columns)) for row in tried.comparison.rows]


def problems(store, sheets: dict[str, str]):
    return places(update.prepare(store, [workbook(sheets)]).checked.errors)


def test_a_status_alone_changes_the_status_alone(store):
    found = changed(store, {"Task Forces": "objective,status\nA1,paused"})
    assert found == [("changed", {"status": ("active", "paused")})]


def test_nothing_but_what_stands_is_nothing_new(store):
    assert changed(store, {"Task Forces": "objective,status,leader\nA1,active,"}) == []


@pytest.mark.parametrize("word", ["clear", "Clear", "effacer", "borrar"])
def test_a_word_empties_a_cell(store, word):
    found = changed(store, {"Task Forces": f"objective,leader,consent\nA1,{word},{word}"})
    assert found == [("changed", {"leader": ("Awa", None), "consent": (True, None)})]


def test_what_is_needed_cannot_be_emptied(store):
    assert problems(store, {"Task Forces": "objective,status\nA1,clear"}) == [
        ("Task Forces", 2, "status", "required")
    ]
    assert problems(store, {"Targets": "indicator,year,value\nA1.1,2030,clear"}) == [
        ("Targets", 2, "value", "required")
    ]


def test_a_number_is_one_answer(store):
    found = changed(store, {"Values": "indicator,year,value\nA1.1,2024,55"})
    assert found == [("changed", {"value": (50, 55), "count": (98, None), "out_of": (196, None)})]
    found = changed(store, {"Values": "indicator,year,count,out_of\nA1.1,2024,49,196"})
    assert found == [("changed", {"value": (50, 25), "count": (98, 49)})]


def test_a_note_alone_keeps_the_number(store):
    found = changed(store, {"Values": "indicator,year,note,source\nA1.1,2024,recounted,clear"})
    assert found == [
        ("changed", {"note": ("first count", "recounted"), "source": ("survey", None)})
    ]


def test_a_target_of_another_kind_needs_its_own_number(store):
    assert changed(store, {"Targets": "indicator,year,note\nA1.1,2030,All Parties"}) == [
        ("changed", {"note": (None, "All Parties")})
    ]
    assert problems(store, {"Targets": "indicator,year,kind\nA1.1,2030,growth"}) == [
        ("Targets", 2, "value", "required")
    ]


def test_a_new_row_needs_what_is_needed(store):
    assert problems(store, {"Targets": "indicator,year,value\nA1.1,2030,90\nA1.1,2040,95"}) == [
        ("Targets", 1, "kind", "missing_column")
    ]
    assert problems(
        store, {"Targets": "indicator,year,kind,value\nA1.1,2030,,90\nA1.1,2040,,95"}
    ) == [("Targets", 3, "kind", "required")]


def test_a_state_of_a_condition_is_one_answer_with_its_year(tmp_path):
    store = build(tmp_path)
    sheet = "indicator,target_year,condition,state,done_year,year,evidence\n"
    first = update.prepare(
        store, [workbook({"Conditions": sheet + "A2.2,2030,1,done,2024,2024,minutes"})]
    )
    update.publish_update(store, first, Provenance("Amina"), accept_warnings=True)
    undone = "indicator,target_year,condition,year,state\nA2.2,2030,1,2024,not done"
    found = changed(store, {"Conditions": undone})
    assert found == [("changed", {"state": ("done", "not done"), "done_year": (2024, None)})]
    assert len(facts(store, "condition_report", in_force(store))) == 1
    store.close()
