"""The one table of statuses: SQL knows the same, and there is a word for each in each language."""

import pytest

from progress.assessment.published_cases import run
from progress.language import Language, languages
from progress.statuses import (
    ASSESSED,
    FAMILIES,
    STATUSES,
    family_of,
    place_of_assessed,
    place_of_others,
)
from progress.store.queries import rows
from progress.store.store import open_in_memory
from progress.wording.palette import LIGHT
from progress.wording.status_words import families, family_meanings, status_word


@pytest.mark.parametrize("rule", [family_of, place_of_assessed, place_of_others])
def test_sql_says_the_same_of_each_status(rule):
    store = open_in_memory()
    statement = f"select s, {rule.__name__}(s) from unnest($statuses) as found(s)"
    try:
        found = dict(rows(store, statement, statuses=[*STATUSES, "unheard"]))
    finally:
        store.close()
    assert found == {status: rule(status) for status in STATUSES} | {"unheard": None}


def test_what_an_objective_shows_is_decided_for_each_status():
    decided = [place_of_assessed(status) or place_of_others(status) for status in STATUSES]
    assert [s for s, place in zip(STATUSES, decided, strict=True) if not place] == ["no_target"]


def test_published_cases_have_statuses_of_the_table_and_their_families():
    found = {result.verdict.status: result.verdict.family for result in run()}
    assert found == {status: family_of(status) for status in found}
    assert set(found) >= set(ASSESSED)
    assert {status.family for status in STATUSES.values()} == set(FAMILIES)


@pytest.mark.parametrize("lang", languages())
def test_each_status_and_family_has_its_words(lang):
    t = Language(lang)
    for status in STATUSES:
        assert status_word(t, status)
    assert tuple(families(t)) == tuple(family_meanings(t)) == tuple(LIGHT) == FAMILIES
