"""The plan as selected, in plain values: what pages, reports and files are laid out from."""

from dataclasses import dataclass
from datetime import date

from progress.assessment import verdicts
from progress.assessment.filters import Filters, today
from progress.schema import SHEETS
from progress.store.queries import facts, query, records
from progress.store.releases import in_force
from progress.store.store import Store
from progress.store.tables import Cursor

Facts = dict[str, list[dict]]


@dataclass(frozen=True)
class Snapshot:
    """Rows of verdicts.sql, objectives.sql and roll_up.sql that the filters select, whether
    anything can be judged at all, and all facts in force on the date of the records."""

    filters: Filters
    verdicts: list[dict]
    objectives: list[dict]
    goals: list[dict]
    facility_types: list[dict]
    is_assessed: bool
    facts: Facts


def take(
    where: Store | Cursor,
    chosen: Filters,
    judged: verdicts.Judged | None = None,
    found: Facts | None = None,
) -> Snapshot:
    """The snapshot of a store. ``judged``, ``found``: verdicts of the chosen year, region and
    records, and facts of those records, where they are at hand."""
    if judged is None:
        rolled_up = verdicts.status(where, chosen)
    else:
        rolled_up = verdicts.narrow(where, judged, chosen)
    return Snapshot(
        filters=chosen,
        verdicts=records(rolled_up.verdicts),
        objectives=records(rolled_up.objectives),
        goals=records(rolled_up.goals),
        facility_types=records(rolled_up.facility_types),
        is_assessed=rolled_up.is_assessed,
        facts=facts_in_force(where, chosen.as_known_on) if found is None else found,
    )


def facts_in_force(where: Store | Cursor, as_known_on: date | None = None) -> Facts:
    """All facts in force, by table, in the order of their keys; values say whether they count,
    reports on conditions when they were published."""
    release_ids = in_force(where, as_known_on)
    known_year = (as_known_on or today()).year
    found = {table: facts(where, table, release_ids) for table in SHEETS}
    found["value"] = query(where, "reported_values", releases=release_ids, known_year=known_year)
    found["condition_report"] = query(where, "reported_conditions", releases=release_ids)
    plain = {
        table: sorted(
            records(frame), key=lambda row, sheet=SHEETS[table]: tuple(map(str, sheet.key_of(row)))
        )
        for table, frame in found.items()
    }
    if as_known_on:
        _respect_withdrawn_consent(where, plain["task_force"])
    return plain


def _respect_withdrawn_consent(where: Store | Cursor, forces: list[dict]) -> None:
    """Who no longer wants to be named is not named on earlier records either."""
    now = records(facts(where, "task_force", in_force(where)))
    agreed = {row["objective"] for row in now if row["consent"]}
    for row in forces:
        row["consent"] = row["consent"] and row["objective"] in agreed
