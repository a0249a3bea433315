"""A verdict in words: one sentence of each kind."""

import re
from dataclasses import replace
from datetime import date

import pytest

from progress.assessment.filters import Filters
from progress.assessment.rows import Verdict
from progress.assessment.snapshot import take
from progress.assessment.verdicts import judge
from progress.language import ENGLISH
from progress.store.queries import rows_of_frame
from progress.telemetry import metrics
from progress.wording.documents import indicators_by_code
from progress.wording.goal import goal_views
from progress.wording.sentences import verdict_sentence
from progress.wording.status_words import status_word
from tests.support.plans import empty_store, release

HEADERS = {
    "indicators": "indicator,objective,unit,measure,direction,decimals",
    "baselines": "indicator,year,value,value_high,count,out_of,comparable",
    "targets": "indicator,year,kind,value,value_high",
    "reported_values": "indicator,year,value,value_high,count,out_of",
    "conditions": "indicator,target_year,condition,text,due_year",
    "condition_reports": "indicator,target_year,condition,state,done_year",
}
PERCENT, SITES = "A1,% of Parties,level,up,1", "A1,sites,level,up,0"
COST, CHARTER = "A1,EUR,level,down,1", "A1,,conditions,,"
START, GOAL, LIST = ["2020,20,,,"], ["2030,level,100,"], ["2030,conditions,,"]
TWO = ["2030,1,Written,2024", "2030,2,Signed,"]


IN_2025 = {
    "on the way": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2025,30,,,"]},
        "In 2025, 30 (20 in 2020): 12.5 % of the way to 2030 with 50.0 % of the time used; "
        "100 sites needs 14.0 more a year, 7.0 times the pace so far.",
    ),
    "less is better": (
        COST,
        {
            "baselines": ["2020,24,,,"],
            "targets": ["2030,level,12,"],
            "reported_values": ["2025,21.5,,,"],
        },
        "In 2025, 21.5 (24.0 in 2020): 20.8 % of the way to 2030 with 50.0 % of the time used; "
        "12 EUR needs 1.9 less a year, 3.8 times the pace so far.",
    ),
    "other whole": (
        PERCENT,
        {"baselines": ["2020,,,10,40"], "targets": GOAL, "reported_values": ["2025,,,20,50"]},
        "In 2025, 20 of 50 (10 of 40 in 2020): 20.0 % of the way to 2030 with 50.0 % of the time "
        "used; 100 % needs 12.0 points a year, 4.0 times the pace so far.",
    ),
    "range of values": (
        "A1,% of value,level,down,0",
        {
            "baselines": ["2020,30,40,,"],
            "targets": ["2030,range,10,15"],
            "reported_values": ["2025,20,26,,"],
        },
        "In 2025, 20 to 26 % (30 to 40 % in 2020): 26.6 % of the way to 2030 with 50.0 % of the "
        "time used; 10 to 15 % needs 2.2 points less a year, 2.8 times the pace so far.",
    ),
    "no progress": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2025,20,,,"]},
        "In 2025, 20 (20 in 2020): 0.0 % of the way to 2030 with 50.0 % of the time used; "
        "100 sites needs 16.0 more a year.",
    ),
    "going backwards": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2025,10,,,"]},
        "In 2025, 10 (20 in 2020): further from 100 sites than at the start, "
        "with 50.0 % of the time to 2030 used; 100 sites needs 18.0 more a year.",
    ),
    "growth": (
        SITES,
        {"baselines": START, "targets": ["2030,growth,10,"], "reported_values": ["2025,30,,,"]},
        "In 2025, 30 (20 in 2020): 8.4 % a year with 50.0 % of the time to 2030 used, "
        "where 10 % a year is asked for (52 sites).",
    ),
    "shrinking": (
        COST,
        {"baselines": START, "targets": ["2030,growth,-10,"], "reported_values": ["2025,15,,,"]},
        "In 2025, 15.0 (20.0 in 2020): −5.5 % a year with 50.0 % of the time to 2030 used, "
        "where −10 % a year is asked for (7.0 EUR).",
    ),
    "nothing left to grow": (
        SITES,
        {"baselines": START, "targets": ["2030,growth,10,"], "reported_values": ["2025,0,,,"]},
        "In 2025, 0 (20 in 2020): nothing is left to grow, where 10 % a year is asked for by 2030.",
    ),
    "met": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2025,100,,,"]},
        "In 2025, 100 (20 in 2020): the target of 100 sites for 2030 is met.",
    ),
    "met at the start": (
        SITES,
        {"baselines": ["2020,120,,,"], "targets": GOAL},
        "The starting point, 120 in 2020, meets the target of 100 sites for 2030; "
        "nothing is reported since.",
    ),
    "met at the start and lost": (
        SITES,
        {"baselines": ["2020,120,,,"], "targets": GOAL, "reported_values": ["2025,90,,,"]},
        "In 2025, 90 (120 in 2020): the target of 100 sites for 2030 was met and is no longer.",
    ),
    "not reported": (
        SITES,
        {"baselines": START, "targets": GOAL},
        "Nothing is reported yet. Target for 2030: 100 sites.",
    ),
    "growth not reported": (
        SITES,
        {"targets": ["2030,growth,10,", "2050,multiple,2,"]},
        "Nothing is reported yet. Target for 2030: 10 % more each year.",
    ),
    "no starting point": (
        SITES,
        {"targets": GOAL, "reported_values": ["2025,30,,,"]},
        "In 2025, 30; target for 2030: 100 sites. "
        "Without a starting point the pace is not known yet.",
    ),
    "no condition reported": (
        CHARTER,
        {"targets": LIST, "conditions": ["2030,1,Written,"]},
        "No condition for 2030 is reported on yet.",
    ),
    "one condition past its year": (
        CHARTER,
        {"targets": LIST, "conditions": TWO, "condition_reports": ["2030,2,done,2024"]},
        "1 of 2 conditions met for 2030; one is past its year.",
    ),
    "no condition met": (
        CHARTER,
        {
            "targets": LIST,
            "conditions": ["2030,1,Written,"],
            "condition_reports": ["2030,1,not done,"],
        },
        "0 of 1 condition met for 2030.",
    ),
    "all conditions met": (
        CHARTER,
        {
            "targets": LIST,
            "conditions": TWO,
            "condition_reports": ["2030,1,done,2024", "2030,2,done,2025"],
        },
        "2 of 2 conditions met: the target for 2030 is met.",
    ),
    "a condition without a year": (
        CHARTER,
        {"targets": LIST, "conditions": TWO, "condition_reports": ["2030,1,done,2024"]},
        "1 of 2 conditions met for 2030; the others have no year of their own.",
    ),
    "a condition that is not due": (
        CHARTER,
        {
            "targets": LIST,
            "conditions": ["2030,1,Written,2024", "2030,2,Signed,2029"],
            "condition_reports": ["2030,1,done,2024"],
        },
        "1 of 2 conditions met for 2030; the others are not due yet.",
    ),
}
IN_2030 = {
    f"{value} is not rounded onto the target": (
        PERCENT,
        {"baselines": START, "targets": GOAL, "reported_values": [f"2030,{value},,,"]},
        f"In 2030, {shown}: the target of 100 % for 2030 {met}.",
    )
    for value, shown, met in (
        ("99.96", "99.96 % (20.00 % in 2020)", "was not met"),
        ("99.94", "99.9 % (20.0 % in 2020)", "was not met"),
        ("100.04", "100.0 % (20.0 % in 2020)", "is met"),
    )
}
IN_2032 = {
    "met late": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2025,30,,,", "2031,100,,,"]},
        "In 2031, 100 (20 in 2020): the target of 100 sites was met, after 2030.",
    ),
    "missed": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2030,90,,,"]},
        "In 2030, 90 (20 in 2020): the target of 100 sites for 2030 was not met.",
    ),
    "not reported since": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2025,30,,,"]},
        "2030 is over and not reported; in 2025 it was 30. Target: 100 sites.",
    ),
    "never reported": (
        SITES,
        {"baselines": START, "targets": GOAL},
        "2030 is over and nothing is reported. Target: 100 sites.",
    ),
    "no condition ever reported": (
        CHARTER,
        {"targets": LIST, "conditions": TWO},
        "2030 is over and no condition is reported on.",
    ),
    "conditions missed": (
        CHARTER,
        {"targets": LIST, "conditions": TWO, "condition_reports": ["2030,1,done,2024"]},
        "1 of 2 conditions met: the target for 2030 was missed.",
    ),
}
CASES = {2025: IN_2025, 2030: IN_2030, 2032: IN_2032}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Year and kind -> its sentence on 2030; each kind is one indicator of one plan."""
    lines = {name: [header] for name, header in HEADERS.items()}
    codes = {}
    for year, kinds in CASES.items():
        for kind, (indicator, sheets, _) in kinds.items():
            code = f"A1.{len(codes) + 1}"
            codes[code] = year, kind
            for name, found in {"indicators": [indicator], **sheets}.items():
                end = ",yes" if name == "baselines" else ""
                lines[name] += [f"{code},{line}{end}" for line in found]
    store = empty_store(tmp_path_factory.mktemp("sentences"))
    plan = {"goals.csv": "goal\nA", "objectives.csv": "objective,goal\nA1,A"}
    release(store, plan | {f"{name}.csv": "\n".join(found) for name, found in lines.items()})
    indicators = indicators_by_code(store)
    sentences = {
        codes[row.indicator]: verdict_sentence(ENGLISH, row, indicators[row.indicator])
        for year in CASES
        for row in rows_of_frame(
            Verdict, judge(store, year, as_known_on=date(year, 12, 31), releases=[1])
        )
        if row.horizon == 2030 and codes[row.indicator][0] == year
    }
    store.close()
    return sentences


@pytest.mark.parametrize(("year", "kind"), [(year, kind) for year in CASES for kind in CASES[year]])
def test_one_sentence_of_each_kind(told, year, kind):
    assert told[year, kind].replace("\u00a0", " ") == CASES[year][kind][2]


def test_no_target():
    for reason, expected in (("not_set", "No target for 2030"), ("not_entered", "Not yet entered")):
        assert status_word(ENGLISH, "no_target", reason, 2030) == expected


def test_the_example_of_the_design(tmp_path):
    """The sentence that docs/design.md gives, word for word."""
    store = empty_store(tmp_path)
    release(
        store,
        {
            "goals.csv": "goal\nA",
            "objectives.csv": "objective,goal\nA1,A",
            "indicators.csv": f"{HEADERS['indicators']}\nA1.1,{PERCENT}",
            "baselines.csv": f"{HEADERS['baselines']}\nA1.1,2019,,,28,196,yes",
            "targets.csv": f"{HEADERS['targets']}\nA1.1,2050,level,100,",
            "reported_values.csv": f"{HEADERS['reported_values']}\nA1.1,2025,,,40,196",
        },
    )
    (row,) = rows_of_frame(Verdict, judge(store, 2025, releases=[1]))
    sentence = verdict_sentence(ENGLISH, row, indicators_by_code(store)["A1.1"])
    store.close()
    assert sentence.replace("\u00a0", " ") == (
        "In 2025, 40 of 196 (28 in 2019): 7.1 % of the way to 2050 with 19.3 % of the time used; "
        "100 % needs 3.2 points a year, 3.2 times the pace so far."
    )


def failures_counted() -> float:
    found = re.search(
        r'progress_failures_total\{kind="verdict"\} (\S+)', metrics.text({})[0].decode()
    )
    return float(found[1]) if found else 0


def test_a_verdict_that_cannot_be_worded_says_so_and_the_others_stand(tmp_path, caplog):
    store = empty_store(tmp_path)
    release(
        store,
        {
            "goals.csv": "goal\nA",
            "objectives.csv": "objective,goal\nA1,A",
            "indicators.csv": f"{HEADERS['indicators']}\nA1.1,{PERCENT}",
            "targets.csv": f"{HEADERS['targets']}\nA1.1,2030,level,90,\nA1.1,2050,level,100,",
            "reported_values.csv": f"{HEADERS['reported_values']}\nA1.1,2031,,,40,196",
        },
    )
    snapshot = take(store, Filters(year=2032))
    store.close()
    # A status that needs a value, and a row without one.
    numberless = dict.fromkeys(("value_year", "value", "count", "out_of", "value_number"))
    missed, other = snapshot.verdicts
    assert missed.status == "missed"
    verdicts = (replace(missed, **numberless), other)
    before = failures_counted()
    (indicator,) = (
        goal_views(ENGLISH, replace(snapshot, verdicts=verdicts))[0].objectives[0].indicators
    )
    broken, whole = indicator.series[0].verdicts
    assert broken.status.word == "Target missed"
    assert broken.sentence == "This status cannot be put into words."
    assert whole.sentence.startswith("In 2031, 40 of 196;")
    assert failures_counted() == before + 1
    (line,) = [found for found in caplog.records if found.getMessage() == "failed"]
    assert line.details["about"] == "A1.1 World 2030"
    assert line.details["error"] == "KeyError"
