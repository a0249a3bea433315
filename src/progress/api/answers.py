"""The answers of the open web API, as plain values: one function an address.

They are the documents of the commands where there is such a command. models.py describes them.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from progress.api.errors import ApiError
from progress.api.parameters import (
    ChangesParameters,
    FilteredParameters,
    Parameters,
    StatusParameters,
    ValuesParameters,
    filters_of,
)
from progress.assessment import workplan
from progress.assessment.facts import Facts
from progress.assessment.filters import ALL_REGIONS, today
from progress.assessment.snapshot import Snapshot
from progress.assessment.task_forces import contact, join_link, leader
from progress.export.facts import narrowed
from progress.language import Language
from progress.rows import ReportedValue
from progress.server import cache
from progress.store.releases import document
from progress.wording import documents

Document = dict[str, Any]

ROLL_UP = ("horizon", "status", "family", "reason", "indicators", "assessed", "stale")
OBJECTIVE_CODES = ("objective", "goal", "facility_type", "facility", "code_basis", "source")
OBJECTIVE_TEXTS = ("label", "statement", "note")


def status(given: StatusParameters) -> Document:
    snapshot = _snapshot(given)
    found: Document = documents.snapshot_document(
        snapshot.verdicts,
        snapshot.objectives,
        snapshot.goals,
        snapshot.facility_types,
        snapshot.facts.indicator,
        snapshot.confirmation,
        given.language,
    )
    return found if given.table is None else {given.table: found[given.table]}


def values(given: ValuesParameters, page_url: Callable[[int], str]) -> Document:
    """Reported values that the filters leave, a page of them. They are those of the downloads, of
    the one region asked for. ``page_url``: the address of the page at an offset."""
    snapshot = _snapshot(given)
    region = snapshot.filters.region
    left = narrowed(snapshot).reported_values
    found = [row for row in left if region in (ALL_REGIONS, row.region)]
    until = given.offset + given.limit
    page = found[given.offset : until]
    return {
        "values": [_value(given.language, row, snapshot.facts) for row in page],
        "total": len(found),
        "limit": given.limit,
        "offset": given.offset,
        "next": page_url(until) if until < len(found) else None,
    }


def objectives(given: FilteredParameters) -> Document:
    snapshot, t = _snapshot(given), given.language
    years = defaultdict(list)
    for row in snapshot.objectives:
        years[row.objective].append({name: getattr(row, name) for name in ROLL_UP})
    return {
        "objectives": [
            {
                **{name: getattr(row, name) for name in OBJECTIVE_CODES},
                **{name: documents.text(t, row, name) for name in OBJECTIVE_TEXTS},
                "confirmed": not snapshot.confirmation.is_compiled("objective", row),
                "target_years": years[row.objective],
            }
            for row in snapshot.facts.objectives
            if row.objective in years
        ]
    }


def task_forces(given: FilteredParameters) -> Document:
    """A leader is named only with consent."""
    snapshot, t = _snapshot(given), given.language
    facts, selected = snapshot.facts, {row.objective for row in snapshot.objectives}
    return {
        "task_forces": [
            {
                "objective": row.objective,
                "label": documents.text(t, facts.objective[row.objective], "label"),
                "status": row.status,
                "launched": row.launched,
                "leader": leader(row) or None,
                "contact": contact(row) or None,
                "join_link": join_link(row) or None,
                "note": documents.text(t, row, "note"),
                "focal_years": sorted(facts.focal_years_of(row.objective)),
                "source": row.source,
            }
            for row in facts.task_forces
            if row.objective in selected
        ]
    }


def activities(given: FilteredParameters) -> Document:
    """What is late is so on the day of the records."""
    snapshot, t = _snapshot(given), given.language
    facts, on = snapshot.facts, snapshot.filters.known_on
    selected = {row.objective for row in snapshot.objectives}
    found = workplan.activities(facts, selected)
    return {
        "activities": [
            {
                "objective": row.objective,
                "label": documents.text(t, facts.objective[row.objective], "label"),
                "activity": row.activity,
                "year_of_workplan": row.year_of_workplan,
                "title": documents.text(t, row, "title"),
                "part": row.part,
                "part_number": row.part_number,
                "lead": row.lead,
                "start": row.start,
                "due": row.due,
                "state": row.state,
                "late": workplan.is_late(row, on),
                "done_on": row.done_on,
                "result": documents.text(t, row, "result"),
                "link": row.link,
                "note": documents.text(t, row, "note"),
                "release": row.release_id,
            }
            for row in found
        ],
        "milestones": [
            {
                "objective": row.objective,
                "activity": row.activity,
                "milestone": step.milestone,
                "title": documents.text(t, step, "title"),
                "due": step.due,
                "late": workplan.is_milestone_late(step, row, on),
                "done_on": step.done_on,
                "release": step.release_id,
            }
            for row in found
            for step in facts.milestones_of(row)
        ],
    }


def partnerships(given: FilteredParameters) -> Document:
    """Those of the whole Initiative too, where the filters leave all objectives."""
    snapshot, t = _snapshot(given), given.language
    return {
        "partnerships": [
            {
                "number": row.number,
                "organisation": row.organisation,
                "country": documents.text(t, row, "country"),
                "kind": row.kind or "partnership",
                "agreement": documents.text(t, row, "agreement"),
                "since": row.since,
                "until": row.until,
                "facility": row.facility,
                "objective": row.objective,
                "source": row.source,
                "release": row.release_id,
            }
            for row in narrowed(snapshot).partnerships
        ]
    }


def releases(given: Parameters) -> Document:
    """All of them, the oldest first."""
    return {
        "releases": [
            document(row) | {"note": given.language(row.note) if row.note else None}
            for row in cache.history(given.demo)
        ]
    }


def changes(given: ChangesParameters) -> Document:
    until = given.until or today()
    if given.since > until:
        raise ApiError(400, f"since {given.since} is after until {until}")
    chosen = replace(filters_of(given), as_known_on=given.until)
    found = cache.changes(given.demo, given.since, chosen)
    facts = cache.fact_changes(given.demo, given.since, until)
    if given.goal or given.facility_type or given.objective:
        selected = {row.objective for row in cache.snapshot(given.demo, chosen).objectives}
        facts = tuple(fact for fact in facts if fact.objective in selected)
    return documents.changes_document(found, facts)


def _value(t: Language, row: ReportedValue, facts: Facts) -> Document:
    indicator = facts.indicator[row.indicator]
    source = facts.source.get(row.source or "")
    return {
        "indicator": row.indicator,
        "objective": indicator.objective,
        "goal": facts.objective[indicator.objective].goal,
        "name": documents.text(t, indicator, "name"),
        "region": row.region,
        "year": row.year,
        "value": row.value,
        "value_high": row.value_high,
        "count": row.count,
        "out_of": row.out_of,
        "unit": documents.text(t, indicator, "unit"),
        "relation": row.relation,
        "counts": row.counts,
        "note": documents.text(t, row, "note"),
        "source": row.source,
        "source_title": source and source.title,
        "source_url": source and source.url,
        "release": row.release_id,
    }


def _snapshot(given: Parameters) -> Snapshot:
    return cache.snapshot(given.demo, filters_of(given))
