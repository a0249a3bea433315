"""The chart of an indicator in a region, described once: figures and tables are made from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from progress.assessment.rows import Verdict
from progress.language import Language
from progress.rows import Indicator, ReportedValue
from progress.schema import DIRECT
from progress.wording.sentence_words import known
from progress.wording.sentences import reported_words, start_words, target_words


@dataclass(frozen=True)
class Point:
    """A number in a year; of a range its ends as well. ``number``: where the mark stands, of a
    target or a starting point the end that counts."""

    year: int
    number: float
    low: float
    high: float
    words: str


@dataclass(frozen=True)
class Line:
    """A line of the table that stands for the chart."""

    year: int
    kind: str
    words: str
    note: str


@dataclass(frozen=True)
class Chart:
    """``starts``: starting points that are not a report as well. ``paths``: the required path to
    each target, as (year, number) from the starting point on; a growth asks for a curve.
    ``alternative``: the chart in words, for those who do not see it."""

    name: str
    unit: str
    alternative: str
    reports: tuple[Point, ...]
    context: tuple[Point, ...]
    starts: tuple[Point, ...]
    targets: tuple[Point, ...]
    paths: tuple[tuple[tuple[int, float], ...], ...]
    table: tuple[Line, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        return (*self.reports, *self.context, *self.starts, *self.targets)


def chart(
    t: Language, indicator: Indicator, verdicts: Sequence[Verdict], values: Sequence[ReportedValue]
) -> Chart | None:
    """None where a chart would hold nothing but targets. ``verdicts``: those of one indicator and
    region; ``values``: its reported values up to the chosen year, context included."""
    values = sorted((row for row in values if row.value is not None), key=lambda row: row.year)
    aims = [row for row in verdicts if row.target_number is not None]
    started = [row for row in aims if row.baseline_number is not None]
    if indicator.measure == "conditions" or not (values or started):
        return None
    points = [(row, _reported(t, row, indicator)) for row in values]
    reports = tuple(point for row, point in points if row.counts)
    reported = {point.year for point in reports}
    starts = {
        known(row.baseline_year): _start(t, row, indicator)
        for row in started
        if row.baseline_year not in reported
    }
    targets = tuple(_target(t, row, indicator) for row in aims)
    return Chart(
        name=t.of(indicator, "name"),
        unit=t.of(indicator, "unit"),
        alternative=_alternative(t, indicator, reports, targets),
        reports=reports,
        context=tuple(point for row, point in points if not row.counts),
        starts=tuple(starts.values()),
        targets=targets,
        paths=tuple(_path(row) for row in started if known(row.baseline_year) < row.horizon),
        table=(
            *(Line(one.year, t("Starting point"), one.words, "") for one in starts.values()),
            *(_reported_line(t, row, point.words) for row, point in points),
            *(Line(target.year, t("Target"), target.words, "") for target in targets),
        ),
    )


def _reported(t: Language, row: ReportedValue, indicator: Indicator) -> Point:
    low, high = _ends(row.value, row.value_high)
    return Point(row.year, low, low, high, reported_words(t, row, indicator))


def _start(t: Language, row: Verdict, indicator: Indicator) -> Point:
    low, high = _ends(row.baseline_value, row.baseline_value_high)
    words = start_words(t, row, indicator)
    return Point(known(row.baseline_year), known(row.baseline_number), low, high, words)


def _target(t: Language, row: Verdict, indicator: Indicator) -> Point:
    low = high = number = known(row.target_number)
    if row.target_kind == "range":
        low, high = _ends(row.target_value, row.target_value_high)
    return Point(row.horizon, number, low, high, target_words(t, row, indicator))


def _ends(low: float | None, high: float | None) -> tuple[float, float]:
    return known(low), known(low if high is None else high)


def _path(row: Verdict) -> tuple[tuple[int, float], ...]:
    """Straight, or bent where growth is asked for."""
    first, last, start = known(row.baseline_year), row.horizon, known(row.baseline_number)
    if row.target_kind != "growth":
        return (first, start), (last, known(row.target_number))
    yearly = 1 + known(row.target_value) / 100
    return tuple((year, start * yearly ** (year - first)) for year in range(first, last + 1))


def _reported_line(t: Language, row: ReportedValue, words: str) -> Line:
    if row.counts:
        kind = t("Reported")
    elif row.relation == DIRECT:
        kind = t("For context, the year is not over")
    else:
        kind = t("For context ({relation})", relation=t(row.relation))
    return Line(row.year, kind, words, t.of(row, "note"))


def _alternative(
    t: Language, indicator: Indicator, reports: tuple[Point, ...], targets: tuple[Point, ...]
) -> str:
    def told(points: tuple[Point, ...]) -> str:
        return ", ".join(
            t("{year}: {value}", year=point.year, value=point.words) for point in points
        )

    return t(
        "{name}. Reported: {reported}. Targets: {targets}.",
        name=t.of(indicator, "name"),
        reported=told(reports) or t("nothing yet"),
        targets=told(targets) or t("none"),
    )
