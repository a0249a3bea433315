"""The rows found in a file as handed in."""

from dataclasses import dataclass, field

from progress.errors import Problem
from progress.schema import Sheet


@dataclass(frozen=True)
class RawSheet:
    """The cells of one sheet. ``rows``: (row as the spreadsheet numbers it, column -> cell).

    A cell may be a Fault; under the column None stands one of the row as a whole. ``problems``
    are of the sheet as a whole, found while reading it.
    """

    sheet: Sheet
    title: str  # how the reader knows it: the file's or the sheet's name
    columns: list[str]
    rows: list[tuple[int, dict[str | None, object]]]
    decimal_comma: bool = False
    header_row: int = 1
    problems: tuple[Problem, ...] = ()


@dataclass
class Reading:
    """What was found in files. ``unread``: tables of which something could not be read, so that
    it cannot be said what they lack."""

    sheets: list[RawSheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def add(self, other: "Reading") -> None:
        self.sheets += other.sheets
        self.problems += other.problems
        self.unread |= other.unread
