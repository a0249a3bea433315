"""All sentences of the demonstration, and the words for what changed."""

import re
from dataclasses import replace

import pytest

from progress.assessment.changes import Change
from progress.assessment.filters import Filters
from progress.assessment.rows import GoalStatus, Verdict
from progress.assessment.verdicts import judge, status
from progress.intake import seed
from progress.language import ENGLISH, Language
from progress.rows import Target
from progress.store.queries import facts, records, rows_of_frame
from progress.wording.changes import changed_word
from progress.wording.documents import indicators_by_code
from progress.wording.flag_sentences import flag_sentences
from progress.wording.group import headline
from progress.wording.sentences import verdict_sentence


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.07142, "7.1 %"),
        (0.9499, "94.9 %"),
        (0.95, "95.0 %"),
        (0.29, "29.0 %"),
        (-0.001, "−0.1 %"),
    ],
)
def test_shares_are_rounded_down(share, shown):
    assert ENGLISH.share(share).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("factor", "shown"), [(3.1111, "3.2"), (1.0, "1.0"), (0.91, "1.0"), (1.2, "1.2")]
)
def test_factors_are_rounded_up(factor, shown):
    assert ENGLISH.times(factor) == shown


def test_numbers_are_written_as_in_the_language():
    assert ENGLISH.number(-1234567.5) == "−1,234,567.5"
    assert Language("fr").number(1234567.5) == "1\u202f234\u202f567,5"
    assert ENGLISH.number(0.0004) == "0"
    assert ENGLISH.number(2.0, 1) == "2.0"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    store = seed.build(tmp_path_factory.mktemp("demonstration") / "demo.duckdb", demo=True)
    yield store
    store.close()


@pytest.mark.parametrize("year", [2021, 2024, 2026, 2031, 2051])
def test_demonstration_reads_well(demonstration, year):
    """Every sentence of every year: whole, and with nothing of the program left in it."""
    indicators = indicators_by_code(demonstration)
    for row in rows_of_frame(Verdict, judge(demonstration, year)):
        words = verdict_sentence(ENGLISH, row, indicators[row.indicator])
        assert re.fullmatch(r"[0-9A-Z].*[^.\s]\.", words), words
        assert not re.search(r"nan|None|inf\b|[{}]|  | ,|\.\.|put into words", words), words
        for flag in flag_sentences(ENGLISH, row.flags):
            assert flag.endswith(".")


def test_texts_of_the_demonstration_are_found(demonstration):
    """A text in the other language is marked with it."""
    (row,) = (row for row in records(facts(demonstration, "goal", [1])) if row["goal"] == "A")
    assert Language("fr").of(row, "name") == row["name_fr"]
    assert Language("fr").of({**row, "name_fr": None}, "name") == f"{row['name']} (en)"
    assert ENGLISH.of({"name": None, "name_fr": None}, "name") == ""


def test_headline_counts(demonstration):
    found = status(demonstration, Filters(year=2026))
    for row in rows_of_frame(GoalStatus, found.goals):
        numbers = list(map(int, re.findall(r"\d+", headline(ENGLISH, row))))
        if row.stale:
            assert numbers.pop(2) == row.stale
        good, with_target, silent, without = numbers
        assert good == row.achieved + row.on_track
        assert with_target + without == row.objectives
        assert silent + without == row.no_verdict
    group = GoalStatus(
        goal="A", horizon=2030, objectives=6, with_target=4, achieved=1, on_track=1, behind=1,
        off_course=0, open=0, no_verdict=3, stale=0,
    )  # fmt: skip
    assert headline(ENGLISH, group) == "2 of 4 on track or met; 1 not reported; 2 without a target"


def test_no_target_is_called_decided_only_where_the_plan_has_another():
    change = Change("A1.1", "World", 2030, before="no_target", after="no_target")
    other = Target(
        release_id=1, indicator="A1.1", region="World", year=2050, kind="level", value=1,
        value_high=None, note=None, note_fr=None, note_es=None, source=None,
    )  # fmt: skip
    t = ENGLISH
    assert changed_word(t, change, "after", [other]) == "No target for 2030"
    assert changed_word(t, change, "after", [replace(other, region="Asia")]) == "Not yet entered"
    assert changed_word(t, change, "before", [other]) == "Not yet entered"
    assert changed_word(t, replace(change, before=None), "before", [other]) is None
