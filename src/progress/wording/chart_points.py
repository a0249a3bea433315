"""The points of a chart: reports, starting points, targets, and what is known and not judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from progress.assessment.facts import Facts
from progress.assessment.rows import Verdict
from progress.language import Language
from progress.rows import Baseline, Indicator, ReportedValue, Target
from progress.schema import DIRECT
from progress.wording.chart_words import value_words
from progress.wording.sentence_words import known, start_of
from progress.wording.sentences import target_words
from progress.wording.sources import source_view
from progress.wording.status_words import row_word


@dataclass(frozen=True)
class Point:
    """A number in a year; of a range its ends as well. ``number``: where the mark stands, of a
    target or a starting point the end that counts. ``words``, ``kind``, ``note``, ``source``: what
    its line of the table says. ``family``, ``status``: of the report that a status rests on."""

    year: int
    number: float
    low: float
    high: float
    words: str
    kind: str
    note: str = ""
    source: str = ""
    family: str = ""
    status: str = ""

    @property
    def told(self) -> tuple[str, ...]:
        """All there is to say of it, line by line."""
        return tuple(filter(None, (self.kind, self.status, self.note, self.source)))


def reported_point(
    t: Language, facts: Facts, row: ReportedValue, indicator: Indicator, decided: Verdict | None
) -> Point:
    """``decided``: the verdict whose family the value it rests on is shown in."""
    low, high = ends(row.value, row.value_high)
    decides = decided is not None and row.counts and decided.value_year == row.year
    return Point(
        year=row.year,
        number=low,
        low=low,
        high=high,
        words=value_words(t, row, indicator),
        kind=_kind(t, row),
        note=t.of(row, "note"),
        source=_source(t, facts, row),
        family=decided.family if decided and decides else "",
        status=t("{year}: {value}", year=decided.horizon, value=row_word(t, decided))
        if decided and decides
        else "",
    )


def _kind(t: Language, row: ReportedValue) -> str:
    if row.counts:
        return t("Reported")
    if row.relation == DIRECT:
        return t("For context, the year is not over")
    return t("For context ({relation})", relation=t(row.relation))


def unused_point(t: Language, facts: Facts, row: Baseline, indicator: Indicator) -> Point:
    """A starting point that is not comparable with the target: its note says why."""
    low, high = ends(row.value, row.value_high)
    return Point(
        year=row.year,
        number=low,
        low=low,
        high=high,
        words=value_words(t, row, indicator),
        kind=t("Known, but not comparable"),
        note=t.of(row, "note"),
        source=_source(t, facts, row),
    )


def start_point(t: Language, facts: Facts, row: Verdict, indicator: Indicator) -> Point:
    low, high = ends(row.baseline_value, row.baseline_value_high)
    year = known(row.baseline_year)
    found = _of(facts.baselines_of(row.indicator), row.region, year)
    return Point(
        year=year,
        number=known(row.baseline_number),
        low=low,
        high=high,
        words=value_words(t, start_of(row), indicator),
        kind=t("Starting point"),
        note=t.of(found, "note"),
        source=_source(t, facts, found),
    )


def target_point(t: Language, facts: Facts, row: Verdict, indicator: Indicator) -> Point:
    low = high = number = known(row.target_number)
    if row.target_kind in ("range", "between"):
        low, high = ends(row.target_value, row.target_value_high)
    found = _of(facts.targets_of(row.indicator), row.region, row.horizon)
    return Point(
        year=row.horizon,
        number=number,
        low=low,
        high=high,
        words=target_words(t, row, indicator),
        kind=t("Target"),
        note=t.of(found, "note"),
        source=_source(t, facts, found),
    )


def ends(low: float | None, high: float | None) -> tuple[float, float]:
    return known(low), known(low if high is None else high)


Dated = TypeVar("Dated", Baseline, Target)


def _of(rows: Sequence[Dated], region: str, year: int) -> Dated | None:
    return next((row for row in rows if (row.region, row.year) == (region, year)), None)


def _source(t: Language, facts: Facts, row: ReportedValue | Baseline | Target | None) -> str:
    found = facts.source.get(row.source) if row and row.source else None
    return t("Source: {title}", title=source_view(found).title) if found else ""
