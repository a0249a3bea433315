"""The chart of an indicator in a region, described once: the figures of the pages, the light
edition and the report, their tables and their alternative texts are made from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from progress.assessment.rows import Verdict
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.rows import Baseline, Indicator, ReportedValue
from progress.wording.chart_axes import NumberAxis, YearAxis, number_axis, year_axis
from progress.wording.chart_labels import Label, labels, wanted_labels
from progress.wording.chart_lines import Vertices, Zone, leads_on, required_path, through, zones
from progress.wording.chart_now import Now, now
from progress.wording.chart_points import (
    Point,
    reported_point,
    start_point,
    target_point,
    unused_point,
)
from progress.wording.projection import Projection, projection
from progress.wording.sentence_words import known

# A projection higher than so many times everything else is said, and not drawn.
MOST_ABOVE = 1.5


@dataclass(frozen=True)
class Chart:
    """``projections``: where it lands in a target year at the pace so far, with the lines there.
    ``context``: what is known and not judged, each with the reason in its kind or note.
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
    projections: tuple[Point, ...]
    paths: tuple[Vertices, ...]
    continued: tuple[Vertices, ...]
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
        return (*self.starts, *reported, *self.targets, *self.projections)

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
    today = now(t, snapshot.filters)
    first = min(point.year for point in (*reports, *context, *starts.values()))
    years = year_axis(first, max(today.year, *reported, first), [row.horizon for row in aims])
    paths = tuple(required_path(row, years.last) for row in started if leads_on(row, indicator))
    ahead = [found for row in aims if (found := projection(t, row, indicator, values))]
    shown = (*reports, *context, *starts.values(), *targets)
    ends_of_all = [end for point in shown for end in (point.number, point.low, point.high)]
    ends_of_all += [number for path in paths for _, number in path]
    drawn = [found for found in ahead if found.number <= MOST_ABOVE * max(ends_of_all)]
    numbers = number_axis([*ends_of_all, *(found.number for found in drawn)])
    return Chart(
        name=t.of(indicator, "name"),
        unit=t.of(indicator, "unit"),
        alternative=_alternative(t, indicator, reports, targets, ahead),
        reports=reports,
        context=tuple(sorted(context, key=lambda point: point.year)),
        starts=tuple(starts.values()),
        targets=targets,
        projections=tuple(_projected(t, found) for found in ahead),
        paths=paths,
        continued=tuple(through(found.line, years.last) for found in drawn),
        zones=zones(aims, indicator, first),
        labels=labels(years, numbers, wanted_labels(t, indicator, aims, values, drawn)),
        now=today,
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


def _projected(t: Language, found: Projection) -> Point:
    number = found.number
    return Point(found.year, number, number, number, found.words, t("At the pace so far"))


def _alternative(
    t: Language,
    indicator: Indicator,
    reports: Sequence[Point],
    targets: Sequence[Point],
    ahead: Sequence[Projection],
) -> str:
    def told(points: Sequence[Point] | Sequence[Projection]) -> str:
        return ", ".join(
            t("{year}: {value}", year=point.year, value=point.words) for point in points
        )

    text = t(
        "{name}. Reported: {reported}. Targets: {targets}.",
        name=t.of(indicator, "name"),
        reported=told(reports) or t("nothing yet"),
        targets=told(targets) or t("none"),
    )
    if not ahead:
        return text
    return f"{text} {t('At the pace so far: {ahead}.', ahead=told(ahead))}"
