"""Texts that nobody could read, or that no page could show, are refused in whatever column."""

import pytest

from progress.errors import DataError
from progress.intake.cells import CellError, parse
from progress.plain_text import shortened
from progress.publishing.provenance import File, Provenance
from progress.publishing.publish import publish, revert
from progress.schema import DIRECT, SHEETS, Column
from tests.support.plans import build, prepare

TEXTS = [
    pytest.param(column, id=f"{sheet.table}.{column.name}")
    for sheet in SHEETS.values()
    for column in sheet.columns
    if column.kind in ("text", "code") and not column.choices
]
UNREADABLE = ("\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\udcff", "\ufffe")


@pytest.mark.parametrize("column", TEXTS)
def test_every_column_has_its_limit(column: Column):
    assert parse(column, "é" * column.longest) == "é" * column.longest
    with pytest.raises(CellError) as refused:
        parse(column, "é" * (column.longest + 1))
    assert (refused.value.code, refused.value.details["number"]) == ("too_long", column.longest)


@pytest.mark.parametrize("column", TEXTS)
def test_every_column_refuses_what_steers(column: Column):
    for character in UNREADABLE:
        with pytest.raises(CellError) as refused:
            parse(column, f"a{character}b")
        assert refused.value.code == "control_character"
        assert refused.value.details["character"] == f"U+{ord(character):04X}"


def test_lines_of_all_programs_are_lines():
    text = parse(SHEETS["value"].column("note"), "one\r\ntwo\rthree\x0bfour\u2028five\x85six\tend")
    assert text == "one\ntwo\nthree\nfour\nfive\nsix\tend"
    assert parse(SHEETS["source"].column("title"), "one\r\ntwo") == "one two"


def test_problem_says_where_and_what_to_do(tmp_path):
    text = f"indicator,year,value,note\nA1.1,2025,60,{'w' * 20_000}\nA1.1,2024,50,a\x1b[2Jb"
    long, steering = prepare(build(tmp_path), text).checked.errors
    assert (long.row, long.column, long.code) == (2, "note", "too_long")
    assert long.sentence() == "Keep to 2000 letters; these are 20000"
    assert long.value == "w" * 199 + "…"
    assert (steering.row, steering.column) == (3, "note")
    assert "(U+001B)" in steering.sentence()


@pytest.mark.parametrize("column", ["indicator", "region", "relation", "source"])
def test_no_sentence_is_as_long_as_what_it_is_about(tmp_path, column):
    row = {"indicator": "A1.1", "region": "World", "relation": DIRECT, "source": "UN"}
    row |= {column: "w" * 20_000}
    text = f"{','.join(row)},year,value\n{','.join(row.values())},2025,60"
    for problem in prepare(build(tmp_path), text).checked.errors:
        assert len(problem.sentence()) < 2200
        assert len(problem.value) <= 200


def test_folder_of_a_plan_is_held_to_the_same(tmp_path):
    goals = f'goal,name\nA,"{"w" * 301}"\nB,a\x07b\n'
    with pytest.raises(DataError) as refused:
        build(tmp_path, {"goals.csv": goals})
    found = [(problem.row, problem.column, problem.code) for problem in refused.value.problems]
    assert found == [(2, "name", "too_long"), (3, "name", "control_character")]


@pytest.mark.parametrize("text", ["\x1b[2J", "\x00", "\u202e", "\udcff", "w" * 2001])
def test_who_publishes_and_why_are_texts_to_read(tmp_path, text):
    store = build(tmp_path)
    sheets = {"value": []}
    for provenance in (Provenance(text), Provenance("Amina", text)):
        for write in (lambda p=provenance: publish(store, sheets, p),
                      lambda p=provenance: revert(store, 1, p)):  # fmt: skip
            with pytest.raises(DataError, match="name or a note"):
                write()


def test_file_has_a_name_that_can_be_shown():
    assert File.of_path("..\\a/b\x1b[2J\udcff.csv", b"").name == "b[2J.csv"
    assert File.of_path("\x00", b"").name == "file"
    assert len(File.of_path("w" * 300 + ".csv", b"").name) == 120


def test_shortened_text_ends_with_an_ellipsis():
    assert (shortened("abcd", 4), shortened("abcde", 4)) == ("abcd", "abc…")
