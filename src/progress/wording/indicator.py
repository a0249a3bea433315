"""What to say of an indicator: its verdicts, chart, conditions, and what is shown but not used."""

from dataclasses import dataclass

from progress.assessment.filters import ALL_REGIONS
from progress.assessment.rows import Verdict
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.rows import Indicator, ReportedValue
from progress.schema import WORLD
from progress.wording.chart import Chart, chart
from progress.wording.chart_ruler import Ruler, ruler
from progress.wording.conditions import Checklist, checklists
from progress.wording.region_words import region_name
from progress.wording.sentences import reported_words, without_target
from progress.wording.verdict import VerdictView, verdict_view


@dataclass(frozen=True)
class SeriesView:
    """An indicator in a region. ``region_name``: empty where there is only one that needs no
    name. ``verdicts``: those with a target. ``ruler``: its targets, where there is no chart."""

    region: str
    region_name: str
    verdicts: tuple[VerdictView, ...]
    chart: Chart | None
    ruler: Ruler | None


@dataclass(frozen=True)
class ContextView:
    """A reported value of a region that has no target of its own."""

    region: str
    year: int
    value: str
    note: str


@dataclass(frozen=True)
class IndicatorView:
    """``series``: one for each region that is judged and selected. ``without_target``: what to
    say where none of its verdicts has a target. ``unused_starts``: starting points that are known
    but not used, and why. ``elsewhere``: values of other regions."""

    code: str
    name: str
    definition: str
    unit: str
    series: tuple[SeriesView, ...]
    without_target: str
    checklists: tuple[Checklist, ...]
    unused_starts: tuple[str, ...]
    elsewhere: tuple[ContextView, ...]


def indicator_view(t: Language, snapshot: Snapshot, indicator: Indicator) -> IndicatorView:
    """``indicator``: its row."""
    code = indicator.indicator
    verdicts = [row for row in snapshot.verdicts if row.indicator == code]
    regions = list(dict.fromkeys(row.region for row in verdicts))
    values = [
        row for row in snapshot.facts.values_of(code) if row.year <= snapshot.filters.judged_year
    ]
    return IndicatorView(
        code=code,
        name=t.of(indicator, "name"),
        definition=t.of(indicator, "definition"),
        unit=t.of(indicator, "unit"),
        series=tuple(
            SeriesView(
                region=region,
                region_name="" if _is_plain(snapshot, regions) else region_name(t, region),
                verdicts=tuple(verdict_view(t, snapshot, row, indicator) for row in rows),
                chart=drawn,
                ruler=None if drawn else ruler(t, snapshot.filters, indicator, rows),
            )
            for region in regions
            for rows in [[row for row in verdicts if _has_target(row) and row.region == region]]
            for drawn in [chart(t, snapshot, indicator, region, rows)]
        ),
        without_target=_without_target(t, snapshot, verdicts),
        checklists=checklists(t, snapshot, code, _years_of_conditions(snapshot, code, verdicts)),
        unused_starts=_unused_starts(t, snapshot, indicator),
        elsewhere=_elsewhere(t, snapshot, indicator, values, regions),
    )


def name_in_region(t: Language, indicator: Indicator | None, region: str) -> str:
    """The name of an indicator, with the region where it is not the world."""
    name = t.of(indicator, "name") if indicator else ""
    if region == WORLD:
        return name
    return t("{name} ({region})", name=name, region=region_name(t, region))


def _has_target(row: Verdict) -> bool:
    return row.status != "no_target"


def _is_plain(snapshot: Snapshot, regions: list[str]) -> bool:
    """Whether it goes without saying which region is meant."""
    return regions == [WORLD] or snapshot.filters.region not in (ALL_REGIONS, WORLD)


def _without_target(t: Language, snapshot: Snapshot, verdicts: list[Verdict]) -> str:
    if verdicts:
        return without_target(t, verdicts)
    return t(
        "This indicator has no target of its own for {region}.",
        region=region_name(t, snapshot.filters.region),
    )


def _years_of_conditions(snapshot: Snapshot, code: str, verdicts: list[Verdict]) -> list[int]:
    """The target years whose conditions are looked at: those of its verdicts, where it has any."""
    if verdicts:
        return sorted({row.horizon for row in verdicts})
    return sorted(
        {
            row.target_year
            for row in snapshot.facts.plan_conditions_of(code)
            if snapshot.filters.horizon in (None, row.target_year)
        }
    )


def _unused_starts(t: Language, snapshot: Snapshot, indicator: Indicator) -> tuple[str, ...]:
    return tuple(
        t(
            "Known from {year}, but not used as a starting point: {value}. {note}",
            year=row.year,
            value=reported_words(t, row, indicator),
            note=t.of(row, "note"),
        )
        for row in snapshot.facts.baselines_of(indicator.indicator)
        if not row.comparable and snapshot.filters.region in (ALL_REGIONS, row.region)
    )


def _elsewhere(
    t: Language,
    snapshot: Snapshot,
    indicator: Indicator,
    values: list[ReportedValue],
    regions: list[str],
) -> tuple[ContextView, ...]:
    if snapshot.filters.region == ALL_REGIONS:
        return ()
    return tuple(
        ContextView(
            region=region_name(t, row.region),
            year=row.year,
            value=reported_words(t, row, indicator),
            note=t.of(row, "note"),
        )
        for row in values
        if row.region not in (*regions, WORLD)
    )
