"""The rows that the rules make: of ``verdicts.sql``, ``objectives.sql`` and ``roll_up.sql``."""

from dataclasses import dataclass

from progress.rows import Row


@dataclass(frozen=True, slots=True)
class Verdict(Row):
    """One indicator, one region, one target year, with the numbers the status rests on.

    Shares are of 1; what has no number is None. ``decisive``: the value that decided is
    ``value_year`` and what stands beside it.
    """

    indicator: str
    objective: str
    goal: str
    facility_type: str | None
    region: str
    horizon: int
    status: str
    family: str
    reason: str | None
    flags: tuple[str, ...]
    baseline_year: int | None
    baseline_value: float | None
    baseline_value_high: float | None
    baseline_number: float | None
    baseline_count: float | None
    baseline_out_of: float | None
    value_year: int | None
    value: float | None
    value_high: float | None
    value_number: float | None
    count: float | None
    out_of: float | None
    target_kind: str | None
    target_value: float | None
    target_value_high: float | None
    target_number: float | None
    conditions_done: int | None
    conditions_total: int | None
    conditions_overdue: int | None
    conditions_due: int | None
    distance_covered: float | None
    time_used: float | None
    pace: float | None
    acceleration_factor: float | None
    compound_ratio: float | None
    compound_family: str | None
    robust: bool | None


@dataclass(frozen=True, slots=True)
class ObjectiveStatus(Row):
    """One objective for one target year: how many indicators have a target, are assessed, and
    have achieved it; ``stale`` of those on track or met rest on old reports."""

    objective: str
    label: str | None
    label_fr: str | None
    label_es: str | None
    goal: str
    facility_type: str | None
    horizon: int
    status: str
    family: str
    reason: str | None
    indicators: int
    assessed: int
    achieved: int
    stale: int


@dataclass(frozen=True, slots=True)
class GoalStatus(Row):
    """One goal for one target year: how many of its objectives have a target, and are in each
    family; ``stale`` of those on track or met rest on old reports."""

    goal: str
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


@dataclass(frozen=True, slots=True)
class FacilityTypeStatus(Row):
    """As GoalStatus, of the objectives that a type of facility leads, or that nobody is said to
    lead (unknown)."""

    facility_type: str
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
