"""Finding a part of the plan by code, name or wording, in any language."""

import pytest

from progress.assessment.facts import Facts, facts_in_force
from progress.language import ENGLISH, Language
from progress.wording.search import MOST_FOUND, folded, search_view
from tests.support.plans import build

PLAN = {
    "goals.csv": "goal,name,name_fr\nA,Soils,Sols",
    "objectives.csv": """
        objective, goal, label,   label_fr, statement,           statement_fr
        A1,        A,    Herding, Élevage,  Graze with care,     Pâturer avec soin
        A2,        A,    Markets, Marchés,  Buy from such herds, Acheter à l’œuvre
        A11,       A,    ,        ,         ,
        """,
    "indicators.csv": """
        indicator, objective, name, name_fr, unit, measure, direction
        A1.1, A1, Herds counted, Troupeaux, heads, level, up
        A2.1, A2, Sales, Ventes, EUR, level, up
        """,
    "conditions.csv": None,
    "baselines.csv": "indicator,year,value,comparable",
    "targets.csv": "indicator,year,kind,value\nA1.1,2030,level,10",
}


@pytest.fixture(scope="module")
def plan(tmp_path_factory) -> Facts:
    store = build(tmp_path_factory.mktemp("plan"), PLAN)
    yield facts_in_force(store)
    store.close()


def codes(plan: Facts, text: str, t: Language = ENGLISH) -> list[str]:
    return [one.code for one in search_view(t, plan, text).found]


def test_a_code_comes_first_and_brings_what_begins_with_it(plan):
    assert codes(plan, "a1") == ["A1", "A11", "A1.1"]
    assert codes(plan, "A1.1") == ["A1.1"]


@pytest.mark.parametrize("text", ["herding", "HERDING", "Élevage", "elevage", "pâturer", "paturer"])
def test_names_and_wordings_of_every_language_without_accents(plan, text):
    assert codes(plan, text) == ["A1"]


def test_all_words_have_to_be_there_in_whatever_order(plan):
    assert codes(plan, "care graze") == ["A1"]
    assert codes(plan, "graze markets") == []
    assert codes(plan, "oeuvre acheter") == ["A2"]


def test_names_come_before_wordings(plan):
    assert codes(plan, "herd") == ["A1", "A1.1", "A2"]


def test_what_was_found_is_in_the_readers_language_and_leads_to_its_page(plan):
    found = search_view(Language("fr"), plan, "herds counted")
    (one,) = found.found
    assert (one.kind, one.name, one.about) == ("Indicateur", "Troupeaux", "A1 Élevage")
    assert (one.page, one.chosen) == ("objective", {"objective": "A1"})
    (goal,) = search_view(ENGLISH, plan, "soils").found
    assert (goal.kind, goal.page, goal.chosen) == ("Goal", "goals", {"goal": "A"})
    (unnamed,) = search_view(ENGLISH, plan, "a11").found
    assert unnamed.name == "name not published yet"


def test_nothing_found_says_what_is_searched(plan):
    found = search_view(ENGLISH, plan, "{quince}")
    assert (found.number, found.found) == (0, ())
    assert found.words.startswith("Nothing in the plan has “{quince}”.")
    assert search_view(ENGLISH, plan, " ").number == 0


def test_the_best_are_listed_and_all_are_counted(tmp_path):
    many = "\n".join(f"A{number},A,Soil {number}" for number in range(1, 80))
    store = build(
        tmp_path,
        {
            "goals.csv": "goal\nA",
            "objectives.csv": f"objective,goal,label\n{many}",
            "indicators.csv": "indicator,objective,measure,direction\nA1.1,A1,level,up",
            "conditions.csv": None,
            "baselines.csv": "indicator,year,value,comparable",
            "targets.csv": "indicator,year,kind,value\nA1.1,2030,level,10",
        },
    )
    found = search_view(ENGLISH, facts_in_force(store), "soil")
    store.close()
    assert (found.number, len(found.found)) == (79, MOST_FOUND)
    assert found.words == "79 parts of the plan have “soil”."


def test_letters_are_folded():
    assert folded("Œuvre à Évaluer") == "oeuvre a evaluer"
