"""How far each indicator has come by a target year, beside how much of the time is used: one scale
for all of them, the furthest behind first."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from progress.assessment.rows import Verdict
from progress.assessment.snapshot import Snapshot
from progress.language import ROUNDING, Language
from progress.wording.indicator import name_in_region
from progress.wording.verdict import VerdictView, verdict_view

# Further back than this share of the distance a bar does not reach.
FURTHEST_BACK = -0.25


@dataclass(frozen=True)
class PaceRow:
    """An indicator in a region. ``covered``, ``used``: shares of the distance and of the time,
    below 0 where it is further away than at the start; None for one that has no distance, such as
    conditions. ``years``: by how many it is ahead, or, below 0, behind. ``words``: that in words,
    or what there is to say in its place."""

    indicator: str
    name: str
    label: str
    objective: str
    verdict: VerdictView
    covered: float | None
    used: float | None
    years: float | None
    words: str


@dataclass(frozen=True)
class PaceView:
    """``rows``: those with a distance, what is furthest behind first; ``others``: those with a
    target for the year and no distance. ``first``: where the scale begins, 0 or below."""

    year: int
    rows: tuple[PaceRow, ...]
    others: tuple[PaceRow, ...]
    first: float


def pace_view(t: Language, snapshot: Snapshot, year: int, most: int | None = None) -> PaceView:
    """``most``: so many of each kind at most, the furthest behind."""
    found = [row for row in snapshot.verdicts if row.horizon == year and row.target_kind]
    measured = sorted(
        (row for row in found if years_ahead(row) is not None),
        key=lambda row: (years_ahead(row) or 0.0, row.indicator),
    )
    others = [row for row in found if years_ahead(row) is None]
    rows = [_row(t, snapshot, row) for row in measured[:most]]
    back = any(row.covered is not None and row.covered < 0 for row in rows)
    return PaceView(
        year=year,
        rows=tuple(rows),
        others=tuple(_row(t, snapshot, row) for row in others[:most]),
        first=FURTHEST_BACK if back else 0.0,
    )


def years_ahead(row: Verdict) -> float | None:
    """How much earlier than the required path the value was reached, in years; below 0 behind it.
    None where nothing is measured as a distance: growth is a rate, conditions are counted."""
    covered, used, start = row.distance_covered, row.time_used, row.baseline_year
    if row.target_kind in ("growth", "conditions") or row.status == "achieved":
        return None
    if covered is None or used is None or start is None:
        return None
    return (covered - used) * (row.horizon - start)


def _row(t: Language, snapshot: Snapshot, verdict: Verdict) -> PaceRow:
    indicator = snapshot.facts.indicator[verdict.indicator]
    objective = snapshot.facts.objective[verdict.objective]
    years = years_ahead(verdict)
    shown = verdict_view(t, snapshot, verdict, indicator)
    return PaceRow(
        indicator=verdict.indicator,
        name=name_in_region(t, indicator, verdict.region),
        label=t.of(objective, "label"),
        objective=verdict.objective,
        verdict=shown,
        covered=None if years is None else verdict.distance_covered,
        used=None if years is None else verdict.time_used,
        years=years,
        words=_words(t, verdict, shown, years),
    )


def years_words(t: Language, years: float) -> str:
    """In years with one decimal. What is behind is rounded up and what is ahead down, so that the
    text never says more than is."""
    rounding = ROUND_CEILING if years < 0 else ROUND_FLOOR
    amount = Decimal(abs(years) - ROUNDING if years < 0 else years + ROUNDING)
    shown = max(amount, Decimal(0)).quantize(Decimal("0.1"), rounding)
    if not shown:
        return t("on the required path")
    number = t.number(shown, 1)
    if years < 0:
        return t.plural("{years} year behind", "{years} years behind", shown, years=number)
    return t.plural("{years} year ahead", "{years} years ahead", shown, years=number)


def _words(t: Language, verdict: Verdict, shown: VerdictView, years: float | None) -> str:
    if years is not None and verdict.family in ("on_track", "behind", "off_course"):
        return shown.status.word if verdict.status == "missed" else years_words(t, years)
    if verdict.target_kind == "conditions" and verdict.family != "no_verdict":
        done, total = verdict.conditions_done or 0, verdict.conditions_total or 0
        return t.plural("{x} of {number} condition", "{x} of {number} conditions", total, x=done)
    return shown.status.word
