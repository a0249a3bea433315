"""The rows found in a file as handed in."""

from dataclasses import dataclass, field

from progress.errors import Problem
from progress.intake.readings import Reading
from progress.schema import Sheet
from progress.xlsx.cells import Cell


@dataclass
class RawRow:
    """A row as the spreadsheet numbers it: column -> cell. A cell is a Fault where it was found
    wrong; under the column None stands one of the row as a whole. ``headers``: what stands above
    those of its cells that stand elsewhere than in the columns of the sheet, such as a year."""

    number: int
    cells: dict[str | None, object]
    headers: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)  # what stands in columns left out
    beside: dict[str, str] = field(default_factory=dict)  # name, unit and scale, which are not read


@dataclass
class RawSheet:
    """The rows of one sheet. ``problems`` are of the sheet as a whole, found while reading it."""

    sheet: Sheet
    title: str  # how the reader knows it: the file's or the sheet's name
    columns: list[str]
    rows: list[RawRow]
    decimal_comma: bool = False
    header_row: int = 1
    problems: tuple[Problem, ...] = ()
    file: str = ""
    headers: dict[str, str] = field(default_factory=dict)  # column -> what stands above it
    grey_headers: dict[str, str] = field(default_factory=dict)  # the same of grey columns
    lang: str = "en"  # of its headers
    decimal: str | None = None  # the sign before decimals, where the file shows it
    is_text: bool = False  # a CSV file, in which all cells are texts
    above: str = ""  # the titles above its table
    idle: list[tuple[RawRow, dict[str, Cell]]] = field(default_factory=list)  # nothing but grey


@dataclass(frozen=True)
class UnknownTable:
    """A table whose columns are not ours. ``header``: what may be the names of its columns;
    ``has_years``: some of them are years."""

    title: str
    header: tuple[str, ...]
    has_years: bool


@dataclass
class Found:
    """What was found in files. ``unread``: tables of which something could not be read, so that
    it cannot be said what they lack. ``unknown``: tables that a person may know the columns
    of, of files in which nothing else was found."""

    sheets: list[RawSheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    unknown: list[UnknownTable] = field(default_factory=list)

    def add(self, other: "Found") -> None:
        self.sheets += other.sheets
        self.problems += other.problems
        self.warnings += other.warnings
        self.readings += other.readings
        self.unread |= other.unread
        self.unknown += other.unknown
