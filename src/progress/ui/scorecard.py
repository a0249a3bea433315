"""The scorecard as HTML: goals, their objectives, every target year, in word, shape and colour.

Where nothing can be judged yet, the tiles show the targets themselves instead of a wall of grey.
"""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.ui.components import component, counts, quiet, verdict_word
from progress.wording.group import GroupView
from progress.wording.scorecard import Cell, ObjectiveRow, scorecard


def show(
    t: Language, snapshot: Snapshot, link: Callable[[str], str], apart: bool = False
) -> Markup:
    """The scorecard twice: open for wide screens, in rows that open for narrow ones. The style
    sheet shows one of them, also to screen readers. ``link``: objective code -> address;
    ``apart``: whether links open a window of their own."""
    card = scorecard(t, snapshot)
    goals = [
        {
            "code": goal.code,
            "name": goal.name,
            "headlines": [_headline(group, card.is_assessed) for group in goal.groups],
            "tiles": [_tile(t, row, card.is_assessed, link) for row in goal.objectives],
        }
        for goal in card.goals
    ]
    return component("scorecard")(goals, t("name not yet entered"), apart, not card.is_assessed)


def _headline(group: GroupView, is_assessed: bool) -> tuple[int, Markup, str]:
    """How the goal stands in a target year, or how many of its objectives have a target."""
    return group.year, counts(group) if is_assessed else Markup(""), group.words


def _tile(
    t: Language, row: ObjectiveRow, is_assessed: bool, link: Callable[[str], str]
) -> dict[str, Any]:
    return {
        "address": link(row.code),
        "code": row.code,
        "name": row.label or quiet(t("not yet entered")),
        "lines": [(cell.status.year, *_line(t, cell, is_assessed)) for cell in row.cells if cell],
        "said": t("No target entered yet") if row.blank else "",
    }


def _line(t: Language, cell: Cell, is_assessed: bool) -> tuple[str, str]:
    """What a tile says of a target year, and what it says quietly beside that."""
    if is_assessed:
        return verdict_word(cell.status.family, cell.status.word), cell.part
    return cell.targets or quiet(t("no target set")), ""
