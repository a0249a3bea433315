"""Statuses, and facts, before and after, as tables."""

from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup

from progress.assessment.changes import Change, ExplainedChange
from progress.assessment.fact_changes import FactChange
from progress.language import Language
from progress.ui.components import html, paragraph, table
from progress.ui.view import View
from progress.wording.changes import changed_word, reasons
from progress.wording.fact_changes import fact_change_views
from progress.wording.indicator import name_in_region

SHOWN_FACTS, SHOWN_STATUSES = 200, 60


def status_table(seen: View, caption: str, statuses: Sequence[Change]) -> Markup:
    """A row for each status that changes; with why, where that is known."""
    t = seen.t
    shown = statuses[:SHOWN_STATUSES]
    explained = [row for row in shown if isinstance(row, ExplainedChange)]

    def measure(row: Change) -> str:
        known = seen.facts.indicator.get(row.indicator)
        return f"{row.indicator} {name_in_region(t, known, row.region)}".strip()

    def word(row: Change, side: Literal["before", "after"]) -> str:
        return changed_word(t, row, side, seen.facts.targets) or "–"

    head = [t("Indicator"), t("Target year"), t("Before"), t("After")]
    body = [
        [measure(row), str(row.horizon), word(row, "before"), word(row, "after")] for row in shown
    ]
    if explained:
        head.append(t("Why"))
        words = reasons(t)
        for cells, row in zip(body, explained, strict=True):
            cells.append(words[row.why])
    return html(table(caption, head, body), _more(t, len(statuses) - len(shown)))


def fact_table(
    seen: View, caption: str, changes: Sequence[FactChange], *, with_update: bool = True
) -> Markup:
    """A row for each cell that changed, the newest first; which update did it, if wanted."""
    t = seen.t
    newest_first = sorted(changes, key=lambda change: -change.release)
    views = fact_change_views(t, newest_first[:SHOWN_FACTS])
    head = [t("What"), t("Column"), t("Before"), t("After")] + [t("Update")] * with_update
    body = [
        [
            view.what,
            view.column,
            view.before,
            view.after,
            *([view.update] * with_update),
        ]
        for view in views
    ]
    return html(table(caption, head, body), _more(t, len(changes) - len(views)))


def _more(t: Language, number: int) -> Markup:
    note = t.plural("{number} more", "{number} more", number) if number else ""
    return paragraph(note, quiet=True) if note else html()
