"""The shape of a table: which sheet it is, in which row its columns are named, and which they are.

Only what can be one thing is decided here; each decision that the names themselves do not make is
a reading.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from progress.errors import Problem
from progress.intake.cells import FIRST_YEAR, LAST_YEAR
from progress.intake.mapping import ColumnMap
from progress.intake.readings import Readings
from progress.intake.typed_cells import shown
from progress.schema import SHEETS, Sheet
from progress.vocabulary import names
from progress.vocabulary.layout import IGNORED_COLUMNS
from progress.vocabulary.marks import visible
from progress.xlsx.cells import DATE, NUMBER, TEXT, Cell, Row, letters

VALUES = SHEETS["value"]
HEADER_ROWS = 30  # above the header there may be titles
_YEAR = re.compile(
    r"(?:value|valeur|year|année|annee|yr|fy|exercice)?\s*((?:19|20)\d\d)(?:\.0)?"
    r"\s*(?:\[yr\1\]|\(?[a-z*]{1,4}\)?|[*†¹²³]+|value|valeur)?",
    re.IGNORECASE,
)
_TWO_YEARS = re.compile(r"(?:FY\s*)?(?:19|20)\d\d\s*[-/–]\s*(?:\d\d|(?:19|20)\d\d)", re.IGNORECASE)


@dataclass
class Shape:
    """``columns``: place -> column that is read. ``years``: place -> year, of a wide table.
    ``left_out``: place -> what stands above a column that is not read; ``grey``: those of the
    template that are for information."""

    sheet: Sheet
    header: Row
    columns: dict[int, str]
    years: dict[int, int] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)
    grey: dict[int, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)  # column -> what stands in all its cells
    problems: list[Problem] = field(default_factory=list)
    lang: str = "en"

    @property
    def known(self) -> set[str]:
        return {*self.columns.values(), *self.given}

    @property
    def headers(self) -> dict[str, str]:
        """What stands above each column in the person's own file."""
        return {name: label(self.header.cells[place]) for place, name in self.columns.items()}


def label(cell: Cell) -> str:
    return visible(shown(cell))


def year_of(cell: Cell) -> int | None:
    """The year that stands above a column."""
    kind, value = cell
    if kind == NUMBER and isinstance(value, float) and value.is_integer():
        year = int(value)
    elif kind == DATE and str(value)[4:] in ("-01-01", "-12-31"):
        year = int(str(value)[:4])
    elif match := _YEAR.fullmatch(label(cell)):
        year = int(match[1])
    else:
        return None
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def score(header: Iterable[str]) -> int:
    """How many names of columns a row has, of the sheet of which it has most."""
    cells = [visible(cell) for cell in header]
    best = max((len({*names.known_columns(sheet, cells)}) for sheet in SHEETS.values()), default=0)
    return best + sum(bool(_YEAR.fullmatch(cell)) for cell in cells) if best else 0


def find_header(rows: list[Row], sheets: Iterable[Sheet]) -> Row | None:
    """The row with most names of columns, the first of them."""

    def known(row: Row) -> int:
        cells = [label(cell) for cell in row.cells.values()]
        best = max((len({*names.known_columns(sheet, cells)}) for sheet in sheets), default=0)
        return best and 2 * best + sum(year_of(cell) is not None for cell in row.cells.values())

    sheets = list(sheets)
    found = max(rows, key=known, default=None)
    return found if found and known(found) else None


def shape_as(sheet: Sheet, header: Row, title: str, given: ColumnMap | None = None) -> Shape:
    """The columns of a header, as those of this sheet. ``given``: what a person said of them."""
    places = list(header.cells)
    cells = [label(cell) for cell in header.cells.values()]
    found = names.understood_columns(sheet, cells)
    given = given or ColumnMap()
    said = {names.fold(text): name for text, name in given.columns.items()}
    shape = Shape(sheet, header, {}, lang=names.language_of(sheet, cells))
    allowed = {*sheet.names, *(column.name for column in sheet.beside)}
    if "indicator" in allowed and "indicator" not in found and "name" in found:
        found = ["indicator" if name == "name" else name for name in found]
    for place, text, name in zip(places, cells, found, strict=True):
        name = said.get(names.fold(text), name)
        if name in allowed:
            shape.columns[place] = name
        elif name in IGNORED_COLUMNS[sheet.table]:
            if name != "error":
                shape.grey[place] = name
        elif text:
            shape.left_out[place] = text
    indicator = given.given_indicator(cells)
    if indicator and "indicator" in allowed and "indicator" not in shape.known:
        shape.given = {"indicator": indicator}
    _find_years(shape, title)
    _find_doubles(shape, title)
    _find_slips(shape, title)
    return shape


def _find_years(shape: Shape, title: str) -> None:
    """Years across columns: of values only, where neither a year nor a value has its column."""
    if shape.sheet.table != "value":
        return
    across = {
        place: year
        for place in shape.left_out
        if (year := year_of(shape.header.cells[place])) is not None
    }
    two_years = [place for place in shape.left_out if _TWO_YEARS.fullmatch(shape.left_out[place])]
    if not across and not two_years:
        return
    if shape.known & {"year", "value", "count"}:
        message = "There are columns of years beside {column}; keep one of the two"
        own = next(name for name in ("year", "value", "count") if name in shape.known)
        place = next(iter(across or two_years))
        _add(shape, title, place, "years_twice", message, column=shape.headers[own])
        for place in (*across, *two_years):
            del shape.left_out[place]
        return
    for place in two_years:
        message = "{found} lies in two years; write above the column the year in which it ends"
        _add(shape, title, place, "two_years", message, found=shape.left_out[place])
        del shape.left_out[place]
    for place in across:
        del shape.left_out[place]
    shape.years = across


def _find_doubles(shape: Shape, title: str) -> None:
    """The same year twice; columns that stand there twice are found where they are checked."""
    seen: dict[int, int] = {}
    for place, year in shape.years.items():
        if year in seen:
            message = "This column stands here twice; keep one"
            _add(shape, title, place, "double_column", message)
        seen.setdefault(year, place)


def _find_slips(shape: Shape, title: str) -> None:
    """Columns that are not known but whose names are nearly those of others."""
    for place, text in list(shape.left_out.items()):
        close = names.nearest_column(shape.sheet, text)
        if close and names.column_named(shape.sheet, close) not in shape.known:
            message = "This column is not known; did you mean {close}?"
            _add(shape, title, place, "unknown_column", message, close=close)
            del shape.left_out[place]


def _add(
    shape: Shape, title: str, place: int, code: str, message: str,
    column: str | None = None, **details: object,
) -> None:  # fmt: skip
    text = label(shape.header.cells[place]) or letters(place)
    if column and "{column}" in message:
        details["column"] = column
    name = column if column and "{column}" not in message else text
    shape.problems.append(Problem(title, shape.header.number, name, text, code, message, details))


def fits(shape: Shape) -> bool:
    """Whether these columns can be those of the sheet: all that it needs, and something to say."""
    sheet, known = shape.sheet, shape.known | ({"year", "value"} if shape.years else set())
    needed = {
        column.name
        for column in sheet.columns
        if (column.name in sheet.key or column.required) and column.blank is None
    }
    says = known - set(sheet.key) or sheet.table == "focal_objective"
    return needed <= known and bool(says)


def candidates(rows: list[Row], title: str, given: ColumnMap) -> list[Shape]:
    """The sheets whose columns these can be, those of most known columns."""
    found = []
    for sheet in SHEETS.values():
        header = _given_header(rows, given) or find_header(rows, [sheet])
        if header is not None:
            shape = shape_as(sheet, header, title, given)
            if fits(shape):
                found.append(shape)
    most = max((_matched(shape) for shape in found), default=0)
    return [shape for shape in found if _matched(shape) == most]


def _matched(shape: Shape) -> tuple[int, int]:
    """How many columns a sheet knows; of equal ones the update goes before the plan."""
    return len(shape.known) + len(shape.grey) + len(shape.years), -len(shape.left_out)


def _given_header(rows: list[Row], given: ColumnMap) -> Row | None:
    """The row that a person's words name columns of. An indicator may be said to be that of all
    rows, so that it stands above none."""
    said = {names.fold(text): name for text, name in given.columns.items()}
    needed = {text for text, name in said.items() if name != "indicator"}
    having = [(row, {names.fold(label(cell)) for cell in row.cells.values()}) for row in rows]
    if whole := [row for row, texts in having if said and said.keys() <= texts]:
        return whole[0]
    if needed:
        return next((row for row, texts in having if needed <= texts), None)
    return likely_header(rows) if given.indicator and not find_header(rows, [VALUES]) else None


def likely_header(rows: list[Row]) -> Row | None:
    """Where the columns of a table of no known shape may be named: the first row with most texts
    and years."""

    def names_in(row: Row) -> int:
        return sum(cell[0] == TEXT or year_of(cell) is not None for cell in row.cells.values())

    found = max(rows, key=names_in, default=None)
    return found if found and names_in(found) > 1 else None


def tell(shape: Shape, readings: Readings, given: Mapping[str, str] | None = None) -> None:
    """The readings of a shape."""
    header = shape.header
    said = {names.fold(text) for text in given or ()}
    for place, name in shape.columns.items():
        text = label(header.cells[place])
        if names.fold(text) in said:
            readings.add("mapped_column", header.number, text, text, name)
        elif not names.is_column(shape.sheet, text):
            readings.add("column_name", header.number, text, text, name)
    if shape.years:
        first, last = min(shape.years.values()), max(shape.years.values())
        text = ", ".join(label(header.cells[place]) for place in list(shape.years)[:3])
        found = text if len(shape.years) < 4 else f"{first} … {last}"
        readings.add("years_across", header.number, None, found, "year, value")
    for text in shape.left_out.values():
        readings.add("other_column", header.number, text, text, "")
