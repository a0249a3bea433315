"""One table of a file: its shape is found, then its rows are read as those of one of our sheets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from progress.errors import Problem
from progress.intake.header_search import HEADER_ROWS, candidates, find_header, likely_header
from progress.intake.known_codes import Codes
from progress.intake.mapping import ColumnMap
from progress.intake.raw_sheet import Found, RawRow, RawSheet, UnknownTable
from progress.intake.readings import Readings
from progress.intake.shape import VALUES, Shape, fits, label, shape_as, tell, year_of
from progress.intake.table_rows import TableRows
from progress.intake.typed_cells import shown
from progress.schema import SHEETS, Sheet
from progress.vocabulary.parts import is_whole
from progress.xlsx.cells import TEXT, Row
from progress.xlsx.limits import MAXIMUM_COLUMNS
from progress.xlsx.package import Refusal


@dataclass
class Table:
    """A table that is being read. ``named``: the sheet that its name says it is. ``is_text``: it
    is a CSV file. ``decimal``: the sign before decimals, where the file settles it.
    ``codes``: those of the indicators there are."""

    file: str
    title: str
    rows: Iterator[Row]
    named: Sheet | None
    is_text: bool = False
    decimal: str | None = None
    codes: Codes | None = None
    above: list[Row] = field(default_factory=list)

    def look(self) -> None:
        """Reads the first rows, among which the names of the columns stand."""
        for row in self.rows:
            self.above.append(row)
            if row.number >= HEADER_ROWS:
                break

    def below(self, header: Row) -> Iterator[Row]:
        return chain((row for row in self.above if row.number > header.number), self.rows)


def find_shape(table: Table, given: ColumnMap) -> Shape | None:
    """The shape of a table; None where it is of no known sheet. Raises Refusal where it could be
    of several."""
    given = given.of(table.title)
    if table.named and not table.is_text and not given.columns:
        header = find_header(table.above, [table.named])
        return shape_as(table.named, header, table.title, None, table.codes) if header else None
    found = candidates(table.above, table.title, given, table.codes)
    named = [shape for shape in found if shape.sheet is table.named]
    found = named or found
    if len(found) > 1:
        titles = ", ".join(shape.sheet.title for shape in found)
        message = "This could be one of the sheets {titles}; name it as in the template"
        raise Refusal("which_sheet", message, titles=titles)
    if found:
        return found[0]
    if not table.is_text:
        return None
    sheet = table.named or VALUES
    header = find_header(table.above, [sheet])
    if header is None and table.above:
        header = table.above[0]
    return shape_as(sheet, header or Row(1, False), table.title, given, table.codes)


def read_shape(table: Table, shape: Shape, given: ColumnMap, found: Found) -> RawSheet:
    """The rows of a table of this shape; readings and warnings go to ``found``."""
    given = given.of(table.title)
    readings = Readings(table.file, table.title)
    sheet, header = shape.sheet, shape.header
    if table.is_text and max(header.cells, default=0) > MAXIMUM_COLUMNS:
        raise Refusal("too_many_columns", "Keep to 50 columns")
    if table.named is not sheet and not (table.is_text and sheet.table == "value"):
        readings.add("automatic_sheet", None, None, table.title, sheet.title)
    titles = [row for row in table.above if row.number < header.number]
    if titles:
        first = next(iter(titles[0].cells.values()))
        readings.add("header_row", header.number, None, label(first), header.number)
    tell(shape, readings, given.columns)
    reader = TableRows(shape, table.title, readings, table.is_text)
    rows = list(reader.read(table.below(header)))
    if shape.given or shape.parts:
        rows = _without_parts(rows, readings, shape)
    if shape.given:
        for row in rows:
            for name, text in shape.given.items():
                row.cells[name] = TEXT, text
        readings.add("given_indicator", None, None, "", shape.given["indicator"])
    found.readings += readings
    columns = [*shape.columns.values(), *shape.given]
    more = dict.fromkeys((*reader.columns, *sorted(shape.across)))
    columns += [name for name in more if name not in columns]
    return RawSheet(
        sheet, table.title, columns, rows, header_row=header.number,
        problems=(*shape.problems, *reader.problems), file=table.file, headers=shape.headers,
        grey_headers=shape.grey_headers,
        lang=shape.lang, decimal=table.decimal, is_text=table.is_text, idle=reader.idle,
        above="\n".join(shown(cell) for row in titles for cell in row.cells.values()),
    )  # fmt: skip


def _without_parts(rows: list[RawRow], readings: Readings, shape: Shape) -> list[RawRow]:
    """Without the rows of a part only, such as women: those of which a column that parts a total
    says so. Where all rows are of one indicator, also those that have something in a column which
    others leave empty."""
    filled: dict[str, int] = {}
    for row in rows:
        for name in row.others:
            filled[name] = filled.get(name, 0) + 1
    named = set(shape.parts.values())
    parts = {name for name, number in filled.items() if shape.given and number < len(rows)}
    kept = []
    for row in rows:
        own = {
            name
            for name, text in row.others.items()
            if (name in named and not is_whole(text)) or (name in parts and name not in named)
        }
        if own:
            name = min(own)
            readings.add("shares_of_parts", row.number, name, row.others[name], "")
        else:
            kept.append(row)
    return kept


def unknown_table(table: Table, shape: Shape | None) -> UnknownTable | None:
    """A table with columns that a person may know; None where it has none, or is known."""
    if shape is not None and (fits(shape) or shape.sheet is not VALUES):
        return None
    header = likely_header(table.above)
    if header is None or len(header.cells) > MAXIMUM_COLUMNS:
        return None
    texts = tuple(dict.fromkeys(filter(None, map(label, header.cells.values()))))
    years = [cell for cell in header.cells.values() if year_of(cell) is not None]
    return UnknownTable(table.title, texts, has_years=bool(years))


def no_table(table: Table) -> Problem:
    """That the columns of a table are not known."""
    columns = ", ".join((table.named or SHEETS["value"]).names)
    message = "The first row must hold the names of the columns: {columns}"
    return Problem(table.title, None, None, None, "no_header", message, {"columns": columns})
