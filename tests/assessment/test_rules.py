"""Cases that tell the rules of docs/design.md, "Verdicts", from what they must not be."""

from datetime import date

import pytest

from progress.assessment.filters import Filters
from progress.assessment.verdicts import judge, status
from progress.store.queries import records
from tests.support.homes import on_a_file
from tests.support.plans import empty_store, release, report

# Each case: baselines, values and target as CSV cells, then on which day (and for which year) it
# has which status and flags. The indicator is a level that goes up, unless its name says more.
CASES = {
    "met up to its year, lost since": (
        [], ["2024,12", "2026,8"], "2025,level,10", "2027-02-01", "achieved",
        {"lost_since", "before_target_year", "baseline_better_than_target"},
    ),
    "met in its year, and still": ([], ["2025,12", "2026,13"], "2025,level,10", "2027-02-01",
        "achieved", set()),
    "met in its year, not in the next": ([], ["2025,12", "2026,9"], "2025,level,10", "2027-02-01",
        "achieved", {"lost_since"}),
    "met by a starting point in the target year": (["2025,12"], ["2026,14"], "2025,level,10",
        "2027-02-01", "achieved", {"baseline_only"}),
    "met by a starting point in the target year, lost since": (["2025,12"], ["2026,8"],
        "2025,level,10", "2027-02-01", "achieved", {"baseline_only", "lost_since"}),
    "start and report of the target year": (["2025,12"], ["2025,12", "2026,8"], "2025,level,10",
        "2027-02-01", "achieved", {"lost_since"}),
    "missed by what the start was": (["2025,5"], ["2025,5"], "2025,level,10", "2026-02-01",
        "missed", set()),
    "only values after the target year": ([], ["2031,5", "2032,6"], "2030,level,10", "2033-02-01",
        "missed", set()),
    "the same range": (["2020,5,10"], ["2025,5,10"], "2030,level,30", "2025-12-31", "no_change",
        set()),
    "a better range": (["2020,5,10"], ["2025,8,12"], "2030,level,30", "2025-12-31", "insufficient",
        set()),
    "within the starting range": (["2020,5,10"], ["2025,8"], "2030,level,10", "2025-12-31",
        "no_change", set()),
    "a range that moved both ways": (["2020,5,10"], ["2025,4,14"], "2030,level,30", "2025-12-31",
        "no_change", set()),
    "a worse range": (["2020,5,10"], ["2025,3,8"], "2030,level,30", "2025-12-31", "moving_away",
        set()),
    "short of it while the year runs": (["2020,0"], ["2026,99"], "2026,level,100", "2026-03-01",
        "on_track", {"target_year_running"}),
    "short of it once the year is over": (["2020,0"], ["2026,99"], "2026,level,100", "2027-03-01",
        "missed", set()),
    "reached while the year runs": (["2020,0"], ["2026,100"], "2026,level,100", "2026-03-01",
        "achieved", set()),
    "awaited on 1 January": (["2020,0"], ["2022,40", "2023,60", "2024,80"], "2025,level,100",
        "2026-01-01", "on_track", {"awaiting_final"}),
    "still awaited at the end of the year": (["2020,0"], ["2022,40", "2023,60", "2024,80"],
        "2025,level,100", "2026-12-31", "on_track", {"awaiting_final"}),
    "no longer awaited": (["2020,0"], ["2022,40", "2023,60", "2024,80"], "2025,level,100",
        "2027-01-01", "overdue_report", set()),
    "old, and still told": (["2019,0"], ["2021,10", "2022,20", "2023,40"], "2030,level,100",
        "2026-11-01", "on_track", {"stale"}),
    "too old": (["2020,0"], ["2021,10"], "2030,level,100", "2026-11-01", "open", {"stale"}),
    "met long ago and never seen again": (["2015,0"], ["2018,100"], "2030,level,100",
        "2026-11-01", "open", {"stale"}),
    "a hair back": (["2020,28.0"], ["2025,27.9"], "2030,level,100", "2025-12-31", "no_change",
        set()),
    "a hair on": (["2020,28.0"], ["2025,29.5"], "2030,level,100", "2025-12-31", "no_change", set()),
    "kept but for less than a unit, in tenths": (["2020,100"], ["2025,99.95"], "2030,level,100",
        "2025-12-31", "achieved",
        {"kept_within_unit", "worsening", "baseline_at_target", "before_target_year"}),
    "kept but for a unit, in tenths": (["2020,100"], ["2025,99.8"], "2030,level,100",
        "2025-12-31", "moving_away", {"target_lost", "baseline_at_target"}),
    "less than a unit, whole": (["2020,1"], ["2025,1.9"], "2030,level,3", "2025-12-31",
        "no_change", set()),
    "too early": (["2020,0"], ["2022,9"], "2050,level,100", "2022-12-31", "open", set()),
    "early, with three values": (["2020,0"], ["2021,4", "2022,8", "2023,12"], "2050,level,100",
        "2023-12-31", "on_track", {"early_signal"}),
    "below two ends": (["2020,20"], ["2025,30"], "2030,between,40,60", "2025-12-31", "on_track",
        set()),
    "between two ends": (["2020,20"], ["2025,50"], "2030,between,40,60", "2025-12-31", "achieved",
        {"before_target_year"}),
    "above two ends": (["2020,20"], ["2025,90"], "2030,between,40,60", "2025-12-31", "moving_away",
        set()),
    "a range is at least its easier end": (["2020,0"], ["2025,9"], "2030,range,3,5", "2025-12-31",
        "achieved", {"before_target_year"}),
}  # fmt: skip
REASONS = {"too old": "too_old", "met long ago and never seen again": "too_old",
           "too early": "too_early"}  # fmt: skip
DECIMALS = {"tenths": 1, "whole": 0}


def cells(line: str, wanted: int) -> str:
    return line + "," * (wanted - 1 - line.count(","))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Every case is an indicator of one plan, published long ago."""
    made = empty_store(tmp_path_factory.mktemp("rules"))
    lines = {
        "indicators": ["indicator,objective,measure,direction,decimals"],
        "baselines": ["indicator,year,value,value_high,comparable"],
        "targets": ["indicator,year,kind,value,value_high"],
        "reported_values": ["indicator,year,value,value_high"],
    }
    for number, (name, (starts, values, target, *_)) in enumerate(CASES.items()):
        code = f"A1.{number}"
        decimals = next((str(n) for word, n in DECIMALS.items() if word in name), "")
        lines["indicators"].append(f"{code},A1,level,up,{decimals}")
        lines["baselines"] += [f"{code},{cells(start, 3)},yes" for start in starts]
        lines["targets"].append(f"{code},{cells(target, 4)}")
        lines["reported_values"] += [f"{code},{cells(value, 3)}" for value in values]
    plan = {"goals.csv": "goal\nA", "objectives.csv": "objective,goal\nA1,A"}
    release(made, plan | {f"{name}.csv": "\n".join(found) for name, found in lines.items()},
            on="2015-01-01")  # fmt: skip
    yield made
    made.close()


@pytest.mark.parametrize("name", CASES)
def test_case(store, name):
    _, _, target, day, status, flags = CASES[name]
    number, horizon = list(CASES).index(name), int(target.split(",")[0])
    found = records(judge(store, as_known_on=date.fromisoformat(day)))
    (row,) = (
        row for row in found if (row["indicator"], row["horizon"]) == (f"A1.{number}", horizon)
    )
    assert (row["status"], set(row["flags"]) - {"baseline_first_report"}) == (status, flags)
    assert row["reason"] == REASONS.get(name)


PLAN = {
    "goals.csv": "goal\nA",
    "objectives.csv": "objective,goal\nA1,A",
    "indicators.csv": "indicator,objective,measure,direction\nA1.1,A1,level,up\nA1.2,A1,flow,up\n"
    "A1.3,A1,conditions,",
    "targets.csv": "indicator,region,year,kind,value\nA1.1,,2025,level,10\nA1.1,,2030,level,20\n"
    "A1.2,,2025,level,10\nA1.3,,2024,conditions,\nA1.3,Africa,2024,conditions,",
    "baselines.csv": "indicator,year,value,comparable\nA1.1,2020,2,yes\nA1.2,2020,0,yes",
    "conditions.csv": "indicator,target_year,condition,text,recurs\nA1.3,2024,1,It is held,yearly",
}


@pytest.fixture
def plan(home):
    made = empty_store(home)
    release(made, PLAN, on="2021-01-01")
    yield made
    made.close()


def status_of(store, indicator, horizon, day, region="World", year=None):
    found = records(judge(store, year, as_known_on=date.fromisoformat(day)))
    (row,) = (
        row
        for row in found
        if (row["indicator"], row["horizon"], row["region"]) == (indicator, horizon, region)
    )
    return row


@on_a_file
def test_a_target_closed_before_a_later_start_keeps_the_one_it_had(plan):
    report(plan, "indicator,year,value\nA1.1,2025,5", on="2026-02-01")
    release(plan, {"baselines.csv": "indicator,year,value,comparable\nA1.1,2025,5,yes"},
            on="2026-03-01")  # fmt: skip
    closed = status_of(plan, "A1.1", 2025, "2026-04-01")
    assert (closed["status"], closed["value_year"], closed["value"]) == ("missed", 2025, 5)
    assert (closed["baseline_year"], closed["distance_covered"]) == (2020, pytest.approx(3 / 8))
    assert status_of(plan, "A1.1", 2030, "2026-04-01")["baseline_year"] == 2025


def test_an_older_report_changes_the_pace_and_not_the_target(tmp_path):
    store = empty_store(tmp_path)
    growth = {"targets.csv": "indicator,year,kind,value\nA1.1,2030,growth,5", "baselines.csv": ""}
    release(store, {**PLAN, **growth, "baselines.csv": "indicator,year,value,comparable"},
            on="2021-01-01")  # fmt: skip
    report(store, "indicator,year,value\nA1.1,2022,10\nA1.1,2024,11", on="2025-02-01")
    before = status_of(store, "A1.1", 2030, "2025-12-01")
    report(store, "indicator,year,value\nA1.1,2020,4", on="2025-03-01")
    after = status_of(store, "A1.1", 2030, "2025-12-01")
    store.close()
    assert before["target_number"] == after["target_number"] == pytest.approx(10 * 1.05**8)
    assert (before["baseline_year"], after["baseline_year"]) == (2022, 2020)
    assert before["pace"] != after["pace"]


@on_a_file
def test_late_shows_the_numbers_of_no_other_year(plan):
    report(plan, "indicator,year,value\nA1.1,2023,6\nA1.1,2026,11", on="2026-10-01")
    late = status_of(plan, "A1.1", 2025, "2026-11-01")
    assert (late["status"], late["value_year"], late["flags"]) == ("achieved", 2026, ["late"])
    assert late["distance_covered"] is late["time_used"] is late["pace"] is None
    report(plan, "indicator,year,value\nA1.1,2026,9", on="2026-11-01")
    missed = status_of(plan, "A1.1", 2025, "2026-11-01")
    assert (missed["status"], missed["value_year"], missed["value"]) == ("missed", 2026, 9)


@on_a_file
def test_a_flow_is_met_only_by_its_year_once_that_is_over(plan):
    report(plan, "indicator,year,value\nA1.2,2024,12", on="2025-02-01")
    for day, expected, flags in (
        ("2025-12-31", "achieved", ["before_target_year"]),
        ("2026-06-01", "achieved", ["before_target_year", "awaiting_final"]),
        ("2027-01-01", "overdue_report", []),
    ):
        row = status_of(plan, "A1.2", 2025, day)
        assert (row["status"], row["flags"]) == (expected, flags)


@on_a_file
def test_what_was_done_in_a_year_stays_done_in_it(plan):
    """A yearly condition goes on being reported; what is not done later takes nothing back."""
    header = "indicator,target_year,condition,state,done_year,year\n"
    for year in (2023, 2024, 2025):
        release(plan, {"condition_reports.csv": f"{header}A1.3,2024,1,done,{year},"},
                on=f"{year + 1}-02-01")  # fmt: skip
    assert status_of(plan, "A1.3", 2024, "2026-03-01")["status"] == "achieved"
    assert status_of(plan, "A1.3", 2024, "2026-03-01", year=2024)["status"] == "achieved"
    release(plan, {"condition_reports.csv": f"{header}A1.3,2024,1,not done,,2026"}, "2026-06-01")
    assert status_of(plan, "A1.3", 2024, "2026-07-01", year=2024)["status"] == "achieved"
    assert status_of(plan, "A1.3", 2024, "2026-07-01")["status"] == "achieved"
    assert status_of(plan, "A1.3", 2024, "2024-12-31")["status"] == "achieved"


@on_a_file
def test_a_region_reports_its_own_conditions(plan):
    header = "indicator,region,target_year,condition,state,done_year\n"
    release(plan, {"condition_reports.csv": f"{header}A1.3,,2024,1,done,2024"}, on="2025-02-01")
    africa = {"indicator": "A1.3", "horizon": 2024, "region": "Africa"}
    assert status_of(plan, day="2025-03-01", **africa)["status"] == "not_reported"
    release(plan, {"condition_reports.csv": f"{header}A1.3,Africa,2024,1,done,2024"}, "2025-03-01")
    assert status_of(plan, day="2025-03-01", **africa)["status"] == "achieved"


@on_a_file
def test_a_better_value_of_one_indicator_is_no_worse_for_the_objective(plan):
    """Two indicators, one unreported: on track, then met."""

    chosen = Filters(as_known_on=date(2024, 12, 31), horizon=2025)
    for value in (7, 11):
        report(plan, f"indicator,year,value\nA1.1,2022,4\nA1.1,2023,{value}", on="2024-02-01")
        (objective,) = records(status(plan, chosen).objectives)
        assert (objective["status"], objective["assessed"]) == ("on_track", 1)
        assert objective["indicators"] == 2
