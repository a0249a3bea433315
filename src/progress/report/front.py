"""The first page of the board report, as plain data for its template."""

from dataclasses import asdict
from typing import Any

from progress.assessment.freshness import freshness
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.wording.freshness import freshness_of_all
from progress.wording.group import GroupView
from progress.wording.plan import PlanView, YearView, plan_view
from progress.wording.plan_gaps import missing_in_plan
from progress.wording.scorecard import Cell, ObjectiveRow, scorecard


def front(t: Language, snapshot: Snapshot, wanted: int) -> dict[str, Any]:
    """Where the plan stands: the sentence, the counts, the scorecard, what is still missing.
    ``wanted``: how many decisions are."""
    plan, card = plan_view(t, snapshot), scorecard(t, snapshot)
    return {
        "lead": plan.lead,
        "known": _known(t, plan, wanted),
        "groups": [_year(year, plan.is_assessed) for year in plan.years],
        "figures": _figures(t, plan, snapshot),
        "scorecard": [
            {
                "code": goal.code,
                "name": goal.name,
                "objectives": [_row(t, row, card.is_assessed) for row in goal.objectives],
            }
            for goal in card.goals
        ],
        "missing": [] if plan.is_assessed else _missing(t, snapshot),
    }


def _known(t: Language, plan: PlanView, wanted: int) -> list[str]:
    """What stands beside the sentence."""
    if not plan.years:
        return []
    found = [plan.too_early, plan.reported_last]
    if wanted:
        found.append(
            t.plural(
                "{number} decision of the board is wanted.",
                "{number} decisions of the board are wanted.",
                wanted,
            )
        )
    return [text for text in found if text]


def _year(year: YearView, is_assessed: bool) -> dict[str, Any]:
    time = {"time": year.time_used, "time_words": year.time_words}
    return group_row(year.group, is_assessed) | time


def group_row(group: GroupView, is_assessed: bool) -> dict[str, Any]:
    """A group of objectives; nothing is counted by family where nothing can be judged."""
    return asdict(group) if is_assessed else asdict(group) | {"counts": []}


def _figures(t: Language, plan: PlanView, snapshot: Snapshot) -> list[dict[str, str]]:
    """How much is known: indicators with a verdict, and how fresh the reports are."""
    reports = freshness_of_all(freshness(snapshot))
    return [
        {
            "number": t("{x} of {y}", x=plan.assessed_indicators, y=plan.indicators_with_target),
            "label": t("indicators with a target are assessed"),
        },
        {"number": t.number(reports.in_time), "label": t("reported in time")},
        {"number": t.number(reports.overdue), "label": t("reports overdue")},
        {"number": t.number(reports.never), "label": t("indicators never reported")},
    ]


def _row(t: Language, row: ObjectiveRow, is_assessed: bool) -> dict[str, Any]:
    """An objective with a cell for each target year."""
    return {
        "code": row.code,
        "label": row.label,
        "cells": [cell and _cell(t, cell, is_assessed) for cell in row.cells],
        "blank": row.blank and asdict(row.blank),
    }


def _cell(t: Language, cell: Cell, is_assessed: bool) -> dict[str, Any]:
    if is_assessed:
        part = f"{cell.assessed}/{cell.indicators}" if cell.is_partly_assessed else ""
        return asdict(cell.status) | {"part": part}
    words = cell.targets or t("no target set")
    return asdict(cell.status) | {"word": words, "part": "", "is_aim": bool(cell.targets)}


def _missing(t: Language, snapshot: Snapshot) -> list[dict[str, Any]]:
    """What has to be there before anything can be judged: gaps of the part that is shown."""
    return [
        {"label": label, "number": len(codes), "codes": ", ".join(codes)}
        for label, codes in missing_in_plan(t, snapshot.facts, snapshot)
    ]
