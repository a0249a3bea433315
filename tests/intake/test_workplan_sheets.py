"""The sheets Activities, Milestones and Partnerships: what is wrong with them, and how they are
read, published and taken back."""

import pytest

from progress.assessment.fact_changes import changes_of_release
from progress.errors import DataError
from progress.intake import update
from progress.publishing.provenance import File, Provenance
from progress.publishing.publish import revert
from progress.store.integrity import verify
from progress.store.queries import facts
from progress.store.releases import in_force
from progress.workbooks.template import write_template
from tests.support.plans import build, places, release, undo
from tests.support.workbooks import fill, opened, saved, workbook

PARTS = "objective,part,number,text\nA1,cause,1,Ministries lack figures"
HEAD = "objective,activity,year_of_workplan,title,part,part_number,lead,start,due,state,done_on"


@pytest.fixture
def store(tmp_path):
    made = build(tmp_path, {"implementation_strategy.csv": PARTS})
    yield made
    made.close()


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("A1,1,2026,Write,,,,,,perhaps,", "state", "not_a_choice"),
        ("A1,1,2026,,,,,,,planned,", "title", "required"),
        ("A1,1,2026,Write,cause,7,,,,planned,", "part_number", "unknown_code"),
        ("A1,1,2026,Write,,1,,,,planned,", "part", "required"),
        ("A1,1,2026,Write,,,ada@example.org,,,planned,", "lead", "lead_is_a_person"),
        ("A1,1,2026,Write,,,,2026-02-30,,planned,", "start", "not_a_period"),
        ("A1,1,2026,Write,,,,2026-06,2026-05-31,planned,", "due", "period_order"),
        ("A1,1,2026,Write,,,,,,done,", "done_on", "required"),
        ("A1,1,2026,Write,,,,,,planned,2026", "done_on", "year_of_undone"),
        ("Z9,1,2026,Write,,,,,,planned,", "objective", "unknown_code"),
    ],
)
def test_what_is_wrong_with_an_activity(store, row, column, code):
    tried = update.prepare(store, [workbook({"Activities": f"{HEAD}\n{row}"})])
    assert places(tried.checked.errors) == [("Activities", 2, column, code)]


def test_a_year_and_a_month_that_overlap_are_in_order(store):
    rows = f"{HEAD}\nA1,1,2026,Write,cause,1,Institute,2026-06,2026,under way,"
    assert update.prepare(store, [workbook({"Activities": rows})]).checked.errors == []


def test_milestones_and_partnerships_name_what_is_there(store):
    sheets = {
        "Milestones": "objective,activity,milestone,title,due\nA1,4,1,Half,2026",
        "Partnerships": "number,organisation,kind,facility,since,until\n"
        "1,Soils,union,GF9,,\n2,Water,alliance,,2026,2025",
    }
    found = places(update.prepare(store, [workbook(sheets)]).checked.errors)
    assert found == [
        ("Milestones", 2, "activity", "unknown_code"),
        ("Partnerships", 2, "kind", "not_a_choice"),
        ("Partnerships", 2, "facility", "unknown_code"),
        ("Partnerships", 3, "until", "period_order"),
    ]


def test_an_activity_that_a_milestone_needs_is_not_undone_alone(store):
    release(store, {"activities.csv": f"{HEAD}\nA1,1,2026,Write,,,,,,planned,"})
    milestone = "objective,activity,milestone,title,due\nA1,1,1,Half,2026"
    release(store, {"milestones.csv": milestone})
    assert verify(store) == []
    with pytest.raises(DataError, match=r"Milestones A1 1 needs its activity"):
        revert(store, 2, Provenance("Amina"))
    undo(store, 3)
    undo(store, 2)
    assert facts(store, "activity", in_force(store)).empty


def test_from_the_template_to_the_facts_that_changed(store):
    release(store, {"activities.csv": f"{HEAD}\nA1,1,2026,Write,,,,,,planned,"})
    content = write_template(store)
    assert update.prepare(store, [File("update.xlsx", content)]).checked.count == 1
    book = opened(content)
    sheet = book["Activities"]
    begun = [[row[0].value, row[2].value] for row in sheet.iter_rows(min_row=2)]
    assert begun == [["A1", 1], ["A1", 2], ["A2", 1], ["B1", 1]]
    fill(sheet, 2, state="done", done_on="2026-10")
    fill(sheet, 4, title="Call", state="under way", year_of_workplan=2026)
    prepared = update.prepare(store, [saved(book)])
    assert (prepared.comparison.new, prepared.comparison.changed) == (1, 1)
    number = update.publish_update(store, prepared, Provenance("Amina"), True)
    changed = {
        (change.key["objective"], change.column): (change.before, change.after)
        for change in changes_of_release(store, number)
    }
    assert changed == {
        ("A1", "state"): ("planned", "done"),
        ("A1", "done_on"): (None, "2026-10"),
        ("A2", "title"): (None, "Call"),
        ("A2", "state"): (None, "under way"),
        ("A2", "year_of_workplan"): (None, 2026),
    }
