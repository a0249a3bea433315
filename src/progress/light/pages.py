"""What stands on the pages of the light edition, made of the view models and components of the
pages."""

from collections.abc import Callable
from dataclasses import replace

from markupsafe import Markup

from progress.assessment.freshness import freshness
from progress.assessment.workplan import coming, is_over
from progress.language import Language
from progress.light.board import latest
from progress.light.contents import Address, Contents
from progress.rows import Activity
from progress.ui import scorecard
from progress.ui.components import (
    bullets,
    component,
    group_rows,
    heading,
    html,
    legend,
    lines,
    link,
    paragraph,
    prose_table,
    table,
)
from progress.ui.pages import goals as goal_parts
from progress.wording.aims import aims_view
from progress.wording.facility import facility_type_views
from progress.wording.freshness import due, freshness_by_facility_type
from progress.wording.goal import goal_views
from progress.wording.pace import pace_view
from progress.wording.plan import plan_view
from progress.wording.status_words import family_meanings
from progress.wording.task_force import task_force_view
from progress.wording.workplan import activity_views, step_views

# So that a page stays light however much a workplan holds.
TOLD_ACTIVITIES = 120
TOLD_STEPS = 3

Body = Callable[[Language, Contents, Address], Markup]


def overview(t: Language, made: Contents, address: Address) -> Markup:
    """The sentence and the whole plan in one picture."""
    snapshot = made.snapshot
    plan = plan_view(t, snapshot)
    known = bullets([plan.reported_last, *filter(None, (y.time_sentence for y in plan.years))])
    picture = scorecard.matrix(t, snapshot, lambda code: address("objective", objective=code))
    after = latest(t, made) + _coming(t, made, address)
    above = component("lead")(plan.lead) + paragraph(plan.too_early)
    if snapshot.is_assessed:
        years = scorecard.years(t, snapshot)
        return above + years + picture + legend(t, family_meanings(t)) + after
    return above + picture + known + after


def _coming(t: Language, made: Contents, address: Address) -> Markup:
    """The next steps of the Task Forces, where their workplans say them."""
    facts, on = made.snapshot.facts, made.snapshot.filters.known_on
    steps = step_views(t, facts, coming(facts, set(facts.objective), on)[:TOLD_STEPS], on)
    told = [
        html(
            link(address("objective", objective=row.objective), f"{row.objective} {row.title}"),
            f" · {row.when}",
        )
        for row in steps
    ]
    return heading(2, t("Coming up")) + bullets(told) if told else html()


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
    found = freshness(made.snapshot)
    rows = [
        [group.name, *map(str, (group.indicators, group.in_time, group.overdue, group.never))]
        for group in freshness_by_facility_type(t, found)
    ]
    head = [t("Who leads"), t("Indicators"), t("Up to date"), t("Overdue"), t("Never reported")]
    counts = table(t("Reports by who leads"), head, rows, numbers={1, 2, 3, 4})
    missing = due(t, found)
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
    return join + table(t("All Task Forces"), head, body)


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
    return said + prose_table(t("Activities"), head, body)


def _told_activities(made: Contents) -> list[Activity]:
    """As many as a light page holds: what is not over before what is, the newest first."""
    found = sorted(
        made.snapshot.facts.activities, key=lambda row: (is_over(row), -row.year_of_workplan)
    )
    return found[:TOLD_ACTIVITIES]
