"""The decisions that the board is asked for: why, by whom, and since when."""

from datetime import date

from markupsafe import Markup

from progress.server import cache
from progress.ui.components import component, heading, html, link, prose_table
from progress.ui.view import View
from progress.wording.needs import DecisionView, NeedsView


def decisions(seen: View, found: NeedsView) -> Markup:
    """A row a decision; nothing where none is wanted."""
    if not found.decisions:
        return html()
    t = seen.t
    days = {
        row.release: t.date(date.fromisoformat(row.published_at[:10]))
        for row in cache.history(seen.demo)
    }
    head = [t("Decision wanted"), t("Objective"), t("Cause"), t("Owner"), t("Since")]
    body = [
        [row.text, _objective(seen, row), row.why or "–", row.who, days.get(row.since, "–")]
        for row in found.decisions
    ]
    return html(
        heading(2, how_many(seen, found)),
        component("decisions")(prose_table(t("Decisions wanted"), head, body)),
    )


def how_many(seen: View, found: NeedsView) -> str:
    return seen.t.plural(
        "{number} decision wanted", "{number} decisions wanted", len(found.decisions)
    )


def _objective(seen: View, row: DecisionView) -> Markup:
    address = seen.link("objective", objective=row.objective)
    return link(address, f"{row.objective} {row.label}".strip())
