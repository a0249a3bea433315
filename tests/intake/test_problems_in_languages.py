"""What is told of a file to somebody who reads French or Spanish: no English word, no code of the
program."""

import re
from functools import cache

import pytest

from progress.errors import Problem
from progress.intake import update
from progress.intake.readings import words_of_kinds
from progress.language import Language
from progress.publishing.provenance import File
from progress.schema import SHEETS
from progress.vocabulary import names
from progress.wording.problem import (
    column_of_problem,
    found,
    problem_sentence,
    read_as,
    sheet_of_problem,
)
from tests.support.paths import ROOT
from tests.support.plans import build
from tests.support.workbooks import workbook

FILES = sorted((ROOT / "tests" / "support" / "files" / "handed_in").glob("*.*"))
COLUMNS = {name for sheet in SHEETS.values() for name in sheet.names}
CHOICES = {one for sheet in SHEETS.values() for column in sheet.columns for one in column.choices}
# Words that only English has; those of the program that a language says otherwise come to them.
WORDS = {"the", "is", "are", "write", "of", "and", "or", "row", "this", "cell", "yes", "comma"}
WORDS |= {"direct", "other definition", "not done"}
ALSO_THEIR_OWN = {
    "fr": {"part", "note", "cause", "global", "range", "conditions"},
    "es": {"global", "no"},
}
DELIMITERS = {
    "fr": ("point-virgule", "tabulation", "|"),
    "es": ("punto y coma", "tabulación", "|"),
}
VALUES = {"fr": "Valeurs", "es": "Valores"}
BAD = {
    "Values": """
        indicator, year, region, value, value_high, count, out_of, relation, withdraw
        A1.1,      2025, World,  60,    50,         ,      ,         ,
        A1.1,      2024, ,       ,      ,           40,    ,         ,
        A1.1,      2023, ,       50,    ,           40,    196,      ,
        A1.1,      2022, ,       ,      ,           40.5,  0,        ,
        A9.9,      2022, ,       3,     ,           ,      ,         ,
        A2.2,      2022, ,       3,     ,           ,      ,         ,
        B1.1,      2021, ,       ,      ,           ,      ,         dirct,
        B1.1,      2020, ,       12a,   ,           ,      ,         ,      maybe
        B1.1,      2020, ,       12,    ,           ,      ,         ,
        B1.1,      2020, ,       13,    ,           ,      ,         ,
        ,          2019, ,       13,    ,           ,      ,         ,""",
    "Conditions": """
        indicator, target_year, condition, state, done_year
        A2.2,      2030,        1,         well,  24
        A2.2,      2030,        9,         done,  2024
        A2.2,      2030,        1,         done,""",
    "Targets": """
        indicator, year, kind,       value
        A1.1,      2035, conditions,
        B1.1,      2035, range,      5
        A1.1,      2036, growth,     -3""",
    "Task Forces": "objective, status\nA1, begun",
    "Indicators": "indicator, objective, name, measure\nA1.7, A1, New, level\nA1.8, A9, New, pace",
}
WARNED = {
    "Values": """
        indicator, year, region, value,     count, out_of, relation
        A1.1,      2024, ,       0.5,       ,      ,
        B1.1,      2024, ,       12.5,      ,      ,
        B1.1,      2019, ,       1,         ,      ,
        B1.1,      2090, ,       99999999,  ,      ,
        A1.1,      2023, Wolrd,  60,        ,      ,
        A1.1,      2022, ,       ,          40.5,  196,
        A1.1,      2022, ,       3,         ,      ,       estimate of a partner""",
    "Conditions": "indicator, target_year, condition, state, done_year\nA2.2, 2030, 1, x, 2024",
    "Narratives": "objective, year, summary, withdraw\nA1, 2090, new,\nA1, 2011, old, yes",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """All problems, warnings and readings of the files."""
    store = build(tmp_path_factory.mktemp("store"))
    files = [File(path.name, path.read_bytes()) for path in FILES]
    files += [workbook(BAD), workbook(WARNED)]
    checked = [update.prepare(store, [file]).checked for file in files]
    store.close()
    return checked


@pytest.fixture(params=["fr", "es"])
def t(request) -> Language:
    return Language(request.param)


@cache
def english(lang: str) -> set[str]:
    """The words that a reader of the language cannot know."""
    columns = {name for name in COLUMNS if names.column_label(name, lang) != name}
    choices = {
        one
        for one in CHOICES
        if {names.choice_label(column, one, lang) for column in COLUMNS} != {one}
    }
    return (WORDS | columns | choices) - ALSO_THEIR_OWN[lang]


def english_in(t: Language, text: str, file_says: set[str]) -> set[str]:
    """The words of a text that are English; what stands in the file is as it is."""
    for said in sorted(filter(None, file_says), key=len, reverse=True):
        text = text.replace(said, " ")
    words = set(re.findall(r"[^\W\d]+", text.lower()))
    return words & english(t.code) | {word for word in words if "_" in word}


def test_problems_and_warnings(told, t):
    problems: list[Problem] = [one for read in told for one in (*read.errors, *read.warnings)]
    assert len({problem.code for problem in problems}) > 30
    foreign = {}
    for problem in problems:
        file_says = {problem.value, problem.header} | {
            str(problem.details.get(name)) for name in ("found", "shown", "words", "file")
        }
        sentence = problem_sentence(t, problem)
        column = column_of_problem(t, problem)
        foreign[sentence] = english_in(t, sentence, file_says)
        foreign[sentence] |= english_in(t, column, {problem.header})
    assert {sentence: words for sentence, words in foreign.items() if words} == {}
    assert sheet_of_problem(t, "Values") == VALUES[t.code]


def test_readings(told, t):
    readings = [reading for read in told for reading in read.readings]
    words = words_of_kinds(t)
    assert len({reading.kind for reading in readings}) > 15
    for one in readings:
        assert english_in(t, words[one.kind], set()) == set()
        shown = read_as(t, one.kind, one.read_as)
        assert english_in(t, shown, {one.found}) == set(), one
        if one.kind == "delimiter":
            assert found(t, one.kind, one.found) in DELIMITERS[t.code]


def test_numbers_have_the_comma(told, t):
    sentences = [problem_sentence(t, one) for read in told for one in read.errors]
    assert any(re.search(r"1200 (ou|o) 1,2\b", one) for one in sentences)
