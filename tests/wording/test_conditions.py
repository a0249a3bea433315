"""Conditions in words; that what is told as done is what counts in the verdict."""

import pytest

from progress.assessment.filters import Filters
from progress.assessment.snapshot import take
from progress.intake import seed
from progress.language import ENGLISH
from progress.wording.conditions import checklists
from tests.support.plans import build, release

REPORT = {
    "condition_reports.csv": """
        indicator, target_year, condition, state, done_year, evidence
        A2.2,      2030,        1,         done,  2023,      Signed in Rome
        """
}


def test_what_is_reported_due_and_repeated_is_told(tmp_path):
    conditions = """
        indicator, target_year, condition, text,                 due_year, recurs
        A2.2,      2030,        1,         A charter is written, 2024,
        A2.2,      2030,        2,         All have signed it,   ,         yearly
        A2.2,      2030,        3,         It is printed,        ,
        """
    store = build(tmp_path, {"conditions.csv": conditions})
    release(store, REPORT)
    release(
        store,
        {
            "condition_reports.csv": """
                indicator, target_year, condition, state,    done_year
                A2.2,      2030,        2,         done,     2022
                """
        },
    )
    words = {
        year: [
            (one.mark, one.words, one.evidence)
            for one in checklists(ENGLISH, take(store, Filters(year=year)), "A2.2", [2030])[
                0
            ].conditions
        ]
        for year in (2022, 2023, 2024)
    }
    store.close()
    written, signed = ("✓", "done in 2023 · due by 2024", "Signed in Rome"), "every year"
    printed = ("○", "not reported on", "")
    assert words == {
        2022: [
            ("○", "not reported on · due by 2024", ""),
            ("✓", f"done in 2022 · {signed}", ""),
            printed,
        ],
        2023: [written, ("✓", f"done in 2022 · {signed}", ""), printed],
        2024: [written, ("–", f"last done in 2022, due again · {signed}", ""), printed],
    }


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    store = seed.build(tmp_path_factory.mktemp("demonstration") / "demo.duckdb", demo=True)
    yield store
    store.close()


@pytest.mark.parametrize("year", range(2021, 2032))
def test_what_is_told_as_done_counts_in_the_verdict(demonstration, year):
    snapshot = take(demonstration, Filters(year=year))
    judged = [row for row in snapshot.verdicts if row.target_kind == "conditions"]
    assert judged
    for row in judged:
        (found,) = checklists(ENGLISH, snapshot, row.indicator, [row.horizon])
        states = [one.state for one in found.conditions]
        assert (states.count("done"), len(states)) == (
            row.conditions_done,
            row.conditions_total,
        )
