"""The French of what the program writes itself: numbers, dates, words and sentences."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from progress.assessment import published_cases
from progress.assessment.rows import GoalStatus
from progress.language import ENGLISH, Language
from progress.wording.facility_words import facility_types
from progress.wording.flag_sentences import flag_sentences
from progress.wording.group import headline
from progress.wording.sentences import reported_words, target_words, verdict_sentence
from progress.wording.status_words import families, status_word
from tests.support.pages import plain

FR = Language("fr")


def test_french_numbers_and_dates():
    assert FR.number(1234567.891, 1) == "1\u202f234\u202f567,9"
    assert FR.number(-0.5) == "−0,5"
    assert FR.share(0.0714) == "7,1\u00a0%"
    assert FR.times(3.16) == "3,2"
    assert FR.date(date(2025, 3, 24)) == "24 mars 2025"
    assert FR.separators == ",\u202f"
    assert ENGLISH.separators == ".,"
    assert ENGLISH.date(date(2025, 3, 24)) == "24 March 2025"


def test_numbers_beyond_all_places():
    """Somebody may report them, and every page with them has to be shown."""
    assert ENGLISH.number(1.5e300, 1) == "1.5E300"
    assert FR.number(-1.5e300) == "−1,5E300"
    assert ENGLISH.number(float("inf")) == "–"
    for value in (1e15, -1e300, 1.7e308):
        for text in (ENGLISH.share(value), ENGLISH.times(value), ENGLISH.rounded_down(value, 2)):
            assert "E" in text or "–" in text
    assert ENGLISH.number(123_456_789_012_345.0) == "123,456,789,012,345"


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        ("0.8", "0,8 point", "0.8 points"),
        ("1.0", "1,0 point", "1.0 points"),
        ("1.5", "1,5 point", "1.5 points"),
        ("2.0", "2,0 points", "2.0 points"),
    ],
)
def test_less_than_two_is_one_in_french(number, french, english):
    """And in English only 1 is one."""
    for language, expected in ((FR, french), (ENGLISH, english)):
        text = language.plural(
            "It takes {amount} point a year",
            "It takes {amount} points a year",
            Decimal(number), amount=language.number(float(number), 1),
        )  # fmt: skip
        assert expected in text
        assert expected + "s" not in text


def test_plural_forms():
    words = ("{number} row", "{number} rows")
    assert [FR.plural(*words, number) for number in (0, 1, 2, 1500)] == [
        "0 ligne", "1 ligne", "2 lignes", "1\u202f500 lignes",
    ]  # fmt: skip


STATUSES = {
    "achieved": "Cible atteinte",
    "on_track": "En bonne voie",
    "on_schedule": "En bonne voie",
    "needs_acceleration": "En retard",
    "behind_schedule": "En retard",
    "insufficient": "Très en retard",
    "no_change": "Aucun progrès",
    "open": "Trop tôt pour conclure",
    "moving_away": "En recul",
    "missed": "Cible non atteinte",
    "under_way": "En cours",
    "not_started": "Aucune condition remplie",
    "no_baseline": "Rythme encore inconnu",
    "not_reported": "Pas encore de données",
    "overdue_report": "Pas encore de données",
}


@pytest.mark.parametrize(("status", "word"), STATUSES.items())
def test_statuses(status, word):
    assert status_word(FR, status) == word


def test_statuses_without_a_target():
    assert status_word(FR, "no_target", "not_set", 2030) == "Pas de cible pour 2030"
    assert status_word(FR, "no_target", "not_entered", 2030) == "Non saisi"


def test_words_of_families_and_who_leads():
    assert families(FR)["behind"] == "En retard"
    assert facility_types(FR)["core"] == "Piloté par le Secrétariat exécutif (facilité centrale)"
    assert facility_types(FR)["global"] == "Piloté par une Alliance (facilité mondiale)"
    group = GoalStatus(
        goal="A", horizon=2030, objectives=6, with_target=5, achieved=1, on_track=2, behind=1,
        off_course=0, open=0, no_verdict=2, stale=0,
    )  # fmt: skip
    assert plain(headline(FR, group)) == (
        "3 sur 5 en bonne voie ou atteints ; 1 sans données, 1 sans cible"
    )
    assert plain(headline(FR, replace(group, stale=2))) == (
        "3 sur 5 en bonne voie ou atteints, dont 2 d’après des données anciennes ; 1 sans données, "
        "1 sans cible"
    )
    assert flag_sentences(FR, ["was_achieved_2023"]) == [
        "La cible était atteinte en 2023 et ne l’est plus."
    ]


INDICATOR = published_cases.example().indicator
SHARE = replace(INDICATOR, unit="% of Parties", unit_fr="% des Parties", decimals=1)
EVENTS = replace(INDICATOR, unit="events per year", unit_fr="événements par an", decimals=0)
NO_START = dict.fromkeys(("baseline_year", "baseline_value", "baseline_count", "baseline_out_of"))
COUNTED = {
    "target_value": 50, "target_number": 50, "value": 20, "value_number": 20, "count": None,
    "out_of": None, "baseline_value": 12, "baseline_count": None, "baseline_out_of": None,
}  # fmt: skip
CONDITIONS = {"target_kind": "conditions", "conditions_done": 1, "conditions_total": 3,
              "conditions_overdue": 0, "conditions_due": 0}  # fmt: skip
GROWTH = {**COUNTED, "target_kind": "growth", "target_value": 10, "horizon": 2030, "pace": 0.487}


@pytest.mark.parametrize(
    ("changes", "indicator", "expected"),
    [
        ({}, SHARE,
         "En 2025, 20,4 % (40 sur 196), après 14,3 % en 2019 : 7,1 % du chemin vers la cible "
         "de 2050 (100 %), pour 19 % du temps écoulé. Il faut 3,2 points de plus par an, soit "
         "3,2 fois le rythme actuel."),
        (COUNTED, EVENTS,
         "En 2025, 20 événements par an (12 en 2019) : 7,1 % du chemin vers la cible de 2050 "
         "(50 événements par an), pour 19 % du temps écoulé. Il faut 1,2 de plus par an, soit "
         "3,2 fois le rythme actuel."),
        ({**COUNTED, "target_value": 1500, "target_number": 1500, "status": "moving_away",
          "acceleration_factor": None}, EVENTS,
         "En 2025, 20 événements par an (12 en 2019) : plus loin qu’au départ de la cible de "
         "2050 (1 500 événements par an), pour 19 % du temps écoulé. Il faut 60 de plus par "
         "an."),
        ({"target_value": 20, "target_number": 20, "acceleration_factor": None}, SHARE,
         "En 2025, 20,4 % (40 sur 196), après 14,3 % en 2019 : 7,1 % du chemin vers la cible "
         "de 2050 (20 %), pour 19 % du temps écoulé. Il faut 0,017 point de moins par an."),
        ({"status": "achieved"}, SHARE,
         "En 2025, 20,4 % (40 sur 196), après 14,3 % en 2019 : la cible de 100 % pour 2050 est "
         "atteinte."),
        ({"status": "achieved", "horizon": 2024}, SHARE,
         "En 2025, 20,4 % (40 sur 196), après 14,3 % en 2019 : la cible de 100 % a été atteinte, "
         "après 2024."),
        ({"status": "achieved", "value_year": None, "count": None, "out_of": None}, SHARE,
         "Le point de départ, 14,3 % (28 sur 196) en 2019, atteint la cible de 100 % pour 2050 ; "
         "aucune valeur entre les deux."),
        ({"status": "missed"}, SHARE,
         "En 2025, 20,4 % (40 sur 196), après 14,3 % en 2019 : la cible de 100 % pour 2050 n’a "
         "pas été atteinte ; 7,1 % du chemin a été parcouru."),
        ({"status": "moving_away", "flags": ["target_lost"]}, SHARE,
         "En 2025, 20,4 % (40 sur 196), après 14,3 % en 2019 : la cible de 100 % pour 2050 était "
         "atteinte et ne l’est plus."),
        ({"status": "overdue_report", "horizon": 2024}, SHARE,
         "Pas encore de valeur pour 2024, pourtant terminé. La dernière, de 2025, est de 20,4 "
         "% (40 sur 196) ; la cible est de 100 %."),
        ({"status": "not_reported"}, EVENTS,
         "Aucune valeur déclarée depuis 2019 ne compte encore. Cible pour 2050 : 100 événements "
         "par an."),
        ({"status": "no_baseline", **NO_START}, SHARE,
         "En 2025, 20,4 % (40 sur 196) ; cible pour 2050 : 100 %. Sans point de départ, le "
         "rythme est encore inconnu."),
        (GROWTH, EVENTS,
         "En 2025, 20 événements par an (12 en 2019) : 4,8 % par an, pour 19 % du temps écoulé "
         "jusqu’à 2030. La cible est de 10 % par an, soit 50 événements par an."),
        ({**GROWTH, "pace": None}, EVENTS,
         "En 2025, 20 événements par an (12 en 2019) : il ne reste rien qui puisse croître, "
         "alors qu’il faut 10 % par an jusqu’en 2030."),
        ({"status": "no_target", "reason": "not_set", "horizon": 2030}, SHARE,
         "Pas de cible pour 2030."),
        ({**CONDITIONS, "status": "under_way"}, EVENTS,
         "Conditions remplies : 1 sur 3 pour 2050 ; les autres n’ont pas d’année limite "
         "avant cette date."),
        ({**CONDITIONS, "status": "behind_schedule", "conditions_overdue": 1}, EVENTS,
         "Conditions remplies : 1 sur 3 pour 2050 ; 1 autre a dépassé son année limite."),
    ],
)  # fmt: skip
def test_sentences(changes, indicator, expected):
    verdict = replace(published_cases.example().verdict, **changes)
    assert plain(verdict_sentence(FR, verdict, indicator)) == expected


def test_short_words():
    verdict = replace(
        published_cases.example().verdict, target_kind="range", target_value=3, target_value_high=5
    )
    assert target_words(FR, verdict, EVENTS) == "3 à 5 événements par an"
    value = replace(verdict, value=1250, value_high=None, count=None, out_of=None)
    assert plain(reported_words(FR, value, EVENTS)) == "1 250 événements par an"
