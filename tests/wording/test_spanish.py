"""The Spanish of what the program writes itself: numbers, dates and plural forms."""

from datetime import date
from decimal import Decimal

from progress.language import Language
from tests.support.pages import plain

ES = Language("es")


def test_numbers_and_dates():
    assert ES.number(1234567.891, 1) == "1.234.567,9"
    assert ES.number(-0.5) == "−0,5"
    assert plain(ES.share(0.0714)) == "7,1 %"
    assert ES.date(date(2025, 3, 24)) == "24 de marzo de 2025"
    assert ES.separators == ",."


def test_only_one_is_one():
    words = ("{number} row", "{number} rows")
    assert [ES.plural(*words, number) for number in (0, 1, 2, 1500)] == [
        "0 filas", "1 fila", "2 filas", "1.500 filas",
    ]  # fmt: skip
    assert ES.plural(*words, Decimal("1.5")) == "1,5 filas"


def test_a_language_is_named_in_every_language():
    assert (ES.name_of("fr"), ES.name_of("es"), Language("fr").name_of("es")) == (
        "francés", "español", "espagnol",
    )  # fmt: skip
