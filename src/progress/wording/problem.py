"""Problems, warnings and readings of a file, in the reader's language.

What a problem names by the words of the program, such as a column or a choice, is said in the
words of the reader; numbers have the reader's signs. What stands in the file stays as it is.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from progress.errors import Problem
from progress.language import Language
from progress.schema import SHEETS
from progress.vocabulary import names

_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_COLUMNS = {name for sheet in SHEETS.values() for name in sheet.written_names}
_TITLES = {sheet.title: sheet for sheet in SHEETS.values()}
_WORD = re.compile(r"[a-z_]+")


def problem_sentence(t: Language, problem: Problem) -> str:
    """What to write instead."""
    details = {name: _said(t, problem, name, value) for name, value in problem.details.items()}
    return replace(problem, details=details).sentence(t)


def column_of_problem(t: Language, problem: Problem) -> str:
    """The column as it is called in the person's own file, or in their language."""
    column = problem.column or ""
    return problem.header or (names.column_label(column, t.code) if column in _COLUMNS else column)


def sheet_of_problem(t: Language, title: str) -> str:
    """A sheet by its name in the file; one that is not there, by its name in the language."""
    return names.sheet_label(_TITLES[title], t.code) if title in _TITLES else title


def read_as(t: Language, kind: str, text: str) -> str:
    """What something was read as."""
    say = _READ_AS.get(kind)
    return say(t, text) if say else text


def found(t: Language, kind: str, text: str) -> str:
    """What stands in the file, where the program has a word for it."""
    return _separator(t, text) if kind == "delimiter" else text


def _said(t: Language, problem: Problem, name: str, value: object) -> object:
    value = problem.details.get(f"{name}_{t.code}", value)
    text = "" if value is None else str(value)
    if name in _NUMBERS or (name, problem.code) in _NUMBERS:
        return _number(t, text)
    say = _WORDS.get(name)
    return say(t, text, problem) if say else value


def _number(t: Language, text: str) -> str:
    """A number as the program writes it, or several."""
    sign = t.separators[0]
    if sign == ".":
        return text
    return _POINT.sub(sign, text.replace(", ", " ; "))


def _columns(t: Language, text: str, problem: Problem | None = None) -> str:
    return ", ".join(names.column_label(one, t.code) for one in text.split(", "))


def _choices(t: Language, text: str, problem: Problem) -> str:
    column = problem.column or ""
    return ", ".join(names.choice_label(column, one, t.code) for one in text.split(", "))


def _measure(t: Language, text: str, problem: Problem) -> str:
    return names.choice_label("measure", text, t.code)


def _close(t: Language, text: str, problem: Problem) -> str:
    return names.choice_label("relation", text, t.code) if problem.column == "relation" else text


def _table(t: Language, text: str, problem: Problem) -> str:
    """One row of a table, such as an indicator."""
    name = text.replace(" ", "_")
    return names.column_label({"plan_condition": "condition"}.get(name, name), t.code)


def _sheets(t: Language, text: str, problem: Problem) -> str:
    found = (SHEETS.get(one.replace(" ", "_")) or _TITLES.get(one) for one in text.split(", "))
    return ", ".join(
        names.sheet_label(sheet, t.code) if sheet else one
        for sheet, one in zip(found, text.split(", "), strict=True)
    )


_NUMBERS = {
    "before", "after", "expected", "percent", "large", "small", "share", "count", "out_of",
    ("number", "shown_otherwise"), ("number", "percent_format"), ("shown", "not_whole_number"),
    ("first", "two_meanings"), ("second", "two_meanings"),
}  # fmt: skip

_WORDS: dict[str, Callable[[Language, str, Problem], str]] = {
    "column": _columns,
    "columns": _columns,
    "key": lambda t, text, problem: _columns(t, text) if problem.code == "duplicate_row" else text,
    "choices": _choices,
    "measure": _measure,
    "close": _close,
    "table": _table,
    "sheet": _sheets,
    "titles": _sheets,
}


def _column_names(t: Language, text: str) -> str:
    """A text in which columns are named, such as "count 40, out_of 196"."""

    def label(match: re.Match[str]) -> str:
        return names.column_label(match[0], t.code) if match[0] in _COLUMNS else match[0]

    sign = t.separators[0]
    return _POINT.sub(sign, _WORD.sub(label, text))


def _any_choice(t: Language, text: str) -> str:
    """A choice of some column."""
    columns = ("yes", "state", "status", "relation", "region", "direction", "kind", "measure",
               "facility_type", "part", "recurs", "code_basis")  # fmt: skip
    labels = (names.choice_label(column, text, t.code) for column in columns)
    return next((label for label in labels if label != text), text)


def _sheet(t: Language, text: str) -> str:
    return sheet_of_problem(t, text)


def _separator(t: Language, text: str) -> str:
    words = {"comma": t("comma"), "semicolon": t("semicolon"), "tab": t("tab")}
    return words.get(text, text)


_READ_AS: dict[str, Callable[[Language, str], str]] = {
    "answer": _any_choice,
    "choice": _any_choice,
    "relation": _any_choice,
    "region": _any_choice,
    "automatic_sheet": _sheet,
    "column_name": _column_names,
    "mapped_column": _column_names,
    "years_across": _column_names,
    "indicators_across": _column_names,
    "count_of": _column_names,
    "range": _column_names,
    "decimal_comma": _number,
    "number_as_text": _number,
    "thousands": _number,
    "unit": _number,
    "flag": _number,
    "separator_line": _separator,
    "delimiter": _separator,
}
