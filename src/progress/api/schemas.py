"""What the rows of the open web API look like, as JSON Schema.

Made from the tables that make the answers: the columns of the sheets, the keys of the documents,
the statuses of the verdict table. Also the columns of a CSV are taken from here.
"""

import re

from progress.api.answers import OBJECTIVE_CODES, OBJECTIVE_TEXTS, ROLL_UP
from progress.assessment.filters import FACILITY_TYPES, FAMILIES
from progress.export.columns import KINDS_OF_RELEASE, REASONS
from progress.language import ENGLISH
from progress.schema import SHEETS, Column
from progress.store.tables import sql
from progress.wording import documents
from progress.wording.changes import reasons

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
NUMBER = {"type": "number"}
YES = {"type": "boolean"}

# The statuses are the cases of the macro that gives each its family.
STATUSES = re.findall(r"when '(\w+)' then", sql("family_of"))
# An objective with some measures met and the others not reported.
PARTLY = "partly_reported"

_KINDS = {"number": NUMBER, "integer": WHOLE, "year": WHOLE, "yes": YES}


def one_of(words: tuple[str, ...] | list[str]) -> dict:
    return {"type": "string", "enum": list(words)}


def may_be_null(schema: dict) -> dict:
    found = schema | {"type": [schema["type"], "null"]}
    return found | {"enum": [*schema["enum"], None]} if "enum" in schema else found


def array_of(schema: dict) -> dict:
    return {"type": "array", "items": schema}


def row(properties: dict[str, dict]) -> dict:
    """An object that has exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def column(name: str, table: str) -> dict:
    """The schema of a column of a sheet."""
    found: Column = SHEETS[table].column(name)
    schema = one_of(found.choices) if found.choices else _KINDS.get(found.kind, TEXT)
    return schema if found.required or found.blank else may_be_null(schema)


def _columns(table: str, *names: str) -> dict[str, dict]:
    return {name: column(name, table) for name in names}


_FAMILY = one_of(FAMILIES)
_SHARED = {
    "indicator": TEXT,
    "objective": TEXT,
    "goal": TEXT,
    "region": TEXT,
    "horizon": WHOLE,
    "label": may_be_null(TEXT),
    "facility_type": column("facility_type", "objective"),
    "status": one_of(STATUSES),
    "family": _FAMILY,
    "reason": may_be_null(one_of(REASONS)),
    "flags": array_of(TEXT),
    "year": WHOLE,
    "kind": column("kind", "target"),
    "done": WHOLE,
    "total": WHOLE,
    "indicators": WHOLE,
    "assessed": WHOLE,
    "ratio": NUMBER,
}


def _named(names) -> dict[str, dict]:
    """The schemas of keys; what has no schema of its own is a number that may not be there."""
    return {name: _SHARED.get(name, may_be_null(NUMBER)) for name in names}


def _part(names) -> dict:
    return may_be_null(row(_named(names)))


def _group(name: str, schema: dict) -> dict:
    counts = dict.fromkeys(documents.COUNTS, WHOLE)
    return row({name: schema, "horizon": WHOLE, **counts, "headline": TEXT})


ROWS = {
    "verdicts": row(
        {
            **_named(documents.VERDICT),
            "baseline": _part(documents.BASELINE),
            "value": _part(documents.VALUE),
            "target": _part(documents.TARGET),
            "conditions": _part(documents.CONDITIONS),
            **_named(documents.NUMBERS),
            "compound": may_be_null(
                row(_named(documents.COMPOUND) | {"family": may_be_null(_FAMILY)})
            ),
            "robust": may_be_null(YES),
            "sentence": TEXT,
        }
    ),
    "goals": _group("goal", TEXT),
    "facility_types": _group("facility_type", one_of(FACILITY_TYPES)),
    "values": row(
        {
            **_columns("value", "indicator"),
            **_columns("indicator", "objective"),
            **_columns("objective", "goal"),
            **_columns("indicator", "name"),
            **_columns("value", "region", "year", "value", "value_high", "count", "out_of"),
            **_columns("indicator", "unit"),
            **_columns("value", "relation"),
            "counts": YES,
            **_columns("value", "note", "source"),
            "source_title": may_be_null(TEXT),
            "source_url": may_be_null(TEXT),
            "release": WHOLE,
        }
    ),
    "changes": row(
        {
            **_named(("indicator", "region", "horizon")),
            "before": may_be_null(_SHARED["status"]),
            "after": may_be_null(_SHARED["status"]),
            "why": one_of(list(reasons(ENGLISH))),
        }
    ),
    "task_forces": row(
        {
            **_columns("task_force", "objective"),
            "label": may_be_null(TEXT),
            **_columns("task_force", "status", "launched", "leader", "contact"),
            "looking_for_leader": YES,
            **_columns("task_force", "join_link", "note"),
            "focal_years": array_of(WHOLE),
            **_columns("task_force", "source"),
        }
    ),
    "releases": row(
        {
            "release": WHOLE,
            "kind": one_of(KINDS_OF_RELEASE),
            "published_at": {"type": "string", "format": "date-time"},
            "by": TEXT,
            "note": may_be_null(TEXT),
            "file": may_be_null(TEXT),
            "sha256": may_be_null(TEXT),
            "in_force": YES,
            "reverts": may_be_null(WHOLE),
            "rows": WHOLE,
        }
    ),
}

# The same name holds the roll-up alone in one answer, the plan's own words in the other.
OBJECTIVES_OF_STATUS = row(_named(documents.OBJECTIVE))
OBJECTIVES = row(
    {
        **_columns("objective", *OBJECTIVE_CODES, *OBJECTIVE_TEXTS),
        "target_years": array_of(
            row(_named(ROLL_UP) | {"status": one_of([*STATUSES, PARTLY])}),
        ),
    }
)


def of_table(address: str, table: str) -> dict:
    """The schema of a row of a list in the answer of an address."""
    if table == "objectives":
        return OBJECTIVES if address == "objectives" else OBJECTIVES_OF_STATUS
    return ROWS[table]
