"""What needs the board, and the decisions it is asked for, as plain data for the templates."""

from dataclasses import asdict
from typing import Any

from progress.wording.needs import NeedsView, NeedView


def needs_rows(found: NeedsView) -> list[dict[str, Any]]:
    """The worst first."""
    return [_need(need) for need in found.needs]


def other_decisions(found: NeedsView) -> list[dict[str, str]]:
    return [asdict(decision) for decision in found.other_decisions]


def _need(need: NeedView) -> dict[str, Any]:
    parts = need.narrative.parts if need.narrative else ()
    return {
        "code": need.indicator,
        "name": need.name,
        "statuses": [asdict(verdict.status) for verdict in need.verdicts],
        "late": need.late,
        "narrative": [asdict(part) for part in parts if part.part != "summary"],
        "urgent": need.urgent and asdict(need.urgent),
    }
