"""How fresh the reports are, and from whom the next are awaited."""

from collections.abc import Sequence
from dataclasses import astuple

from markupsafe import Markup

from progress.assessment.freshness import freshness
from progress.assessment.snapshot import Snapshot
from progress.ui import view
from progress.ui.components import (
    bullets,
    details,
    heading,
    html,
    left_out,
    link,
    paragraph,
    quiet,
    table,
)
from progress.ui.view import View
from progress.wording.freshness import (
    LastReportView,
    due,
    freshness_by_facility_type,
    freshness_by_goal,
    freshness_of_all,
)


def reports(seen: View, snapshot: Snapshot) -> Markup:
    """How many reports came in time, in a line that opens: by goal and by who leads, and what is
    awaited from whom."""
    t, found = seen.t, freshness(snapshot)
    whole = freshness_of_all(found)
    words = t(
        "Reports: {in_time} of {indicators} indicators up to date, {overdue} overdue, {never} "
        "never reported",
        in_time=whole.in_time,
        indicators=whole.indicators,
        overdue=whole.overdue,
        never=whole.never,
    )
    groups = (*freshness_by_goal(t, found), *freshness_by_facility_type(t, found))
    rows = [list(map(_or_dash, astuple(group))) for group in groups]
    head = [
        t("Goal or who leads"),
        t("Indicators"),
        t("Up to date"),
        t("Overdue"),
        t("Never reported"),
        t("Months since the oldest report"),
    ]
    counts = table(t("How fresh the reports are"), head, rows, numbers={1, 2, 3, 4, 5})
    rule = paragraph(
        t(
            "A report is awaited every year, unless the plan says otherwise for an indicator; it "
            "is overdue once that time has passed since the end of the year last reported."
        ),
        quiet=True,
    )
    lists = [
        heading(4, f"{group.who_leads} ({len(group.reports)})") + _due(seen, group.reports)
        for group in due(t, found)
    ]
    awaited = heading(3, t("What is awaited, and from whom")) + html(*lists) if lists else html()
    return details(words, html(counts, rule, awaited))


def _or_dash(value: object) -> str:
    return "–" if value is None else str(value)


def _due(seen: View, found: Sequence[LastReportView]) -> Markup:
    items = (
        html(
            link(seen.link("objective", objective=row.objective), row.indicator),
            f" {row.name} ",
            quiet(f"({row.words})"),
        )
        for row in found[: view.MOST_SHOWN]
    )
    return bullets(items, links=True) + left_out(seen.t, len(found[view.MOST_SHOWN :]))
