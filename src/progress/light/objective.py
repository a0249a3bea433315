"""An objective on a page of the light edition: wording, statuses, indicators, people, sources."""

from collections.abc import Callable, Iterable

from markupsafe import Markup

from progress.assessment.filters import Filters
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.light.chart import svg
from progress.rows import Objective
from progress.ui.components import (
    bullets,
    component,
    definitions,
    details,
    heading,
    html,
    link,
    outward,
    paragraph,
    statuses,
    strong,
    table,
    tags,
    verdict,
)
from progress.wording.chart import Chart
from progress.wording.goal import goal_title
from progress.wording.implementation_strategy import strategy_parts
from progress.wording.indicator import IndicatorView
from progress.wording.objective import objective_view
from progress.wording.sources import cited_sources

# Of the indicators of a page, in letters. Beyond the first a chart has no table, its alternative
# text has the numbers as well; beyond the second there are sentences alone.
ROOM_FOR_TABLES = 15_000
ROOM_FOR_CHARTS = 30_000


def objective(
    t: Language,
    snapshot: Snapshot,
    row: Objective,
    address: Callable[..., str],
    tell: Callable[[IndicatorView], str],
) -> Markup:
    """``tell``: where to write about an indicator, empty where there is nobody to write to."""
    shown = objective_view(t, snapshot, row)
    goal = link(address("goal", goal=row.goal), goal_title(t, snapshot.facts.goal[row.goal]))
    statement = shown.statement or t("The wording of this objective is not yet entered.")
    story = shown.narrative
    return html(
        component("links")([goal]),
        paragraph(statement),
        tags([shown.who_leads, *shown.remarks]),
        statuses(shown.statuses),
        heading(2, t("Indicators")),
        _indicators(t, shown.indicators, tell),
        paragraph("" if shown.has_indicators else t("No indicator and no target entered yet.")),
        heading(2, t("Explanations")),
        paragraph(story.as_of, quiet=True) if story else html(),
        definitions((part.label, part.text) for part in story.parts)
        if story
        else paragraph(t("No narrative is reported yet.")),
        heading(2, t("Who works on it")),
        paragraph(shown.leads or shown.who_leads),
        _strategy(t, snapshot, row.objective),
        _sources(t, snapshot, row.objective),
    )


def _indicators(
    t: Language, shown: Iterable[IndicatorView], tell: Callable[[IndicatorView], str]
) -> Markup:
    """So that a page stays light however many there are."""
    found = html()
    for one in shown:
        found += _indicator(t, one, len(found) < ROOM_FOR_CHARTS, len(found) < ROOM_FOR_TABLES)
        found += component("feedback")(tell(one), t("Tell us about this figure"))
    return found


def _indicator(t: Language, shown: IndicatorView, with_charts: bool, with_tables: bool) -> Markup:
    found = heading(3, f"{shown.code} · {shown.name}") + paragraph(shown.definition, quiet=True)
    found += paragraph(shown.without_target)
    for series in shown.series:
        found += paragraph(strong(series.region_name)) if series.region_name else html()
        found += html(*map(verdict, series.verdicts))
        if series.chart and with_charts:
            found += component("unit")(shown.unit) + svg(t, series.chart)
            found += _as_table(t, series.chart) if with_tables else html()
        elif series.ruler:
            found += component("ruler")(series.ruler)
    for checklist in shown.checklists:
        items = [
            (one.mark, one.text, " · ".join(filter(None, (one.words, one.evidence))))
            for one in checklist.conditions
        ]
        found += paragraph(strong(checklist.title)) + component("checklist")(items)
    return found + html(*(paragraph(text, quiet=True) for text in shown.unused_starts))


def _as_table(t: Language, chart: Chart) -> Markup:
    rows = [[str(line.year), line.kind, line.words, line.note] for line in chart.table]
    head = [t("Year"), t("What"), t("Value"), t("Note")]
    return details(t("The chart as a table"), table(chart.name, head, rows))


def _strategy(t: Language, snapshot: Snapshot, code: str) -> Markup:
    rows = [row for row in snapshot.facts.implementation_strategy if row.objective == code]
    rows.sort(key=lambda row: row.number)
    parts = [
        heading(3, label) + bullets(texts)
        for part, label in strategy_parts(t).items()
        if (texts := [t.of(row, "text") for row in rows if row.part == part])
    ]
    return html(heading(2, t("Implementation strategy")), *parts) if parts else html()


def _sources(t: Language, snapshot: Snapshot, code: str) -> Markup:
    """Those of the facts of the objective and its indicators."""
    facts = snapshot.facts
    verdicts = tuple(row for row in snapshot.verdicts if row.objective == code)
    rows = tuple(row for row in snapshot.objectives if row.objective == code)
    own = Snapshot(Filters(objective=code), verdicts, rows, (), (), snapshot.is_assessed, facts)
    found = [
        outward(one.url, one.title) if one.url else html(one.title) for one in cited_sources(own)
    ]
    return heading(2, t("Sources")) + bullets(found, links=True) if found else html()
