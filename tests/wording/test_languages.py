"""Every text of the program is in every catalogue, and reads well in French and Spanish."""

import csv
import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from progress.language import ENGLISH, LOCALE, Language, languages
from progress.schema import SHEETS, language_of_text
from progress.vocabulary.layout import IGNORED_COLUMNS
from progress.vocabulary.names import WORDS
from tests.support.pages import PATHS, all_texts, visit, walk
from tools import messages

FR = Language("fr")
LANGUAGES = languages()[1:]

# What is translated though it does not stand in the call: texts of the program's own data, which
# messages.py reads from there, and a constant.
FROM_DATA = {
    "COMPILED",
    "provenance.COMPILED",
    "region",
    "row['relation']",
    "row.relation",
    "release['note']",
    "release.note",
    "last.note",
    "release.note or ''",
    "change.note",
    "present(row.owner)",
    "present(row.lead)",
    "lead",
}

# Small English words that no French or Spanish text has.
ENGLISH_WORDS = re.compile(r"\b(the|of|and|is|are|with|from|by|this|it|its|yet)\b", re.IGNORECASE)
# The apostrophe of print, and spaces that do not break.
WRONG_SIGNS = {
    "fr": r"'|[^\s\u00a0][;:?!](?=\s|$)|[ ][;:?!%»]|« |«[^\u00a0]|[^\u00a0]»|\.\.\.|\d %",
    "es": r"['“”]|\s[;:?!»]|«\s|\d %|\.\.\.|^[^¿]*\?|^[^¡]*!",
}
# What the framework says by itself, in English only.
FRAMEWORK = {"Skip to main content", "Open"}
# The titles of documents stay in their own language.
TITLES = {
    row["title"]
    for path in (messages.ROOT / "data").rglob("sources.csv")
    for row in csv.DictReader(path.read_text("utf-8").splitlines())
}


def catalogue(code: str) -> dict:
    """Its messages by context and text."""
    with (LOCALE / f"{code}.po").open("rb") as lines:
        found = read_po(lines, locale=code)
    return {(message.context, message.id): message for message in found if message.id}


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """The text, or its forms for one and for many."""
    return text if isinstance(text, tuple) else (text,)


def texts_of(code: str) -> list[tuple[str, str]]:
    """Each English text with its translation; of texts for one and many, each form."""
    return [
        pair
        for message in catalogue(code).values()
        for pair in zip(
            (forms(message.id) * 2)[: len(forms(message.string))],
            forms(message.string),
            strict=True,
        )
    ]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_missing_or_fuzzy(code):
    wanted = {(message.context, message.id) for message in messages.template() if message.id}
    found = catalogue(code)
    assert wanted - set(found) == set(), "run `make messages` and translate these"
    assert set(found) - wanted == set(), "nothing says these any more: run `make messages`"
    assert [message.id for message in found.values() if message.fuzzy] == []
    assert [message.id for message in found.values() if not all(forms(message.string))] == []


def test_a_language_has_all_its_parts():
    """A catalogue, and words for everything that a workbook holds."""
    assert {"fr", "es"} <= set(LANGUAGES) == set(WORDS) - {"en"}
    for code in LANGUAGES:
        words = WORDS[code]
        assert set(words.sheets) == set(SHEETS), code
        columns = {
            language_of_text(name)[0]
            for table, sheet in SHEETS.items()
            for name in (*sheet.written_names, *IGNORED_COLUMNS[table])
        }
        assert set(words.columns) == columns, code
        for column, choices in WORDS["fr"].choices.items():
            assert set(words.choices[column]) == set(choices), (code, column)
    for sheet in SHEETS.values():
        for column in sheet.columns:
            assert set(column.choices) <= set(WORDS["fr"].choices.get(column.name, ())), column


@pytest.mark.parametrize("code", LANGUAGES)
def test_translations_have_the_same_places_and_signs(code):
    """The same {names}, the same bold words, the same space around."""
    different = [
        (english, other)
        for english, other in texts_of(code)
        if places(english) != places(other)
        or english.count("**") != other.count("**")
        or english.count("\n") != other.count("\n")
        or (english[:1].isspace(), english[-1:].isspace())
        != (other[:1].isspace(), other[-1:].isspace())
    ]
    assert different == []


def test_only_texts_are_translated():
    """What is not a text in its call would be missing from the catalogues unnoticed."""
    found = [line.split(": ", 1) for line in messages.untranslatable()]
    assert [line for line in found if line[1] not in FROM_DATA] == []


def test_texts_are_found_wherever_they_are_called():
    source = """
f"<p>{escape(t('inside'))}</p>"
seen.t("first " "second", name=1)
self.t.plural("{number} row", "{number} rows", 3)
t.context("a door", "Open")
t("yes" if good else "no")
t(variable)
t(f"never {this}")
other("not this")
"""
    calls = [node for node in messages.ast.walk(messages.ast.parse(source))
             if messages.is_translation(node)]  # fmt: skip
    found = {
        (text.one, text.many, text.context)
        for call in calls
        for text in messages.texts_of_call("here", call)
    }
    assert found == {
        ("inside", None, None),
        ("first second", None, None),
        ("{number} row", "{number} rows", None),
        ("Open", None, "a door"),
        ("yes", None, None),
        ("no", None, None),
    }
    assert len(calls) == 7


def test_problems_are_translated():
    """The sentences that a file's problems are told in stand outside such calls."""
    found = {text.one for text in messages.texts()}
    assert {"Write a whole number", "Fill in {column}",
            "There is no column for this cell", "Write yes or no"} <= found  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_signs(code):
    wrong = re.compile(WRONG_SIGNS[code])
    assert [text for _, text in texts_of(code) if wrong.search(text)] == []


def test_texts_of_the_plan_in_the_other_language_are_marked():
    both = {"name": "Soils", "name_fr": "Les sols"}
    assert (ENGLISH.of(both, "name"), FR.of(both, "name")) == ("Soils", "Les sols")
    assert FR.of({"name": "Soils", "name_fr": None}, "name") == "Soils (en)"
    assert ENGLISH.of({"name": None, "name_fr": "Les sols"}, "name") == "Les sols (fr)"
    assert FR.of({"unit": "%", "unit_fr": None}, "unit") == "%"
    assert FR.of({"name": None, "name_fr": None}, "name") == ""
    assert Language("es").of(both, "name") == "Soils (en)"
    assert Language("es").of({**both, "name_es": "Los suelos"}, "name") == "Los suelos"
    assert ENGLISH.of({"name": None, "name_es": "Los suelos"}, "name") == "Los suelos (es)"


def test_own_data_have_their_texts_in_every_language():
    missing = []
    for path in sorted((messages.ROOT / "data").rglob("*.csv")):
        for row in csv.DictReader(path.read_text("utf-8").splitlines()):
            for name in row:
                base, lang = language_of_text(name)
                if lang != "en" and row[base] and not row[name]:
                    missing.append(f"{path}: {name}: {row[base]}")
    assert missing == []


@pytest.mark.parametrize(
    ("code", "data", "overview"),
    [("fr", "", "Vue d’ensemble"), ("fr", "demo", "Vue d’ensemble"), ("es", "demo", "Panorama")],
)
def test_pages_are_in_one_language(server, tab, code, data, overview):
    """No English text of the catalogue is left on a page, and no English that is not in it."""
    visit(tab, f"{server().url}/?lang={code}&data={data}")
    own = {text for _, text in texts_of(code)}
    english = {text for text, _ in texts_of(code)} - own
    paths = []
    for path in walk(tab):
        assert tab.get_by_test_id("stSidebar").get_by_text(overview).count() == 1
        foreign = {text.strip() for text in tab.locator("[lang=en]").all_text_contents()}
        left = [
            text
            for text in all_texts(tab)
            if (text in english or ENGLISH_WORDS.search(text))
            and text not in FRAMEWORK | TITLES | foreign
        ]
        assert left == [], path
        paths.append(path)
    assert sorted(paths) == sorted(PATHS)
