"""The shape of a table: which sheet it is, in which row its columns are named, and which they are.

Only what can be one thing is decided here; each decision that the names themselves do not make is
a reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from progress.errors import Problem
from progress.intake.cells import FIRST_YEAR, LAST_YEAR
from progress.intake.known_codes import Codes
from progress.intake.mapping import ColumnMap
from progress.intake.readings import Readings
from progress.intake.typed_cells import shown
from progress.schema import NEW_CODE, NEW_YEAR, SHEETS, Sheet
from progress.vocabulary import names
from progress.vocabulary.layout import IGNORED_COLUMNS
from progress.vocabulary.marks import visible
from progress.vocabulary.parts import is_part_column
from progress.vocabulary.scales import SCALES
from progress.vocabulary.year_headers import is_two_years, year_above
from progress.xlsx.cells import DATE, NUMBER, Cell, Row, letters

VALUES = SHEETS["value"]


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
    codes: dict[int, str] = field(default_factory=dict)  # place -> indicator, a column for each
    given: dict[str, str] = field(default_factory=dict)  # column -> what stands in all its cells
    problems: list[Problem] = field(default_factory=list)
    lang: str = "en"

    @property
    def known(self) -> set[str]:
        return {*self.columns.values(), *self.given}

    @property
    def across(self) -> set[str]:
        """What stands above columns, in place of columns of its own."""
        found = {"year", "value"} if self.years else set()
        return found | ({"indicator", "value"} if self.codes else set())

    @property
    def parts(self) -> dict[int, str]:
        """Columns left out that part a total, such as by sex."""
        return {place: text for place, text in self.left_out.items() if is_part_column(text)}

    @property
    def beside(self) -> dict[int, str]:
        """Columns that are not read but say something of those that are: name, unit, scale."""
        found = {place: name for place, name in self.grey.items() if name in ("name", "unit")}
        scales = (place for place, text in self.left_out.items() if names.fold(text) in SCALES)
        return found | dict.fromkeys(scales, "scale")

    @property
    def headers(self) -> dict[str, str]:
        """What stands above each column in the person's own file."""
        return self._headings(self.columns)

    @property
    def grey_headers(self) -> dict[str, str]:
        return self._headings(self.grey)

    def _headings(self, columns: Mapping[int, str]) -> dict[str, str]:
        cells = self.header.cells
        return {name: heading(cells[place], name) for place, name in columns.items()}


def label(cell: Cell) -> str:
    return visible(shown(cell))


def heading(cell: Cell, name: str) -> str:
    """What stands above a column, without the code that our workbooks have beside it."""
    return visible(names.without_code(shown(cell), name))


def year_of(cell: Cell) -> int | None:
    """The year that stands above a column."""
    kind, value = cell
    if kind == NUMBER and isinstance(value, float) and value.is_integer():
        year = int(value)
    elif kind == DATE and str(value)[4:] in ("-01-01", "-12-31"):
        year = int(str(value)[:4])
    elif found := year_above(label(cell)):
        year = found
    else:
        return None
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def shape_as(
    sheet: Sheet, header: Row, title: str,
    given: ColumnMap | None = None, codes: Codes | None = None,
) -> Shape:  # fmt: skip
    """The columns of a header, as those of this sheet. ``given``: what a person said of them;
    ``codes``: those of the indicators there are."""
    places = list(header.cells)
    cells = [label(cell) for cell in header.cells.values()]
    found = names.understood_columns(sheet, cells)
    given = given or ColumnMap()
    said = {names.fold(text): name for text, name in given.columns.items()}
    shape = Shape(sheet, header, {}, lang=names.language_of(sheet, cells))
    allowed = set(sheet.written_names)
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
    if codes:
        _find_codes(shape, codes)
    _find_years(shape, title)
    _find_doubles(shape, title)
    _find_slips(shape, title)
    return shape


def _find_codes(shape: Shape, codes: Codes) -> None:
    """Indicators across columns: of values only, where neither an indicator nor a value has its
    column."""
    if shape.sheet is not VALUES or shape.known & {"indicator", "value", "count"}:
        return
    if "year" not in shape.known:
        return
    exact = {place for place, name in shape.columns.items()
             if names.is_column(VALUES, label(shape.header.cells[place]))}  # fmt: skip
    for place, cell in shape.header.cells.items():
        if place not in exact and (code := codes.code_of(label(cell))):
            shape.codes[place] = code
            shape.columns.pop(place, None)
            shape.left_out.pop(place, None)


def _find_years(shape: Shape, title: str) -> None:
    """Years across columns: of values only, where neither a year nor a value has its column."""
    if shape.sheet.table != "value":
        return
    across = {
        place: year
        for place in shape.left_out
        if (year := year_of(shape.header.cells[place])) is not None
    }
    two_years = [place for place in shape.left_out if is_two_years(shape.left_out[place])]
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
    """Whether these columns can be those of the sheet: all that it needs, and something to say.
    What gets a new code or year is there already, and needs nothing but its key."""
    sheet, known = shape.sheet, shape.known | shape.across
    moves = bool(known & {NEW_CODE.name, NEW_YEAR.name})
    needed = {
        column.name
        for column in sheet.columns
        if (column.name in sheet.key or (column.required and not moves)) and column.blank is None
    }
    says = known - set(sheet.key) or sheet.table == "focal_objective"
    return needed <= known and bool(says)


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
    if shape.codes:
        found = ", ".join(label(header.cells[place]) for place in list(shape.codes)[:3])
        readings.add("indicators_across", header.number, None, found, "indicator, value")
    for text in shape.left_out.values():
        readings.add("other_column", header.number, text, text, "")
