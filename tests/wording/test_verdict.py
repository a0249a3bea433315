"""What stands beside a status: what the plan notes on its target, and what has to be known."""

from progress.assessment.filters import Filters
from progress.assessment.snapshot import take
from progress.language import ENGLISH, Language
from progress.wording.indicator import indicator_view
from progress.wording.objective import objective_statuses
from tests.support.plans import PLAN, build, report

TARGETS = """
    indicator, year, kind,  value, note,             note_fr
    A1.1,      2030, level, 100,   All UNFCCC Parties, Toutes les Parties
    A1.1,      2050, level, 100,   ,
    A2.1,      2030, level, 10,    ,
    """


def remarks(store, t: Language, year: int) -> tuple[str, ...]:
    snapshot = take(store, Filters())
    (series,) = indicator_view(t, snapshot, snapshot.facts.indicator["A1.1"]).series
    (shown,) = [one for one in series.verdicts if one.status.year == year]
    return shown.remarks


def test_what_the_plan_notes_on_a_target_stands_beside_it(tmp_path):
    store = build(tmp_path, PLAN | {"targets.csv": TARGETS, "conditions.csv": None})
    assert remarks(store, ENGLISH, 2030) == ("Noted on the target: All UNFCCC Parties.",)
    french = remarks(store, Language("fr"), 2030)
    assert french == ("Précision sur la cible\u00a0: Toutes les Parties.",)
    assert remarks(store, ENGLISH, 2050) == ()
    store.close()


MULTIPLES = """
    indicator, year, kind,     value
    A2.1,      2030, level,    10
    A2.1,      2040, multiple, 2
    A2.1,      2050, multiple, 3
    """


def test_a_multiple_names_the_year_of_which_it_is_one(tmp_path):
    store = build(tmp_path, PLAN | {"targets.csv": MULTIPLES, "conditions.csv": None})
    snapshot = take(store, Filters())
    indicator = snapshot.facts.indicator["A2.1"]
    (series,) = indicator_view(ENGLISH, snapshot, indicator).series
    store.close()
    assert [shown.remarks for shown in series.verdicts] == [
        (),
        ("Target: twice the 2030 level.",),
        ("Target: 3 times the 2040 level.",),
    ]


def test_beside_a_status_stands_the_year_that_it_rests_on(tmp_path):
    """Values of every year are due: that of 2023 is old at the end of 2026."""
    store = build(tmp_path)
    report(store, "indicator,year,value\nA2.1,2022,4\nA2.1,2023,5")
    for year, expected in ((2024, "as of 2023"), (2026, "as of 2023, overdue"), (2021, "")):
        snapshot = take(store, Filters(year=year, horizon=2030))
        (series,) = indicator_view(ENGLISH, snapshot, snapshot.facts.indicator["A2.1"]).series
        assert [shown.as_of for shown in series.verdicts] == [expected]
        (status,) = objective_statuses(ENGLISH, snapshot, "A2")
        assert status.as_of == expected
    store.close()
