"""A list of an answer as CSV: a row a line, what lies within a row under names of its own.

A part such as the target of a verdict becomes the columns ``target_year``, ``target_kind`` …; of
a list of rows within a row, each has a line of its own.
"""

import csv
import io
from collections.abc import Iterator

from progress.export.formats import csv_cell

SEPARATOR = " "  # as in the files that are handed out


def columns(schema: dict, before: str = "") -> list[str]:
    """The names of the columns that rows of this schema fill."""
    found = []
    for name, part in schema["properties"].items():
        if "properties" in part:
            found += columns(part, f"{before}{name}_")
        elif _holds_rows(part):
            found += columns(part["items"])
        else:
            found.append(before + name)
    return found


def write(schema: dict, rows: list[dict], said: dict[str, str]) -> bytes:
    """The CSV of rows of a schema: UTF-8, lines end as RFC 4180 has it. ``said``: columns in
    front, the same in every row."""
    text = io.StringIO()
    names = [*said, *columns(schema)]
    writer = csv.writer(text)
    writer.writerow(names)
    for row in rows:
        for line in _lines(schema, row):
            cells = said | line
            writer.writerow([_cell(cells.get(name)) for name in names])
    return text.getvalue().encode()


def _lines(schema: dict, row: dict) -> Iterator[dict]:
    own, within = {}, [{}]
    for name, part in schema["properties"].items():
        if _holds_rows(part):
            within = row[name]
        else:
            own |= _flat(part, name, row[name])
    for line in within:
        yield own | line


def _flat(part: dict, name: str, value: object) -> dict:
    if "properties" not in part:
        return {name: value}
    return {f"{name}_{key}": (value or {}).get(key) for key in part["properties"]}


def _holds_rows(part: dict) -> bool:
    return part["type"] == "array" and "properties" in part["items"]


def _cell(value: object) -> str:
    return csv_cell(SEPARATOR.join(map(str, value)) if isinstance(value, list | tuple) else value)
