"""A row of each table of ``schema.py``, with a type for each column.

A row is as it stands in force: the columns of its sheet, and the release that brought it. Texts
that may stay empty are None. ``schema.py`` says what a column may hold; a test compares the two.
"""

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """What a row can do beside its fields: what treats all tables alike asks by column."""

    def cell(self, column: str) -> Any:
        """The cell of a column; None where the table has no such column."""
        return getattr(self, column, None)

    def as_dict(self, *columns: str) -> dict[str, Any]:
        """Cells by column: of these columns, or of all."""
        return {name: getattr(self, name) for name in columns or self.__match_args__}


def column_names(kind: type[Row]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@dataclass(frozen=True, slots=True)
class Fact(Row):
    release_id: int


@dataclass(frozen=True, slots=True)
class Source(Fact):
    source: str
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Goal(Fact):
    goal: str
    name: str | None
    name_fr: str | None
    name_es: str | None
    purpose: str | None
    purpose_fr: str | None
    purpose_es: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Facility(Fact):
    facility: str
    facility_type: str | None
    name: str | None
    name_fr: str | None
    name_es: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Objective(Fact):
    objective: str
    goal: str
    label: str | None
    label_fr: str | None
    label_es: str | None
    statement: str | None
    statement_fr: str | None
    statement_es: str | None
    facility_type: str | None
    facility: str | None
    code_basis: str | None
    note: str | None
    note_fr: str | None
    note_es: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Indicator(Fact):
    indicator: str
    objective: str
    name: str | None
    name_fr: str | None
    name_es: str | None
    unit: str | None
    unit_fr: str | None
    unit_es: str | None
    measure: str
    direction: str | None
    decimals: int | None
    rhythm_months: int | None
    definition: str | None
    definition_fr: str | None
    definition_es: str | None


@dataclass(frozen=True, slots=True)
class Baseline(Fact):
    indicator: str
    region: str
    year: int
    value: float | None
    value_high: float | None
    count: float | None
    out_of: float | None
    comparable: bool
    note: str | None
    note_fr: str | None
    note_es: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Target(Fact):
    indicator: str
    region: str
    year: int
    kind: str
    value: float | None
    value_high: float | None
    note: str | None
    note_fr: str | None
    note_es: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class PlanCondition(Fact):
    indicator: str
    target_year: int
    condition: int
    text: str
    text_fr: str | None
    text_es: str | None
    due_year: int | None
    recurs: str | None


@dataclass(frozen=True, slots=True)
class ImplementationStrategy(Fact):
    objective: str
    part: str
    number: int
    text: str | None
    text_fr: str | None
    text_es: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class InitiativeFact(Fact):
    fact: str
    value: str | None
    value_fr: str | None
    value_es: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Contact(Fact):
    purpose: str
    purpose_fr: str | None
    purpose_es: str | None
    address: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class JoinStep(Fact):
    step: int
    text: str | None
    text_fr: str | None
    text_es: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class TaskForceRole(Fact):
    role: str
    role_fr: str | None
    role_es: str | None
    partners_only: bool | None
    eligibility: str | None
    eligibility_fr: str | None
    eligibility_es: str | None
    duties: str | None
    duties_fr: str | None
    duties_es: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class TaskForce(Fact):
    objective: str
    status: str
    launched: str | None
    leader: str | None
    contact: str | None
    consent: bool | None
    join_link: str | None
    note: str | None
    note_fr: str | None
    note_es: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class FocalObjective(Fact):
    year: int
    objective: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Activity(Fact):
    """``start``, ``due`` and ``done_on`` are a year, a month or a day."""

    objective: str
    activity: int
    year_of_workplan: int
    title: str | None
    title_fr: str | None
    title_es: str | None
    part: str | None
    part_number: int | None
    lead: str | None
    start: str | None
    due: str | None
    state: str
    done_on: str | None
    result: str | None
    result_fr: str | None
    result_es: str | None
    link: str | None
    note: str | None
    note_fr: str | None
    note_es: str | None


@dataclass(frozen=True, slots=True)
class Milestone(Fact):
    objective: str
    activity: int
    milestone: int
    title: str | None
    title_fr: str | None
    title_es: str | None
    due: str
    done_on: str | None


@dataclass(frozen=True, slots=True)
class Partnership(Fact):
    number: int
    organisation: str
    country: str | None
    country_fr: str | None
    country_es: str | None
    kind: str | None
    agreement: str | None
    agreement_fr: str | None
    agreement_es: str | None
    since: str | None
    until: str | None
    facility: str | None
    objective: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class ReportedValue(Fact):
    """``counts``: whether it enters verdicts, or is only context."""

    indicator: str
    year: int
    region: str
    value: float | None
    value_high: float | None
    count: float | None
    out_of: float | None
    relation: str
    note: str | None
    note_fr: str | None
    note_es: str | None
    source: str | None
    counts: bool


@dataclass(frozen=True, slots=True)
class ConditionReport(Fact):
    """``year``: what it is about; ``published_year``: the year of what is not done and has none."""

    indicator: str
    target_year: int
    condition: int
    state: str
    done_year: int | None
    evidence: str | None
    evidence_fr: str | None
    evidence_es: str | None
    region: str
    year: int | None
    published_year: int


@dataclass(frozen=True, slots=True)
class Narrative(Fact):
    objective: str
    year: int
    summary: str | None
    summary_fr: str | None
    summary_es: str | None
    cause: str | None
    cause_fr: str | None
    cause_es: str | None
    next_step: str | None
    next_step_fr: str | None
    next_step_es: str | None
    owner: str | None
    decision_wanted: str | None
    decision_wanted_fr: str | None
    decision_wanted_es: str | None


# The table of schema.py -> its rows.
FACTS: dict[str, type[Fact]] = {
    "source": Source,
    "goal": Goal,
    "facility": Facility,
    "objective": Objective,
    "indicator": Indicator,
    "baseline": Baseline,
    "target": Target,
    "plan_condition": PlanCondition,
    "implementation_strategy": ImplementationStrategy,
    "initiative": InitiativeFact,
    "contact": Contact,
    "join_step": JoinStep,
    "task_force_role": TaskForceRole,
    "task_force": TaskForce,
    "focal_objective": FocalObjective,
    "activity": Activity,
    "milestone": Milestone,
    "partnership": Partnership,
    "value": ReportedValue,
    "condition_report": ConditionReport,
    "narrative": Narrative,
}
