"""The end of the board report: all that changed, the method in short, the sources."""

from dataclasses import asdict
from typing import Any

from progress.language import Language
from progress.wording.changes import ChangeView, directions
from progress.wording.status_words import families, family_meanings


def changed_rows(t: Language, changes: tuple[ChangeView, ...]) -> list[dict[str, Any]]:
    """The statuses that changed, those that got worse first."""
    order = list(directions(t))
    ordered = sorted(changes, key=lambda change: order.index(change.direction))
    return [asdict(change) | {"code": change.indicator} for change in ordered]


def legend(t: Language) -> list[dict[str, str]]:
    """The families with what each of them says."""
    meanings = family_meanings(t)
    return [
        {"family": family, "word": word, "meaning": meanings[family]}
        for family, word in families(t).items()
    ]
