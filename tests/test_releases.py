"""Releases: publish, replace, withdraw, revert; and what was known on any day."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from plans import build, empty_store, prepare, release, report, statuses, upload
from progress import update
from progress.problems import DataError, NothingToPublish, PlanErrors, StaleComparison
from progress.publish import Origin, revert
from progress.releases import history, in_force
from progress.sheets import SHEETS
from progress.store import facts
from progress.verdicts import judge
from progress.verify import verify
from progress.workbook.compare import compare_revert

SETUP = {
    "goals.csv": "goal\nA",
    "objectives.csv": "objective,goal\nA1,A",
    "indicators.csv": "indicator,objective,measure,direction\nA1.1,A1,level,up",
    "targets.csv": "indicator,year,kind,value\nA1.1,2030,level,100",
    "baselines.csv": "indicator,year,value,comparable\nA1.1,2020,0,yes",
}


@pytest.fixture
def store(tmp_path):
    """The small plan as release 1."""
    made = build(tmp_path)
    yield made
    made.close()


@pytest.fixture
def old_store(tmp_path):
    """One indicator, planned on 1 March 2021."""
    made = empty_store(tmp_path)
    release(made, SETUP, on="2021-03-01")
    yield made
    made.close()


def undo(store, number, on=None):
    return revert(store, number, Origin("Amina", on=on))


def value_of(store, indicator="A1.1", year=2025):
    """The row in force, or None."""
    found = facts(store, "value", in_force(store))
    found = found[(found.indicator == indicator) & (found.year == year)]
    return found.iloc[0] if len(found) else None


def everything(store, releases):
    """All facts in force, in an order of their own, without where they come from."""
    return {
        table: sorted(
            facts(store, table, releases)
            .drop(columns="release_id")
            .astype(str)
            .itertuples(index=False, name=None)
        )
        for table in SHEETS
    }


# Publishing


def test_release_says_who_when_why_and_from_which_file(store):
    prepared = prepare(store, "indicator,year,value\nA1.1,2025,60\nB1.1,2025,300")
    origin = Origin("Amina", "Spring update", prepared.files)
    number = update.publish_update(store, prepared, origin, accept_warnings=True)
    listed = history(store)[-1]
    assert listed["release"] == number == 2
    assert (listed["kind"], listed["by"], listed["note"]) == ("update", "Amina", "Spring update")
    assert (listed["file"], listed["sha256"]) == ("values.csv", prepared.files[0].sha256)
    assert (listed["rows"], listed["in_force"], listed["reverts"]) == (2, True, None)
    assert listed["published_at"].startswith(datetime.now(UTC).date().isoformat()[:7])


def test_new_changed_and_unchanged_rows_are_told_apart(store):
    report(store, "indicator,year,value\nA1.1,2024,50\nA1.1,2025,60")
    compared = prepare(
        store, "indicator,year,value\nA1.1,2024,50\nA1.1,2025,65\nA1.1,2026,70"
    ).comparison
    assert (compared.new, compared.changed, compared.unchanged) == (1, 1, 1)
    changed, new = compared.rows
    assert (changed["change"], changed["columns"]) == ("changed", {"value": (60.0, 65.0)})
    assert (new["change"], new["key"]["year"]) == ("new", 2026)


def test_unchanged_rows_are_stored_with_the_release(store):
    report(store, "indicator,year,value\nA1.1,2024,50")
    number = report(store, "indicator,year,value\nA1.1,2024,50\nA1.1,2025,60")
    assert history(store)[-1]["rows"] == 2
    assert set(facts(store, "value", in_force(store)).release_id) == {number}


def test_nothing_new_is_not_published(store):
    text = "indicator,year,value,note\nA1.1,2025,60,from the survey"
    report(store, text)
    with pytest.raises(NothingToPublish, match="nothing to publish"):
        report(store, text)
    assert len(history(store)) == 2


def test_nothing_new_needs_no_warning_to_be_accepted(store):
    text = "indicator,year,value\nA1.1,2025,60"
    upload(store, text)
    with pytest.raises(NothingToPublish):
        upload(store, text, accept_warnings=False)


def test_row_replaces_its_whole_key_blanks_included(store):
    report(store, "indicator,year,value,note,source\nA1.1,2025,60,first count,survey")
    report(store, "indicator,year,value\nA1.1,2025,61")
    row = value_of(store)
    assert row["value"] == 61
    assert row[["note", "source"]].isna().all()


def test_missing_row_removes_nothing(store):
    report(store, "indicator,year,value\nA1.1,2024,50")
    report(store, "indicator,year,value\nA1.1,2025,60")
    assert value_of(store, year=2024)["value"] == 50


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
    assert (listed["rows"], listed["file"]) == (2, "values.csv, values-2.csv")
    assert value_of(store, "A1.1")["value"] == 60
    assert value_of(store, "B1.1")["value"] == 300
    assert verify(store) == []


# Withdrawing


def test_withdrawn_value_is_gone(store):
    report(store, "indicator,year,value\nA1.1,2025,60")
    report(store, "indicator,year,value,withdraw\nA1.1,2025,,yes")
    assert value_of(store) is None
    assert statuses(store)["A1.1", 2030] == "not_reported"


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


# Reverting


def test_revert_takes_a_release_out_of_force(store):
    report(store, "indicator,year,value\nA1.1,2025,60")
    wrong = report(store, "indicator,year,value\nA1.1,2025,6")
    number = undo(store, wrong)
    assert value_of(store)["value"] == 60
    listed = history(store)
    assert (listed[-1]["kind"], listed[-1]["reverts"], number) == ("revert", wrong, 4)
    assert [one["in_force"] for one in listed] == [True, True, False, True]


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
    with pytest.raises(DataError, match=r"Values B1.2 needs its indicator"):
        undo(store, undone)


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
    assert {
        (one["indicator"], one["horizon"]): (one["before"], one["after"]) for one in foreseen
    } == changed
    assert changed == {("A1.1", 2030): ("on_track", "not_reported")}


# Dates


def test_back_dated_release_says_so(old_store):
    number = report(old_store, "indicator,year,value\nA1.1,2021,10", on="2022-05-02")
    listed = history(old_store)[number - 1]
    assert listed["published_at"] == "2022-05-02T00:00:00Z"
    assert listed["back_dated"]
    report(old_store, "indicator,year,value\nA1.1,2022,20")
    assert not history(old_store)[-1]["back_dated"]


def test_release_is_not_dated_before_the_last(old_store):
    report(old_store, "indicator,year,value\nA1.1,2021,10", on="2022-05-02")
    with pytest.raises(DataError, match=r"2022-05-01 is before the last release.* 2022-05-02"):
        report(old_store, "indicator,year,value\nA1.1,2021,11", on="2022-05-01")
    report(old_store, "indicator,year,value\nA1.1,2021,12", on="2022-05-02")  # the same day


def test_release_is_not_dated_in_the_future(old_store):
    tomorrow = datetime.now(UTC).date() + timedelta(days=2)
    with pytest.raises(DataError, match="is in the future"):
        report(old_store, "indicator,year,value\nA1.1,2021,10", on=tomorrow.isoformat())


def test_day_counts_whole(old_store):
    """What is published on a day is known on that day, and not the day before."""
    report(old_store, "indicator,year,value\nA1.1,2021,30", on="2022-05-02")
    day = date(2022, 5, 2)
    assert statuses(old_store, as_known_on=day)["A1.1", 2030] == "on_track"
    assert statuses(old_store, as_known_on=day - timedelta(days=1))["A1.1", 2030] == "not_reported"


def test_nothing_is_known_before_the_first_release(old_store):
    assert statuses(old_store, as_known_on=date(2021, 2, 28)) == {}


def test_what_was_known_on_each_date_is_what_stood_there_then(tmp_path):
    """Step by step: after each release the state is noted; later each is found again."""
    store = empty_store(tmp_path)
    steps = [
        lambda on: release(store, SETUP, on=on),
        lambda on: report(store, "indicator,year,value\nA1.1,2021,10", on=on),
        lambda on: report(store, "indicator,year,value\nA1.1,2021,12\nA1.1,2022,13", on=on),
        lambda on: undo(store, 3, on=date.fromisoformat(on)),
        lambda on: release(
            store, {"targets.csv": "indicator,year,kind,value\nA1.1,2030,level,50"}, on=on
        ),
        lambda on: undo(store, 4, on=date.fromisoformat(on)),
        lambda on: report(store, "indicator,year,withdraw\nA1.1,2022,yes", on=on),
    ]
    noted = []
    for place, step in enumerate(steps, start=1):
        day = date(2021, place, 15)
        step(day.isoformat())
        now = in_force(store)
        noted.append((day, now, everything(store, now), judge(store, 2022, releases=now)))
    for day, now, facts_then, judged_then in noted:
        for later in (day, day + timedelta(days=10)):
            assert in_force(store, later) == now
            assert everything(store, in_force(store, later)) == facts_then
            judged = judge(store, 2022, as_known_on=later)
            assert judged.drop(columns="flags").equals(judged_then.drop(columns="flags"))
    assert verify(store) == []
    store.close()


# At the same time


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
    assert [one["release"] for one in history(store)] == list(range(1, 8))
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
    for year in range(2001, 2006):
        release(store, {"reported_values.csv": f"indicator,year,value\nB1.1,{year},{year}"})
    done.set()
    comparing.join()
    assert failures == []
    assert len(history(store)) == 6


def test_release_with_errors_is_not_published(store):
    with pytest.raises(PlanErrors):
        upload(store, "indicator,year,value\nA1.1,2025,60\nZ9,2025,1")
    assert len(history(store)) == 1
