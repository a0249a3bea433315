"""What of the plan is confirmed: row by row, by a change, or by saying that it is right."""

import pytest

from progress.assessment.filters import Filters
from progress.assessment.snapshot import take
from progress.errors import NothingToPublish
from progress.export.records import gather
from progress.export.tables import table
from progress.intake import update
from progress.intake.check import check
from progress.intake.read import read_csv
from progress.language import ENGLISH
from progress.publishing.confirmation import NOTHING_TO_CONFIRM, Confirmation, confirmation
from progress.publishing.provenance import COMPILED, File, Provenance
from progress.publishing.publish import publish
from progress.store.integrity import verify
from progress.store.queries import facts, rows
from progress.store.releases import history, in_force
from progress.store.store import Store
from progress.wording.aims import aims_view
from progress.wording.confirmation import NO_BREAK, banner
from progress.wording.goal import goal_views
from progress.wording.objective import objective_view
from progress.wording.readiness import readiness
from progress.wording.scorecard import scorecard
from tests.support.homes import on_a_file
from tests.support.plans import PLAN, SHEET_OF_FILE, build, dedented, empty_store, report, undo
from tests.support.workbooks import workbook

ENTRIES = sum(len(dedented(text).splitlines()) - 1 for text in PLAN.values())
NAME_OF_A = {"Goals": "goal,name\nA,Policies for soils"}


@pytest.fixture
def store(home):
    """The small plan, as compiled from public pages."""
    made = empty_store(home)
    files = [File(name, dedented(text).encode()) for name, text in PLAN.items()]
    checked = check([read_csv(file, SHEET_OF_FILE[file.name]) for file in files], {})
    publish(made, checked.rows, Provenance("init", COMPILED, kind="initial"))
    yield made
    made.close()


def state(store: Store) -> Confirmation:
    return confirmation(store, in_force(store))


def said(store: Store) -> str:
    return banner(ENGLISH, state(store))


def published(store: Store, sheets: dict[str, str], **ticks: bool) -> int:
    prepared = update.prepare(store, [workbook(sheets)], **ticks)
    assert prepared.checked.errors == []
    origin = Provenance("Amina", files=prepared.files)
    return update.publish_update(store, prepared, origin, accept_warnings=True)


def test_a_new_code_confirms_its_own_row_and_none_that_follows(store):
    published(store, {"Targets": "indicator,year,confirm\nA1.1,2030,yes"})
    published(store, {"Indicators": "indicator,new_code\nA1.1,A1.9"})
    now = state(store)
    assert now.confirmed == 2
    assert ("A1.9",) not in now.compiled["indicator"]
    assert ("A1.9", "World", 2030) not in now.compiled["target"]
    assert ("A1.9", "World") in now.compiled["baseline"]
    assert verify(store) == []


def states(store: Store, name: str) -> dict[object, str | None]:
    """What a table that is handed out says of each of its rows, by their code."""
    made = table(gather(store, take(store, Filters())), name)
    return {row[made.key[0]]: row["data"] for row in made.rows}


def test_one_name_of_one_goal_confirms_that_and_nothing_else(store):
    assert said(store) == COMPILED
    number = published(store, NAME_OF_A)
    assert said(store) == (
        f"1 of {ENTRIES} entries of the plan are confirmed by the Executive Secretariat; the "
        "others, marked *, are compiled from public pages, in our words"
    )
    assert states(store, "goals") == {"A": None, "B": COMPILED}
    assert set(states(store, "objectives").values()) == {COMPILED}
    undo(store, number)
    assert said(store) == COMPILED


def test_a_row_is_confirmed_as_it_stands(store):
    sheets = {"Targets": "indicator,year,confirm\nA1.1,2030,yes"}
    compared = update.prepare(store, [workbook(sheets)]).comparison
    assert (compared.new, compared.changed, compared.confirmed, compared.unchanged) == (0, 0, 1, 0)
    assert [(row.change, row.key["indicator"]) for row in compared.rows] == [("confirmed", "A1.1")]
    number = published(store, sheets)
    assert state(store).confirmed == 1
    assert set(facts(store, "target", in_force(store)).release_id) == {1}
    assert history(store)[-1].rows == 1
    assert verify(store) == []
    with pytest.raises(NothingToPublish):
        published(store, sheets)
    undo(store, number)
    assert state(store).confirmed == 0


def test_the_rest_is_right(store):
    """The whole plan with one change and one tick: nothing is left to confirm."""
    sheets = {SHEET_OF_FILE[name].title: text for name, text in PLAN.items()}
    sheets["Goals"] = "goal,name\nA,Policies for soils\nB,Practice"
    compared = update.prepare(store, [workbook(sheets)]).comparison
    assert (compared.confirmed, compared.unconfirmed) == (0, ENTRIES - 1)
    number = published(store, sheets, confirm_rest=True)
    assert said(store) == ""
    assert rows(store, "select count(*) from store.goal") == [(3,)]
    assert gather(store, take(store, Filters())).state is None
    undo(store, number)
    assert said(store) == COMPILED


@on_a_file
def test_a_row_that_is_changed_and_changed_back_is_confirmed(store):
    published(store, NAME_OF_A)
    published(store, {"Goals": "goal,name\nA,Policies"})
    assert state(store).confirmed == 1


@on_a_file
def test_rows_that_an_earlier_version_stored_again_as_they_were_are_not_confirmed(store):
    published(store, NAME_OF_A)
    store.connection.execute(
        "insert into store.goal select * replace (2 as release_id) from store.goal "
        "where goal = 'B' and release_id = 1"
    )
    assert states(store, "goals") == {"A": None, "B": COMPILED}


@on_a_file
def test_what_rests_on_the_plan_says_so_until_it_is_confirmed(store):
    report(store, "indicator,year,value\nA1.1,2025,60\nB1.1,2025,300")
    assert states(store, "verdicts")["A1.1"] == COMPILED
    assert set(states(store, "releases").values()) == {COMPILED, None}
    sheets = {
        "Objectives": "objective,confirm\nA1,yes",
        "Indicators": "indicator,confirm\nA1.1,yes",
        "Baselines": "indicator,confirm\nA1.1,yes",
        "Targets": "indicator,year,confirm\nA1.1,2030,yes",
    }
    published(store, sheets)
    assert states(store, "verdicts") == {
        "A1.1": None, "A2.1": COMPILED, "A2.2": COMPILED, "B1.1": COMPILED
    }  # fmt: skip
    assert states(store, "objective_statuses") == {"A1": None, "A2": COMPILED, "B1": COMPILED}
    assert set(states(store, "goal_statuses").values()) == {COMPILED}


@on_a_file
def test_what_is_not_confirmed_says_so_beside_what_is(store):
    """While nothing is, the banner says it for all of it."""

    def remarks(code: str) -> list[str]:
        snapshot = take(store, Filters())
        shown = objective_view(ENGLISH, snapshot, snapshot.facts.objective[code])
        found = [verdict.remarks for one in shown.indicators for series in one.series
                 for verdict in series.verdicts]  # fmt: skip
        return [*shown.remarks, *(text for texts in found for text in texts)]

    assert remarks("A1") == remarks("B1") == ["The wording of this objective is not yet entered."]
    published(
        store,
        {
            "Objectives": "objective,confirm\nA1,yes",
            "Indicators": "indicator,confirm\nA1.1,yes",
            "Baselines": "indicator,confirm\nA1.1,yes",
            "Targets": "indicator,year,confirm\nA1.1,2030,yes",
        },
    )
    assert remarks("A1") == ["The wording of this objective is not yet entered."]
    assert (
        remarks("B1")[1:]
        == ["Not confirmed by the Executive Secretariat: compiled from public pages."] * 2
    )


@on_a_file
def test_what_is_not_confirmed_is_marked_beside_what_is(store):
    """In the picture of the plan and on Goals; nothing is while nothing is confirmed."""

    def marked() -> dict[str, set[str]]:
        snapshot = take(store, Filters())
        card = scorecard(ENGLISH, snapshot)
        named = {
            "picture": [row.label for goal in card.goals for row in goal.objectives],
            "what it has": [
                row.label for goal in readiness(ENGLISH, snapshot).goals for row in goal.objectives
            ],
            "aims": [row.label for row in aims_view(ENGLISH, snapshot, ()).rows],
            "goals": [goal.title for goal in goal_views(ENGLISH, snapshot)],
        }
        return {
            place: {text for text in found if text.endswith(f"{NO_BREAK}*")}
            for place, found in named.items()
        }

    assert not any(marked().values())
    published(
        store,
        {
            "Goals": "goal,confirm\nA,yes",
            "Objectives": "objective,confirm\nA1,yes",
            "Indicators": "indicator,confirm\nA1.1,yes",
            "Baselines": "indicator,confirm\nA1.1,yes",
            "Targets": "indicator,year,confirm\nA1.1,2030,yes",
        },
    )
    assert marked() == {
        "picture": {f"Awareness{NO_BREAK}*", f"Fields{NO_BREAK}*"},
        "what it has": {f"Awareness{NO_BREAK}*", f"Fields{NO_BREAK}*"},
        "aims": {f"Awareness{NO_BREAK}*", f"Fields{NO_BREAK}*"},
        "goals": {f"Goal B: Practice{NO_BREAK}*"},
    }


def test_a_plan_that_was_not_compiled_has_nothing_to_confirm(tmp_path):
    made = build(tmp_path)
    assert state(made) == NOTHING_TO_CONFIRM
    assert said(made) == ""
    made.close()
