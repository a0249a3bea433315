"""Texts of the data cannot steer the terminal of whoever reads them, nor forge a line."""

import json

import pytest

from progress.access import keys
from tests.support.commands import csv, document, run
from tests.support.plans import build, report

# Clears the screen, sets the title of the window, goes back, ends the line, turns the direction.
STEERING = "\x1b[2J\x1b]0;title\x07\x9b31m\x08\r\n\u202e\u2028forged"
ESCAPED = r"\x1b[2J\x1b]0;title\x07\x9b31m\x08\r\n\u202e\u2028forged"
STEERS = {*STEERING} - {*"[2J]0;title31mforged"}


@pytest.fixture
def store(tmp_path):
    """Where a store is, written to before such texts were refused."""
    made = build(tmp_path)
    report(made, "indicator,year,value\nA1.1,2022,45\nA1.1,2023,50")
    keys.new(made, "Amina")
    for statement in (
        "update store.release set note = ?, published_by = ? where release_id = 2",
        "update store.secretariat_key set name = ?, done_by = ?",
    ):
        made.connection.execute(statement, [STEERING, STEERING])
    made.close()
    return made.path


def test_lines_show_it_as_escapes(store):
    for arguments in (["releases"], ["key", "list"]):
        done = run(*arguments, store=store)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.count(ESCAPED) == 2
        assert not STEERS - {"\n"} & {*done.stdout}
    assert len(run("key", "list", store=store).stdout.splitlines()) == 1


def test_documents_hold_it_and_steer_nothing(store):
    assert document("releases", store=store)["releases"][1]["note"] == STEERING
    done = run("releases", "--json", store=store)
    assert not STEERS - {"\n"} & {*done.stdout}


def test_problems_show_it_as_escapes(store, tmp_path):
    file = csv(tmp_path, "indicator,year,value\n\x1b[2JX,2025,60\n")
    done = run("check", file, "--json", store=store)
    assert done.returncode == 1
    assert r"\x1b[2JX" in done.stderr
    assert "\x1b" not in done.stderr + done.stdout
    assert json.loads(done.stdout)["errors"]


def test_half_a_character_is_no_error(store):
    """As it stands in the name of a file that is not UTF-8."""
    done = run("check", "\udcff.csv", store=store)
    assert (done.returncode, done.stdout) == (1, "")
    assert r"\udcff.csv" in done.stderr


@pytest.mark.parametrize("text", ["\x1b[2J", "two\nlines", "a\tb", "\x9b31m", "\u202e", "\udcff"])
def test_who_and_why_are_plain_texts(store, tmp_path, text):
    file = csv(tmp_path, "indicator,year,value\nB1.1,2023,300")
    for arguments in (
        ["publish", file, "--by", text],
        ["publish", file, "--by", "Amina", "--note", text],
        ["revert", "2", "--by", text],
        ["key", "new", "--for", text],
    ):
        done = run(*arguments, store=store)
        assert (done.returncode, done.stdout) == (2, "")
        assert "holds a line end or a control character" in done.stderr
        assert not {*text} & STEERS - {"\n"} & {*done.stderr}
    assert len(document("releases", store=store)["releases"]) == 2


def test_letters_of_every_language_are_plain(tmp_path):
    made = build(tmp_path)
    made.close()
    name = "Amélie O’Neill\u00a0– أمينة 阿米娜 \U0001f331"
    file = csv(tmp_path, "indicator,year,value\nB1.1,2023,300")
    arguments = ["publish", file, "--by", name, "--note", name, "--accept-warnings"]
    assert run(*arguments, store=made.path).returncode == 0
    assert run("releases", store=made.path).stdout.count(name) == 2
