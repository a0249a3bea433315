"""What people and statistical offices write in cells beside plain numbers and codes."""

import re
import unicodedata
from collections.abc import Collection

from progress.vocabulary.names import fold

# Nothing is known for that year. Compared in small letters.
NO_DATA = frozenset(
    (
        "..", "...", "…", ":", "-", "–", "—", ".", "?", "/", "\\", "- -", "--", "---",
        "n/a", "na", "n.a.", "n.a", "n. a.", "n/d", "nd", "n.d.", "n.d", "n. d.", "nr", "n.r.",
        "nan", "null", "#n/a", "(na)", "(n/a)", "tbd", "tbc", "s.o.", "s.o", "s. o.", "so",
        "no data", "not available", "not applicable", "missing", "unknown", "not reported",
        "no report", "non disponible", "pas de données", "pas de donnée", "sans objet",
        "non applicable", "inconnu", "inconnue", "non renseigné", "non communiqué", "à venir",
        "sin datos", "sin dato", "no disponible", "no aplica", "no aplicable", "desconocido",
        "desconocida", "no notificado", "sin informe", "s/d", "s.d.", "n.d",
    )
)  # fmt: skip
NOTHING_OR_ZERO = frozenset(
    (
        "nil",
        "none",
        "aucun",
        "aucune",
        "néant",
        "nothing",
        "rien",
        "ninguno",
        "ninguna",
        "ningún",
        "nada",
    )
)

# Empties a cell, which a blank keeps as it stands.
CLEAR = frozenset(("clear", "effacer", "borrar"))

TOTALS = frozenset(
    map(
        fold,
        ("total", "totals", "grand total", "sub total", "subtotal", "sum", "overall", "average",
         "mean", "median", "all", "totaux", "total général", "sous-total", "somme", "moyenne",
         "médiane", "ensemble", "totales", "total general", "suma", "promedio", "media",
         "mediana", "conjunto"),
    )
)  # fmt: skip

# A mark after a number: the flags of statistical offices, footnote signs, and words.
_FLAG_LETTERS = "b|c|d|e|f|i|m|n|p|r|s|t|u|z|bp|be|ep|de|pe|re|rp|est|prov|prel|rev|prov|estimé"
FLAG = re.compile(
    rf"(?:\s*\(\s*(?:{_FLAG_LETTERS}|[a-z]|\d{{1,2}}|\*+)\s*\)"
    rf"|\s*\[\s*(?:{_FLAG_LETTERS}|[a-z]|\d{{1,2}}|\*+)\s*\]"
    rf"|\s+(?:{_FLAG_LETTERS})\.?"
    r"|(?<=\d)[bcdefinprsuz]{1,2}"
    r"|\s*[*†‡§¶#]+|\s*[¹²³⁴⁵⁶⁷⁸⁹⁰]+"
    r"|\s*[,;(]?\s*(?:provisional|preliminary|estimated?|revised|provisoire|préliminaire"
    r"|estimation|estimée?|révisée?|provisional|preliminar|estimad[oa]|estimación|revisad[oa])\s*\)?)$",
    re.IGNORECASE,
)
# About so much, or more or less than that: no number that could be judged.
INEXACT = re.compile(
    r"^\s*(?:[~≈≃±<>≤≥]|ca\b\.?|circa\b|c\.|approx|about\b|around\b|nearly\b|almost\b|over\b"
    r"|under\b|more than\b|less than\b|at least\b|at most\b|up to\b|env\b\.?|environ\b|près de\b"
    r"|plus de\b|moins de\b|au moins\b|au plus\b|jusqu|à peu près\b|presque\b|unos\b|unas\b"
    r"|aproximadamente\b|alrededor de\b|cerca de\b|casi\b|más de\b|menos de\b|al menos\b"
    r"|como máximo\b|como mínimo\b|hasta\b)",
    re.IGNORECASE,
)
LARGE = {
    "thousand": 1e3, "k": 1e3, "mille": 1e3, "milliers": 1e3, "million": 1e6, "millions": 1e6,
    "mio": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "billions": 1e9, "bn": 1e9, "milliard": 1e9,
    "milliards": 1e9, "mrd": 1e9, "mil": 1e3, "miles": 1e3, "millón": 1e6, "millones": 1e6,
}  # fmt: skip
PERCENT = re.compile(
    r"\s*(?:%|per\s?cent|pour\s?cent|por\s?ciento|pct|p\.?\s?c\.?|p\.\s?100)\s*$", re.IGNORECASE
)
# Short for units; both are folded.
UNITS = {"ha": "hectares", "hectare": "hectares", "no": "number", "nb": "nombre"}

# What people answer, by column (yes: all questions of yes or no).
ANSWERS = {
    "yes": {
        "yes": ("y", "x", "true", "1", "✓", "✔", "✅", "ok", "o", "vrai", "ja", "si", "sí",
                "verdadero"),
        "no": ("n", "false", "0", "✗", "✘", "❌", "faux", "nein", "falso"),
    },
    "state": {
        "done": ("yes", "y", "x", "true", "1", "✓", "✔", "✅", "oui", "vrai", "ok", "completed",
                 "complete", "achieved", "finished", "met", "réalisée", "réalisé", "faite",
                 "terminé", "terminée", "accompli", "accomplie", "atteint", "atteinte",
                 "achevé", "achevée", "100%", "100 %", "sí", "si", "verdadero", "hecha",
                 "realizado", "realizada", "completado", "completada", "terminado", "terminada",
                 "logrado", "lograda", "alcanzado", "alcanzada"),
        "not done": ("no", "n", "false", "0", "✗", "✘", "❌", "non", "faux", "not yet",
                     "pas encore", "open", "pending", "in progress", "under way", "underway",
                     "ongoing", "started", "not started", "begun", "partly done", "planned",
                     "en cours",
                     "non réalisé", "pas fait", "commencé", "en attente", "prévu", "à faire",
                     "falso", "todavía no", "aún no", "pendiente", "en curso", "no hecha",
                     "no realizado", "no realizada", "iniciado", "iniciada", "previsto",
                     "prevista", "por hacer", "prévue"),
        "under way": ("in progress", "underway", "ongoing", "started", "begun", "partly done",
                      "commencé", "commencée", "iniciado", "iniciada"),
        "planned": ("not yet", "pas encore", "open", "pending", "not started", "to do", "prévu",
                    "en attente", "à faire", "pendiente", "previsto", "por hacer"),
        "stopped": ("cancelled", "canceled", "abandoned", "annulée", "annulé", "abandonnée",
                    "abandonné", "arrêté", "cancelada", "cancelado", "suspendida"),
    },
}  # fmt: skip


def _answers(choices: dict[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """The choices that each word may stand for, folded."""
    found: dict[str, list[str]] = {}
    for choice, words in choices.items():
        for word in words:
            found.setdefault(fold(word) or word, []).append(choice)
    return found


_CLOSED = {column: _answers(choices) for column, choices in ANSWERS.items()}

# Codes are Latin: these letters only look so.
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХаеорсхіІΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXaeopcxiIABEZHIKMNOPTYX"
)
_MINUS = str.maketrans(dict.fromkeys("−‒–—﹣－‐‑⁻", "-"))


def answer(column: str, text: str, choices: Collection[str] = ()) -> str | None:
    """The choice that an answer stands for, of those a column has."""
    found = _CLOSED.get(column, {}).get(fold(text) or text.strip(), [])
    return next((choice for choice in found if not choices or choice in choices), None)


def means_clear(cell: object) -> bool:
    """Whether a cell asks for what stands there to be emptied."""
    return isinstance(cell, str) and len(cell) < 20 and fold(cell) in CLEAR


def visible(text: str) -> str:
    """A text in one line, without characters that nobody sees, and with plain spaces."""
    if text.isascii():
        return " ".join(text.split())
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFC", seen).split())


def readable(text: str) -> str:
    """A text of several words, without what nobody sees at its ends or between its letters."""
    if text.isascii():
        return text.strip()
    seen = re.sub("[\ufeff\u200b\u2060\u00ad\u200e\u200f]", "", text)
    return unicodedata.normalize("NFC", seen).strip()


def plain_figure(text: str) -> str:
    """The text of a number with plain digits, signs and spaces."""
    text = visible(text)
    if text.isascii():
        return text.removeprefix("'")
    # Raised digits are footnotes and stay what they are.
    digits = (str(unicodedata.decimal(sign, sign)) for sign in text)
    return "".join(digits).translate(_MINUS).replace("’", "'").replace("٫", ".").removeprefix("'")


def plain_code(text: str) -> str:
    """A code in Latin capitals, without what stands between its letters and numbers."""
    text = unicodedata.normalize("NFKC", visible(text)).translate(_LOOKALIKES)
    return re.sub(r"[\W_]+", "", text).upper()
