"""What a person says of a file whose columns are not ours: which of them is which.

``{"indicator": "Series", "year": "Time", "value": "Observed"}``: our column, and what stands above
it in the file. Where all rows are of one indicator its code stands in place of the header:
``{"indicator": "A1.1"}``. Tables of several shapes may have a map each (``of_tables``).
"""

import json
from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field
from typing import Any

from progress.errors import NotUnderstood
from progress.schema import SHEETS
from progress.vocabulary.names import fold

MAXIMUM_MAP = 60_000  # bytes of a map
_COLUMNS = {name for sheet in SHEETS.values() for name in sheet.written_names}


@dataclass(frozen=True)
class ColumnMap:
    """``columns``: what stands above a column -> our column. ``indicator``: that of all rows.
    ``of_tables``: the maps of single tables, by their titles."""

    columns: Pairs[str, str] = field(default_factory=dict)
    indicator: str | None = None
    of_tables: Pairs[str, "ColumnMap"] = field(default_factory=dict)

    def of(self, *titles: str) -> "ColumnMap":
        """The map of one table, which may be known by several titles."""
        return next((self.of_tables[title] for title in titles if title in self.of_tables), self)

    def as_json(self) -> str | None:
        """The document that ``column_map`` reads; None where nothing was said."""
        said = {name: header for header, name in self.columns.items()}
        if self.indicator:
            said["indicator"] = self.indicator
        return json.dumps(said, ensure_ascii=False) if said else None

    def document(self) -> dict[str, Any]:
        """All of it, as it is kept."""
        tables = {title: one.document() for title, one in self.of_tables.items()}
        return {"columns": dict(self.columns), "indicator": self.indicator, "of_tables": tables}

    @classmethod
    def of_document(cls, kept: dict[str, Any]) -> "ColumnMap":
        tables = {title: cls.of_document(one) for title, one in kept["of_tables"].items()}
        return cls(kept["columns"], kept["indicator"], tables)

    def given_indicator(self, header: list[str]) -> str | None:
        """The indicator of all rows of a table: the one that was said, or what was said to be its
        column and stands above none."""
        if self.indicator:
            return self.indicator
        folded = set(map(fold, header))
        said = [text for text, name in self.columns.items() if name == "indicator"]
        return said[0] if said and fold(said[0]) not in folded else None


def column_map(text: str | bytes | None, indicator: str | None = None) -> ColumnMap:
    """The map of a JSON document. Raises NotUnderstood."""
    if text is None:
        return ColumnMap(indicator=indicator)
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
        raise NotUnderstood(
            'a map is a JSON object such as {"indicator": "Series", "year": "Time", '
            '"value": "Observed"}'
        )
    if not set(given) <= _COLUMNS and set(given.values()) <= _COLUMNS:
        given = {name: header for header, name in given.items()}
    if unknown := sorted(set(given) - _COLUMNS):
        columns = ", ".join(SHEETS["value"].names)
        raise NotUnderstood(
            "there is no column {unknown}; a map names some of: {columns}",
            unknown=", ".join(unknown), columns=columns,
        )  # fmt: skip
    return ColumnMap({header: name for name, header in given.items()}, indicator)
