"""Tables as a Data Package (Frictionless, version 1): CSV files and ``datapackage.json``, which
says of each column what it means, what it may hold, and what other table it names."""

import hashlib
import json
from typing import Any

from progress.assessment.verdicts import METHOD
from progress.export import dictionary
from progress.export.archive import zipped
from progress.export.columns import Table, in_each
from progress.export.description import about
from progress.export.formats import csv_bytes
from progress.export.records import Records
from progress.export.tables import tables as every_table
from progress.language import ENGLISH, Language
from progress.schema import Column

DESCRIPTOR = "datapackage.json"
_TYPES = {
    "number": "number",
    "share": "number",
    "integer": "integer",
    "year": "year",
    "yes": "boolean",
    "day": "date",
    "moment": "datetime",
}


def zipped_package(records: Records) -> bytes:
    """The package of all tables, in one file."""
    found = every_table(records)
    contents = {f"{table.name}.csv": csv_bytes(table) for table in found}
    return zipped({DESCRIPTOR: descriptor_bytes(records, found, contents), **contents})


def descriptor_bytes(records: Records, tables: list[Table], contents: dict[str, bytes]) -> bytes:
    """``datapackage.json`` for tables whose CSV files (by name) are these."""
    sources = [
        {"title": row.title, **({"path": row.url} if _is_address(row.url) else {})}
        for row in records.facts.sources
    ]
    package = {
        "profile": "tabular-data-package",
        "name": "strategic-plan",
        **in_each("title", lambda t: t("The strategic plan")),
        **in_each("description", lambda t: _description(t, records)),
        "version": str(max(records.published_on, default=0)),
        "records_as_of": records.as_of and records.as_of.isoformat(),
        "method": METHOD,
        "data": records.state,
        "sources": sources,
        "resources": [_resource(table, tables, contents[f"{table.name}.csv"]) for table in tables],
    }
    given = {name: value for name, value in package.items() if value not in (None, [])}
    return (json.dumps(given, ensure_ascii=False, indent=1) + "\n").encode()


def _description(t: Language, records: Records) -> str:
    told = about(t, records)
    return "\n".join(t("{label}: {text}", label=label, text=text) for label, text in told)


def _resource(table: Table, tables: list[Table], content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(table, column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if keys := _foreign_keys(table, tables):
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        **in_each("title", lambda t: dictionary.titles(t)[table.name]),
        **in_each("description", lambda t: dictionary.rows_mean(t)[table.name]),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    field = {
        "name": column.name,
        "type": _TYPES.get(column.kind, "string"),
        **in_each("description", lambda t: dictionary.meaning(t, table, column)),
    }
    if unit := dictionary.unit(ENGLISH, table, column):
        field["unit"] = unit
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_keys(table: Table, tables: list[Table]) -> list[dict[str, Any]]:
    """The references that hold: a source may be named that is not listed, and filters may leave
    out what a row names."""
    others = {other.name: other for other in tables}
    found = []
    for names, other in table.references:
        key = others[other].key
        known = {tuple(row[name] for name in key) for row in others[other].rows}
        given = {tuple(row[name] for name in names) for row in table.rows}
        if all(one in known or set(one) == {None} for one in given):
            resource = "" if other == table.name else other
            reference = {"resource": resource, "fields": list(key)}
            found.append({"fields": list(names), "reference": reference})
    return found


def _is_address(text: str | None) -> bool:
    return text is not None and text.startswith(("https://", "http://"))
