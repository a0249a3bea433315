"""Targets of which no value is known yet: their years on a line, instead of an empty chart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from progress.assessment.filters import Filters
from progress.assessment.rows import Verdict
from progress.language import Language
from progress.rows import Indicator
from progress.wording.chart_axes import year_axis
from progress.wording.chart_labels import EDGE
from progress.wording.chart_now import now
from progress.wording.chart_words import short_target


@dataclass(frozen=True)
class Mark:
    """``place``: from 0 to 1. ``side``: where the words lie from it: left, middle or right."""

    place: float
    words: str
    side: str
    is_now: bool


@dataclass(frozen=True)
class Ruler:
    marks: tuple[Mark, ...]


def ruler(
    t: Language, filters: Filters, indicator: Indicator, verdicts: Sequence[Verdict]
) -> Ruler | None:
    """``verdicts``: those of one indicator and region. None without a target in numbers."""
    aims = [row for row in verdicts if row.target_kind not in (None, "conditions")]
    if not aims or indicator.measure == "conditions":
        return None
    today = now(t, filters)
    first = min(math.floor(today.year), *(row.horizon for row in aims))
    years = year_axis(first, today.year, [row.horizon for row in aims])
    found = [(today.year, today.words, True)]
    found += [(row.horizon, short_target(t, row, indicator), False) for row in aims]
    return Ruler(
        tuple(
            Mark(place, words, _side(place), is_now)
            for year, words, is_now in found
            for place in [years.across(year)]
        )
    )


def _side(place: float) -> str:
    if place < EDGE:
        return "right"
    return "left" if place > 1 - EDGE else "middle"
