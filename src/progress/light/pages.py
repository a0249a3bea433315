"""What stands on the pages of the light edition, made of the view models and components of the
pages."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from progress.assessment.changes import direction, entered, listed
from progress.assessment.workplan import is_over
from progress.language import Language
from progress.light.contents import Contents
from progress.rows import Activity
from progress.ui import scorecard
from progress.ui.components import (
    bullets,
    component,
    definitions,
    group_rows,
    heading,
    html,
    legend,
    lines,
    link,
    paragraph,
    prose_table,
    table,
    verdict_badge,
    verdict_row,
    verdict_word,
)
from progress.ui.pages import goals as goal_parts
from progress.wording.aims import aims_view
from progress.wording.changes import ChangeView, change_views, directions
from progress.wording.facility import facility_type_views
from progress.wording.freshness import due, freshness_by_facility_type
from progress.wording.goal import goal_views
from progress.wording.needs import NeedView, needs_view
from progress.wording.pace import pace_view
from progress.wording.plan import plan_view
from progress.wording.plan_gaps import missing_in_plan
from progress.wording.status_words import family_meanings
from progress.wording.task_force import task_force_view
from progress.wording.workplan import activity_views

# So that a page stays light however much needs the board.
TOLD_IN_FULL = 10
TOLD_CHANGES = 100
TOLD_ACTIVITIES = 120

Address = Callable[..., str]
Body = Callable[[Language, Contents, Address], Markup]


def overview(t: Language, made: Contents, address: Address) -> Markup:
    """The sentence and the whole plan in one picture."""
    snapshot = made.snapshot
    plan = plan_view(t, snapshot)
    known = bullets([plan.reported_last, *filter(None, (y.time_sentence for y in plan.years))])
    picture = scorecard.matrix(t, snapshot, lambda code: address("objective", objective=code))
    above = component("lead")(plan.lead) + paragraph(plan.too_early)
    if snapshot.is_assessed:
        years = scorecard.years(t, snapshot)
        return above + years + picture + legend(t, family_meanings(t)) + _latest(t, made)
    return above + picture + known + _latest(t, made)


def _latest(t: Language, made: Contents) -> Markup:
    """The last update, and what it changed."""
    if (last := made.last_update) is None:
        return html()
    day = t.date(made.records.published_on[last.release])
    told = [t("Update {number} of {day}", number=last.release, day=day)]
    told += [t(last.note)] if last.note else []
    return heading(2, t("Last update")) + paragraph(" · ".join(told)) + _changes(t, made)


def goals(t: Language, made: Contents, address: Address) -> Markup:
    """Where each goal stands, with its objectives."""
    snapshot = made.snapshot
    shown = [
        heading(2, link(address("goal", goal=goal.code), goal.title))
        + paragraph(goal.purpose, quiet=True)
        + group_rows(goal.groups)
        for goal in goal_views(t, snapshot)
    ]
    return html(*shown, legend(t, family_meanings(t)))


def goal(code: str, t: Language, made: Contents, address: Address) -> Markup:
    """How far each indicator of a goal has come by the next target year, or what it aims for."""
    whole = made.snapshot
    facts = whole.facts
    verdicts = [row for row in whole.verdicts if facts.objective[row.objective].goal == code]
    snapshot = replace(whole, verdicts=tuple(verdicts))
    plan = plan_view(t, whole)
    shown = next(one for one in goal_views(t, whole) if one.code == code)
    found = paragraph(shown.purpose, quiet=True) + group_rows(shown.groups)
    if snapshot.is_assessed and plan.leading is not None:
        found += goal_parts.pace_plot(t, pace_view(t, snapshot, plan.leading.year), address)
    elif verdicts:
        found += goal_parts.aims(t, aims_view(t, snapshot, plan.years), address)
    objectives = bullets(
        link(address("objective", objective=one.code), f"{one.code} {one.name}")
        for one in shown.objectives
    )
    return found + heading(2, t("Objectives")) + objectives


def facilities(t: Language, made: Contents, address: Address) -> Markup:
    """Who leads what, how fresh the reports are, and what is awaited from whom."""
    snapshot = made.snapshot
    progress = component("facility_types")(
        [
            (
                found.who_leads,
                f"{found.meaning} {found.objectives}".strip(),
                group_rows(found.groups),
            )
            for found in facility_type_views(t, snapshot)
        ]
    )
    return progress + heading(2, t("Reports")) + _reports(t, made, address)


def _reports(t: Language, made: Contents, address: Address) -> Markup:
    rows = [
        [group.name, *map(str, (group.indicators, group.in_time, group.overdue, group.never))]
        for group in freshness_by_facility_type(t, made.snapshot)
    ]
    head = [t("Who leads"), t("Indicators"), t("Up to date"), t("Overdue"), t("Never reported")]
    counts = table(t("Reports by who leads"), head, rows, numbers={1, 2, 3, 4})
    missing = due(t, made.snapshot)
    head = [t("Objective"), t("Indicator"), t("Last report")]
    lists = [
        table(
            group.who_leads,
            head,
            [
                [
                    link(address("objective", objective=row.objective), row.objective),
                    row.name,
                    t("never") if row.year is None else str(row.year),
                ]
                for row in group.reports
            ],
        )
        for group in missing
    ]
    none = "" if missing else t("Every indicator is reported in time.")
    title = heading(3, t("What is awaited, and from whom"))
    return html(counts, title, paragraph(none), *lists)


def task_forces(t: Language, made: Contents, address: Address) -> Markup:
    """Who works on what, the focal objectives, and the steps to join."""
    facts = made.snapshot.facts
    found = [
        (facts.objective[row.objective], task_force_view(t, row, facts))
        for row in facts.task_forces
        if row.objective in facts.objective
    ]
    forces = sorted(found, key=lambda one: (not one[1].is_open, one[0].objective))
    body = [
        [
            link(
                address("objective", objective=row.objective),
                f"{row.objective} {t.of(row, 'label') or t('name not published yet')}",
            ),
            shown.status_since,
            shown.leader or "–",
            shown.focal_years or "–",
        ]
        for row, shown in forces
    ]
    head = [t("Objective"), t("Status"), t("Leader"), t("Focal years")]
    steps = [t.of(row, "text") for row in sorted(facts.join_steps, key=lambda row: row.step)]
    join = heading(2, t("How to join a Task Force")) + bullets(steps, "ol") if steps else html()
    return join + heading(2, t("All Task Forces")) + table(t("All Task Forces"), head, body)


def workplan(t: Language, made: Contents, address: Address) -> Markup:
    """What the Task Forces do, by when, and who leads it."""
    facts, on = made.snapshot.facts, made.snapshot.filters.known_on
    said = paragraph(
        t("What the Task Forces do, by when, and who leads it. No status rests on it.")
    )
    rows = activity_views(t, facts, _told_activities(made), on)
    if not rows:
        return said + paragraph(t("No activity of a Task Force is entered yet."))
    if (more := len(facts.activities) - len(rows)) > 0:
        told = t.plural(
            "{number} more activity stands in the table Activities of the data.",
            "{number} more activities stand in the table Activities of the data.",
            more,
        )
        said += paragraph(link(address("data"), told))
    body = [
        [
            link(address("objective", objective=row.objective), row.objective),
            row.title,
            row.state,
            row.when,
            row.lead,
            lines(f"{one.title}, {one.when}" for one in row.milestones),
        ]
        for row in rows
    ]
    head = [
        t("Task Force"), t("Activity"), t("State"), t("When"), t("Lead"), t("Milestones"),
    ]  # fmt: skip
    return said + prose_table(t("Workplan"), head, body)


def _told_activities(made: Contents) -> list[Activity]:
    """As many as a light page holds: what is not over before what is, the newest first."""
    found = sorted(
        made.snapshot.facts.activities, key=lambda row: (is_over(row), -row.year_of_workplan)
    )
    return found[:TOLD_ACTIVITIES]


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
        + _changes(t, made)
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


def _changes(t: Language, made: Contents) -> Markup:
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
