"""The command line: documents, exit codes, and one line for an error."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plans import PLAN, dedented, write_folder
from progress.__main__ import main
from progress.store import open_store, read_copy_path, write_copy

ROOT = Path(__file__).parents[1]
VERDICT = {
    "indicator", "objective", "goal", "facility_type", "region", "horizon", "status", "family",
    "reason", "flags", "baseline", "value", "target", "conditions", "distance_covered",
    "time_used", "pace", "acceleration_factor", "compound", "robust", "sentence",
}  # fmt: skip
OBJECTIVE = {
    "objective", "label", "goal", "facility_type", "horizon", "family", "indicators", "assessed",
}  # fmt: skip
FAMILIES = ["achieved", "on_track", "behind", "off_course", "open", "no_verdict"]
GROUP = {"horizon", "objectives", "with_target", "headline", *FAMILIES}
RELEASE = {
    "release", "kind", "published_at", "by", "note", "file", "sha256", "in_force", "reverts",
    "rows",
}  # fmt: skip
CHANGE = {"indicator", "region", "horizon", "before", "after"}
PROBLEM = {"sheet", "row", "column", "value", "code", "message"}


def process(*arguments, store):
    """Runs a command in a process of its own."""
    own = {name: text for name, text in os.environ.items() if not name.startswith("PROGRESS_")}
    own |= {"PYTHONPATH": str(ROOT / "src"), "PROGRESS_STORE": str(store)}
    command = [sys.executable, "-m", "progress", *map(str, arguments)]
    return subprocess.run(command, env=own, capture_output=True, text=True, timeout=60)


def run(*arguments, store=None):
    """The same without the half second that a process takes to start."""
    given = [] if store is None else ["--store", str(store)]
    out, trouble = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(trouble):
        try:
            code = main([*map(str, arguments), *given])
        except SystemExit as leaving:
            code = leaving.code
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), trouble.getvalue())


def document(*arguments, store=None, code=0, run=run):
    """The JSON document of a command that ends with this exit code."""
    done = run(*arguments, "--json", store=store)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)


def refused(*arguments, store=None, code=1, run=run):
    """The one line on standard error of a command that fails."""
    done = run(*arguments, store=store)
    assert done.returncode == code, done.stdout + done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    return line


def csv(folder, text, name="values.csv"):
    path = folder / name
    path.write_text(dedented(text))
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A store of the small plan, made by the command; copied for tests that write."""
    folder = tmp_path_factory.mktemp("built")
    plan = write_folder(folder / "plan", PLAN)
    path = folder / "store.duckdb"
    done = run("init", "--plan", plan, "--store", path)
    assert done.returncode == 0, done.stderr
    csv(folder, "indicator,year,value\nA1.1,2022,45\nA1.1,2023,50")
    arguments = ["--by", "Amina", "--note", "First figures", "--accept-warnings"]
    done = run("publish", folder / "values.csv", *arguments, store=path)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """The store of the demonstration. Not written to by these tests."""
    path = tmp_path_factory.mktemp("demonstration") / "demo.duckdb"
    assert run("init", "--demo", store=path).returncode == 0
    return path


@pytest.fixture
def store(built, tmp_path):
    path = tmp_path / "store.duckdb"
    shutil.copy(built, path)
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
    assert len(lines) == 2
    assert lines[0].startswith("objectives.csv, row 4, goal: There is no goal B")
    assert lines[0].endswith('(found "B") [unknown_code]')
    assert lines[1].startswith("targets.csv, row 2, year: Write a year between 1900 and 2100")
    errors = json.loads(done.stdout)["errors"]
    assert [set(error) for error in errors] == [PROBLEM, PROBLEM]
    assert [error["row"] for error in errors] == [4, 2]
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
    }
    assert ratio == {"ratio": pytest.approx(2.04565, rel=1e-5), "family": "on_track"}
    assert sentence.startswith("In 2023, 50.0\u00a0% (20.0\u00a0% in 2020): 37.5\u00a0% of the way")


def test_what_is_not_there_is_null(store):
    found = document("status", "--objective", "B1", store=store)
    (verdict,) = found["verdicts"]
    assert verdict["status"] == "not_reported"
    for name in ("value", "conditions", "distance_covered", "pace", "compound", "robust", "reason"):
        assert verdict[name] is None
    checklist = document("status", "--objective", "A2", store=store)["verdicts"][1]
    assert checklist["conditions"] == {"done": 0, "total": 2}
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


# check, compare, publish


def test_check_document(store, tmp_path):
    good = csv(tmp_path, "indicator,year,value\nB1.1,2023,300", "good.csv")
    found = document("check", good, store=store)
    assert (found["errors"], found["rows"]) == ([], 1)
    assert [set(one) for one in found["warnings"]] == [PROBLEM]
    bad = csv(tmp_path, "indicator,year,value\nA1.1,2025,sixty\nA1.1,2024,55", "bad.csv")
    found = document("check", bad, store=store, code=1)
    assert set(found) == {"errors", "warnings", "rows"}
    (error,) = found["errors"]
    assert error == {
        "sheet": "bad.csv",
        "row": 2,
        "column": "value",
        "value": "sixty",
        "code": "not_a_number",
        "message": "Write a plain number such as 12.5, without units, spaces or words",
    }


def test_compare_document(store, tmp_path):
    file = csv(tmp_path, "indicator,year,value\nA1.1,2023,22\nA1.1,2022,45\nB1.1,2023,300")
    found = document("compare", file, store=store)
    assert set(found) == {"new", "changed", "unchanged", "rows", "statuses"}
    assert (found["new"], found["changed"], found["unchanged"]) == (1, 1, 1)
    assert [row["change"] for row in found["rows"]] == ["changed", "new"]
    assert found["rows"][0]["columns"] == {"value": [50.0, 22.0]}
    assert all(set(one) == CHANGE for one in found["statuses"])
    assert [one["indicator"] for one in found["statuses"]] == ["A1.1", "B1.1"]
    csv(tmp_path, "indicator,year\nA1.1,2023")
    line = refused("compare", file, store=store)
    assert line == "values.csv, row 2, value: Fill in value, or count and out_of [required]"


def test_checking_and_comparing_write_nothing(store, tmp_path):
    content = store.read_bytes()
    file = csv(tmp_path, "indicator,year,value\nB1.1,2023,300")
    document("check", file, store=store)
    document("compare", file, store=store)
    assert store.read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store.duckdb", "values.csv"]


def test_publish_and_revert(store, tmp_path):
    file = csv(tmp_path, "indicator,year,value\nB1.1,2023,300")
    assert document("publish", file, "--by", "Amina", "--accept-warnings", store=store) == {
        "release": 3
    }
    assert document("revert", "3", "--by", "Ben", "--note", "Wrong file", store=store) == {
        "release": 4
    }
    listed = document("releases", store=store)["releases"]
    assert all(set(one) == RELEASE for one in listed)
    assert [one["in_force"] for one in listed] == [True, True, False, True]
    assert [one["reverts"] for one in listed] == [None, None, None, 3]
    assert [one["kind"] for one in listed] == ["initial", "update", "update", "revert"]
    assert (listed[3]["by"], listed[3]["note"], listed[3]["rows"]) == ("Ben", "Wrong file", 0)
    assert len(listed[2]["sha256"]) == 64
    assert listed[2]["published_at"].endswith("Z")
    assert "3 is not in force" in refused("revert", "3", "--by", "Ben", store=store)
    assert "no release 77" in refused("revert", "77", "--by", "Ben", store=store)


def test_publish_wants_its_warnings_accepted(store, tmp_path):
    file = csv(tmp_path, "indicator,year,value\nB1.1,2023,300")
    line = refused("publish", file, "--by", "Amina", store=store)
    assert line.startswith("Narratives, objective: A status of objective B1 changes")
    assert line.endswith("[no_narrative]")
    assert len(document("releases", store=store)["releases"]) == 2


def test_nothing_to_publish(store, tmp_path):
    file = csv(tmp_path, "indicator,year,value\nA1.1,2023,50")
    assert "nothing to publish" in refused("publish", file, "--by", "Amina", store=store)


def test_dates_that_cannot_be(store, tmp_path):
    file = csv(tmp_path, "indicator,year,value\nA1.1,2022,46")
    arguments = ["publish", file, "--by", "Amina", "--accept-warnings", "--on"]
    assert "before the last release" in refused(*arguments, "2020-01-01", store=store)
    assert "in the future" in refused(*arguments, "2999-01-01", store=store)


def test_back_dated_releases_are_shown_as_such(demonstration):
    lines = run("releases", store=demonstration).stdout.splitlines()
    assert lines[0].startswith("1  2021-03-15T00:00:00Z (back-dated)")


# changes, verify, backup


def test_changes_document(store):
    found = document("changes", "--since", "2000-01-01", store=store)["changes"]
    assert all(set(one) == CHANGE | {"why"} for one in found)
    assert {one["indicator"] for one in found} == {"A1.1", "A2.1", "A2.2", "B1.1"}
    assert document("changes", "--since", "2999-01-01", "--until", "2999-01-02", store=store) == {
        "changes": []
    }


def test_verify_document(store):
    assert document("verify", store=store) == {"ok": True, "problems": []}
    opened = open_store(store)
    opened.connection.execute("delete from store.value")
    opened.close()
    found = document("verify", store=store, code=1)
    assert found == {"ok": False, "problems": ["release 2 should have 2 rows and has 0"]}


def test_damaged_store_is_an_error_like_any_other(store):
    content = store.read_bytes()
    store.write_bytes(content[:20_000] + bytes(len(content) - 20_000))
    for command in (["status"], ["releases"], ["verify"], ["changes", "--since", "2020-01-01"]):
        line = refused(*command, store=store)
        assert str(store) in line


def test_backup_and_restore(store, tmp_path):
    copy = tmp_path / "backup.duckdb"
    assert run("backup", copy, store=store).returncode == 0
    before = document("status", store=store)
    file = csv(tmp_path, "indicator,year,value\nA1.1,2024,1")
    document("publish", file, "--by", "Amina", "--accept-warnings", store=store)
    assert document("status", store=store) != before
    assert "is kept at" in run("restore", copy, store=store).stdout
    assert document("status", store=store) == before
    assert "no file" in refused("restore", tmp_path / "nowhere.duckdb", store=store)


def test_backups_in_turn(store, tmp_path):
    for _ in range(3):
        assert run("backup", tmp_path / "backups", "--keep", "2", store=store).returncode == 0
    assert len(list((tmp_path / "backups").iterdir())) == 2


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
    assert "usage: python -m progress" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_not_there(store, tmp_path):
    assert "nowhere.csv" in refused("check", tmp_path / "nowhere.csv", store=store)
    assert str(tmp_path) in refused("check", tmp_path, store=store)


def test_file_that_is_no_store(tmp_path):
    path = csv(tmp_path, "indicator,year\nA1.1,2025", "store.duckdb")
    assert "cannot be opened as a store" in refused("status", store=path)


def test_help_names_every_command():
    done = run("--help")
    assert done.returncode == 0
    for command in ("init", "check", "compare", "publish", "revert", "status", "changes", "verify"):
        assert f"    {command} " in done.stdout


# In processes of their own


def test_every_command_from_the_first_start_to_a_restored_backup(tmp_path):
    """A life of a store, each command by a process of its own that takes the store over."""
    store, copy = tmp_path / "store.duckdb", tmp_path / "backup.duckdb"
    file = csv(tmp_path, "indicator,year,value\nA1.1,2024,50\nC1.1,2024,8")
    documents = [
        document(*arguments, store=store, run=process)
        for arguments in (
            ["init"],
            ["check", file],
            ["compare", file],
            ["publish", file, "--by", "Amina", "--accept-warnings"],
            ["status", "--year", "2025"],
            ["changes", "--since", "2020-01-01"],
            ["backup", copy],
            ["revert", "3", "--by", "Amina"],
            ["restore", copy],
            ["releases"],
            ["verify"],
        )
    ]
    check, compare, publish = documents[1:4]
    assert (check["rows"], compare["new"], publish["release"]) == (2, 2, 3)
    assert len(documents[4]["objectives"]) == 48
    assert [one["release"] for one in documents[9]["releases"]] == [1, 2, 3]
    assert documents[10] == {"ok": True, "problems": []}


def test_errors_of_a_process(store, tmp_path):
    nowhere = tmp_path / "nowhere.duckdb"
    assert "progress init" in refused("status", store=nowhere, run=process)
    assert "unknown goal" in refused("status", "--goal", "Z", store=store, run=process)
    bad = csv(tmp_path, "indicator,year,value\nA1.1,25,60")
    assert "[not_a_year]" in refused("publish", bad, "--by", "Amina", store=store, run=process)
    wrong = process("status", "--year", "soon", store=store)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Traceback" not in wrong.stderr


def test_reader_that_has_seen_enough(store):
    command = f"{sys.executable} -m progress status --json | head -n 1"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PROGRESS_STORE": str(store)}
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_while_the_dashboard_holds_the_store(store, tmp_path):
    """Commands that read use the copy; those that write say so in one line."""
    file = csv(tmp_path, "indicator,year,value\nB1.1,2023,300")
    held = open_store(store)
    assert "in use by another program" in refused("status", store=store, run=process)
    write_copy(held, read_copy_path(store))
    copy = tmp_path / "copy.duckdb"
    reading = [["status"], ["verify"], ["check", file], ["compare", file], ["backup", copy]]
    writing = [
        ["publish", file, "--by", "Amina", "--accept-warnings"],
        ["revert", "2", "--by", "Amina"],
        ["restore", read_copy_path(store)],
    ]
    with ThreadPoolExecutor(2) as two:
        read = two.map(lambda arguments: process(*arguments, store=store), reading)
        written = two.map(lambda arguments: process(*arguments, store=store), writing)
    assert [done.returncode for done in read] == [0] * len(reading)
    for done in written:
        assert done.returncode == 1
        (line,) = done.stderr.splitlines()
        assert "is in use by another program, most likely the dashboard" in line
    held.close()
