"""The names of regions: one region, however it is spelled, in each language."""

from functools import lru_cache

from babel import Locale

from progress.schema import WORLD
from progress.vocabulary.names import LANGUAGES, fold

_WORLD = ("World", "Global", "Globally", "Worldwide", "Monde", "Le monde", "The world", "Mondial",
          "Mondiale", "Mundo", "Mundial", "Monde entier", "Whole world", "All regions",
          "El mundo", "Todo el mundo", "Todas las regiones")  # fmt: skip
# What people also write, and what it is called in the lists of the world.
_ALSO = {
    "Western Africa": ("West Africa", "Afrique de l’Ouest", "África Occidental"),
    "Eastern Africa": ("East Africa", "Afrique de l’Est", "África Oriental"),
    "Middle Africa": ("Central Africa",),
    "Southern Africa": ("Afrique australe", "Afrique du Sud (région)"),
    "Latin America": (
        "Latin America and the Caribbean",
        "Amérique latine et Caraïbes",
        "América Latina y el Caribe",
    ),
}
_NO_PLACES = ("001", "ZZ", "XA", "XB")


def region_of(text: str) -> str | None:
    """The English name of a known part of the world or country; None where it is none."""
    return _regions().get(fold(text))


@lru_cache
def _regions() -> dict[str, str]:
    english = Locale("en").territories
    found = {
        fold(name): english[code]
        for lang in reversed(LANGUAGES)
        for code, name in Locale(lang).territories.items()
        if code not in _NO_PLACES and code in english
    }
    also = {fold(name): region for region, names in _ALSO.items() for name in names}
    return also | found | dict.fromkeys(map(fold, _WORLD), WORLD)
