"""The names of sheets, columns and choices, as people write them, in each language.

Capitals, accents, underscores and hyphens make no difference. Inside, all names are those of
``schema.py``.
"""

import difflib
import re
import unicodedata
from functools import lru_cache

from progress.schema import SHEETS, Sheet, language_of_text, own_text
from progress.vocabulary.also_called import ALSO_CALLED
from progress.vocabulary.english import ENGLISH
from progress.vocabulary.french import FRENCH
from progress.vocabulary.layout import IGNORED_COLUMNS
from progress.vocabulary.spanish import SPANISH
from progress.vocabulary.words import Words

WORDS: dict[str, Words] = {"en": ENGLISH, "es": SPANISH, "fr": FRENCH}
LANGUAGES = tuple(WORDS)
_IN_ENGLISH = {"fr": "French", "es": "Spanish"}
SLIP = 0.75  # from here on one name is likely to be a slip for the other
# The sheets of our own workbooks that hold no facts.
IGNORED_SHEETS = tuple(
    title
    for words in WORDS.values()
    for title in (words.instructions, words.lists, words.problems, words.readings)
)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """What is left where capitals, accents, signs and unseen characters make no difference."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).casefold()
    seen = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
    return re.sub(r"[\W_]+", " ", seen).strip()


def sheet_label(sheet: Sheet, lang: str) -> str:
    return WORDS[lang].sheets[sheet.table]


def column_label(name: str, lang: str) -> str:
    """A column's name for people. Texts of another language than English say which."""
    if lang == "en":
        return name
    base, marked = language_of_text(name)
    label = WORDS[lang].columns.get(base, base)
    return label if marked == "en" else f"{label} ({marked})"


def column_heading(name: str, lang: str) -> str:
    """What stands above a column for people, its first letter not yet a capital."""
    if lang != "en":
        return column_label(name, lang)
    base, marked = language_of_text(name)
    label = ENGLISH.columns.get(base, base.replace("_", " "))
    return label if marked == "en" else f"{label} in {_IN_ENGLISH[marked]}"


def without_code(cell: str, name: str) -> str:
    """What stands above a column, without the code beside it."""
    words, _, code = cell.partition("\n")
    return words if fold(code) == fold(name) else cell


def choice_label(column: str, choice: str, lang: str) -> str:
    return WORDS[lang].choices.get(column, {}).get(choice, choice)


def sheet_of(title: str) -> Sheet | None:
    table = _sheets().get(fold(title))
    return SHEETS[table] if table else None


def is_ignored_sheet(title: str) -> bool:
    return fold(title) in map(fold, IGNORED_SHEETS)


def nearest_sheet(title: str) -> str | None:
    """The known sheet that is most likely meant, spelled as in the language of the title."""
    labels = {
        fold(label): label
        for lang in LANGUAGES
        for label in (sheet_label(sheet, lang) for sheet in SHEETS.values())
    }
    found = difflib.get_close_matches(fold(title), list(labels), 1, SLIP)
    return labels[found[0]] if found else None


def language_of(sheet: Sheet, header: list[str]) -> str:
    """The language of the names of columns: the one in which most of them are names."""
    folded = [fold(cell) for cell in header]

    def named(lang: str) -> int:
        return sum(cell in _columns(sheet.table, lang) for cell in folded)

    return max(LANGUAGES, key=named)


def understood_columns(sheet: Sheet, header: list[str]) -> list[str]:
    """The columns that the cells of a header name, also in other words or with words around them:
    "indicator (code)", "Année / Year". The grey ones are among them; a cell that names no column
    stays as it is. The plain name of a column goes before other words for it."""
    lang = language_of(sheet, header)
    found = [column_named(sheet, cell, lang) or "" for cell in header]
    for place, cell in enumerate(header):
        if not found[place] and (name := _loose_name(sheet, cell, lang)) and name not in found:
            found[place] = name
    if lang != "en":
        required = {column.name for column in sheet.columns if column.required}
        for place, name in enumerate(found):
            own = own_text(name, lang)
            marked = fold(header[place]).endswith(" en")
            if not marked and own in sheet.names and own not in found and name not in required:
                found[place] = own
    return [name or cell for name, cell in zip(found, header, strict=True)]


def known_columns(sheet: Sheet, header: list[str]) -> list[str]:
    """The columns of a sheet that a row names, the grey ones among them."""
    known = {*sheet.written_names, *IGNORED_COLUMNS[sheet.table]}
    return [name for name in understood_columns(sheet, header) if name in known]


def column_named(sheet: Sheet, cell: str, lang: str = "en") -> str | None:
    """The column that a text is the name of."""
    folded = fold(cell)
    others = [other for other in LANGUAGES if other != lang]
    for one in (lang, *others):
        if name := _columns(sheet.table, one).get(folded):
            return name
    return None


def _loose_name(sheet: Sheet, cell: str, lang: str) -> str | None:
    """The one column that parts of a text name."""
    known = {*sheet.written_names, *IGNORED_COLUMNS[sheet.table]}

    def named(text: str) -> str | None:
        other = ALSO_CALLED.get(fold(text))
        return column_named(sheet, text, lang) or (other if other in known else None)

    if name := named(cell):
        return name
    parts = [part for part in re.split(r"[\n,;/|()\[\]:*]| [-–—] ", cell) if part.strip()]
    found = {name for part in parts if (name := named(part))}
    return found.pop() if len(found) == 1 and len(parts) > 1 else None


def is_column(sheet: Sheet, cell: str) -> bool:
    folded = fold(cell)
    return any(folded in _columns(sheet.table, lang) for lang in LANGUAGES)


def nearest_column(sheet: Sheet, cell: str) -> str | None:
    """The column that is most likely meant, spelled in the language of the cell."""
    labels: dict[str, str] = {}
    for lang in reversed(LANGUAGES):
        labels |= {fold(label): label for label in _labels(sheet, lang)}
    found = difflib.get_close_matches(fold(cell), list(labels), 1, SLIP)
    return labels[found[0]] if found else None


def choice(column: str, kind: str, text: str) -> str:
    """The choice that a text names; the text itself where it names none."""
    known = _choices("yes" if kind == "yes" else column)
    return known.get(fold(text), text) if known and len(text) < 50 else text


def has_choices(column: str, kind: str) -> bool:
    return kind == "yes" or column in FRENCH.choices


@lru_cache
def _sheets() -> dict[str, str]:
    known = {
        fold(name): table for words in WORDS.values() for name, table in words.other_sheets.items()
    }
    for table, sheet in SHEETS.items():
        known |= {fold(sheet_label(sheet, lang)): table for lang in LANGUAGES}
    return known


@lru_cache
def _columns(table: str, lang: str) -> dict[str, str]:
    """Folded name in one language -> column, of a sheet."""
    sheet = SHEETS[table]
    names = [*sheet.written_names, *IGNORED_COLUMNS[table]]
    known = {fold(column_label(name, lang)): name for name in names}
    for name in names:
        if own_text(name, "fr") in names:  # "name (en)" beside "name (fr)"
            known[fold(column_label(name, lang) + " en")] = name
    for name in names if lang == "en" else ():
        heading = column_heading(name, lang)
        known = {fold(heading): name, fold(f"{heading} {name}"): name} | known
    others = WORDS[lang].other_columns.items()
    return {fold(label): name for label, name in others if name in names} | known


def _labels(sheet: Sheet, lang: str) -> list[str]:
    return [column_label(name, lang) for name in sheet.written_names]


@lru_cache
def _choices(column: str) -> dict[str, str]:
    """Folded word in any language -> choice, of a column."""
    if column not in FRENCH.choices:
        return {}
    choices = FRENCH.choices[column]
    known = {fold(value): value for value in choices}
    for words in WORDS.values():
        known |= {fold(word): value for value, word in words.choices.get(column, {}).items()}
    others = ((fold(w), v) for words in WORDS.values() for w, v in words.other_choices.items())
    return {word: value for word, value in others if value in choices} | known
