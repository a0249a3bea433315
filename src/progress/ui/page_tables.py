"""What the tables of the pages hold, to be handed out: made from the records of the page."""

from collections.abc import Container, Iterable
from dataclasses import replace

from progress.assessment.freshness import freshness
from progress.export.columns import (
    COUNTS_OR_NOT,
    ORIGIN,
    RECORDS,
    RELEASE,
    TARGET_KINDS,
    UNIT,
    Table,
    TableRow,
    several,
)
from progress.export.records import Records
from progress.export.tables import computed, derived, table
from progress.language import present
from progress.rows import Activity, TaskForce
from progress.schema import SHEETS, Column, in_all_languages, texts
from progress.statuses import FAMILIES

_TYPE = Column("facility_type", choices=("core", "global", "unknown"))
REPORTS = (
    *several("indicator objective goal", "code"), _TYPE, *texts("name"),
    *several("last_report", "year"),
    Column("state", choices=("in_time", "overdue", "never")),
    *several("months_since rhythm_months", "integer"),
)  # fmt: skip
TASK_FORCES = (
    *several("objective", "code"), *texts("label"), *several("goal", "code"), _TYPE,
    Column("status", choices=SHEETS["task_force"].column("status").choices),
    *several("launched focal_years leader"), *several("horizon", "year"),
    Column("family", choices=FAMILIES),
)  # fmt: skip
SERIES = (
    *several("indicator", "code"), Column("what"), *several("region"), *several("year", "year"),
    *several("value value_high count out_of", "number"), *UNIT,
    Column("kind", choices=TARGET_KINDS), *several("relation"), *COUNTS_OR_NOT,
    *texts("note"), *ORIGIN, *RELEASE, *RECORDS,
)  # fmt: skip


def objectives(records: Records) -> Table:
    """The statuses of the objectives, as the overview shows them."""
    return table(records, "objective_statuses")


def measures(records: Records) -> Table:
    """The statuses of the measures, as the Goals page shows them: a target year for which a
    measure has no target is left out where it has one for another year."""
    found = table(records, "verdicts")
    return replace(found, rows=[row for row in found.rows if row["reason"] != "not_set"])


def updates(records: Records) -> Table:
    """The history."""
    return table(records, "releases")


def reports(records: Records) -> Table:
    """How fresh the reports are, a row an indicator: in time, overdue, or never reported."""
    rows = []
    for row in freshness(records.snapshot):
        sources = {
            value.source
            for value in records.snapshot.facts.values_of(row.indicator)
            if value.year == row.year
        }
        state = "never" if row.year is None else "overdue" if row.is_overdue else "in_time"
        rows.append(
            {
                "indicator": row.indicator,
                "objective": row.objective,
                "goal": row.goal,
                **row.measure.as_dict(*in_all_languages("name"), "rhythm_months"),
                "facility_type": row.kind,
                "last_report": row.year,
                "state": state,
                "months_since": row.months,
                **computed(
                    records,
                    sorted(filter(None, sources)),
                    records.state_of("indicator", row.measure),
                ),
            }
        )
    return derived("reports", REPORTS, rows, ("indicator",))


def task_forces(records: Records, forces: Iterable[TaskForce]) -> Table:
    """These Task Forces (rows of the fact), a row for each target year of their objective."""
    facts, shown = records.snapshot.facts, records.facts.task_force
    rows = []
    for code in [force.objective for force in forces if force.objective in shown]:
        force, objective = shown[code], facts.objective[code]
        years = [str(year) for year in facts.focal_years_of(code)]
        statuses = [row for row in records.snapshot.objectives if row.objective == code]
        sources = [source] if (source := present(force.source)) else []
        rows += [
            {
                **force.as_dict("objective", "status", "launched", "leader"),
                **objective.as_dict(*in_all_languages("label"), "goal"),
                "facility_type": objective.facility_type or "unknown",
                "focal_years": ", ".join(years) or None,
                "horizon": status.horizon,
                "family": status.family,
                **computed(records, sources, records.state_of("objective", objective)),
            }
            for status in statuses
        ]
    return derived("task_forces", TASK_FORCES, rows, ("objective", "horizon"))


def workplan(records: Records, rows: Iterable[Activity]) -> Table:
    """These activities, as the files have them."""
    found, keys = table(records, "activities"), {(row.objective, row.activity) for row in rows}
    kept = [row for row in found.rows if (row["objective"], row["activity"]) in keys]
    return replace(found, rows=kept)


def series(records: Records, *indicators: str) -> Table:
    """The numbers of measures, as their charts show them: starting points, what was reported,
    and targets, by measure, region and year."""
    kinds = {"baselines": "starting_point", "reported_values": "reported", "targets": "target"}
    blank = dict.fromkeys(column.name for column in SERIES)
    rows = [
        {**blank, "counts": row.get("comparable"), **_known(row, blank), "what": what}
        for name, what in kinds.items()
        for row in table(records, name).rows
        if row["indicator"] in indicators
    ]
    rows.sort(
        key=lambda row: (
            row["indicator"],
            row["region"],
            row["year"],
            row["what"],
            row["relation"] or "",
        )
    )
    return Table("series", SERIES, rows)


def _known(row: TableRow, names: Container[str]) -> TableRow:
    return {name: value for name, value in row.items() if name in names}
