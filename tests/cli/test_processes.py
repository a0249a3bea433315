"""Commands in processes of their own, as people and scripts run them."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from progress.store.copies import write_copy
from progress.store.file import read_copy_path
from progress.store.store import open_store
from tests.support.commands import csv, document, environment_of, process, refused
from tests.support.plans import build, report


@pytest.fixture
def store(tmp_path):
    """Where the store of the small plan is, with first figures as release 2."""
    made = build(tmp_path)
    report(made, "indicator,year,value\nA1.1,2022,45\nA1.1,2023,50")
    made.close()
    return made.path


def test_commands_from_the_first_start_to_a_restored_backup(tmp_path):
    """A life of a store, each command by a process of its own that takes the store over."""
    store, copy = tmp_path / "store.duckdb", tmp_path / "backup.duckdb"
    file = csv(tmp_path, "indicator,year,value\nA1.1,2024,50\nC1.1,2024,8")
    documents = [
        document(*arguments, store=store, run=process)
        for arguments in (
            ["init"],
            ["publish", file, "--by", "Amina", "--accept-warnings"],
            ["backup", copy],
            ["revert", "3", "--by", "Amina"],
            ["restore", copy],
            ["status", "--year", "2025"],
        )
    ]
    assert documents[1] == {"release": 3}
    assert len(documents[5]["objectives"]) == 48
    # The others say in this process what they say in one of their own.
    assert document("check", file, store=store)["rows"] == 2
    assert document("compare", file, store=store)["unchanged"] == 2
    assert document("changes", "--since", "2020-01-01", store=store)["changes"]
    releases = document("releases", store=store)["releases"]
    assert [one["release"] for one in releases] == [1, 2, 3]
    assert document("verify", store=store) == {"ok": True, "problems": []}


def test_errors_of_a_process(store, tmp_path):
    assert "unknown goal" in refused("status", "--goal", "Z", store=store, run=process)
    wrong = process("status", "--year", "soon", store=store)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Traceback" not in wrong.stderr


def test_reader_that_has_seen_enough(store):
    command = f"{sys.executable} -m progress status --json | head -n 1"
    environment = environment_of(store)
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_while_the_dashboard_holds_the_store(store, tmp_path):
    """Commands that read use the copy; those that write say so in one line."""
    file = csv(tmp_path, "indicator,year,value\nB1.1,2023,300")
    held = open_store(store)
    assert "in use by another program" in refused("status", store=store, run=process)
    write_copy(held, read_copy_path(store))
    copy = tmp_path / "copy.duckdb"
    reading = [["status"], ["compare", file], ["backup", copy]]
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
