"""The board's page of the light edition, and what changed last, which its overview shows too."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from progress.assessment.changes import direction, entered, listed
from progress.language import Language
from progress.light.contents import Address, Contents
from progress.ui.components import (
    bullets,
    component,
    definitions,
    heading,
    html,
    link,
    paragraph,
    table,
    verdict_badge,
    verdict_row,
    verdict_word,
)
from progress.wording.changes import ChangeView, change_views, directions
from progress.wording.needs import NeedView, needs_view
from progress.wording.plan import plan_view
from progress.wording.plan_gaps import missing_in_plan

# So that the page stays light however much needs the board.
TOLD_IN_FULL = 10
TOLD_CHANGES = 100


def board(t: Language, made: Contents, address: Address) -> Markup:
    """What needs the board, what changed last, and the reports that are awaited."""
    snapshot = made.snapshot
    found = needs_view(t, snapshot)
    plan = plan_view(t, snapshot)
    if found.needs:
        items = [_need(t, need, address) for need in found.needs[:TOLD_IN_FULL]]
        rest = [_in_short(need, address) for need in found.needs[TOLD_IN_FULL:]]
        needs = paragraph(found.words) + component("needs")(items) + bullets(rest)
    elif snapshot.is_assessed:
        needs = paragraph(t("No indicator is off course, behind, overdue or out of date."))
    else:
        needs = paragraph(plan.too_early) + _could_ask(t, made)
    return (
        heading(2, t("For the board’s attention"))
        + needs
        + heading(2, t("What changed last"))
        + changes(t, made)
    )


def _could_ask(t: Language, made: Contents) -> Markup:
    lacking = missing_in_plan(t, made.snapshot.facts)
    items = [t("{label}: {text}", label=label, text=", ".join(codes)) for label, codes in lacking]
    return heading(3, t("What the board could ask for")) + bullets(items) if items else html()


def _need(t: Language, need: NeedView, address: Address) -> dict[str, Any]:
    code, told = need.objective, need.narrative
    return {
        "name": t("{code} · {name}", code=need.indicator, name=need.name),
        "about": f"{need.who_leads} · {need.last_report.words}",
        "lines": [
            verdict_row(
                one.status.year,
                verdict_badge(one.status.family, one.status.word),
                one.status.family,
                (one.covered, one.used),
                one.sentence,
            )
            for one in need.verdicts
        ],
        "story": definitions((part.label, part.text) for part in told.parts)
        if told
        else paragraph(t("No narrative is reported yet."), quiet=True),
        "links": [
            link(address("objective", objective=code), f"{code} {need.objective_label}".strip())
        ],
    }


def _in_short(need: NeedView, address: Address) -> Markup:
    words = ", ".join(f"{one.status.year} {one.status.word}" for one in need.verdicts)
    where = link(address("objective", objective=need.objective), need.indicator)
    return html(where, f" {need.name}: {words}")


def changes(t: Language, made: Contents) -> Markup:
    """The statuses that the last update changed, and why."""
    if made.since is None:
        return html()
    found = listed(list(made.changes))[:TOLD_CHANGES]
    shown = [
        _changed(t, title, change_views(t, made.snapshot.facts, mine))
        for way, word in directions(t).items()
        if (mine := [row for row in found if direction(row) == way])
        for title in [t("{label} ({number})", label=word, number=len(mine))]
    ]
    if new := entered(made.changes):
        said = t.plural(
            "{number} indicator was entered with its target year and has no report yet.",
            "{number} indicators and target years were entered and have no report yet.",
            new,
        )
        shown.append(paragraph(said))
    if not shown:
        since, until = t.date(made.since), t.date(made.snapshot.filters.known_on)
        said = t("No status changed between {since} and {until}.", since=since, until=until)
        shown.append(paragraph(said))
    return html(*shown)


def _changed(t: Language, title: str, rows: Sequence[ChangeView]) -> Markup:
    body = [
        [
            f"{row.indicator} {row.name}".strip(),
            str(row.year),
            verdict_word(row.before.family, row.before.word) if row.before else "–",
            verdict_word(row.after.family, row.after.word) if row.after else "–",
            row.why,
        ]
        for row in rows
    ]
    head = [t("Indicator"), t("Target year"), t("Before"), t("After"), t("Why")]
    return table(title, head, body)


def latest(t: Language, made: Contents) -> Markup:
    """The last update, and what it changed."""
    if (last := made.last_update) is None:
        return html()
    day = t.date(made.records.published_on[last.release])
    told = [t("Update {number} of {day}", number=last.release, day=day)]
    told += [t(last.note)] if last.note else []
    return heading(2, t("Last update")) + paragraph(" · ".join(told)) + changes(t, made)
