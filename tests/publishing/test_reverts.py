"""Undoing: a revert is a release too, and can itself be undone."""

import pytest

from progress.errors import DataError
from progress.intake.compare import compare_revert
from progress.language import ENGLISH, Language
from progress.store.integrity import verify
from progress.store.releases import history, in_force
from progress.store.writing import transaction
from progress.wording.error_sentence import error_sentence
from tests.support.plans import build, release, report, statuses, undo, value_of


@pytest.fixture
def store(home):
    """The small plan as release 1."""
    made = build(home)
    yield made
    made.close()


def test_revert_takes_a_release_out_of_force(store):
    report(store, "indicator,year,value\nA1.1,2025,60")
    wrong = report(store, "indicator,year,value\nA1.1,2025,6")
    number = undo(store, wrong)
    assert value_of(store)["value"] == 60
    listed = history(store)
    assert (listed[-1].kind, listed[-1].reverts, number) == ("revert", wrong, 4)
    assert [one.in_force for one in listed] == [True, True, False, True]


def test_revert_of_a_revert_restores(store):
    number = report(store, "indicator,year,value\nA1.1,2025,60")
    undone = undo(store, number)
    assert value_of(store) is None
    undo(store, undone)
    assert value_of(store)["value"] == 60
    assert in_force(store) == [1, 2, 4]


def test_reverts_can_follow_one_another(store):
    last = report(store, "indicator,year,value\nA1.1,2025,60")
    for turn in range(5):
        last = undo(store, last)
        assert (value_of(store) is None) == (turn % 2 == 0)
    assert verify(store) == []


def test_release_not_in_force_cannot_be_reverted(store):
    number = report(store, "indicator,year,value\nA1.1,2025,60")
    undo(store, number)
    with pytest.raises(DataError, match="release 2 is not in force"):
        undo(store, number)
    with pytest.raises(DataError, match="there is no release 77"):
        undo(store, 77)
    assert len(history(store)) == 3


def test_revert_that_would_orphan_facts_names_what_to_revert_first(store):
    release(
        store,
        {"indicators.csv": "indicator,objective,measure,direction\nB1.2,B1,level,up"},
    )
    release(store, {"targets.csv": "indicator,year,kind,value\nB1.2,2030,level,9"})
    report(store, "indicator,year,value\nB1.2,2025,3")
    with pytest.raises(DataError, match=r"Values B1.2 needs its indicator; revert release 4 first"):
        undo(store, 2)
    undo(store, 4)
    with pytest.raises(DataError, match=r"Targets B1.2 .*; revert release 3 first"):
        undo(store, 2)
    undo(store, 3)
    undo(store, 2)
    assert verify(store) == []


def test_restoring_a_report_needs_what_it_reports_on(store):
    """Also the revert of a revert may not leave a fact alone."""
    release(store, {"indicators.csv": "indicator,objective,measure,direction\nB1.2,B1,level,up"})
    number = report(store, "indicator,year,value\nB1.2,2025,3")
    undone = undo(store, number)
    undo(store, 2)
    with pytest.raises(DataError, match=r"Values B1.2 needs its indicator") as refused:
        undo(store, undone)
    assert error_sentence(ENGLISH, refused.value) == (
        f"This cannot be done: Values B1.2 needs its indicator; revert release {number} first."
    )
    assert error_sentence(Language("fr"), refused.value) == (
        "Impossible\N{NO-BREAK SPACE}: B1.2 (feuille Values) en dépend (indicator)"
        f"\N{NO-BREAK SPACE}; annulez d’abord la mise à jour {number}."
    )


def test_what_a_revert_would_change_is_known_before(store):
    number = report(store, "indicator,year,value\nA1.1,2025,60")
    foreseen = compare_revert(store, number)
    before = statuses(store)
    undo(store, number)
    after = statuses(store)
    changed = {
        series: (before[series], after[series])
        for series in after
        if before[series] != after[series]
    }
    assert {(one.indicator, one.horizon): (one.before, one.after) for one in foreseen} == changed
    assert changed == {("A1.1", 2030): ("on_track", "not_reported")}


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        (
            {"targets.csv": "indicator,year,kind,value\nB1.1,2020,level,20"},
            {"targets.csv": "indicator,year,kind,value\nB1.1,2025,multiple,2"},
            "Targets B1.1 World 2025",
        ),
        (
            {"indicators.csv": "indicator,objective,name,measure,direction\nA1.1,A1,C,level,down"},
            {"targets.csv": "indicator,year,kind,value\nA1.1,2030,growth,-5"},
            "Targets A1.1 World 2030",
        ),
    ],
    ids=["a multiple of nothing", "growth the wrong way"],
)
def test_what_publishing_would_refuse_is_not_reached_by_undoing(store, first, second, named):
    """The release to revert first is named, and reverting that one and then this is let through."""
    release(store, first)
    release(store, second)
    with pytest.raises(DataError, match=f"{named} would not fit.*revert release 3 first"):
        undo(store, 2)
    assert verify(store) == []
    undo(store, 3)
    undo(store, 2)
    assert verify(store) == []


def test_verify_tells_what_an_earlier_version_let_through(store):
    release(store, {"targets.csv": "indicator,year,kind,value\nB1.1,2025,multiple,2\n"
                                   "B1.1,2020,level,20"})  # fmt: skip
    with transaction(store) as cur:
        cur.execute("delete from store.target where indicator = 'B1.1' and year = 2020")
        cur.execute("update store.release set row_count = 1 where release_id = 2")
    assert [problem for problem in verify(store) if "multiple" in problem] == [
        "Targets B1.1 World 2025 of release 2 does not fit the plan: A multiple needs a target of "
        "an earlier year, one number, that it multiplies"
    ]
