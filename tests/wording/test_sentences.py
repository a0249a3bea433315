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
        "In 2025, 30 sites (20 in 2020): 12 % of the way to the 2030 target of 100 sites, with "
        "50 % of the time gone. It takes 14 more a year, 7 times the pace so far.",
    ),
    "less is better": (
        COST,
        {
            "baselines": ["2020,24,,,"],
            "targets": ["2030,level,12,"],
            "reported_values": ["2025,21.5,,,"],
        },
        "In 2025, 21.5 EUR (24.0 in 2020): 20 % of the way to the 2030 target of 12 EUR, with "
        "50 % of the time gone. It takes 1.9 less a year, 3.8 times the pace so far.",
    ),
    "other whole": (
        PERCENT,
        {"baselines": ["2020,,,10,40"], "targets": GOAL, "reported_values": ["2025,,,20,50"]},
        "In 2025, 40.0 % (20 of 50), after 25.0 %, 10 of 40, in 2020: 20 % of the way to the "
        "2030 target of 100 %, with 50 % of the time gone. It takes 12 points a year, 4 times "
        "the pace so far.",
    ),
    "range of values": (
        "A1,% of value,level,down,0",
        {
            "baselines": ["2020,30,40,,"],
            "targets": ["2030,range,10,15"],
            "reported_values": ["2025,20,26,,"],
        },
        "In 2025, 20 to 26 % (30 to 40 % in 2020): 56 % of the way to the 2030 target of 10 to "
        "15 % (at most 15 %), with 50 % of the time gone. It takes 2.2 points less a year, no "
        "faster than so far.",
    ),
    "no progress": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2025,20,,,"]},
        "In 2025, 20 sites (20 in 2020): no progress towards the 2030 target of 100 sites, "
        "with 50 % of the time gone. It takes 16 more a year.",
    ),
    "going backwards": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2025,10,,,"]},
        "In 2025, 10 sites (20 in 2020): further from the 2030 target of 100 sites than at the "
        "start, with 50 % of the time gone. It takes 18 more a year.",
    ),
    "growth": (
        SITES,
        {"baselines": START, "targets": ["2030,growth,10,"], "reported_values": ["2025,30,,,"]},
        "In 2025, 30 sites (20 in 2020): 8.4 % a year, with 50 % of the time to 2030 gone. The "
        "target is 10 % a year: 52 sites.",
    ),
    "shrinking": (
        COST,
        {"baselines": START, "targets": ["2030,growth,-10,"], "reported_values": ["2025,15,,,"]},
        "In 2025, 15.0 EUR (20.0 in 2020): −5.5 % a year, with 50 % of the time to 2030 gone. "
        "The target is −10 % a year: 7.0 EUR.",
    ),
    "nothing left to grow": (
        SITES,
        {"baselines": START, "targets": ["2030,growth,10,"], "reported_values": ["2025,0,,,"]},
        "In 2025, 0 sites (20 in 2020): nothing is left to grow, where 10 % a year is required "
        "until 2030.",
    ),
    "met": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2025,100,,,"]},
        "In 2025, 100 sites (20 in 2020): the target of 100 sites for 2030 is met.",
    ),
    "met at the start": (
        SITES,
        {"baselines": ["2020,120,,,"], "targets": GOAL},
        "The starting point, 120 in 2020, meets the target of 100 sites for 2030; no "
        "report in between.",
    ),
    "met at the start and lost": (
        SITES,
        {"baselines": ["2020,120,,,"], "targets": GOAL, "reported_values": ["2025,90,,,"]},
        "In 2025, 90 sites (120 in 2020): the target of 100 sites for 2030 was met and is no "
        "longer.",
    ),
    "not reported": (
        SITES,
        {"baselines": START, "targets": GOAL},
        "No report since 2020 counts yet. Target for 2030: 100 sites.",
    ),
    "growth not reported": (
        SITES,
        {"targets": ["2030,growth,10,", "2050,multiple,2,"]},
        "No report counts yet. Target for 2030: 10 % more each year.",
    ),
    "no starting point": (
        SITES,
        {"targets": GOAL, "reported_values": ["2025,30,,,"]},
        "In 2025, 30 sites; target for 2030: 100 sites. Without a starting point the pace is "
        "not known yet.",
    ),
    "no condition reported": (
        CHARTER,
        {"targets": LIST, "conditions": ["2030,1,Written,"]},
        "No condition for 2030 is reported on yet.",
    ),
    "one condition past its year": (
        CHARTER,
        {"targets": LIST, "conditions": TWO, "condition_reports": ["2030,2,done,2024"]},
        "1 of 2 conditions met for 2030; 1 is past its year.",
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
        "1 of 2 conditions met for 2030; the others have no year of their own before "
        "then.",
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
    "two conditions past their years, one of the others later": (
        CHARTER,
        {
            "targets": LIST,
            "conditions": ["2030,1,A,2023", "2030,2,B,2024", "2030,3,C,2029", "2030,4,D,"],
            "condition_reports": ["2030,4,done,2024"],
        },
        "1 of 4 conditions met for 2030; 2 are past their year.",
    ),
    "one of the others without a year": (
        CHARTER,
        {
            "targets": LIST,
            "conditions": ["2030,1,A,2023", "2030,2,B,2029", "2030,3,C,"],
            "condition_reports": ["2030,1,done,2024"],
        },
        "1 of 3 conditions met for 2030; 1 of the others has no year of its own before "
        "then.",
    ),
    "what is needed agrees with how many times faster": (
        "A1,sites,level,up,2",
        {
            "baselines": ["2020,10,,,"],
            "targets": ["2030,level,11.1,"],
            "reported_values": ["2025,10.55,,,"],
        },
        "In 2025, 10.55 sites (10.00 in 2020): 50 % of the way to the 2030 target of 11.1 "
        "sites, with 50 % of the time gone. It takes 0.11 more a year, no faster than so far.",
    ),
    "a hundred times and more": (
        "A1,sites,level,up,",
        {
            "baselines": ["1990,0,,,"],
            "targets": ["2030,level,100,"],
            "reported_values": ["2025,5,,,"],
        },
        "In 2025, 5 sites (0 in 1990): 5.0 % of the way to the 2030 target of 100 sites, with "
        "87 % of the time gone. It takes 19 more a year, more than 100 times the pace so far.",
    ),
    "large numbers are whole": (
        "A1,sites,level,up,0",
        {"baselines": ["2020,0,,,"], "targets": ["2030,level,190000,"],
         "reported_values": ["2025,54286,,,"]},
        "In 2025, 54,286 sites (0 in 2020): 28 % of the way to the 2030 target of 190,000 "
        "sites, with 50 % of the time gone. It takes 27,143 more a year, 2.5 times the pace so "
        "far.",
    ),
    "very large numbers are not falsely exact": (
        "A1,sites,level,up,0",
        {"baselines": ["2020,0,,,"], "targets": ["2030,level,20000000000,"],
         "reported_values": ["2025,4665250000,,,"]},
        "In 2025, 4,665,250,000 sites (0 in 2020): 23 % of the way to the 2030 target of "
        "20,000,000,000 sites, with 50 % of the time gone. It takes 3,067,000,000 more a year, "
        "3.3 times the pace so far.",
    ),
    "small numbers keep their digits": (
        "A1,t C/ha,level,up,",
        {"baselines": ["2020,0.0002,,,"], "targets": ["2030,level,0.0005,"],
         "reported_values": ["2025,0.00036,,,"]},
        "In 2025, 0.00036 t C/ha (0.00020 in 2020): 53 % of the way to the 2030 target of "
        "0.00050 t C/ha, with 50 % of the time gone. It takes 0.000028 more a year, no faster "
        "than so far.",
    ),
    "growth downwards without a start": (
        COST,
        {"targets": ["2030,growth,-5,"]},
        "No report counts yet. Target for 2030: 5 % less each year.",
    ),
    "growth from zero": (
        SITES,
        {"baselines": ["2020,0,,,"], "targets": ["2030,growth,5,"],
         "reported_values": ["2025,30,,,"]},
        "In 2025, 30 sites; target for 2030: 5 % more each year. From 0 in 2020, growth in "
        "percent cannot be computed.",
    ),
    "a report of the starting year": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2020,21,,,"]},
        "No report since 2020 counts yet. Target for 2030: 100 sites.",
    ),
    "more than a range": (
        "A1,schemes,level,up,0",
        {"baselines": ["2020,0,,,"], "targets": ["2030,range,3,5"],
         "reported_values": ["2025,9,,,"]},
        "In 2025, 9 schemes (0 in 2020): the target of 3 to 5 schemes (at least 3) for 2030 is "
        "met.",
    ),
    "less than a range, downwards": (
        "A1,% of value,level,down,1",
        {"baselines": ["2020,95,,,"], "targets": ["2030,range,82,92"],
         "reported_values": ["2025,,,40,196"]},
        "In 2025, 20.4 % (40 of 196), after 95.0 % in 2020: the target of 82 to 92 % (at "
        "most 92 %) for 2030 is met.",
    ),
    "outside two ends": (
        "A1,% of seats,level,up,0",
        {"baselines": ["2020,20,,,"], "targets": ["2030,between,40,60"],
         "reported_values": ["2025,64,,,"]},
        "In 2025, 64 % (20 % in 2020): 80 % of the way to the 2030 target of between 40 and 60 "
        "%, with 50 % of the time gone. It takes 0.80 points less a year, no faster than so "
        "far.",
    ),
    "a share with its counts": (
        PERCENT,
        {"baselines": ["2015,,,20,196"], "targets": ["2030,level,80,"],
         "reported_values": ["2025,,,106,196"]},
        "In 2025, 54.1 % (106 of 196), after 10.2 % in 2015: 62 % of the way to the 2030 "
        "target of 80 %, with 66 % of the time gone. It takes 5.2 points a year, 1.2 times the "
        "pace so far.",
    ),
    "a share and a count": (
        PERCENT,
        {"baselines": ["2015,,,42,196"], "targets": ["2030,level,80,"],
         "reported_values": ["2025,28,,,"]},
        "In 2025, 28.0 % (21.4 %, 42 of 196, in 2015): 11 % of the way to the 2030 target of "
        "80 %, with 66 % of the time gone. It takes 11 points a year, 16 times the pace so "
        "far.",
    ),
    "too early": (
        SITES,
        {"baselines": ["2024,20,,,"], "targets": GOAL, "reported_values": ["2025,30,,,"]},
        "In 2025, 30 sites (20 in 2024): 12 % of the way to the 2030 target of 100 sites, with "
        "16 % of the time gone: too early to tell.",
    ),
    "too old": (
        SITES,
        {"baselines": ["2015,20,,,"], "targets": GOAL, "reported_values": ["2018,30,,,"]},
        "In 2018, 30 sites (20 in 2015): 12 % of the way to the 2030 target of 100 sites. "
        "Nothing is reported since: too long ago to tell.",
    ),
    "hardly lost": (
        PERCENT,
        {"baselines": ["2020,100,,,"], "targets": GOAL, "reported_values": ["2025,99.95,,,"]},
        "In 2025, 99.95 % (100.00 % in 2020): 100 % for 2030 counts as kept; what was "
        "lost is less than one unit.",
    ),
    "no faster than so far": (
        SITES,
        {"baselines": ["2020,0,,,"], "targets": GOAL, "reported_values": ["2025,60,,,"]},
        "In 2025, 60 sites (0 in 2020): 60 % of the way to the 2030 target of 100 sites, with "
        "50 % of the time gone. It takes 8 more a year, no faster than so far.",
    ),
    "a range that stands still": (
        "A1,schemes,level,up,0",
        {"baselines": ["2020,5,10,,"], "targets": ["2030,level,30,"],
         "reported_values": ["2025,4,12,,"]},
        "In 2025, 4 to 12 schemes (5 to 10 in 2020): no progress towards the 2030 target of 30 "
        "schemes, with 50 % of the time gone. It takes 5.2 more a year.",
    ),
}  # fmt: skip
IN_2030 = {
    "the target year is running": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2030,90,,,"]},
        "In 2030, 90 sites (20 in 2020): 87 % of the way to the 2030 target of 100 sites, with "
        "100 % of the time gone. It is due by the end of 2030.",
    ),
}
IN_2031 = {
    f"{value} is not rounded onto the target": (
        PERCENT,
        {"baselines": START, "targets": GOAL, "reported_values": [f"2030,{value},,,"]},
        f"In 2030, {shown}: the target of 100 % for 2030 {met}",
    )
    for value, shown, met in (
        ("99.96", "99.96 % (20.00 % in 2020)", "was not met; 99 % of the way was covered."),
        ("99.94", "99.9 % (20.0 % in 2020)", "was not met; 99 % of the way was covered."),
        ("100.04", "100.0 % (20.0 % in 2020)", "is met."),
    )
} | {
    "not rounded onto the target without decimals": (
        "A1,% of Parties,level,up,",
        {"baselines": START, "targets": GOAL, "reported_values": ["2030,99.9996,,,"]},
        "In 2030, 99.9996 % (20.0000 % in 2020): the target of 100 % for 2030 was not met; 99 "
        "% of the way was covered.",
    ),
    "rebased in the target year": (
        SITES,
        {"baselines": ["2030,120,,,"], "targets": GOAL},
        "The starting point, 120 in 2030, meets the target of 100 sites.",
    ),
}
IN_2032 = {
    "met late": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2025,30,,,", "2031,100,,,"]},
        "In 2031, 100 sites (20 in 2020): the target of 100 sites was met, after 2030.",
    ),
    "missed": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2030,90,,,"]},
        "In 2030, 90 sites (20 in 2020): the target of 100 sites for 2030 was not met; 87 % of "
        "the way was covered.",
    ),
    "not reported since": (
        SITES,
        {"baselines": START, "targets": GOAL, "reported_values": ["2025,30,,,"]},
        "No figure for 2030 yet, though it is over. The last one, of 2025, is 30 sites; the "
        "target is 100 sites.",
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
CASES = {2025: IN_2025, 2030: IN_2030, 2031: IN_2031, 2032: IN_2032}


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
    release(
        store,
        plan | {f"{name}.csv": "\n".join(found) for name, found in lines.items()},
        "2021-01-01",
    )
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
        "In 2025, 20.4 % (40 of 196), after 14.3 % in 2019: 7.1 % of the way to the 2050 target of "
        "100 %, with 19 % of the time gone: too early to tell."
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
    assert whole.sentence.startswith("In 2031, 20.4\u00a0% (40 of 196);")
    assert failures_counted() == before + 1
    (line,) = [found for found in caplog.records if found.getMessage() == "failed"]
    assert line.details["about"] == "A1.1 World 2030"
    assert line.details["error"] == "KeyError"
