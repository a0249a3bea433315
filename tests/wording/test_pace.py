"""The pace of every indicator on one scale."""

import pytest

from progress.assessment.filters import Filters
from progress.assessment.snapshot import take
from progress.intake import seed
from progress.language import ENGLISH, Language
from progress.wording.pace import pace_view, years_words
from tests.support.plans import build, report


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    store = seed.build(tmp_path_factory.mktemp("demonstration") / "demo.duckdb", demo=True)
    yield take(store, Filters(year=2026))
    store.close()


def test_what_is_furthest_behind_comes_first(demonstration):
    pace = pace_view(ENGLISH, demonstration, 2030)
    assert [row.indicator for row in pace.rows][:3] == ["E2.1", "A3.1", "B1.1"]
    years = [row.years for row in pace.rows]
    assert years == sorted(years)
    for row in pace.rows:
        assert row.covered is not None
        assert (row.years < 0) == (row.covered < row.used)


def test_years_are_those_that_the_path_is_ahead_or_behind(tmp_path):
    """From 2 in 2020 to 10 in 2030 are 0.8 a year: 4 was due in the middle of 2022."""
    store = build(tmp_path)
    report(store, "indicator,year,value\nA2.1,2025,4")
    pace = pace_view(ENGLISH, take(store, Filters(year=2026)), 2030)
    store.close()
    (row,) = (row for row in pace.rows if row.indicator == "A2.1")
    assert row.years == pytest.approx(-2.5)
    assert row.words == "2.5 years behind"


def test_what_has_a_target_is_told_once(demonstration):
    pace = pace_view(ENGLISH, demonstration, 2030)
    told = [row.indicator for row in (*pace.rows, *pace.others)]
    wanted = [
        row.indicator for row in demonstration.verdicts if row.horizon == 2030 and row.target_kind
    ]
    assert sorted(told) == sorted(wanted)
    kinds = {row.indicator: row.target_kind for row in demonstration.verdicts if row.target_kind}
    assert {kinds[row.indicator] for row in pace.rows} <= {"level", "range", "between", "multiple"}


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (-0.01, "0.1 years behind"),
        (-1.81, "1.9 years behind"),
        (-1.0, "1.0 years behind"),
        (0.0, "on the required path"),
        (0.09, "on the required path"),
        (1.69, "1.6 years ahead"),
    ],
)
def test_the_words_never_say_more_than_is(years, words):
    assert years_words(ENGLISH, years) == words


def test_french_says_one_year_up_to_two():
    french = Language("fr")
    assert years_words(french, -1.3) == "1,3 an de retard"
    assert years_words(french, 2.4) == "2,4 ans d’avance"
