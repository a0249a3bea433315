"""The picture that a link shows where it is passed on: title, sentence, and the plan in numbers."""

import json
from pathlib import Path
from typing import Any

import typst

from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.light.edition import Edition, Page
from progress.report.pdf import fonts, look, printable
from progress.wording.goal import goal_views
from progress.wording.objective import objective_statuses
from progress.wording.plan import plan_view

TEMPLATE = Path(__file__).parent / "preview.typ"
SIZE = (1200, 630)  # pixels
MOST_YEARS = 3


def preview(edition: Edition, name: str) -> bytes:
    """PNG; KeyError where there is no page of that name."""
    inputs = {
        "data": json.dumps(printable(_data(edition, name)), ensure_ascii=False),
        "look": json.dumps(look()),
    }
    compiler = typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts(), ignore_system_fonts=True
    )
    made = compiler.compile(format="png", ppi=72, sys_inputs=inputs)
    if not isinstance(made, bytes):
        raise TypeError("a picture is one file")
    return made


def _data(edition: Edition, name: str) -> dict[str, Any]:
    t, page = edition.t, edition.pages[name]
    snapshot = edition.contents.snapshot
    initiative = snapshot.facts.initiative.get("name")
    return {
        "lang": t.code,
        "whose": t.of(initiative, "value") if initiative else "",
        "title": page.heading,
        "words": page.description,
        "years": _years(t, snapshot, page) if snapshot.is_assessed else [],
        "demo": t("Demonstration data") if edition.is_demonstration else "",
    }


def _years(t: Language, snapshot: Snapshot, page: Page) -> list[dict[str, Any]]:
    """For each target year the objectives by family; of an objective how it stands."""
    if page.objective:
        return [
            _year(one.status.year, [(one.status.family, 1, one.status.word)])
            for one in objective_statuses(t, snapshot, page.objective)
        ][:MOST_YEARS]
    groups = [
        group for goal in goal_views(t, snapshot) if goal.code == page.goal for group in goal.groups
    ] or [year.group for year in plan_view(t, snapshot).years]
    return [
        _year(group.year, [(one.family, one.number, str(one.number)) for one in group.counts])
        for group in groups
        if group.counts
    ][:MOST_YEARS]


def _year(year: int, parts: list[tuple[str, int, str]]) -> dict[str, Any]:
    named = [
        {"family": family, "number": number, "label": label} for family, number, label in parts
    ]
    return {"year": str(year), "parts": named}
