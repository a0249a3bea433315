"""What to say of an objective: its wording, who leads, where it stands, its indicators."""

from dataclasses import dataclass

from progress.assessment.needs import narrative
from progress.assessment.rows import ObjectiveStatus, Verdict
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.publishing.confirmation import Confirmation
from progress.rows import Objective
from progress.wording.confirmation import mark_of_row, not_confirmed
from progress.wording.facility_words import facility_types
from progress.wording.indicator import IndicatorView, indicator_view
from progress.wording.narrative import NarrativeView, narrative_view
from progress.wording.status_words import StatusView, part_assessed, status_view
from progress.wording.task_force import TaskForceView, task_force_view
from progress.wording.verdict import as_of


@dataclass(frozen=True)
class ObjectiveStatusView:
    """``as_of``: of which year the oldest value is that it rests on, and whether it is overdue.
    ``part``: how many of its indicators with a target have a verdict, where these are some, but
    not all."""

    status: StatusView
    as_of: str
    part: str


@dataclass(frozen=True)
class ObjectiveView:
    """``name``: the label, or that it is not yet entered. ``who_leads``: the type of facility;
    ``leads``: that, the facility and the Task Force in one line, empty where nothing of the
    objective is entered. ``is_selected``: whether the filters select the objective, and not only
    verdicts of it. ``remarks``: what is not entered yet or not certain. ``statuses``: none without
    an indicator. ``indicators``: those that are selected."""

    code: str
    goal: str
    label: str
    name: str
    statement: str
    note: str
    is_selected: bool
    who_leads: str
    leads: str
    task_force: TaskForceView | None
    remarks: tuple[str, ...]
    statuses: tuple[ObjectiveStatusView, ...]
    has_indicators: bool
    indicators: tuple[IndicatorView, ...]
    narrative: NarrativeView | None


def objective_view(t: Language, snapshot: Snapshot, row: Objective) -> ObjectiveView:
    """``row``: an objective of the plan."""
    code, facts = row.objective, snapshot.facts
    indicators = facts.indicators_of(code)
    judged = {verdict.indicator for verdict in snapshot.verdicts}
    label, statement = t.of(row, "label"), t.of(row, "statement")
    force = facts.task_force.get(code)
    task_force = task_force_view(t, force, facts) if force else None
    who_leads = facility_types(t)[row.facility_type or "unknown"]
    is_led = bool(indicators or statement or row.facility_type)
    told = narrative(snapshot, code)
    return ObjectiveView(
        code=code,
        goal=row.goal,
        label=label,
        name=label or t("name not published yet"),
        statement=statement,
        note=t.of(row, "note"),
        is_selected=any(found.objective == code for found in snapshot.objectives),
        who_leads=who_leads,
        leads=_leads(t, snapshot, row, who_leads, task_force) if is_led else "",
        task_force=task_force,
        remarks=(
            *_remarks(t, row, statement, bool(indicators)),
            *wording_remarks(t, snapshot.confirmation, row),
        ),
        statuses=objective_statuses(t, snapshot, code) if indicators else (),
        has_indicators=bool(indicators),
        indicators=tuple(
            indicator_view(t, snapshot, found) for found in indicators if found.indicator in judged
        ),
        narrative=narrative_view(t, told) if told else None,
    )


def objective_statuses(
    t: Language, snapshot: Snapshot, code: str
) -> tuple[ObjectiveStatusView, ...]:
    """Where an objective stands, for each target year that is looked at."""
    return tuple(
        _status(t, row, [one for one in snapshot.verdicts if one.objective == code])
        for row in snapshot.objectives
        if row.objective == code
    )


def _status(t: Language, row: ObjectiveStatus, verdicts: list[Verdict]) -> ObjectiveStatusView:
    """``verdicts``: those of the objective."""
    resting = [
        one
        for one in verdicts
        if one.horizon == row.horizon and one.value_year is not None and one.family != "no_verdict"
    ]
    oldest = min(resting, key=lambda one: one.value_year or 0, default=None)
    return ObjectiveStatusView(
        status=status_view(t, row),
        as_of=as_of(t, oldest) if oldest and row.family != "no_verdict" else "",
        part=part_assessed(t, row),
    )


def wording_remarks(t: Language, confirmation: Confirmation, row: Objective) -> list[str]:
    """That the wording of an objective is not confirmed, where other parts of the plan are."""
    return [not_confirmed(t)] if mark_of_row(confirmation, "objective", row) else []


def _leads(
    t: Language,
    snapshot: Snapshot,
    row: Objective,
    who_leads: str,
    task_force: TaskForceView | None,
) -> str:
    """Who is accountable, the facility, and the Task Force."""
    facility = snapshot.facts.facility.get(row.facility) if row.facility else None
    named = f"{facility.facility} {t.of(facility, 'name')}".strip() if facility else ""
    force = task_force.line if task_force else ""
    return " · ".join(filter(None, (who_leads, named, force)))


def _remarks(t: Language, row: Objective, statement: str, has_indicators: bool) -> tuple[str, ...]:
    found = []
    if not has_indicators and statement:
        found.append(t("No indicator and no target entered yet."))
    elif not has_indicators:
        found.append(t("Wording, indicators and targets are not yet entered."))
    elif not statement:
        found.append(t("The wording of this objective is not yet entered."))
    confirm = t("Code to be confirmed.")
    if row.code_basis == "inferred":
        found.append(confirm)
    note = t.of(row, "note")
    if note and note.rstrip(".") != confirm.rstrip("."):
        found.append(note)
    return tuple(found)
