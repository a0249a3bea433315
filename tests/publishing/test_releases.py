"""Releases: what is published replaces, adds and withdraws, all or nothing."""

import threading
from datetime import UTC, datetime

import pytest

from progress.errors import DataError, NothingToPublish, PlanErrors, StaleComparison
from progress.intake import update
from progress.publishing.provenance import Provenance
from progress.store.integrity import verify
from progress.store.queries import facts
from progress.store.releases import history, in_force
from tests.support.homes import on_a_file
from tests.support.plans import build, prepare, release, report, statuses, undo, upload, value_of


@pytest.fixture
def store(home):
    """The small plan as release 1."""
    made = build(home)
    yield made
    made.close()


# Publishing


def test_release_says_who_when_why_and_from_which_file(store):
    prepared = prepare(store, "indicator,year,value\nA1.1,2025,60\nB1.1,2025,300")
    origin = Provenance("Amina", "Spring update", prepared.files)
    number = update.publish_update(store, prepared, origin, accept_warnings=True)
    listed = history(store)[-1]
    assert listed.release == number == 2
    assert (listed.kind, listed.by, listed.note) == ("update", "Amina", "Spring update")
    assert (listed.file, listed.sha256) == ("values.csv", prepared.files[0].sha256)
    assert (listed.rows, listed.in_force, listed.reverts) == (2, True, None)
    assert listed.published_at.startswith(datetime.now(UTC).date().isoformat()[:7])


@on_a_file
def test_new_changed_and_unchanged_rows_are_told_apart(store):
    report(store, "indicator,year,value\nA1.1,2024,50\nA1.1,2025,60")
    compared = prepare(
        store, "indicator,year,value\nA1.1,2024,50\nA1.1,2025,65\nA1.1,2026,70"
    ).comparison
    assert (compared.new, compared.changed, compared.unchanged) == (1, 1, 1)
    changed, new = compared.rows
    assert (changed.change, changed.columns) == ("changed", {"value": (60.0, 65.0)})
    assert (new.change, new.key["year"]) == ("new", 2026)


def test_only_what_differs_is_stored(store):
    report(store, "indicator,year,value\nA1.1,2024,50")
    report(store, "indicator,year,value\nA1.1,2024,50\nA1.1,2025,60")
    assert history(store)[-1].rows == 1
    assert dict(facts(store, "value", in_force(store))[["year", "release_id"]].values) == {
        2024: 2,
        2025: 3,
    }


def test_the_release_before_can_be_undone_where_its_rows_were_handed_in_again(store):
    report(store, "indicator,year,value\nA1.1,2024,50")
    report(store, "indicator,year,value\nA1.1,2024,50\nA1.1,2025,60")
    undo(store, 2)
    assert list(facts(store, "value", in_force(store)).year) == [2025]
    undo(store, 3)
    assert list(facts(store, "value", in_force(store)).year) == []


def test_withdrawing_what_is_not_there_stores_nothing(store):
    with pytest.raises(NothingToPublish):
        report(store, "indicator,year,withdraw\nA1.1,2024,yes")


@on_a_file
def test_nothing_new_is_not_published(store):
    text = "indicator,year,value,note\nA1.1,2025,60,from the survey"
    report(store, text)
    with pytest.raises(NothingToPublish, match="nothing to publish"):
        report(store, text)
    assert len(history(store)) == 2


@on_a_file
def test_nothing_new_needs_no_warning_to_be_accepted(store):
    text = "indicator,year,value\nA1.1,2025,60"
    upload(store, text)
    with pytest.raises(NothingToPublish):
        upload(store, text, accept_warnings=False)


def test_blank_cells_keep_what_stands_until_they_are_cleared(store):
    upload(store, "indicator,year,value,note,source\nA1.1,2025,60,first count,survey")
    upload(store, "indicator,year,value,note\nA1.1,2025,61,")
    assert tuple(value_of(store)[["value", "note", "source"]]) == (61, "first count", "survey")
    upload(store, "indicator,year,note\nA1.1,2025,clear")
    assert (value_of(store)["value"], value_of(store)["note"]) == (61, None)


@on_a_file
def test_missing_row_removes_nothing(store):
    report(store, "indicator,year,value\nA1.1,2024,50")
    report(store, "indicator,year,value\nA1.1,2025,60")
    assert value_of(store, year=2024)["value"] == 50


@on_a_file
def test_context_stands_beside_the_value_of_the_year(store):
    report(
        store,
        """indicator, year, value, relation,         source
           A1.1,      2025, 60,    ,                 survey
           A1.1,      2025, 10,    superseded,       survey
           A1.1,      2025, 20,    other definition, survey
           A1.1,      2025, 30,    other definition, study""",
    )
    assert len(facts(store, "value", in_force(store))) == 4
    assert statuses(store)["A1.1", 2030] == "on_track"
    report(store, "indicator,year,value,source\nA1.1,2025,70,another survey")
    assert len(facts(store, "value", in_force(store))) == 4


def test_several_files_are_one_release(store):
    upload(store, "indicator,year,value\nA1.1,2025,60", "indicator,year,value\nB1.1,2025,300")
    listed = history(store)[-1]
    assert (listed.rows, listed.file) == (2, "values.csv, values-2.csv")
    assert value_of(store, "A1.1")["value"] == 60
    assert value_of(store, "B1.1")["value"] == 300
    assert verify(store) == []


@on_a_file
def test_release_with_errors_is_not_published(store):
    with pytest.raises(PlanErrors):
        upload(store, "indicator,year,value\nA1.1,2025,60\nZ9,2025,1")
    assert len(history(store)) == 1


# Withdrawing


def test_withdrawn_value_is_gone(store):
    report(store, "indicator,year,value\nA1.1,2025,60")
    report(store, "indicator,year,value,withdraw\nA1.1,2025,,yes")
    assert value_of(store) is None
    assert statuses(store)["A1.1", 2030] == "not_reported"


@on_a_file
def test_withdrawing_what_is_not_there_is_nothing_to_publish(store):
    with pytest.raises(NothingToPublish):
        report(store, "indicator,year,withdraw\nA1.1,2025,yes")


def test_withdrawn_value_can_be_reported_again(store):
    report(store, "indicator,year,value\nA1.1,2025,60")
    report(store, "indicator,year,withdraw\nA1.1,2025,yes")
    report(store, "indicator,year,value\nA1.1,2025,60")
    assert value_of(store)["value"] == 60


@pytest.mark.parametrize(
    ("name", "text", "refusal"),
    [
        ("goals.csv", "goal,withdraw\nB,yes", "Objectives B without its goal"),
        ("objectives.csv", "objective,goal,withdraw\nB1,B,yes", "Indicators B1 without its obj"),
        ("indicators.csv", "indicator,objective,measure,withdraw\nB1.1,B1,flow,yes", "B1.1"),
        (
            "conditions.csv",
            "indicator,target_year,condition,text,withdraw\nA2.2,2030,1,,yes",
            "Conditions A2.2 2030 1 without its plan condition",
        ),
    ],
)
def test_row_that_others_depend_on_is_not_withdrawn(store, name, text, refusal):
    release(
        store,
        {
            "condition_reports.csv": "indicator,target_year,condition,state,done_year\n"
            "A2.2,2030,1,done,2024"
        },
    )
    with pytest.raises(DataError, match=refusal):
        release(store, {name: text})
    assert len(history(store)) == 2
    assert verify(store) == []


def test_what_depends_on_a_row_can_be_withdrawn_with_it(store):
    number = release(
        store,
        {
            "indicators.csv": "indicator,objective,measure,withdraw\nB1.1,B1,,yes",
            "baselines.csv": "indicator,year,comparable,withdraw\nB1.1,2020,,yes",
            "targets.csv": "indicator,year,kind,withdraw\nB1.1,2030,,yes",
        },
    )
    assert "B1.1" not in set(facts(store, "indicator", in_force(store)).indicator)
    assert number == 2
    assert verify(store) == []


# At the same time


def test_the_second_to_publish_is_refused_and_nothing_is_written(store):
    first = prepare(store, "indicator,year,value\nA1.1,2025,60")
    second = prepare(store, "indicator,year,value\nA1.1,2025,61")
    update.publish_update(store, first, Provenance("Amina"), accept_warnings=True)
    with pytest.raises(StaleComparison, match="revision 1; it is 2 now"):
        update.publish_update(store, second, Provenance("Bo"), accept_warnings=True)
    assert (len(history(store)), value_of(store)["value"]) == (2, 60)
    again = prepare(store, "indicator,year,value\nA1.1,2025,61")
    with pytest.raises(StaleComparison):
        update.publish_update(store, again, Provenance("Bo"), True, second.compared_at)
    update.publish_update(store, again, Provenance("Bo"), True, again.compared_at)
    assert value_of(store)["value"] == 61


def upload_at_last(store, text: str) -> None:
    """Compares again as often as somebody else published in between."""
    while True:
        try:
            upload(store, text)
            return
        except StaleComparison:
            continue


def test_two_people_publish_at_once(store):
    """Both are published, one after the other, each with its own number."""
    failures, barrier = [], threading.Barrier(2)

    def publish(first_year: int) -> None:
        try:
            barrier.wait()
            for year in range(first_year, first_year + 3):
                upload_at_last(store, f"indicator,year,value\nB1.1,{year},{year}")
        except Exception as error:
            failures.append(error)

    people = [threading.Thread(target=publish, args=(1950 + 10 * place,)) for place in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert failures == []
    assert [one.release for one in history(store)] == list(range(1, 8))
    assert len(facts(store, "value", in_force(store))) == 6
    assert verify(store) == []


def test_comparing_does_not_get_in_the_way_of_publishing(store):
    failures, done = [], threading.Event()

    def compare() -> None:
        try:
            while not done.is_set():
                prepare(store, "indicator,year,value\nA1.1,2025,60")
        except Exception as error:
            failures.append(error)

    comparing = threading.Thread(target=compare)
    comparing.start()
    for year in range(2001, 2004):
        release(store, {"reported_values.csv": f"indicator,year,value\nB1.1,{year},{year}"})
    done.set()
    comparing.join()
    assert failures == []
    assert len(history(store)) == 4
