"""What stands beside a status: what the plan notes on its target, and what has to be known."""

from progress.assessment.filters import Filters
from progress.assessment.snapshot import take
from progress.language import ENGLISH, Language
from progress.wording.indicator import indicator_view
from tests.support.plans import PLAN, build

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
    assert remarks(store, ENGLISH, 2030) == ("Noted on the target: All UNFCCC Parties",)
    french = remarks(store, Language("fr"), 2030)
    assert french == ("Précision sur la cible\u00a0: Toutes les Parties",)
    assert remarks(store, ENGLISH, 2050) == ()
    store.close()
