"""A list of an answer as CSV: a row a line, what lies within a row under names of its own.

A part such as the target of a verdict becomes the columns ``target_year``, ``target_kind`` …; of
a list of rows within a row, each has a line of its own.
"""

import csv
import io
from collections.abc import Iterator
from functools import lru_cache
from inspect import isclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from progress.export.formats import csv_cell

SEPARATOR = " "  # as in the files that are handed out

Model = type[BaseModel]


def lists(answer: Model) -> dict[str, Model]:
    """The lists of rows in an answer, by name."""
    return {name: model for name, model, is_list in _parts(answer) if model and is_list}


def columns(row: Model, before: str = "") -> list[str]:
    """The names of the columns that rows of this model fill."""
    found = []
    for name, model, is_list in _parts(row):
        if model is None:
            found.append(before + name)
        else:
            found += columns(model, "" if is_list else f"{before}{name}_")
    return found


def write(row: Model, rows: list[dict[str, Any]], in_front: dict[str, str]) -> bytes:
    """The CSV of rows of a model: UTF-8, lines end as RFC 4180 has it. ``in_front``: columns
    before the others, the same in every row."""
    text = io.StringIO()
    names = [*in_front, *columns(row)]
    writer = csv.writer(text)
    writer.writerow(names)
    for one in rows:
        for line in _lines(row, one):
            cells = in_front | line
            writer.writerow([_cell(cells.get(name)) for name in names])
    return text.getvalue().encode()


def _lines(model: Model, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    own: dict[str, Any] = {}
    within: list[dict[str, Any]] = [{}]
    for name, part, is_list in _parts(model):
        if part is None:
            own[name] = row[name]
        elif is_list:
            within = row[name]
        else:
            own |= {f"{name}_{key}": (row[name] or {}).get(key) for key in part.model_fields}
    for line in within:
        yield own | line


@lru_cache
def _parts(model: Model) -> list[tuple[str, Model | None, bool]]:
    """Each key, with the model of what lies within, and whether that is a list of rows."""
    found = []
    for name, field in model.model_fields.items():
        kinds = (field.annotation, *get_args(field.annotation))
        rows = [kind for kind in kinds if isclass(kind) and issubclass(kind, BaseModel)]
        found.append((name, rows[0] if rows else None, get_origin(field.annotation) is list))
    return found


def _cell(value: object) -> str:
    return csv_cell(SEPARATOR.join(map(str, value)) if isinstance(value, list | tuple) else value)
