"""Dates of releases: back-dating, and what was known on any day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from progress.assessment.verdicts import judge
from progress.errors import DataError
from progress.schema import SHEETS
from progress.store.integrity import verify
from progress.store.queries import facts
from progress.store.releases import history, in_force
from tests.support.homes import on_a_file
from tests.support.plans import empty_store, release, report, statuses, undo

SETUP = {
    "goals.csv": "goal\nA",
    "objectives.csv": "objective,goal\nA1,A",
    "indicators.csv": "indicator,objective,measure,direction\nA1.1,A1,level,up",
    "targets.csv": "indicator,year,kind,value\nA1.1,2030,level,100",
    "baselines.csv": "indicator,year,value,comparable\nA1.1,2020,0,yes",
}


@pytest.fixture
def old_store(home):
    """One indicator, planned on 1 March 2021."""
    made = empty_store(home)
    release(made, SETUP, on="2021-03-01")
    yield made
    made.close()


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


def test_back_dated_release_says_so(old_store):
    number = report(old_store, "indicator,year,value\nA1.1,2021,10", on="2022-05-02")
    listed = history(old_store)[number - 1]
    assert listed.published_at == "2022-05-02T00:00:00Z"
    assert listed.back_dated
    report(old_store, "indicator,year,value\nA1.1,2022,20")
    assert not history(old_store)[-1].back_dated


def test_release_is_not_dated_before_the_last(old_store):
    report(old_store, "indicator,year,value\nA1.1,2021,10", on="2022-05-02")
    with pytest.raises(DataError, match=r"2022-05-01 is before the last release.* 2022-05-02"):
        report(old_store, "indicator,year,value\nA1.1,2021,11", on="2022-05-01")
    report(old_store, "indicator,year,value\nA1.1,2021,12", on="2022-05-02")  # the same day


def test_release_is_not_dated_in_the_future(old_store):
    tomorrow = datetime.now(UTC).date() + timedelta(days=2)
    with pytest.raises(DataError, match="is in the future"):
        report(old_store, "indicator,year,value\nA1.1,2021,10", on=tomorrow.isoformat())


@on_a_file
def test_day_counts_whole(old_store):
    """What is published on a day is known on that day, and not the day before."""
    report(old_store, "indicator,year,value\nA1.1,2021,30", on="2022-05-02")
    day = date(2022, 5, 2)
    assert statuses(old_store, as_known_on=day)["A1.1", 2030] == "open"
    assert statuses(old_store, as_known_on=day - timedelta(days=1))["A1.1", 2030] == "not_reported"


@on_a_file
def test_nothing_is_known_before_the_first_release(old_store):
    assert statuses(old_store, as_known_on=date(2021, 2, 28)) == {}


def test_what_was_known_on_each_date_is_what_stood_there_then(tmp_path):
    """Step by step: after each release the state is noted; later each is found again."""
    store = empty_store(tmp_path)
    steps = [
        lambda on: release(store, SETUP, on=on),
        lambda on: report(store, "indicator,year,value\nA1.1,2021,10", on=on),
        lambda on: report(store, "indicator,year,value\nA1.1,2021,12\nA1.1,2022,13", on=on),
        lambda on: undo(store, 3, on=on),
        lambda on: release(
            store, {"targets.csv": "indicator,year,kind,value\nA1.1,2030,level,50"}, on=on
        ),
        lambda on: undo(store, 4, on=on),
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
