"""The answers of the open web API, as plain values: one function an address.

They are the documents of the commands where there is such a command. With the demonstration data
each says so under "data".
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from progress.api.asked import Asked
from progress.api.bodies import Refusal
from progress.assessment.filters import ALL_REGIONS, NAMES, today
from progress.assessment.snapshot import Snapshot
from progress.assessment.task_forces import contact, is_looking_for_leader, join_link, leader
from progress.export.facts import narrowed
from progress.language import Language
from progress.server import cache
from progress.store.releases import document
from progress.wording import documents

ROOT = "/api/v1/"
ANY = ("lang", "data", "format")


@dataclass(frozen=True)
class Address:
    """One open address: the lists that its answer holds, and the parameters it takes."""

    name: str
    answer: Callable[[Asked], dict]
    tables: tuple[str, ...]
    parameters: tuple[str, ...]


def status(asked: Asked) -> dict:
    snapshot = _snapshot(asked)
    indicators = {row["indicator"]: row for row in snapshot.facts["indicator"]}
    found = documents.snapshot_document(
        snapshot.verdicts,
        snapshot.objectives,
        snapshot.goals,
        snapshot.facility_types,
        indicators,
        asked.t,
    )
    return found if asked.table is None else {asked.table: found[asked.table]}


def values(asked: Asked) -> dict:
    """Reported values that the filters leave, a page of them. They are those of the downloads, of
    the one region asked for."""
    snapshot, region = _snapshot(asked), asked.filters.region
    found = [row for row in narrowed(snapshot)["value"] if region in (ALL_REGIONS, row["region"])]
    until = asked.offset + asked.limit
    indicators = {row["indicator"]: row for row in snapshot.facts["indicator"]}
    goals = {row["objective"]: row["goal"] for row in snapshot.facts["objective"]}
    sources = {row["source"]: row for row in snapshot.facts["source"]}
    shown = []
    for row in found[asked.offset : until]:
        indicator = indicators[row["indicator"]]
        goal, source = goals[indicator["objective"]], sources.get(row["source"], {})
        shown.append(_value(asked.t, row, indicator, goal, source))
    return {
        "values": shown,
        "total": len(found),
        "limit": asked.limit,
        "offset": asked.offset,
        "next": _address_at(asked, until) if until < len(found) else None,
    }


def objectives(asked: Asked) -> dict:
    snapshot, t = _snapshot(asked), asked.t
    years = defaultdict(list)
    for row in snapshot.objectives:
        years[row["objective"]].append({name: row[name] for name in ROLL_UP})
    return {
        "objectives": [
            {
                **{name: row[name] for name in OBJECTIVE_CODES},
                **{name: documents.text(t, row, name) for name in OBJECTIVE_TEXTS},
                "target_years": years[row["objective"]],
            }
            for row in snapshot.facts["objective"]
            if row["objective"] in years
        ]
    }


def task_forces(asked: Asked) -> dict:
    """A leader is named only with consent."""
    snapshot, t = _snapshot(asked), asked.t
    shown = {row["objective"] for row in snapshot.objectives}
    labels = {row["objective"]: row for row in snapshot.facts["objective"]}
    focal = defaultdict(list)
    for row in snapshot.facts["focal_objective"]:
        focal[row["objective"]].append(row["year"])
    found = []
    for row in snapshot.facts["task_force"]:
        code = row["objective"]
        if code not in shown:
            continue
        found.append(
            {
                "objective": code,
                "label": documents.text(t, labels[code], "label"),
                "status": row["status"],
                "launched": row["launched"],
                "leader": leader(row) or None,
                "contact": contact(row) or None,
                "looking_for_leader": is_looking_for_leader(row),
                "join_link": join_link(row) or None,
                "note": documents.text(t, row, "note"),
                "focal_years": sorted(focal[code]),
                "source": row["source"],
            }
        )
    return {"task_forces": found}


def releases(asked: Asked) -> dict:
    """All of them, the oldest first."""
    return {
        "releases": [
            document(row) | {"note": asked.t(row["note"]) if row["note"] else None}
            for row in cache.history(asked.demo)
        ]
    }


def changes(asked: Asked) -> dict:
    until = asked.until or today()
    if asked.since > until:
        raise Refusal(400, f"since {asked.since} is after until {until}")
    chosen = replace(asked.filters, as_known_on=asked.until)
    if "region" not in dict(asked.given):
        chosen = replace(chosen, region=ALL_REGIONS)  # as the command
    found = cache.changes(asked.demo, asked.since, chosen)
    return {"changes": [dict(change) for change in found]}


ROLL_UP = ("horizon", "status", "family", "reason", "indicators", "assessed")
OBJECTIVE_CODES = ("objective", "goal", "facility_type", "facility", "code_basis", "source")
OBJECTIVE_TEXTS = ("label", "statement", "note")

# The date of the records does not count where two dates are compared.
_COMPARED = tuple(name for name in NAMES if name != "as_known_on")

OPEN = {
    address.name: address
    for address in (
        Address(
            "status",
            status,
            ("verdicts", "objectives", "goals", "facility_types"),
            (*NAMES, "table", *ANY),
        ),
        Address("objectives", objectives, ("objectives",), (*NAMES, *ANY)),
        Address("values", values, ("values",), (*NAMES, "limit", "offset", *ANY)),
        Address("changes", changes, ("changes",), ("since", "until", *_COMPARED, *ANY)),
        Address("task-forces", task_forces, ("task_forces",), (*NAMES, *ANY)),
        Address("releases", releases, ("releases",), ANY),
    )
}


def _value(t: Language, row: dict, indicator: dict, goal: str, source: dict) -> dict:
    return {
        "indicator": row["indicator"],
        "objective": indicator["objective"],
        "goal": goal,
        "name": documents.text(t, indicator, "name"),
        "region": row["region"],
        "year": row["year"],
        **{name: row[name] for name in ("value", "value_high", "count", "out_of")},
        "unit": documents.text(t, indicator, "unit"),
        "relation": row["relation"],
        "counts": row["counts"],
        "note": documents.text(t, row, "note"),
        "source": row["source"],
        "source_title": source.get("title"),
        "source_url": source.get("url"),
        "release": row["release_id"],
    }


def _snapshot(asked: Asked) -> Snapshot:
    return cache.snapshot(asked.demo, asked.filters)


def _address_at(asked: Asked, offset: int) -> str:
    wanted = dict(asked.given) | {"limit": asked.limit, "offset": offset}
    return f"{ROOT}values?{urlencode(wanted)}"
