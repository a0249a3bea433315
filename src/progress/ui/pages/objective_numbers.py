"""The numbers that the verdicts of an indicator rest on, as a table."""

from collections.abc import Sequence
from dataclasses import astuple

from markupsafe import Markup

from progress.assessment.rows import Verdict
from progress.language import Language
from progress.ui.components import details, html, paragraph, table
from progress.wording.numbers import numbers_views, pace_rule


def numbers(t: Language, verdicts: Sequence[Verdict], code: str) -> Markup:
    """How each verdict by pace was computed, with every number it rests on."""
    found = numbers_views(t, verdicts)
    if not found:
        return html()
    head = [
        t("Target year"),
        t("Region"),
        t("Starting point"),
        t("Value"),
        t("Target"),
        t("Distance covered"),
        t("Time passed"),
        t("Pace"),
        t("Compound growth"),
        t("Method"),
    ]
    rows = [[str(row.year), *astuple(row)[1:]] for row in found]
    caption = t("The numbers behind {code}", code=code)
    shown = table(caption, head, rows, numbers={2, 3, 4, 5, 6, 7, 8}) + paragraph(
        pace_rule(t), quiet=True
    )
    return details(t("How this was computed"), shown)
