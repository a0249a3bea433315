"""The command line: init, status, exit codes, and one line for an error."""

import json

import pytest

from tests.support.commands import csv, document, refused, run
from tests.support.plans import PLAN, build, release, report, write_folder

VERDICT = {
    "indicator", "objective", "goal", "facility_type", "region", "horizon", "status", "family",
    "reason", "flags", "baseline", "value", "target", "conditions", "distance_covered",
    "time_used", "pace", "acceleration_factor", "compound", "robust", "confirmed", "sentence",
}  # fmt: skip
OBJECTIVE = {
    "objective", "label", "goal", "facility_type", "horizon", "family", "indicators", "assessed",
    "stale",
}  # fmt: skip
FAMILIES = ["achieved", "on_track", "behind", "off_course", "open", "no_verdict"]
GROUP = {"horizon", "objectives", "with_target", "headline", "stale", *FAMILIES}
PROBLEM = {"sheet", "row", "column", "value", "code", "message"}


@pytest.fixture
def store(tmp_path):
    """Where the store of the small plan is, with first figures as release 2."""
    made = build(tmp_path)
    report(made, "indicator,year,value\nA1.1,2022,45\nA1.1,2023,50")
    made.close()
    return made.path


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """The store of the demonstration. Not written to by these tests."""
    path = tmp_path_factory.mktemp("demonstration") / "demo.duckdb"
    assert run("init", "--demo", store=path).returncode == 0
    return path


# init


def test_init_builds_the_store_and_leaves_it_alone_the_next_time(tmp_path):
    path = tmp_path / "new" / "store.duckdb"
    first = run("init", store=path)
    assert (first.returncode, first.stderr) == (0, "")
    content = path.read_bytes()
    second = run("init", store=path)
    assert (second.returncode, second.stderr) == (0, "")
    assert "there is a store" in second.stdout
    assert path.read_bytes() == content


def test_init_with_a_plan_does_not_replace_a_store(store, tmp_path):
    content = store.read_bytes()
    plan = write_folder(tmp_path / "plan", PLAN)
    assert "already" in refused("init", "--plan", plan, store=store)
    assert store.read_bytes() == content


def test_init_tells_all_problems_of_a_folder_a_line_each(tmp_path):
    bad = {**PLAN, "goals.csv": "goal\nA", "targets.csv": "indicator,year,kind,value\nX,30,level,1"}
    plan = write_folder(tmp_path / "plan", bad)
    done = run("init", "--plan", plan, "--json", store=tmp_path / "store.duckdb")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("objectives.csv, row 4, goal: There is no goal B")
    assert lines[0].endswith('(found "B") [unknown_code]')
    assert lines[1].startswith("targets.csv, row 2, year: Write a year between 1900 and 2100")
    assert lines[2].startswith("targets.csv, row 2, indicator: There is no indicator X")
    errors = json.loads(done.stdout)["errors"]
    assert [set(error) for error in errors] == [PROBLEM, PROBLEM, PROBLEM]
    assert [error["row"] for error in errors] == [4, 2, 2]
    assert list(tmp_path.iterdir()) == [plan]


def test_init_of_the_demonstration(demonstration):
    families = {one["family"] for one in document("status", store=demonstration)["verdicts"]}
    assert families == set(FAMILIES)


# status


def test_status_document(store):
    found = document("status", store=store)
    assert set(found) == {"verdicts", "objectives", "goals", "facility_types"}
    assert all(set(one) == VERDICT for one in found["verdicts"])
    assert all(set(one) == OBJECTIVE for one in found["objectives"])
    assert all(set(one) == GROUP | {"goal"} for one in found["goals"])
    assert all(set(one) == GROUP | {"facility_type"} for one in found["facility_types"])
    assert {one["facility_type"] for one in found["facility_types"]} == {
        "core",
        "global",
        "unknown",
    }
    for one in (*found["goals"], *found["facility_types"]):
        assert sum(one[family] for family in FAMILIES) == one["objectives"]


def test_status_of_one_indicator(store):
    found = document("status", "--year", "2024", "--objective", "A1", store=store)
    (verdict,) = found["verdicts"]
    sentence = verdict.pop("sentence")
    ratio = verdict.pop("compound")
    assert verdict == {
        "indicator": "A1.1",
        "objective": "A1",
        "goal": "A",
        "facility_type": "core",
        "region": "World",
        "horizon": 2030,
        "status": "on_track",
        "family": "on_track",
        "reason": None,
        "flags": [],
        "baseline": {"year": 2020, "value": 20.0, "value_high": None},
        "value": {"year": 2023, "value": 50.0, "value_high": None, "count": None, "out_of": None},
        "target": {
            "year": 2030,
            "kind": "level",
            "value": 100.0,
            "value_high": None,
            "number": 100.0,
        },
        "conditions": None,
        "distance_covered": 0.375,
        "time_used": 0.3,
        "pace": 1.25,
        "acceleration_factor": pytest.approx(5 / 7),
        "robust": True,
        "confirmed": True,
    }
    assert ratio == {"ratio": pytest.approx(2.04565, rel=1e-5), "family": "on_track"}
    assert sentence.startswith("In 2023, 50.0\u00a0% (20.0\u00a0% in 2020): 37\u00a0% of the way")


def test_what_is_not_there_is_null(store):
    found = document("status", "--objective", "B1", store=store)
    (verdict,) = found["verdicts"]
    assert verdict["status"] == "not_reported"
    for name in ("value", "conditions", "distance_covered", "pace", "compound", "robust", "reason"):
        assert verdict[name] is None
    checklist = document("status", "--objective", "A2", store=store)["verdicts"][1]
    assert checklist["conditions"] == {"done": 0, "total": 2, "overdue": 1, "due": 0}
    assert checklist["target"]["number"] is None


FILTERS = {
    "--goal": ("B", ["B1.1"]),
    "--facility-type": ("unknown", ["B1.1"]),
    "--objective": ("A2", ["A2.1", "A2.2"]),
    "--status": ("no_verdict", ["A2.1", "A2.2", "B1.1"]),
    "--horizon": ("2030", ["A1.1", "A2.1", "A2.2", "B1.1"]),
    "--region": ("all", ["A1.1", "A2.1", "A2.2", "B1.1"]),
}


@pytest.mark.parametrize("name", FILTERS)
def test_filters(store, name):
    value, expected = FILTERS[name]
    found = document("status", name, value, "--year", "2024", store=store)
    assert [one["indicator"] for one in found["verdicts"]] == expected
    shown = {one["objective"] for one in found["objectives"]}
    assert {code.split(".")[0] for code in expected} == shown
    assert sum(one["objectives"] for one in found["goals"]) == len(shown)


def test_an_objective_is_found_by_the_code_it_had(tmp_path):
    made = build(tmp_path)
    release(made, {"objectives.csv": "objective,new_code\nA1,A9"})
    made.close()
    for code in ("A1", "A9"):
        found = document("status", "--objective", code, store=made.path)
        assert {one["objective"] for one in found["verdicts"]} == {"A9"}


def test_year_and_date_of_the_records(demonstration):
    def values(*arguments):
        found = document("status", *arguments, store=demonstration)["verdicts"]
        return [one["value"]["year"] for one in found if one["value"]]

    assert max(values("--as-known-on", "2023-12-31")) <= 2023
    assert max(values("--year", "2022")) == 2022
    assert max(values("--year", "2022", "--as-known-on", "2025-12-31")) == 2022
    found = document("status", "--as-known-on", "2000-01-01", store=demonstration)
    assert found["verdicts"] == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("--goal", "Z", 'unknown goal "Z"; there is: A, B'),
        ("--objective", "Z1", 'unknown objective "Z1"'),
        ("--horizon", "2031", 'unknown horizon "2031"; there is: 2030'),
        ("--horizon", "soon", 'unknown horizon "soon"'),
        ("--facility-type", "local", "there is: core, global, unknown"),
        ("--status", "fine", "there is: achieved, on_track"),
        ("--region", "Atlantis", 'unknown region "Atlantis"'),
    ],
)
def test_filter_that_means_nothing_here(store, name, value, said):
    assert said in refused("status", name, value, store=store)


def test_status_for_people(store):
    done = run("status", store=store)
    assert (done.returncode, done.stderr) == (0, "")
    assert "A1.1 2030  In 2023, 50.0\u00a0%" in done.stdout
    assert "goal B 2030  0 of 1 on track or met; 1 not reported" in done.stdout


# What every command has in common


READING = [["status"], ["releases"], ["changes", "--since", "2020-01-01"], ["verify"]]


@pytest.mark.parametrize(
    "arguments",
    [
        *READING,
        ["check", "FILE"],
        ["compare", "FILE"],
        ["publish", "FILE", "--by", "Amina"],
        ["revert", "1", "--by", "Amina"],
        ["backup", "copy.duckdb"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_without_a_store(tmp_path, arguments):
    file = csv(tmp_path, "indicator,year,value\nB1.1,2023,300")
    arguments = [file if argument == "FILE" else argument for argument in arguments]
    line = refused(*arguments, store=tmp_path / "nowhere" / "store.duckdb")
    assert 'run "python -m progress init"' in line
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["dance"],
        ["status", "--year", "soon"],
        ["status", "--as-known-on", "yesterday"],
        ["changes"],
        ["changes", "--since", "31.12.2025"],
        ["publish", "values.csv"],
        ["publish", "--by", "Amina"],
        ["revert", "one", "--by", "Amina"],
        ["init", "--demo", "--plan", "plan"],
        ["backup", "out", "--keep", "0"],
    ],
    ids=" ".join,
)
def test_wrong_usage(arguments, tmp_path):
    done = run(*arguments, store=tmp_path / "store.duckdb")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: progress" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_not_there(store, tmp_path):
    assert "nowhere.csv" in refused("check", tmp_path / "nowhere.csv", store=store)
    assert str(tmp_path) in refused("check", tmp_path, store=store)


def test_file_that_is_no_store(tmp_path):
    path = csv(tmp_path, "indicator,year\nA1.1,2025", "store.duckdb")
    assert "cannot be opened as a store" in refused("status", store=path)


def test_back_dated_releases_are_shown_as_such(demonstration):
    lines = run("releases", store=demonstration).stdout.splitlines()
    assert lines[0].startswith("1  2021-03-15T00:00:00Z (back-dated)")
