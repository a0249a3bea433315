"""The goals of the board report with their objectives and indicators, as plain data."""

from dataclasses import asdict
from typing import Any

from progress.language import Language
from progress.report.chart import places
from progress.report.front import group_row
from progress.wording.goal import GoalView
from progress.wording.indicator import IndicatorView, SeriesView
from progress.wording.objective import ObjectiveView
from progress.wording.verdict import VerdictView

# An indicator with more letters than this beside its verdicts may break over pages; a shorter one
# stays together.
LONG = 1500


def goal(t: Language, shown: GoalView, in_need: set[str], is_assessed: bool) -> dict[str, Any]:
    """A goal with its objectives. ``in_need``: the objectives of which something needs the board.
    ``is_assessed``: whether anything can be judged."""
    return {
        "title": shown.title,
        "purpose": shown.purpose,
        "groups": [group_row(group, is_assessed) for group in shown.groups],
        "objectives": [_objective(t, found, found.code in in_need) for found in shown.objectives],
    }


def _objective(t: Language, shown: ObjectiveView, in_need: bool) -> dict[str, Any]:
    return {
        "code": shown.code,
        "label": shown.name,
        "has_label": bool(shown.label),
        "statement": shown.statement,
        "leads": shown.leads,
        "statuses": [
            asdict(one.status) | {"as_of": one.as_of, "part": one.part} for one in shown.statuses
        ],
        "notes": shown.remarks,
        "indicators": [_indicator(t, found) for found in shown.indicators],
        "narrative": _narrative(shown, in_need),
    }


def _narrative(shown: ObjectiveView, in_need: bool) -> dict[str, Any] | None:
    """What is told of an objective that needs the board or a decision of it."""
    told = shown.narrative
    if told is None:
        return {"as_of": "", "parts": []} if in_need else None
    return asdict(told) if in_need or told.part("decision_wanted") else None


def _indicator(t: Language, shown: IndicatorView) -> dict[str, Any]:
    notes = [*filter(None, [shown.without_target]), *shown.unused_starts]
    conditions = [condition for checklist in shown.checklists for condition in checklist.conditions]
    letters = sum(map(len, notes)) + sum(len(one.text) + len(one.words) for one in conditions)
    return {
        "code": shown.code,
        "name": shown.name,
        "series": [_series(t, found) for found in shown.series],
        "checklists": [asdict(checklist) for checklist in shown.checklists],
        "notes": notes,
        "breaks": len(shown.series) > 1 or letters > LONG,
    }


def _series(t: Language, shown: SeriesView) -> dict[str, Any]:
    return {
        "region": shown.region_name,
        "verdicts": [_verdict(verdict) for verdict in shown.verdicts],
        "chart": shown.chart and places(t, shown.chart),
    }


def _verdict(shown: VerdictView) -> dict[str, Any]:
    sentences = " ".join([shown.sentence, *shown.remarks])
    return asdict(shown.status) | {
        "as_of": shown.as_of,
        "sentence": sentences,
        "covered": shown.covered,
        "used": shown.used,
    }
