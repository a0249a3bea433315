"""Cells of the plan in words: choices are words, what somebody wrote stays as it is written."""

import pytest

from progress.language import ENGLISH, Language
from progress.wording.fact_changes import cell_words

FRENCH = Language("fr")


@pytest.mark.parametrize(
    ("t", "column", "cell", "words"),
    [
        (ENGLISH, "part", "success_factor", "success factor"),
        (FRENCH, "part", "success_factor", "facteur de succès"),
        (ENGLISH, "link", "https://example.org/a_b", "https://example.org/a_b"),
        (ENGLISH, "consent", True, "yes"),
        (ENGLISH, "note", None, "–"),
        (FRENCH, "value", 12.5, "12,5"),
    ],
)
def test_a_cell_in_words(t: Language, column: str, cell: object, words: str):
    assert cell_words(t, column, cell) == words
