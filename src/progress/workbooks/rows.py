"""What a template is filled with: codes, and in grey what helps to fill in the rest.

Years and values are never filled in: they would be handed in again as if they were new. What is
known of a Task Force is: handed in as it stands it changes nothing.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from operator import itemgetter
from typing import Any, cast

from progress.errors import DataError
from progress.language import Language
from progress.schema import DIRECT, SHEETS, WORLD, Sheet
from progress.store.queries import facts
from progress.store.releases import in_force
from progress.store.store import Store

Row = dict[str, Any]  # as it stands in a sheet, with what stands in grey
Rows = list[Row]
Facts = dict[str, Rows]


def load(store: Store, objective: str | None) -> Facts:
    """All facts in force in the order of their codes, narrowed to one objective if given."""
    release_ids = in_force(store)
    found: Facts = {}
    for table, sheet in SHEETS.items():
        frame = facts(store, table, release_ids)
        rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
        found[table] = sorted(cast(Rows, rows), key=partial(_place, sheet))
    if objective is not None:
        _narrow(found, objective)
    return found


def in_order(code: object) -> list[tuple[bool, int, str]]:
    """Sorts A2.10 behind A2.9, and the world before its regions."""
    text = "" if code in (None, WORLD) else str(code)
    return [
        (part.isdigit(), int(part) if part.isdigit() else 0, part)
        for part in re.split(r"(\d+)", text)
    ]


def _place(sheet: Sheet, row: Row) -> list[list[tuple[bool, int, str]]]:
    """The order of rows: by their key; of choices, in the order in which these are listed."""
    places: list[list[tuple[bool, int, str]]] = []
    for name in sheet.key:
        choices = sheet.column(name).choices
        places.append(in_order(choices.index(row[name]) if choices else row[name]))
    return places


def update_rows(table: str, found: Facts, t: Language) -> Rows:
    return _UPDATE[table](found, t)


def plan_rows(table: str, found: Facts, t: Language) -> Rows:
    """The rows as they stand, with a row begun for each that is missing."""
    rows = [dict(row) for row in found[table]]
    rows += [{column: code} for column, code in _missing(table, found)]
    belongs_to = _BELONGS_TO.get(table)
    if belongs_to is None:
        return rows
    texts = _texts(belongs_to, found, t)
    rows = [row | texts.get(row[belongs_to], {}) for row in rows]
    return sorted(rows, key=lambda row: in_order(row[belongs_to]))


def _narrow(found: Facts, objective: str) -> None:
    known = [row["objective"] for row in found["objective"]]
    if objective not in known:
        raise DataError(f'unknown objective "{objective}"; there is: {", ".join(known)}')
    own = next(row for row in found["objective"] if row["objective"] == objective)
    indicators = {row["indicator"] for row in found["indicator"] if row["objective"] == objective}
    for table, sheet in SHEETS.items():
        if "indicator" in sheet.names and table != "indicator":
            found[table] = [row for row in found[table] if row["indicator"] in indicators]
        elif "objective" in sheet.names:
            found[table] = [row for row in found[table] if row["objective"] == objective]
    found["goal"] = [row for row in found["goal"] if row["goal"] == own["goal"]]


def _values(found: Facts, t: Language) -> Rows:
    last = {
        (row["indicator"], row["region"]): row
        for row in sorted(found["value"], key=lambda row: row["year"])
        if row["relation"] == DIRECT
    }
    regions: dict[str, set[str]] = {}
    for row in found["target"]:
        regions.setdefault(row["indicator"], set()).add(row["region"])
    rows = []
    for row in found["indicator"]:
        if row["measure"] == "conditions":
            continue
        code = row["indicator"]
        texts = {"name": t.of(row, "name"), "unit": t.of(row, "unit")}
        for region in sorted(regions.get(code, {WORLD}), key=lambda name: (name != WORLD, name)):
            reported = last.get((code, region), {})
            before = {"last_year": reported.get("year"), "last_value": _shown(reported, row, t)}
            rows.append({"indicator": code, "region": region, **texts, **before})
    return rows


def _shown(value: Row, indicator: Row, t: Language) -> str | None:
    numbers = (value.get("value"), value.get("value_high"))
    ends = [t.number(end, indicator["decimals"]) for end in numbers if end is not None]
    return " – ".join(ends) or None


def _condition_reports(found: Facts, t: Language) -> Rows:
    key_of = itemgetter("indicator", "target_year", "condition", "region")
    by_release = sorted(found["condition_report"], key=itemgetter("release_id"))
    last = {key_of(row): row for row in by_release}
    regions: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in found["target"]:
        regions[row["indicator"], row["year"]].add(row["region"])
    rows = []
    for row in found["plan_condition"]:
        key = {name: row[name] for name in ("indicator", "target_year", "condition")}
        for region in sorted(regions[row["indicator"], row["target_year"]] or {WORLD}):
            reported = last.get((*key.values(), region), {})
            before = {"last_state": reported.get("state"), "last_year": reported.get("done_year")}
            rows.append({**key, "region": region, "text": t.of(row, "text"), **before})
    return rows


def _narratives(found: Facts, t: Language) -> Rows:
    last = {row["objective"]: row for row in sorted(found["narrative"], key=lambda r: r["year"])}

    def before(code: str) -> Row:
        row = last.get(code, {})
        return {"last_year": row.get("year"), "last_summary": t.of(row, "summary") or None}

    return _objectives(found, t, before)


def _task_forces(found: Facts, t: Language) -> Rows:
    last = {row["objective"]: row for row in found["task_force"]}

    def before(code: str) -> Row:
        row = dict(last.get(code, {}))
        # Names are passed on only where those who bear them agreed.
        if not row.get("consent"):
            row.update(dict.fromkeys(("leader", "contact")))
        return {**row, "last_status": row.get("status"), "last_leader": row.get("leader")}

    return _objectives(found, t, before)


def _activities(found: Facts, t: Language) -> Rows:
    """What is not over as it stands, and a row begun for each Task Force."""
    last = {row["objective"]: row["activity"] for row in found["activity"]}
    begun = [
        {"objective": row["objective"], "activity": last.get(row["objective"], 0) + 1}
        for row in found["objective"]
    ]
    texts = _texts("objective", found, t)
    rows = [*filter(_is_open, found["activity"]), *begun]
    rows = [{**row, **texts.get(str(row["objective"]), {})} for row in rows]
    return sorted(rows, key=lambda row: [in_order(row[name]) for name in ("objective", "activity")])


def _milestones(found: Facts, t: Language) -> Rows:
    """Those still to come as they stand, and a row begun for each activity that is not over."""
    activities = {
        (row["objective"], row["activity"]): {"text": t.of(row, "title")}
        for row in found["activity"]
        if _is_open(row)
    }
    coming = [row for row in found["milestone"] if row["done_on"] is None]
    keys = [{"objective": objective, "activity": number} for objective, number in activities]
    rows = [
        {**row, **activities.get((row["objective"], row["activity"]), {})}
        for row in (*coming, *keys)
    ]
    return sorted(rows, key=lambda row: [in_order(row[name]) for name in ("objective", "activity")])


def _is_open(activity: Row) -> bool:
    return activity["state"] in ("planned", "under way")


def _objectives(found: Facts, t: Language, before: Callable[[str], Row]) -> Rows:
    return [
        {"objective": row["objective"], "label": _label(row, t), **before(row["objective"])}
        for row in found["objective"]
    ]


def _label(objective: Row, t: Language) -> str | None:
    return t.of(objective, "label") or t.of(objective, "statement") or None


def _missing(table: str, found: Facts) -> list[tuple[str, str]]:
    """The codes of those that have no row in this sheet: (column, code)."""

    def codes(of: str, column: str) -> dict[str, Row]:
        return {row[column]: row for row in found[of]}

    if table in ("indicator", "implementation_strategy"):
        there = codes(table, "objective")
        return [
            ("objective", code) for code in codes("objective", "objective") if code not in there
        ]
    if table not in ("baseline", "target", "plan_condition"):
        return []
    there = codes(table, "indicator")
    return [
        ("indicator", code)
        for code, row in codes("indicator", "indicator").items()
        if code not in there
        and (table == "target" or (row["measure"] == "conditions") == (table == "plan_condition"))
    ]


def _texts(column: str, found: Facts, t: Language) -> dict[str, Row]:
    """The grey texts of each objective or indicator."""
    if column == "objective":
        return {row["objective"]: {"label": _label(row, t)} for row in found["objective"]}
    return {
        row["indicator"]: {"name": t.of(row, "name"), "unit": t.of(row, "unit")}
        for row in found["indicator"]
    }


# The sheets of the plan with grey texts, and the column that these are of.
_BELONGS_TO = {
    "indicator": "objective",
    "baseline": "indicator",
    "target": "indicator",
    "plan_condition": "indicator",
    "implementation_strategy": "objective",
}

_UPDATE: dict[str, Callable[[Facts, Language], Rows]] = {
    "value": _values,
    "condition_report": _condition_reports,
    "narrative": _narratives,
    "task_force": _task_forces,
    "focal_objective": lambda found, t: _objectives(found, t, lambda code: {}),
    "activity": _activities,
    "milestone": _milestones,
    "partnership": lambda found, t: [dict(row) for row in found["partnership"]],
}
