"""Finding a part of the plan by a code or by words of its name or wording, in any language.

Capital letters and accents do not matter. Every word that is asked for has to be there, in any of
the languages that the plan has texts in.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from progress.assessment.facts import Facts
from progress.language import SOURCE_LANGUAGE, Language
from progress.rows import Facility, Fact, Goal, Indicator, Objective
from progress.schema import TEXT_LANGUAGES, own_text

MOST_FOUND = 50
# Texts of each kind, the one that says most first.
TEXTS: dict[type[Fact], tuple[str, ...]] = {
    Goal: ("name", "purpose"),
    Objective: ("label", "statement"),
    Indicator: ("name", "definition", "unit"),
    Facility: ("name",),
}


@dataclass(frozen=True)
class Found:
    """``page``: where it is shown, with ``chosen`` as the parameters of its address."""

    kind: str
    code: str
    name: str
    about: str
    page: str
    chosen: dict[str, str]


@dataclass(frozen=True)
class SearchView:
    """``number``: of all that was found, of which ``found`` are the best."""

    text: str
    number: int
    found: tuple[Found, ...]
    words: str


def search_view(t: Language, facts: Facts, text: str) -> SearchView:
    wanted = folded(text).split()
    ranked = [
        (rank, place, row)
        for place, row in enumerate(_all(facts))
        if wanted and (rank := _rank(row, wanted)) is not None
    ]
    best = sorted(ranked, key=lambda one: one[:2])
    found = tuple(_found(t, facts, row) for _, _, row in best[:MOST_FOUND])
    return SearchView(text, len(best), found, _words(t, text, len(best)))


def folded(text: str) -> str:
    """Without accents and capital letters: Évaluation is evaluation."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _all(facts: Facts) -> Iterator[Fact]:
    yield from facts.goals
    yield from facts.objectives
    yield from facts.indicators
    yield from facts.facilities


def _code(row: Fact) -> str:
    """A goal, an objective, an indicator, a facility has its code in the column of its name."""
    return str(getattr(row, type(row).__name__.lower()))


def _rank(row: Fact, wanted: list[str]) -> int | None:
    """0 for the code itself, then what has all words in its name, in its code or anywhere; None
    for what lacks one of them."""
    code = folded(_code(row))
    if wanted == [code]:
        return 0
    first, *others = ([code, *_texts(row, name)] for name in TEXTS[type(row)])
    for rank, texts in ((1, first), (2, sum(others, first))):
        everything = " ".join(texts)
        if all(word in everything for word in wanted):
            return rank
    return None


def _texts(row: Fact, name: str) -> list[str]:
    languages = (SOURCE_LANGUAGE, *TEXT_LANGUAGES)
    return [folded(getattr(row, own_text(name, lang), None) or "") for lang in languages]


def _found(t: Language, facts: Facts, row: Fact) -> Found:
    code = _code(row)
    names, *about = (t.of(row, name) for name in TEXTS[type(row)])
    name = names or t("name not published yet")
    match row:
        case Goal():
            return Found(t("Goal"), code, name, about[0], "goals", {"goal": code})
        case Objective():
            return Found(t("Objective"), code, name, about[0], "objective", {"objective": code})
        case Indicator():
            objective = facts.objective[row.objective]
            of_what = f"{row.objective} {t.of(objective, 'label')}".strip()
            chosen = {"objective": row.objective}
            return Found(t("Indicator"), code, name, of_what, "objective", chosen)
        case _:
            return Found(t("Facility"), code, name, "", "facilities", {})


def _words(t: Language, text: str, number: int) -> str:
    if not number:
        return t(
            "Nothing in the plan has “{text}”. What is searched are the codes, names and wording "
            "of goals, objectives, indicators and facilities, in every language; accents do not "
            "matter.",
            text=text,
        )
    return t.plural(
        "{number} part of the plan has “{text}”.",
        "{number} parts of the plan have “{text}”.",
        number,
        text=text,
    )
