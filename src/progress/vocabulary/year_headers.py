"""Years as they stand above columns."""

import re

from progress.vocabulary.marks import visible

_VALUE = (
    r"value|values|valeurs?|valor|valores|actuals?|observed|reported|achieved|reali[sz]ed|results?"
    r"|réel(?:le)?s?|réalisée?s?|observée?s?|résultats?|real|reales|realizado|observado|resultados?"
    r"|prov|final"
)
_YEAR = re.compile(
    rf"(?:(?:{_VALUE}|year|année|annee|año|yr|in|en)[\s:]*|[yx](?:r)?[_.]?)?\s*((?:19|20)\d\d)(?:\.0)?"
    rf"\s*(?:\[yr\1\]|\(?(?:[abdeprs]|\*+|est|prov|prel|rev)\.?\)?|[*†¹²³]+|[-–:]?\s*\(?(?:{_VALUE})\)?)?",
    re.IGNORECASE,
)
_FLAGS = re.compile(r"y(?:19|20)\d\d[fn]", re.IGNORECASE)  # of FAO: remarks beside a year
_TWO_YEARS = re.compile(
    r"(?:FY|AY|exercice|ejercicio|season|campagne|campaña)?\s*(?:19|20)\d\d\s*[-/–]\s*"
    r"(?:\d\d|(?:19|20)\d\d)|(?:FY|exercice|ejercicio|financial year|fiscal year)\s*(?:19|20)\d\d",
    re.IGNORECASE,
)


def year_above(text: str) -> int | None:
    """The one year that stands above a column of values."""
    match = None if _FLAGS.fullmatch(text) else _YEAR.fullmatch(text)
    return int(match[1]) if match else None


def is_two_years(text: str) -> bool:
    return bool(_TWO_YEARS.fullmatch(text))


_SAYS_VALUE = re.compile(_VALUE + r"|total|totaux|all|tous|todos|both sexes|les deux sexes", re.I)
_PLANNED = re.compile(
    r"targets?|goals?|planned|plans?|projected|projections?|projection|forecasts?|expected|baseline"
    r"|starting points?|cibles?|objectifs?|prévue?s?|prévisions?|point de départ|attendue?s?"
    r"|metas?|objetivos?|previsto|prevista|proyectad[oa]|proyección|línea de base",
    re.IGNORECASE,
)


def says_value(text: str) -> bool:
    """Whether a heading over or under a year says that the column holds what was reported."""
    return bool(_SAYS_VALUE.fullmatch(visible(text)))


def says_planned(text: str) -> bool:
    """Whether a heading says that nothing was reported there: targets, projections."""
    return bool(_PLANNED.search(visible(text)))
