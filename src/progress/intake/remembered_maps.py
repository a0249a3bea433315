"""What people said of the columns of their files, kept for files with the same columns.

Only which column is which: of which indicator all rows are is another question for each file.
"""

import hashlib
import json
import os
from pathlib import Path

from progress.errors import DataError
from progress.intake.mapping import ColumnMap, column_map
from progress.vocabulary.names import fold

MAXIMUM_KEPT = 500  # of the shapes that were said last


def recall(folder: Path, header: tuple[str, ...]) -> ColumnMap:
    """What was said of a table with these columns; empty where nothing was."""
    try:
        return column_map(_read(folder).get(_shape_of(header)))
    except DataError:
        return ColumnMap()


def remember(folder: Path, header: tuple[str, ...], said: ColumnMap) -> None:
    kept = _read(folder)
    kept.pop(_shape_of(header), None)
    if (text := ColumnMap(said.columns).as_json()) is not None:
        kept[_shape_of(header)] = text
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = _place(folder).with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(dict(list(kept.items())[-MAXIMUM_KEPT:])), encoding="utf-8")
    fresh.replace(_place(folder))


def _read(folder: Path) -> dict[str, str]:
    try:
        found = json.loads(_place(folder).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {str(shape): str(text) for shape, text in found.items()}


def _place(folder: Path) -> Path:
    return folder / "columns.json"


def _shape_of(header: tuple[str, ...]) -> str:
    """The names of the columns; which years there are makes no difference."""
    names = sorted({folded for text in header if not (folded := fold(text)).isdigit()})
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:32]
