"""What the filters leave of the facts, and what of them the public may have."""

from collections.abc import Sequence
from dataclasses import replace

from progress.assessment.facts import Facts
from progress.assessment.filters import ALL_REGIONS
from progress.assessment.snapshot import Snapshot
from progress.rows import Fact, TaskForce
from progress.schema import SHEETS, WORLD

# The facts of objectives are narrowed with their objective. What the Initiative says of itself,
# its steps and its roles holds for all of them.
OF_A_TARGET_YEAR = {"target": "year", "plan_condition": "target_year",
                    "condition_report": "target_year"}  # fmt: skip
OF_A_YEAR = ("value", "baseline", "narrative")


def narrowed(snapshot: Snapshot) -> Facts:
    """The facts of the snapshot, by table, that the filters leave.

    A status leaves the objectives that have it, or a measure that has it. A chosen region leaves
    its own numbers; the world as a whole leaves those of all regions, which are its context.
    """
    facts, chosen = snapshot.facts, snapshot.filters
    objectives = _objectives(snapshot)
    indicators = {row.indicator for row in facts.indicators if row.objective in objectives}
    found: dict[str, tuple[Fact, ...]] = {}
    for table, sheet in SHEETS.items():
        rows: Sequence[Fact] = facts.table(table)
        if "objective" in sheet.names:
            kept = {*objectives, None} if len(objectives) == len(facts.objectives) else objectives
            rows = [row for row in rows if row.cell("objective") in kept]
        elif "indicator" in sheet.names:
            rows = [row for row in rows if row.cell("indicator") in indicators]
        if chosen.region not in (WORLD, ALL_REGIONS) and "region" in sheet.names:
            rows = [row for row in rows if row.cell("region") == chosen.region]
        if chosen.horizon and table in OF_A_TARGET_YEAR:
            year = OF_A_TARGET_YEAR[table]
            rows = [row for row in rows if row.cell(year) == chosen.horizon]
        if (chosen.year or chosen.as_known_on) and table in OF_A_YEAR:
            rows = [row for row in rows if row.cell("year") <= chosen.judged_year]
        found[table] = tuple(rows)
    forces = (row for row in found["task_force"] if isinstance(row, TaskForce))
    found["task_force"] = tuple(row if row.consent else without_leader(row) for row in forces)
    if len(found["objective"]) < len(facts.objectives):
        _leave_what_is_named(found)
    return Facts.of(found)


def without_leader(task_force: TaskForce) -> TaskForce:
    """A Task Force that does not say who leads it."""
    return replace(task_force, leader=None, contact=None)


def _objectives(snapshot: Snapshot) -> set[str]:
    chosen = snapshot.filters
    if chosen.family:
        return {row.objective for row in snapshot.objectives} | {
            row.objective for row in snapshot.verdicts
        }
    return {
        row.objective
        for row in snapshot.facts.objectives
        if chosen.goal in (None, row.goal)
        and chosen.objective in (None, row.objective)
        and chosen.facility_type in (None, row.facility_type or "unknown")
    }


def _leave_what_is_named(found: dict[str, tuple[Fact, ...]]) -> None:
    """Of goals, facilities and sources, those that the rows left name."""
    for table in ("goal", "facility"):
        named = {row.cell(table) for row in found["objective"]}
        found[table] = tuple(row for row in found[table] if row.cell(table) in named)
    named = {
        row.cell("source")
        for table, rows in found.items()
        if table != "source" and "source" in SHEETS[table].names
        for row in rows
    }
    found["source"] = tuple(row for row in found["source"] if row.cell("source") in named)
