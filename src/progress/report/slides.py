"""The board report as slides: one message each, tables and charts that can be edited, and notes
with where the numbers are from."""

import io

from progress.assessment.changes import listed
from progress.language import Language
from progress.report.pdf import Gathered
from progress.report.slide_parts import (
    FOOT,
    LEFT,
    QUIET,
    ROOM,
    SIGNS,
    TOP,
    Cell,
    Deck,
    bars,
    fitting,
    line_chart,
    status_cell,
    table,
    text,
)
from progress.wording.changes import change_views, changes_in_words, directions
from progress.wording.confirmation import banner
from progress.wording.fact_changes import revision_views, revisions_in_words
from progress.wording.filter_sentence import filter_sentence
from progress.wording.goal import GoalView, goal_views
from progress.wording.indicator import indicator_view
from progress.wording.needs import NeedView, needs_view
from progress.wording.plan import plan_view
from progress.wording.plan_gaps import missing_in_plan
from progress.wording.scorecard import ObjectiveRow, scorecard
from progress.wording.sources import cited_sources
from progress.wording.status_words import families

MOST_EXCEPTIONS = 12
ROWS_OF_CHANGES = 9
ROWS_OF_MATRIX = 15
ROWS_OF_AIMS = 12
ROWS_OF_GOAL = 8
LONGEST = 300  # letters of a paragraph


def slides_pptx(found: Gathered, t: Language) -> bytes:
    """A PowerPoint file."""
    deck = _deck(found, t)
    notes = _notes(found, t)
    _title(deck, found, t, notes)
    _standing(deck, found, t, notes)
    _matrix(deck, found, t, notes)
    _changes(deck, found, t, notes)
    _revisions(deck, found, t, notes)
    _exceptions(deck, found, t, notes)
    for goal in goal_views(t, found.snapshot):
        _goal(deck, found, t, goal, notes)
    out = io.BytesIO()
    deck.file.save(out)
    return out.getvalue()


def _deck(found: Gathered, t: Language) -> Deck:
    known_on = t("As published on {day}", day=t.date(found.snapshot.filters.known_on))
    if said := banner(t, found.snapshot.confirmation):
        known_on = f"{known_on} · {said}"
    return Deck(known_on, t("Demonstration data") if found.is_demonstration else "")


def _notes(found: Gathered, t: Language) -> list[str]:
    """What stands in the notes of every slide."""
    sources = [
        " ".join(filter(None, (one.title, one.url))) for one in cited_sources(found.snapshot)
    ]
    return [
        filter_sentence(t, found.snapshot.filters, found.snapshot.facts),
        t("A status is computed from reported values by one rule for all; nobody chooses it."),
        t("{label}: {text}", label=t("Sources"), text="; ".join(sources)) if sources else "",
    ]


def _title(deck: Deck, found: Gathered, t: Language, notes: list[str]) -> None:
    facts = found.snapshot.facts
    name = facts.initiative.get("name")
    slide = deck.slide(t("Progress on the strategic plan"), notes)
    lines = [t.of(name, "value")] if name else []
    lines.append(filter_sentence(t, found.snapshot.filters, facts))
    text(slide, lines, (LEFT, 2.4, ROOM, 2.5), size=24, after=12)


def _standing(deck: Deck, found: Gathered, t: Language, notes: list[str]) -> None:
    """The sentence to remember, and the objectives by family."""
    plan = plan_view(t, found.snapshot)
    slide = deck.slide(plan.lead, [*(year.sentence for year in plan.years), *notes])
    if plan.is_assessed:
        groups = [year.group for year in plan.years if year.group.counts]
        bars(slide, t, groups, (LEFT, TOP, ROOM, 5.2))
        return
    gaps = missing_in_plan(t, found.snapshot.facts, found.snapshot)
    lines = [plan.too_early, plan.reported_last]
    text(slide, lines, (LEFT, TOP, ROOM, 1.6), size=20, after=8)
    rows = [[Cell(t("What is missing")), Cell(t("How many"))]]
    rows += [[Cell(label), Cell(str(len(codes)))] for label, codes in gaps]
    table(slide, rows, (9, 2), (LEFT, 3.4), size=16, height=0.42)


def _matrix(deck: Deck, found: Gathered, t: Language, notes: list[str]) -> None:
    """How every objective stands in every target year, in two columns; while nothing can be
    judged, its targets in words."""
    card = scorecard(t, found.snapshot)
    rows = [row for goal in card.goals for row in goal.objectives]
    head = [Cell(t("Objective")), *(Cell(str(year)) for year in card.years)]
    if not card.is_assessed:
        width = min(3.5, 8.5 / max(len(card.years), 1))
        widths = (ROOM - width * len(card.years), *[width] * len(card.years))
        for start in range(0, len(rows), ROWS_OF_AIMS):
            slide = deck.slide(t("What the plan aims for"), notes)
            body = [_aims(t, row, len(card.years)) for row in rows[start : start + ROWS_OF_AIMS]]
            table(slide, [head, *body], widths, (LEFT, TOP), size=11, height=0.41)
        return
    key = "    ".join(f"{SIGNS[family]} {word}" for family, word in families(t).items())
    width = min(0.8, 3.6 / max(len(card.years), 1))
    widths = (5.9 - width * len(card.years), *[width] * len(card.years))
    for start in range(0, len(rows), 2 * ROWS_OF_MATRIX):
        slide = deck.slide(t("How each objective stands"), notes)
        for side in (0, 1):
            first = start + side * ROWS_OF_MATRIX
            body = [
                _standing_of(t, row, len(card.years))
                for row in rows[first : first + ROWS_OF_MATRIX]
            ]
            if body:
                place = (LEFT + side * 6.2, TOP)
                table(slide, [head, *body], widths, place, size=12, height=0.31)
        text(slide, [key], (LEFT, 6.6, ROOM, 0.35), size=13, colour=QUIET)


def _standing_of(t: Language, row: ObjectiveRow, years: int) -> list[Cell]:
    name = _name(t, row, 40)
    if row.blank:
        return [name, *[status_cell(row.blank)] * years]
    return [name, *(status_cell(cell.status if cell else None) for cell in row.cells)]


def _aims(t: Language, row: ObjectiveRow, years: int) -> list[Cell]:
    if row.blank:
        return [_name(t, row, 45), *[Cell("–")] * years]
    words = [_short(cell.targets, 60) if cell else "" for cell in row.cells]
    return [_name(t, row, 45), *(Cell(word or "–") for word in words)]


def _name(t: Language, row: ObjectiveRow, most: int) -> Cell:
    return Cell(_short(f"{row.code} {row.label or t('name not published yet')}", most))


def _changes(deck: Deck, found: Gathered, t: Language, notes: list[str]) -> None:
    """What changed, those that got worse first."""
    since = t("Changed since {day}", day=t.date(found.since))
    changed = list(found.changes)
    order = list(directions(t))
    shown = listed(changed)
    views = sorted(
        change_views(t, found.snapshot.facts, shown),
        key=lambda one: order.index(one.direction),
    )
    title = t("{label}: {text}", label=since, text=", ".join(changes_in_words(t, changed)))
    head = [t("Indicator"), t("Target year"), t("Before"), t("After"), t("Why")]
    for start in range(0, len(views), ROWS_OF_CHANGES):
        slide = deck.slide(title, notes)
        rows = [
            [
                Cell(_short(f"{one.indicator} {one.name}", 80)),
                Cell(str(one.year)),
                status_cell(one.before, word=True),
                status_cell(one.after, word=True),
                Cell(one.why),
            ]
            for one in views[start : start + ROWS_OF_CHANGES]
        ]
        widths = (4.9, 1.2, 2.2, 2.2, 1.6)
        table(slide, [[Cell(word) for word in head], *rows], widths, (LEFT, TOP), 14, 0.5)


def _revisions(deck: Deck, found: Gathered, t: Language, notes: list[str]) -> None:
    """What changed in the plan itself, targets made easier first."""
    since = t("Plan revisions since {day}", day=t.date(found.since))
    counted = ", ".join(revisions_in_words(t, found.revisions))
    title = t("{label}: {text}", label=since, text=counted)
    head = [t("What"), t("Column"), t("Before"), t("After"), t("Update")]
    views = revision_views(t, found.revisions)
    for start in range(0, len(views), ROWS_OF_CHANGES):
        slide = deck.slide(title, notes)
        rows = [
            [
                Cell(_short(one.what, 80)),
                Cell(one.column),
                Cell(_short(one.before, 60)),
                Cell(_short(one.after, 60)),
                Cell(_short(one.update, 80)),
            ]
            for one in views[start : start + ROWS_OF_CHANGES]
        ]
        widths = (3.6, 1.4, 2.2, 2.4, 2.5)
        table(slide, [[Cell(word) for word in head], *rows], widths, (LEFT, TOP), 14, 0.5)


def _exceptions(deck: Deck, found: Gathered, t: Language, notes: list[str]) -> None:
    """A slide for each of the most urgent, then the others as a table."""
    needs = needs_view(t, found.snapshot).needs
    for need in needs[:MOST_EXCEPTIONS]:
        _exception(deck, found, t, need, notes)
    if rest := needs[MOST_EXCEPTIONS:]:
        for start in range(0, len(rest), ROWS_OF_MATRIX):
            slide = deck.slide(t("For the board’s attention"), notes)
            rows = [
                [
                    Cell(_short(f"{one.indicator} {one.name}", 90)),
                    status_cell(one.verdicts[0].status, word=True),
                ]
                for one in rest[start : start + ROWS_OF_MATRIX]
            ]
            head = [Cell(t("Indicator")), Cell(t("Status"))]
            table(slide, [head, *rows], (8.6, 3.4), (LEFT, TOP), size=13, height=0.33)


def _exception(deck: Deck, found: Gathered, t: Language, need: NeedView, notes: list[str]) -> None:
    facts = found.snapshot.facts
    sentences = [one.sentence for one in need.verdicts]
    title = t(
        "{label}: {text}",
        label=f"{need.indicator} {need.name}",
        text=need.verdicts[0].status.word,
    )
    slide = deck.slide(title, [*sentences, *notes])
    rows = [[Cell(t("Target year")), Cell(t("Status"))]]
    rows += [
        [Cell(str(one.status.year)), status_cell(one.status, word=True)] for one in need.verdicts
    ]
    table(slide, rows, (1.5, 3.5), (LEFT, TOP), size=14, height=0.38)
    below = TOP + 0.38 * len(rows) + 0.2
    parts = need.narrative.parts if need.narrative else ()
    told = [part.line for part in parts if part.part != "summary"]
    lines = [sentences[0], need.late, *told, f"{need.who_leads} · {need.last_report.words}"]
    shown = [_short(line, LONGEST) for line in lines if line]
    view = indicator_view(t, found.snapshot, facts.indicator[need.indicator])
    chart = next((one.chart for one in view.series if one.chart), None)
    width = 5.4 if chart else ROOM
    size = fitting(shown, width, FOOT - below, after=6)
    text(slide, shown, (LEFT, below, width, FOOT - below), size=size, after=6)
    if chart:
        line_chart(slide, t, chart, (6.4, TOP, 6.3, 5.3))


def _goal(deck: Deck, found: Gathered, t: Language, goal: GoalView, notes: list[str]) -> None:
    """Where the objectives of a goal stand, in words."""
    years = [group.year for group in goal.groups]
    said = [t("{year}: {value}", year=one.year, value=one.words) for one in goal.groups]
    slide = deck.slide(goal.title, [goal.purpose, *said, *notes])
    head = [Cell(t("Objective")), *(Cell(str(year)) for year in years)]
    rows = []
    for one in [each for each in goal.objectives if each.is_selected][:ROWS_OF_GOAL]:
        by_year = {status.status.year: status.status for status in one.statuses}
        cells = [status_cell(by_year.get(year), word=True) for year in years]
        rows.append([Cell(_short(f"{one.code} {one.name}", 60), bold=True), *cells])
    width = min(3.0, 7.8 / max(len(years), 1))
    widths = (ROOM - width * len(years), *[width] * len(years))
    table(slide, [head, *rows], widths, (LEFT, TOP), size=13, height=0.5)
    below = TOP + 0.5 * (len(rows) + 1) + 0.25
    if 6.9 - below > 0.5 * len(said):
        text(slide, said, (LEFT, below, ROOM, 6.9 - below), size=15, colour=QUIET, after=4)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
