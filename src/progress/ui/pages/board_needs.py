"""The exceptions: what is off course, behind, overdue or on an old report, a line each."""

from typing import Any

from markupsafe import Markup

from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.ui.components import (
    component,
    definitions,
    details,
    heading,
    html,
    left_out,
    link,
    paragraph,
    phrase,
    shape,
    strong,
    table,
    verdict_badge,
    verdict_row,
)
from progress.ui.view import View
from progress.wording.narrative import narrative_parts
from progress.wording.needs import NeedsView, NeedView
from progress.wording.plan import reported_last, too_early
from progress.wording.plan_gaps import missing_in_plan
from progress.wording.verdict import VerdictView

SHOWN_AT_ONCE = 8


def needs(seen: View, snapshot: Snapshot, found: NeedsView) -> Markup:
    """The exceptions; where nothing can be judged yet, why, and what the board could ask for."""
    t = seen.t
    head = heading(2, t("For the board’s attention"))
    if not found.needs and not snapshot.is_assessed:
        why = html(strong(t("Too early to judge") + "."), " ", too_early(t, snapshot))
        last = paragraph(reported_last(t, snapshot))
        return html(head, paragraph(why), _could_ask(seen, snapshot), last)
    if not found.needs:
        nothing = t("No indicator is off course, behind, overdue or out of date.")
        return html(head, paragraph(nothing))
    told_of: set[str] = {row.objective for row in found.decisions}
    items = [_need(seen, need, told_of) for need in found.needs]
    head += paragraph(found.words)
    columns = [t("Indicator"), t("Worst status"), t("Target years"), t("Report")]
    shown = component("agenda")(items[:SHOWN_AT_ONCE], columns)
    if rest := items[SHOWN_AT_ONCE:]:
        more = t.plural("{number} more indicator", "{number} more indicators", len(rest))
        shown += details(more, component("agenda")(rest))
    return html(head, shown, left_out(t, found.left_out))


def _need(seen: View, need: NeedView, told_of: set[str]) -> dict[str, Any]:
    """``told_of``: the objectives whose narrative stands above already; this one's is added."""
    t, code = seen.t, need.objective
    links = [
        link(seen.link("objective", objective=code), f"{code} {need.objective_label}".strip()),
        link(seen.link("task_forces", objective=code), t("Task Force")),
    ]
    families = ("off_course", "behind")
    worst = next(
        (one.status for one in need.verdicts if one.status.family in families),
        need.verdicts[0].status,
    )
    return {
        "name": t("{code} · {name}", code=need.indicator, name=need.name),
        "worst": worst,
        "years": html(*map(_year, need.verdicts)),
        "last": "–" if need.last_report.year is None else str(need.last_report.year),
        "about": f"{need.who_leads} · {need.last_report.words}",
        "lines": list(map(_verdict, need.verdicts)),
        "story": _narrative(t, need, told_of),
        "links": links,
    }


def _year(shown: VerdictView) -> Markup:
    status = shown.status
    return phrase("{year} {shape} ", year=status.year, shape=shape(status.family, status.word))


def _verdict(shown: VerdictView) -> Markup:
    status = shown.status
    badge = component("dated")(verdict_badge(status.family, status.word), shown.as_of)
    shares = (shown.covered, shown.used)
    return verdict_row(status.year, badge, status.family, shares, shown.sentence)


def _narrative(t: Language, need: NeedView, told_of: set[str]) -> Markup:
    """Owner, cause, next step; what nobody told says so. Said once for each objective: where a
    decision is wanted, owner and cause stand in its row."""
    if need.narrative is None:
        return paragraph(t("No narrative is reported yet."), quiet=True)
    names = ("next_step",) if need.objective in told_of else ("owner", "cause", "next_step")
    key = f"{need.objective} told"
    if key in told_of:
        return html()
    told_of.add(key)
    labels = narrative_parts(t)
    found = {name: need.narrative.part(name) for name in names}
    return definitions(
        (labels[name], part.text if part else t("not stated")) for name, part in found.items()
    )


def _could_ask(seen: View, snapshot: Snapshot) -> Markup:
    """What the plan itself lacks, for the board to ask for."""
    t = seen.t
    lacking = missing_in_plan(t, seen.facts, snapshot)
    if not lacking:
        return html()
    head = [t("What is missing"), t("How many"), t("Where")]
    body = [[label, str(len(codes)), ", ".join(codes)] for label, codes in lacking]
    return component("compact")(table(t("What the board could ask for"), head, body, numbers={1}))
