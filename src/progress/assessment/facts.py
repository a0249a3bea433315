"""All facts in force on the date of the records, by table and by what they belong to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from progress.assessment.filters import today
from progress.rows import (
    FACTS,
    Activity,
    Baseline,
    ConditionReport,
    Contact,
    Facility,
    Fact,
    FocalObjective,
    Goal,
    ImplementationStrategy,
    Indicator,
    InitiativeFact,
    JoinStep,
    Milestone,
    Narrative,
    Objective,
    Partnership,
    PlanCondition,
    ReportedValue,
    Source,
    Target,
    TaskForce,
    TaskForceRole,
)
from progress.schema import SHEETS
from progress.store.queries import typed_rows
from progress.store.releases import in_force
from progress.store.store import Store
from progress.store.tables import Cursor, sql

AnyFact = TypeVar("AnyFact", bound=Fact)
Code = TypeVar("Code")


@dataclass(frozen=True)
class Facts:
    """A field for each table, in the order of ``schema.SHEETS``; its rows in the order of their
    keys. Single rows by their code (``facts.indicator["A1.1"]``), others by what they belong to
    (``facts.targets_of("A1.1")``)."""

    sources: tuple[Source, ...] = ()
    goals: tuple[Goal, ...] = ()
    facilities: tuple[Facility, ...] = ()
    objectives: tuple[Objective, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    targets: tuple[Target, ...] = ()
    plan_conditions: tuple[PlanCondition, ...] = ()
    implementation_strategy: tuple[ImplementationStrategy, ...] = ()
    initiative_facts: tuple[InitiativeFact, ...] = ()
    contacts: tuple[Contact, ...] = ()
    join_steps: tuple[JoinStep, ...] = ()
    task_force_roles: tuple[TaskForceRole, ...] = ()
    task_forces: tuple[TaskForce, ...] = ()
    focal_objectives: tuple[FocalObjective, ...] = ()
    activities: tuple[Activity, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    reported_values: tuple[ReportedValue, ...] = ()
    condition_reports: tuple[ConditionReport, ...] = ()
    narratives: tuple[Narrative, ...] = ()

    @classmethod
    def of(cls, tables: dict[str, tuple[Fact, ...]]) -> "Facts":
        """From rows by table; a table that is not given has none."""
        given: dict[str, Any] = {FIELDS[table]: found for table, found in tables.items()}
        return cls(**given)

    def table(self, name: str) -> tuple[Fact, ...]:
        """The rows of a table of ``schema.py``."""
        found: tuple[Fact, ...] = getattr(self, FIELDS[name])
        return found

    def tables(self) -> Iterator[tuple[str, tuple[Fact, ...]]]:
        for name in FIELDS:
            yield name, self.table(name)

    @property
    def size(self) -> int:
        """How many rows there are."""
        return sum(len(found) for _, found in self.tables())

    @cached_property
    def source(self) -> dict[str, Source]:
        return {row.source: row for row in self.sources}

    @cached_property
    def goal(self) -> dict[str, Goal]:
        return {row.goal: row for row in self.goals}

    @cached_property
    def facility(self) -> dict[str, Facility]:
        return {row.facility: row for row in self.facilities}

    @cached_property
    def objective(self) -> dict[str, Objective]:
        return {row.objective: row for row in self.objectives}

    @cached_property
    def indicator(self) -> dict[str, Indicator]:
        return {row.indicator: row for row in self.indicators}

    @cached_property
    def task_force(self) -> dict[str, TaskForce]:
        """By objective."""
        return {row.objective: row for row in self.task_forces}

    @cached_property
    def initiative(self) -> dict[str, InitiativeFact]:
        """By what the fact is called, such as plan_adopted."""
        return {row.fact: row for row in self.initiative_facts}

    def objectives_of(self, goal: str) -> list[Objective]:
        return self._objectives_of.get(goal, [])

    def indicators_of(self, objective: str) -> list[Indicator]:
        return self._indicators_of.get(objective, [])

    def baselines_of(self, indicator: str) -> list[Baseline]:
        return self._baselines_of.get(indicator, [])

    def targets_of(self, indicator: str) -> list[Target]:
        return self._targets_of.get(indicator, [])

    def plan_conditions_of(self, indicator: str) -> list[PlanCondition]:
        return self._plan_conditions_of.get(indicator, [])

    def values_of(self, indicator: str) -> list[ReportedValue]:
        return self._values_of.get(indicator, [])

    def condition_reports_of(self, indicator: str) -> list[ConditionReport]:
        return self._condition_reports_of.get(indicator, [])

    def focal_years_of(self, objective: str) -> list[int]:
        return sorted(row.year for row in self.focal_objectives if row.objective == objective)

    def activities_of(self, objective: str) -> list[Activity]:
        return self._activities_of.get(objective, [])

    def milestones_of(self, activity: Activity) -> list[Milestone]:
        return self._milestones_of.get((activity.objective, activity.activity), [])

    def narratives_of(self, objective: str) -> list[Narrative]:
        return [row for row in self.narratives if row.objective == objective]

    @cached_property
    def _activities_of(self) -> dict[str, list[Activity]]:
        return _by(self.activities, lambda row: row.objective)

    @cached_property
    def _milestones_of(self) -> dict[tuple[str, int], list[Milestone]]:
        return _by(self.milestones, lambda row: (row.objective, row.activity))

    @cached_property
    def _objectives_of(self) -> dict[str, list[Objective]]:
        return _by(self.objectives, lambda row: row.goal)

    @cached_property
    def _indicators_of(self) -> dict[str, list[Indicator]]:
        return _by(self.indicators, lambda row: row.objective)

    @cached_property
    def _baselines_of(self) -> dict[str, list[Baseline]]:
        return _by(self.baselines, lambda row: row.indicator)

    @cached_property
    def _targets_of(self) -> dict[str, list[Target]]:
        return _by(self.targets, lambda row: row.indicator)

    @cached_property
    def _plan_conditions_of(self) -> dict[str, list[PlanCondition]]:
        return _by(self.plan_conditions, lambda row: row.indicator)

    @cached_property
    def _values_of(self) -> dict[str, list[ReportedValue]]:
        return _by(self.reported_values, lambda row: row.indicator)

    @cached_property
    def _condition_reports_of(self) -> dict[str, list[ConditionReport]]:
        return _by(self.condition_reports, lambda row: row.indicator)


# Table -> the field that holds its rows.
FIELDS = {table: field.name for table, field in zip(SHEETS, fields(Facts), strict=True)}


def facts_in_force(where: Store | Cursor, as_known_on: date | None = None) -> Facts:
    """All facts in force; values say whether they count, reports on conditions when they were
    published."""
    releases = in_force(where, as_known_on)
    given: dict[str, tuple[str, dict[str, int]]] = {
        "value": (sql("reported_values"), {"known_year": (as_known_on or today()).year}),
        "condition_report": (sql("reported_conditions"), {}),
    }
    found: dict[str, tuple[Fact, ...]] = {}
    for table, sheet in SHEETS.items():
        statement, parameters = given.get(table, (f"from {table}_in_force($releases)", {}))
        numbers = {column.name for column in sheet.columns if column.kind == "integer"}
        order = [key if key in numbers else f"cast({key} as varchar)" for key in sheet.key_sql]
        rows = typed_rows(where, FACTS[table], statement, order, releases=releases, **parameters)
        found[table] = tuple(rows)
    facts = Facts.of(found)
    return _respect_withdrawn_consent(where, facts) if as_known_on else facts


def _respect_withdrawn_consent(where: Store | Cursor, facts: Facts) -> Facts:
    """Who no longer wants to be named is not named on earlier records either."""
    statement = "from task_force_in_force($releases)"
    now = typed_rows(where, TaskForce, statement, releases=in_force(where))
    agreed = {row.objective for row in now if row.consent}
    return replace(
        facts,
        task_forces=tuple(
            replace(row, consent=row.consent and row.objective in agreed)
            for row in facts.task_forces
        ),
    )


def _by(found: Iterable[AnyFact], code: Callable[[AnyFact], Code]) -> dict[Code, list[AnyFact]]:
    """The rows by what they belong to, in their order."""
    groups: dict[Code, list[AnyFact]] = defaultdict(list)
    for row in found:
        groups[code(row)].append(row)
    return groups
