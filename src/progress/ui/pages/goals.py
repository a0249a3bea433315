"""The parts of the Goals page: distributions, and objectives with their indicators as bars."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from progress.language import Language
from progress.schema import WORLD
from progress.ui.components import component, group_rows, verdict_row, verdict_word
from progress.wording.goal import GoalView
from progress.wording.indicator import IndicatorView
from progress.wording.objective import ObjectiveView
from progress.wording.region_words import region_name
from progress.wording.verdict import VerdictView


def distributions(goal: GoalView) -> Markup:
    """For each target year how many objectives are in each family."""
    return component("rows")(group_rows(goal.groups))


def objectives(t: Language, goal: GoalView, address: Callable[..., str]) -> Markup:
    """The objectives of a goal, each with its indicators and target years."""
    shown = [_objective(t, found, address) for found in goal.objectives if found.is_selected]
    return component("goal_objectives")(shown)


def _objective(t: Language, shown: ObjectiveView, address: Callable[..., str]) -> dict[str, Any]:
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
    word = verdict_word(status.family, status.word)
    return verdict_row(status.year, word, status.family, (shown.covered, shown.used), sentence)
