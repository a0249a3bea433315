"""The numbers that a verdict by pace rests on, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from progress.assessment.rows import Verdict
from progress.language import Language
from progress.wording.region_words import region_name
from progress.wording.sentence_words import known


@dataclass(frozen=True)
class NumbersView:
    """``robust``: whether another method says the same."""

    year: int
    region: str
    start: str
    value: str
    target: str
    distance_covered: str
    time_used: str
    pace: str
    compound_ratio: str
    robust: str


def numbers_views(t: Language, verdicts: Sequence[Verdict]) -> tuple[NumbersView, ...]:
    """Of those that have a pace."""
    return tuple(_numbers(t, row) for row in verdicts if row.pace is not None)


def pace_rule(t: Language) -> str:
    """How the pace makes a status."""
    return t(
        "Pace is the share of the distance over the share of the time: 0.95 or more is on "
        "track, 0.60 or more is behind, less is far behind. The same bands are read on "
        "compound growth; where both agree, the status does not depend on the method."
    )


def _numbers(t: Language, row: Verdict) -> NumbersView:
    return NumbersView(
        year=row.horizon,
        region=region_name(t, row.region),
        start=f"{t.number(known(row.baseline_number))} ({row.baseline_year})",
        value=f"{t.number(known(row.value_number))} ({row.value_year})",
        target=t.number(known(row.target_number)),
        distance_covered=_share(t, row.distance_covered),
        time_used=_share(t, row.time_used),
        pace=t.rounded_down(known(row.pace), 2),
        compound_ratio="–" if row.compound_ratio is None else t.rounded_down(row.compound_ratio, 2),
        robust=_robust(t, row.robust),
    )


def _share(t: Language, share: float | None) -> str:
    return "–" if share is None else t.share(share)


def _robust(t: Language, robust: bool | None) -> str:
    if robust is None:
        return "–"
    return t("robust") if robust else t("depends on the method")
