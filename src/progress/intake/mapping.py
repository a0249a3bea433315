"""What a person says of a file whose columns are not ours: which of them is which.

``{"indicator": "Series", "year": "Time", "value": "Observed"}``: our column, and what stands above
it in the file. Where all rows are of one indicator its code stands in place of the header:
``{"indicator": "A1.1"}``.
"""

import json
from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field

from progress.errors import DataError
from progress.schema import SHEETS, WITHDRAW
from progress.vocabulary.names import fold

_COLUMNS = {name for sheet in SHEETS.values() for name in sheet.names} | {WITHDRAW.name}


@dataclass(frozen=True)
class ColumnMap:
    """``columns``: what stands above a column -> our column. ``indicator``: that of all rows."""

    columns: Pairs[str, str] = field(default_factory=dict)
    indicator: str | None = None

    @property
    def is_empty(self) -> bool:
        return not self.columns and not self.indicator

    def given_indicator(self, header: list[str]) -> str | None:
        """The indicator of all rows of a table: the one that was said, or what was said to be its
        column and stands above none."""
        if self.indicator:
            return self.indicator
        folded = set(map(fold, header))
        said = [text for text, name in self.columns.items() if name == "indicator"]
        return said[0] if said and fold(said[0]) not in folded else None


def column_map(text: str | bytes | None, indicator: str | None = None) -> ColumnMap:
    """The map of a JSON document. Raises DataError."""
    if not text:
        return ColumnMap(indicator=indicator)
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
        raise DataError(
            'a map is a JSON object such as {{"indicator": "Series", "year": "Time", '
            '"value": "Observed"}}'
        )
    if not set(given) <= _COLUMNS and set(given.values()) <= _COLUMNS:
        given = {name: header for header, name in given.items()}
    if unknown := sorted(set(given) - _COLUMNS):
        columns = ", ".join(SHEETS["value"].names)
        raise DataError(
            "there is no column {unknown}; a map names some of: {columns}",
            unknown=", ".join(unknown), columns=columns,
        )  # fmt: skip
    return ColumnMap({header: name for name, header in given.items()}, indicator)
