"""Words that say that figures are written in thousands or millions, or per thousand.

They stand above a column, in a column of units, or above a table.
"""

import re

from progress.vocabulary.marks import UNITS
from progress.vocabulary.names import fold

_THOUSANDS = re.compile(
    r"\bthousands?\b|\bthsd\b|\btsd\b|\bmilliers?\b|\bmille\b|\b(?:en )?miles de\b|\ben miles\b"
    r"|['’´`]\s?000s?\b(?![.,\d])"
    r"|(?<![\d.,])1[ ,.'’\u00a0\u202f]?000\b(?![.,]?\d)|\b000s\b|\bx\s?10\^?3\b|10\^3|10³|\bkha\b"
    r"|\bkt\b|\bktco2e?\b|\bin k\b|\bk(?:€|\$)",
    re.IGNORECASE,
)
_MILLIONS = re.compile(
    r"\bmillions?\b|\bmio\b|\bmln\b|\bmill\.|\bmillones\b|\bmillón\b|10\^6|10⁶|\bmha\b"
    r"|['’´`]\s?000\s?000\b|(?<![\d.,])1[ ,.'’\u00a0\u202f]?000[ ,.'’\u00a0\u202f]?000\b",
    re.IGNORECASE,
)
_BILLIONS = re.compile(
    r"\bbillions?\b|\bbn\b|\bmilliards?\b|\bmrd\b|\bmiles de millones\b|10\^9|10⁹", re.IGNORECASE
)
_RATE = re.compile(
    r"‰|\bper\s?mill?e?\b|\bpermille?\b|\bpour mille\b|\bpor mil\b"
    r"|(?:\b(?:per|pour|por|p\.)|/)\s?(?:thousand|1[ ,.'’\u00a0\u202f]?000)\b",
    re.IGNORECASE,
)
_PERCENT = frozenset(
    ("percent", "per cent", "percentage", "pc", "pct", "pourcentage", "pour cent", "porcentaje",
     "por ciento", "p c", "pt", "percentage points")
)  # fmt: skip

# Columns that say by what, or by which power of ten, numbers are to be multiplied; folded.
SCALES = frozenset(
    ("unit mult", "unit multiplier", "multiplier", "power", "powercode", "powercode code", "scale",
     "echelle", "multiplicateur", "puissance", "escala", "multiplicador", "magnitude", "factor")
)  # fmt: skip


def scale_of(text: str) -> float | None:
    """What figures under these words are to be multiplied by; None where they say nothing of it.
    Per thousand is a tenth of a percent."""
    if _RATE.search(text):
        return 0.1
    for pattern, scale in ((_BILLIONS, 1e9), (_MILLIONS, 1e6), (_THOUSANDS, 1e3)):
        if pattern.search(text):
            return scale
    return None


def scale_for(text: str, unit: str) -> float | None:
    """The same beside an indicator with this unit: none where the unit says so itself, and per
    thousand only of a share."""
    scale = scale_of(text)
    if scale is None or scale == scale_of(unit):
        return None
    return scale if scale != 0.1 or is_percent(unit) else None


def is_percent(unit: str) -> bool:
    return unit.lstrip().startswith("%") or fold(unit) in _PERCENT


def is_same_unit(said: str, units: set[str]) -> bool:
    """Whether a unit is one of these, in short or in full."""
    if is_percent(said):
        return any(map(is_percent, units))
    word = fold(said)
    word = UNITS.get(word, word)
    known = set(map(fold, units))
    return any(word in (one, f"{one}s") or f"{word}s" == one or one.startswith(f"{word} ")
               or word.startswith(f"{one} ") for one in known)  # fmt: skip
