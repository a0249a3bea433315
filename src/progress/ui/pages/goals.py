"""The parts of the Goals page: where each goal stands, how far each indicator has come, and the
objectives, goal by goal, with their numbers."""

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from progress.language import Language
from progress.schema import WORLD
from progress.ui.components import component, group_rows, html, verdict_row, verdict_word
from progress.wording.aims import AimsView
from progress.wording.confirmation import marked
from progress.wording.goal import GoalView
from progress.wording.indicator import IndicatorView
from progress.wording.objective import ObjectiveView
from progress.wording.pace import PaceRow, PaceView
from progress.wording.region_words import region_name
from progress.wording.verdict import VerdictView

Address = Callable[..., str]


def goals_at_a_glance(goals: Sequence[GoalView], year: int) -> Markup:
    """The goals beside each other, each with its objectives by family for a target year."""
    shown = [
        (goal.code, goal.name, group)
        for goal in goals
        for group in goal.groups
        if group.year == year
    ]
    return component("goal_bars")(shown)


def year_switch(t: Language, years: Sequence[int], chosen: int, address: Address) -> Markup:
    """The target years, each a link to the same page for it."""
    addresses = [(year, address("goals", horizon=year)) for year in years]
    return component("year_switch")(t("Target year"), addresses, chosen)


def pace_plot(t: Language, pace: PaceView, address: Address) -> Markup:
    """A line an indicator: how far it has come as a bar, how much of the time is used as a tick.
    Each opens to its sentence. Below it those that have no distance."""
    first = pace.first
    place = {"start": _place(0, first), "half": _place(0.5, first), "target": 100.0}
    lines = [_pace_line(row, first, address) for row in pace.rows]
    words = {
        "title": t("How far on the way to {year}", year=pace.year),
        "rule": t(
            "The bar is the distance covered from the starting point to the target, the tick "
            "the time passed. A bar that ends before its tick is behind."
        ),
        "start": t("Start"),
        "half": t("Half way"),
        "target": t("Target"),
        "others": t("Without a distance: met, counted, or not yet measured"),
    }
    others = [
        (
            row.verdict.status.family,
            row.indicator,
            marked(row.words, row.verdict.mark),
            address("objective", objective=row.objective),
            f"{row.name}: {row.verdict.sentence}",
        )
        for row in pace.others
    ]
    return component("pace_plot")(words, place, lines, others)


def _pace_line(row: PaceRow, first: float, address: Address) -> dict[str, Any]:
    start, end = _place(0, first), _place(row.covered or 0, first)
    status = row.verdict.status
    return {
        "code": row.indicator,
        "label": marked(row.label, row.verdict.mark),
        "name": row.name,
        "family": status.family,
        "word": status.word,
        "left": min(start, end),
        "width": abs(end - start),
        "end": end,
        "tick": _place(row.used or 0, first),
        "start": start,
        "words": row.words,
        "sentence": row.verdict.sentence,
        "remarks": row.verdict.remarks,
        "address": address("objective", objective=row.objective),
    }


def _place(share: float, first: float) -> float:
    """Where a share stands on a scale from ``first`` to 1, in percent of its width."""
    return (min(max(share, first), 1.0) - first) / (1 - first) * 100


def aims(t: Language, found: AimsView, address: Address) -> Markup:
    """What the plan aims for, while nothing can be judged: an indicator a line, a column a year."""
    rows = [(row, address("objective", objective=row.objective)) for row in found.rows]
    caption = t("What the plan aims for")
    return component("aims")(caption, t("Indicator"), found.years, rows)


def lid(t: Language, goal: GoalView, address: Address, opened: bool) -> Markup:
    """A goal that opens to its counts by target year and its objectives."""
    number = sum(objective.is_selected for objective in goal.objectives)
    counted = t.plural("{number} objective", "{number} objectives", number)
    body = html(
        component("paragraph")(goal.purpose, True),
        component("rows")(group_rows(goal.groups)),
        objectives(t, goal, address),
    )
    return component("goal_lid")(goal.code, goal.title, counted, body, opened)


def objectives(t: Language, goal: GoalView, address: Address) -> Markup:
    """The objectives of a goal, each with its indicators and target years."""
    shown = [_objective(t, found, address) for found in goal.objectives if found.is_selected]
    return component("goal_objectives")(shown)


def _objective(t: Language, shown: ObjectiveView, address: Address) -> dict[str, Any]:
    said = ""
    if not shown.has_indicators:
        said = t("No indicator and no target entered yet.")
    elif not shown.indicators:  # the objective has the status that is asked for only as a whole
        said = t("None of its indicators has this status by itself.")
    return {
        "address": address("objective", objective=shown.code),
        "title": f"{shown.code} {shown.name}",
        "statement": shown.statement,
        "indicators": [_indicator(t, found) for found in shown.indicators],
        "said": said,
    }


def _indicator(t: Language, shown: IndicatorView) -> dict[str, Any]:
    """Its verdicts that the filters leave."""
    verdicts = [verdict for series in shown.series for verdict in series.verdicts]
    lines = [_line(t, verdict) for verdict in verdicts]
    return {"name": shown.name, "said": shown.without_target, "lines": lines}


def _line(t: Language, shown: VerdictView) -> Markup:
    """One verdict: target year, status, bar and tick, and the sentence with the numbers."""
    status, sentence = shown.status, shown.sentence
    if shown.region != WORLD:
        sentence = t("{label}: {text}", label=region_name(t, shown.region), text=sentence)
    word = component("dated")(verdict_word(status.family, status.word), shown.as_of)
    sentence = marked(sentence, shown.mark)
    return verdict_row(status.year, word, status.family, (shown.covered, shown.used), sentence)
