"""Workplans: what is late and what comes next, and that no status rests on them."""

from datetime import date

import pytest

from progress.assessment import workplan
from progress.assessment.facts import facts_in_force
from tests.support.plans import build, release, report, statuses

ON = date(2026, 11, 25)
PARTS = "objective,part,number,text\nA1,cause,1,Ministries lack figures"
ACTIVITIES = """
    objective, activity, year_of_workplan, title,          part,  part_number, start,   due,        state,     done_on
    A1,        1,        2023,             Write a letter, cause, 1,           2023-02, 2023-06,    done,      2023-07-01
    A1,        2,        2025,             Ask ten more,   ,      ,            2025,    2026-10-31, under way,
    A1,        3,        2026,             Hold a forum,   ,      ,            ,        ,           planned,
    A1,        4,        2026,             Print a book,   ,      ,            ,        2026-01,    stopped,
    A1,        5,        2026,             Train people,   ,      ,            2026-06, 2026,       under way,
    """  # noqa: E501
MILESTONES = """
    objective, activity, milestone, title,      due,        done_on
    A1,        5,        1,         Room found, 2026-07,    2026-06-30
    A1,        5,        2,         First day,  2026-11-25,
    A1,        4,        1,         Proofs,     2025-12,
    A1,        2,        1,         Five asked, 2026-03-01,
    """


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = build(tmp_path_factory.mktemp("store"), {"implementation_strategy.csv": PARTS})
    release(made, {"activities.csv": ACTIVITIES, "milestones.csv": MILESTONES})
    yield made
    made.close()


def test_what_is_late_and_what_comes_next(store):
    facts = facts_in_force(store)

    def told(steps):
        return [(step.day.isoformat(), (step.milestone or step.activity).title) for step in steps]

    assert told(workplan.late(facts, {"A1"}, ON)) == [
        ("2026-03-01", "Five asked"),
        ("2026-10-31", "Ask ten more"),
    ]
    assert told(workplan.coming(facts, {"A1"}, ON)) == [
        ("2026-11-25", "First day"),  # due today is not late
        ("2026-12-31", "Train people"),
    ]
    assert workplan.coming(facts, {"A2"}, ON) == []
    found = workplan.progress(facts, "A1", ON)
    counted = found.total, found.done, found.under_way, found.planned, found.stopped, found.late
    assert counted == (5, 1, 2, 1, 1, 1)
    assert found.next.milestone.title == "First day"


def test_an_activity_stands_in_the_workplans_until_it_is_over(store):
    facts = facts_in_force(store)
    assert [list(workplan.years(row, ON)) for row in facts.activities] == [
        [2023], [2025, 2026], [2026], [2026], [2026],
    ]  # fmt: skip
    assert workplan.workplan_years(facts, ON) == [2026, 2025, 2023]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-10", "2024-02-10", "2024-02-10"),
    ],
)
def test_days_of_a_period(period, first, last):
    assert workplan.first_day(period).isoformat() == first
    assert workplan.last_day(period).isoformat() == last


def test_no_status_rests_on_a_workplan(tmp_path):
    made = build(tmp_path, {"implementation_strategy.csv": PARTS})
    report(made, "indicator,year,value\nA1.1,2025,60")
    before = statuses(made)
    release(made, {"activities.csv": ACTIVITIES, "milestones.csv": MILESTONES})
    assert statuses(made) == before
    made.close()
