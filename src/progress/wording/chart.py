"""The chart of an indicator in a region, described once: the figures of the pages, the light
edition and the report, their tables and their alternative texts are made from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from progress.assessment.filters import Filters, today
from progress.assessment.rows import Verdict
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.rows import Baseline, Indicator, ReportedValue
from progress.wording.chart_axes import NumberAxis, YearAxis, number_axis, year_axis
from progress.wording.chart_labels import Label, labels
from progress.wording.chart_points import (
    Point,
    ends,
    reported_point,
    start_point,
    target_point,
    unused_point,
)
from progress.wording.chart_words import short_target, short_value
from progress.wording.sentence_words import known

Vertices = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Zone:
    """Between which numbers the values are to lie; ``low`` None: all that is ``high`` or less.
    ``since``, ``until``: the years that it is drawn for."""

    since: int
    until: int
    low: float | None
    high: float


@dataclass(frozen=True)
class Now:
    """The time of judging on the axis of the years, where a year's value stands at its number."""

    year: float
    words: str


@dataclass(frozen=True)
class Chart:
    """``context``: what is known and not judged, each with the reason in its kind or note.
    ``starts``: starting points that are not a report as well. ``paths``: the required path to each
    target, from the starting point on; a growth asks for a curve, and what meets its target has
    none. ``zones``: where a range is asked for, or no more than a number. ``alternative``: the
    chart in words, for those who do not see it. ``table``: in the order of the years."""

    name: str
    unit: str
    alternative: str
    reports: tuple[Point, ...]
    context: tuple[Point, ...]
    starts: tuple[Point, ...]
    targets: tuple[Point, ...]
    paths: tuple[Vertices, ...]
    zones: tuple[Zone, ...]
    labels: tuple[Label, ...]
    now: Now
    years: YearAxis
    numbers: NumberAxis

    @property
    def points(self) -> tuple[Point, ...]:
        return (*self.reports, *self.context, *self.starts, *self.targets)

    @property
    def table(self) -> tuple[Point, ...]:
        reported = sorted((*self.context, *self.reports), key=lambda point: point.year)
        return (*self.starts, *reported, *self.targets)

    @property
    def year_ticks(self) -> list[int]:
        return self.years.ticks(target.year for target in self.targets)


def chart(
    t: Language,
    snapshot: Snapshot,
    indicator: Indicator,
    region: str,
    verdicts: Sequence[Verdict],
) -> Chart | None:
    """None where a chart would hold nothing but targets. ``verdicts``: those of the indicator in
    the region. Values, context included, are those up to the chosen year."""
    facts, judged = snapshot.facts, snapshot.filters.judged_year
    aims = [row for row in verdicts if row.target_number is not None]
    started = [row for row in aims if row.baseline_number is not None]
    values = _until(facts.values_of(indicator.indicator), region, judged)
    baselines = _until(facts.baselines_of(indicator.indicator), region, judged)
    unused = [row for row in baselines if not row.comparable]
    if indicator.measure == "conditions" or not (values or started or unused):
        return None
    decided = _decided(verdicts, judged)
    points = [(row, reported_point(t, facts, row, indicator, decided)) for row in values]
    reports = tuple(point for row, point in points if row.counts)
    context = [point for row, point in points if not row.counts]
    context += [unused_point(t, facts, row, indicator) for row in unused]
    reported = {point.year for point in reports}
    starts = {
        known(row.baseline_year): start_point(t, facts, row, indicator)
        for row in started
        if row.baseline_year not in reported
    }
    targets = tuple(target_point(t, facts, row, indicator) for row in aims)
    now = _now(t, snapshot.filters)
    first = min(point.year for point in (*reports, *context, *starts.values()))
    years = year_axis(first, max(now.year, *reported, first), [row.horizon for row in aims])
    paths = tuple(_path(row, years.last) for row in started if _leads_on(row, indicator))
    shown = (*reports, *context, *starts.values(), *targets)
    ends_of_all = [end for point in shown for end in (point.number, point.low, point.high)]
    numbers = number_axis([*ends_of_all, *(number for path in paths for _, number in path)])
    return Chart(
        name=t.of(indicator, "name"),
        unit=t.of(indicator, "unit"),
        alternative=_alternative(t, indicator, reports, targets),
        reports=reports,
        context=tuple(sorted(context, key=lambda point: point.year)),
        starts=tuple(starts.values()),
        targets=targets,
        paths=paths,
        zones=_zones(aims, indicator, first),
        labels=labels(
            years,
            numbers,
            [(row.horizon, known(row.target_number), short_target(t, row, indicator))
             for row in aims],
            [(row.year, known(row.value), short_value(t, row, indicator))
             for row in values if row.counts][-1:],
            rises=indicator.direction != "down",
        ),
        now=now,
        years=years,
        numbers=numbers,
    )  # fmt: skip


Dated = TypeVar("Dated", ReportedValue, Baseline)


def _until(rows: Sequence[Dated], region: str, year: int) -> list[Dated]:
    """Those of a region up to a year that have a number, in the order of the years."""
    found = [row for row in rows if row.region == region and row.year <= year]
    return sorted((row for row in found if row.value is not None), key=lambda row: row.year)


def _decided(verdicts: Sequence[Verdict], judged: int) -> Verdict | None:
    """The status that the last value is coloured by: of the next target year, else of the last."""
    found = [row for row in verdicts if row.value_year is not None]
    ahead = [row for row in found if row.horizon >= judged]
    return next(iter(ahead), found[-1] if found else None)


def _leads_on(row: Verdict, indicator: Indicator) -> bool:
    """Whether there is a way to go: not from a starting point that is as good as the target."""
    start, target = known(row.baseline_number), known(row.target_number)
    if known(row.baseline_year) >= row.horizon:
        return False
    return start > target if indicator.direction == "down" else start < target


def _path(row: Verdict, until: int) -> Vertices:
    """Straight, or bent where growth is asked for; with a vertex at the year up to which all is in
    proportion."""
    first, last, start = known(row.baseline_year), row.horizon, known(row.baseline_number)
    if row.target_kind == "growth":
        yearly = 1 + known(row.target_value) / 100
        return tuple((year, start * yearly ** (year - first)) for year in range(first, last + 1))
    target = known(row.target_number)
    return ((first, start), *between((first, start), (last, target), until), (last, target))


def between(
    start: tuple[float, float], end: tuple[float, float], year: float
) -> tuple[tuple[float, float], ...]:
    """The place on a straight line in a year between its ends; none outside of them."""
    if not start[0] < year < end[0]:
        return ()
    share = (year - start[0]) / (end[0] - start[0])
    return ((year, start[1] + share * (end[1] - start[1])),)


def _zones(aims: Sequence[Verdict], indicator: Indicator, first: int) -> tuple[Zone, ...]:
    """Each from the target year before it on."""
    found, since = [], first
    for row in aims:
        if row.target_kind in ("range", "between"):
            low, high = ends(row.target_value, row.target_value_high)
            found.append(Zone(since, row.horizon, low, high))
        elif indicator.direction == "down":
            found.append(Zone(since, row.horizon, None, known(row.target_number)))
        since = row.horizon
    return tuple(found)


def _now(t: Language, filters: Filters) -> Now:
    day = filters.known_on
    if filters.judged_year != day.year:
        year = filters.judged_year
        return Now(year + 0.5, t("end of {year}", year=year))
    gone = (day.timetuple().tm_yday - 1) / 365
    return Now(day.year + gone - 0.5, t("today") if day == today() else t.date(day))


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
