"""How a file was read: each thing that was understood otherwise than it stands there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from progress.language import Language

MAXIMUM_LISTED = 500


def words_of_kinds(t: Language) -> dict[str, str]:
    """What was done, by its code, for a person."""
    return {
        "answer": t("An answer in other words"),
        "automatic_sheet": t("The sheet is known by its columns"),
        "choice": t("A choice in other words"),
        "code": t("The code in another spelling"),
        "former_code": t("The code of before"),
        "column_name": t("The column is known by a part of its name"),
        "count_of": t("How many of how many"),
        "decimal_comma": t("A decimal comma"),
        "delimiter": t("What stands between the cells"),
        "encoding": t("How letters are encoded"),
        "flag": t("The mark goes into the note"),
        "given_indicator": t("All rows are of this indicator"),
        "header_row": t("The row with the names of the columns"),
        "indicators_across": t("A column for each indicator"),
        "line_ends": t("How lines end"),
        "macros": t("Macros are ignored"),
        "mapped_column": t("The column is what you said it is"),
        "name_as_code": t("The name in place of the code"),
        "no_data": t("No value for that year"),
        "number_as_text": t("A number written as text"),
        "other_column": t("A column of your own is left out"),
        "other_sheet": t("A sheet of your own is left out"),
        "quoted_lines": t("Each line stands in quotes"),
        "quotes": t("Quotation marks around the cells"),
        "range": t("A range: lower and upper end"),
        "region": t("The region in another spelling"),
        "relation": t("The relation in another spelling"),
        "remark": t("A remark beside the table is left out"),
        "repeated_header": t("The names of the columns stand here again"),
        "separator_line": t("The first line says what stands between the cells"),
        "shares_of_parts": t("Rows of a part only are left out"),
        "thousands": t("Signs between thousands"),
        "total": t("A row of totals is left out"),
        "unit": t("The unit stands with the number"),
        "unseen": t("Characters that nobody sees"),
        "years_across": t("A column for each year"),
    }


@dataclass(frozen=True)
class Reading:
    """One decision. ``row`` and ``column``: where it was first taken; ``count``: how often."""

    file: str
    sheet: str
    row: int | None
    column: str | None
    found: str
    read_as: str
    kind: str
    count: int = 1

    def as_json(self) -> dict[str, object]:
        return {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "found": self.found,
            "read_as": self.read_as,
            "kind": self.kind,
            "count": self.count,
        }


# Of these each pair of found and read is told, of the others one example of a column.
_ONE_BY_ONE = {
    "answer", "choice", "code", "former_code", "column_name", "mapped_column", "name_as_code",
    "region", "relation", "other_column", "other_sheet", "years_across", "indicators_across",
    "remark", "total",
}  # fmt: skip


class Readings:
    """Collects readings; what was done again is counted."""

    def __init__(self, file: str, sheet: str) -> None:
        self.file, self.sheet = file, sheet
        self._found: dict[tuple[str, ...], Reading] = {}
        self._counts: dict[tuple[str, ...], int] = {}

    def add(
        self, kind: str, row: int | None, column: str | None, found: object, read_as: object
    ) -> None:
        key: tuple[str, ...] = (kind, column or "")
        if kind in _ONE_BY_ONE and len(self._found) < MAXIMUM_LISTED:
            key = (*key, str(found), str(read_as))
        self._counts[key] = self._counts.get(key, 0) + 1
        if key not in self._found:
            self._found[key] = Reading(
                self.file, self.sheet, row, column, str(found)[:200], str(read_as)[:200], kind
            )

    def __iter__(self) -> Iterator[Reading]:
        for key, reading in self._found.items():
            yield replace(reading, count=self._counts[key])
