"""The rows in the answers of the open web API, and the answers that hold them.

They describe the answers (openapi.json) and give CSV its columns. The answers themselves are made
as plain values (answers.py); the tests hold them against these models.
"""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from progress.api.parameters import Missing, one_of
from progress.assessment.fact_changes import Cell
from progress.assessment.filters import FACILITY_TYPES
from progress.export.columns import KINDS_OF_RELEASE, REASONS
from progress.language import ENGLISH
from progress.schema import SHEETS
from progress.statuses import FAMILIES, STATUSES
from progress.wording.changes import reasons


def _choices(table: str, column: str) -> tuple[str, ...]:
    return SHEETS[table].column(column).choices


Status = Annotated[str, one_of(tuple(STATUSES))]
Family = Annotated[str, one_of(FAMILIES)]
Reason = Annotated[str, one_of(tuple(REASONS))]
FacilityType = Annotated[str, one_of(_choices("objective", "facility_type"))]


class Row(BaseModel):
    """An object that has exactly these keys."""

    model_config = ConfigDict(extra="forbid")


class Baseline(Row):
    year: int
    value: float | None
    value_high: float | None


class ReportedValue(Baseline):
    count: float | None
    out_of: float | None


class Target(Row):
    year: int
    kind: Annotated[str, one_of(_choices("target", "kind"))]
    value: float | None
    value_high: float | None
    number: float | None


class Conditions(Row):
    done: int
    total: int
    overdue: int
    due: int


class Compound(Row):
    ratio: float
    family: Family | None


class Verdict(Row):
    indicator: str
    objective: str
    goal: str
    facility_type: FacilityType | None
    region: str
    horizon: int
    status: Status
    family: Family
    reason: Reason | None
    flags: list[str]
    baseline: Baseline | None
    value: ReportedValue | None
    target: Target | None
    conditions: Conditions | None
    distance_covered: float | None
    time_used: float | None
    pace: float | None
    acceleration_factor: float | None
    compound: Compound | None
    robust: bool | None
    confirmed: bool
    sentence: str


class ObjectiveStatus(Row):
    objective: str
    label: str | None
    goal: str
    facility_type: FacilityType | None
    horizon: int
    family: Family
    indicators: int
    assessed: int
    stale: int


class _Goal(Row):
    goal: str


class _FacilityType(Row):
    facility_type: Annotated[str, one_of(FACILITY_TYPES)]


class Counts(Row):
    """How many objectives there are for a target year, and how they stand."""

    horizon: int
    objectives: int
    with_target: int
    achieved: int
    on_track: int
    behind: int
    off_course: int
    open: int
    no_verdict: int
    stale: int
    headline: str


class GoalStatus(Counts, _Goal):
    pass


class FacilityTypeStatus(Counts, _FacilityType):
    pass


class TargetYear(Row):
    horizon: int
    status: Status
    family: Family
    reason: Reason | None
    indicators: int
    assessed: int
    stale: int


class Objective(Row):
    objective: str
    goal: str
    facility_type: FacilityType | None
    facility: str | None
    code_basis: Annotated[str, one_of(_choices("objective", "code_basis"))] | None
    source: str | None
    label: str | None
    statement: str | None
    note: str | None
    confirmed: bool
    target_years: list[TargetYear]


class Value(Row):
    indicator: str
    objective: str
    goal: str
    name: str | None
    region: str
    year: int
    value: float | None
    value_high: float | None
    count: float | None
    out_of: float | None
    unit: str | None
    relation: str
    counts: bool
    note: str | None
    source: str | None
    source_title: str | None
    source_url: str | None
    release: int


class Change(Row):
    indicator: str
    region: str
    horizon: int
    before: Status | None
    after: Status | None
    why: Annotated[str, one_of(tuple(reasons(ENGLISH)))]


class FactChange(Row):
    table: Annotated[str, one_of(tuple(SHEETS))]
    key: dict[str, Cell]
    column: str
    before: Cell
    after: Cell
    release: int
    published_at: str
    by: str
    note: str | None
    easier: bool


class TaskForce(Row):
    objective: str
    label: str | None
    status: Annotated[str, one_of(_choices("task_force", "status"))]
    launched: str | None
    leader: str | None
    contact: str | None
    join_link: str | None
    note: str | None
    focal_years: list[int]
    source: str | None


class Milestone(Row):
    objective: str
    activity: int
    milestone: int
    title: str | None
    due: str
    late: bool
    done_on: str | None
    release: int


class Activity(Row):
    """``start``, ``due`` and ``done_on``: a year, a month or a day."""

    objective: str
    label: str | None
    activity: int
    year_of_workplan: int
    title: str | None
    part: Annotated[str, one_of(_choices("activity", "part"))] | None
    part_number: int | None
    lead: str | None
    start: str | None
    due: str | None
    state: Annotated[str, one_of(_choices("activity", "state"))]
    late: bool
    done_on: str | None
    result: str | None
    link: str | None
    note: str | None
    release: int


class Partnership(Row):
    number: int
    organisation: str
    country: str | None
    kind: Annotated[str, one_of(_choices("partnership", "kind"))] | None
    agreement: str | None
    since: str | None
    until: str | None
    facility: str | None
    objective: str | None
    source: str | None
    release: int


class Release(Row):
    release: int
    kind: Annotated[str, one_of(tuple(KINDS_OF_RELEASE))]
    published_at: datetime
    by: str
    note: str | None
    file: str | None
    sha256: str | None
    in_force: bool
    reverts: int | None
    rows: int


class Answer(Row):
    """``data`` stands in what is invented, and only there."""

    data: str | Missing = None


class StatusAnswer(Answer):
    """All of the lists, or the one that was asked for."""

    verdicts: list[Verdict] = []
    objectives: list[ObjectiveStatus] = []
    goals: list[GoalStatus] = []
    facility_types: list[FacilityTypeStatus] = []


class ObjectivesAnswer(Answer):
    objectives: list[Objective]


class ValuesAnswer(Answer):
    values: list[Value]
    total: int
    limit: int
    offset: int
    next: str | None


class ChangesAnswer(Answer):
    changes: list[Change]
    facts: list[FactChange]


class TaskForcesAnswer(Answer):
    task_forces: list[TaskForce]


class ActivitiesAnswer(Answer):
    activities: list[Activity]
    milestones: list[Milestone]


class PartnershipsAnswer(Answer):
    partnerships: list[Partnership]


class ReleasesAnswer(Answer):
    releases: list[Release]


class Index(Row):
    note: str | None
    description: str
    addresses: dict[str, str]


class Error(BaseModel):
    error: str
