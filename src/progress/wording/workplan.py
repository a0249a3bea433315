"""What to say of workplans: activities, milestones, and how far a Task Force is with them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from progress.assessment import workplan
from progress.assessment.facts import Facts
from progress.assessment.workplan import Step, first_day, last_day
from progress.language import Language, present
from progress.rows import Activity, Milestone
from progress.wording.implementation_strategy import strategy_parts

LATE = "late"


@dataclass(frozen=True)
class MilestoneView:
    """``day``: where it stands on a line of time. ``when``: due, or done, in words. ``tone``:
    done, late or planned."""

    title: str
    day: date
    when: str
    tone: str


@dataclass(frozen=True)
class ActivityView:
    """``tone``: its state, or late; ``state``: the same in words. ``start`` and ``end``: where its
    bar begins and ends, None without a date. ``when``: the same in words. ``answers``: what of the
    implementation strategy it answers. ``link``: a web address."""

    objective: str
    number: int
    title: str
    lead: str
    tone: str
    state: str
    start: date | None
    end: date | None
    when: str
    answers: str
    result: str
    note: str
    link: str
    milestones: tuple[MilestoneView, ...]


@dataclass(frozen=True)
class StepView:
    """What is due: the activity or milestone, its Task Force, its day in words."""

    objective: str
    label: str
    title: str
    activity: str
    when: str
    is_late: bool


def states(t: Language) -> dict[str, str]:
    """The states of activities; late is none of its own, but goes before them on the screen."""
    return {
        "planned": t.context("activity", "planned"),
        "under way": t.context("activity", "under way"),
        "done": t.context("activity", "done"),
        "stopped": t.context("activity", "stopped"),
        LATE: t.context("activity", "late"),
    }


def activity_views(
    t: Language, facts: Facts, rows: Iterable[Activity], on: date
) -> list[ActivityView]:
    """In the order of the Task Forces, then of time; those without a date come last."""
    found = [activity_view(t, facts, row, on) for row in rows]
    return sorted(found, key=lambda row: (row.objective, row.start or row.end or date.max))


def activity_view(t: Language, facts: Facts, row: Activity, on: date) -> ActivityView:
    tone = LATE if workplan.is_late(row, on) else row.state
    end = row.due
    if row.state == "done" and row.done_on and not row.due:
        end = row.done_on
    link = present(row.link)
    return ActivityView(
        objective=row.objective,
        number=row.activity,
        title=t.of(row, "title"),
        lead=t(present(row.lead)),
        tone=tone,
        state=states(t)[tone],
        start=first_day(row.start) if row.start else None,
        end=last_day(end) if end else None,
        when=_when(t, row),
        answers=_answers(t, facts, row),
        result=t.of(row, "result"),
        note=t.of(row, "note"),
        link=link if link.startswith(("https://", "http://")) else "",
        milestones=tuple(
            _milestone_view(t, milestone, row, on) for milestone in facts.milestones_of(row)
        ),
    )


def step_views(t: Language, facts: Facts, steps: Iterable[Step], on: date) -> list[StepView]:
    return [
        StepView(
            objective=step.activity.objective,
            label=t.of(facts.objective.get(step.activity.objective), "label"),
            title=t.of(step.milestone or step.activity, "title"),
            activity=t.of(step.activity, "title") if step.milestone else "",
            when=t.period((step.milestone or step.activity).due or ""),
            is_late=step.day < on,
        )
        for step in steps
    ]


def late_views(t: Language, facts: Facts, objectives: Collection[str], on: date) -> list[StepView]:
    """The longest late first."""
    return step_views(t, facts, workplan.late(facts, objectives, on), on)


def progress_sentence(t: Language, facts: Facts, objective: str, on: date) -> str:
    """Such as "3 of 8 activities done, 4 under way, 1 late; next: 30 June 2026, first draft"."""
    found = workplan.progress(facts, objective, on)
    if not found.total:
        return ""
    parts = [
        t.plural(
            "{done} of {number} activity done", "{done} of {number} activities done", found.total,
            done=found.done,
        )
    ]  # fmt: skip
    for number, text in (
        (found.under_way, t("{number} under way", number=found.under_way)),
        (found.planned, t("{number} planned", number=found.planned)),
        (found.stopped, t("{number} stopped", number=found.stopped)),
        (found.late, t("{number} late", number=found.late)),
    ):
        if number:
            parts.append(text)
    return ", ".join(parts)


def next_step(t: Language, facts: Facts, objective: str, on: date) -> StepView | None:
    step = workplan.progress(facts, objective, on).next
    return step_views(t, facts, [step], on)[0] if step else None


def _milestone_view(t: Language, row: Milestone, activity: Activity, on: date) -> MilestoneView:
    if row.done_on:
        tone, when = "done", t("reached {when}", when=t.period(row.done_on))
    else:
        is_late = workplan.is_milestone_late(row, activity, on)
        tone, when = LATE if is_late else "planned", t("due {when}", when=t.period(row.due))
    return MilestoneView(t.of(row, "title"), last_day(row.done_on or row.due), when, tone)


def _when(t: Language, row: Activity) -> str:
    if row.state == "done" and row.done_on:
        return t("done {when}", when=t.period(row.done_on))
    if row.start and row.due:
        if row.start == row.due:
            return t.period(row.due)
        return t("{start} to {end}", start=t.period(row.start), end=t.period(row.due))
    if row.due:
        return t("until {when}", when=t.period(row.due))
    return t("from {when}", when=t.period(row.start)) if row.start else ""


def _answers(t: Language, facts: Facts, row: Activity) -> str:
    if not row.part:
        return ""
    part = strategy_parts(t)[row.part]
    found = next(
        (
            one
            for one in facts.implementation_strategy
            if (one.objective, one.part, one.number) == (row.objective, row.part, row.part_number)
        ),
        None,
    )
    return t("{label}: {text}", label=part, text=t.of(found, "text")) if found else part
