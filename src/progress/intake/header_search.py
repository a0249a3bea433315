"""Where the columns of a table are named: the row, or both rows where there are two, and of which
of our sheets they are."""

from collections.abc import Callable, Iterable

from progress.intake.header_rows import combined, is_heading, is_second_heading, with_units
from progress.intake.known_codes import Codes
from progress.intake.mapping import ColumnMap
from progress.intake.shape import VALUES, Shape, fits, label, shape_as, year_of
from progress.schema import SHEETS, Sheet
from progress.vocabulary import names
from progress.vocabulary.marks import visible
from progress.vocabulary.year_headers import year_above
from progress.xlsx.cells import TEXT, Row

HEADER_ROWS = 30  # above the header there may be titles


def score(header: Iterable[str]) -> int:
    """How many names of columns a row has, of the sheet of which it has most."""
    cells = [visible(cell) for cell in header]
    best = max((len({*names.known_columns(sheet, cells)}) for sheet in SHEETS.values()), default=0)
    return best + sum(year_above(cell) is not None for cell in cells) if best else 0


def candidates(
    rows: list[Row], title: str, given: ColumnMap, codes: Codes | None = None
) -> list[Shape]:
    """The sheets whose columns these can be, those of most known columns."""
    found = []
    for sheet in SHEETS.values():
        header = _given_header(rows, given) or find_header(rows, [sheet])
        if header is not None:
            shape = shape_as(sheet, header, title, given, codes)
            if fits(shape):
                found.append(shape)
    most = max((_matched(shape) for shape in found), default=0)
    return [shape for shape in found if _matched(shape) == most]


def _matched(shape: Shape) -> tuple[int, int]:
    """How many columns a sheet knows; of equal ones the update goes before the plan."""
    across = len(shape.years) + len(shape.codes)
    return len(shape.known) + len(shape.grey) + across, -len(shape.left_out)


def find_header(rows: list[Row], sheets: Iterable[Sheet]) -> Row | None:
    """The first row with all columns that a sheet needs; where there is none, that with most."""

    def known(row: Row) -> int:
        if not is_heading(row):
            return 0
        cells = [label(cell) for cell in row.cells.values()]
        best = max((len({*names.known_columns(sheet, cells)}) for sheet in sheets), default=0)
        return best and 2 * best + sum(year_of(cell) is not None for cell in row.cells.values())

    sheets = list(sheets)
    named = [row for row in rows if known(row)]
    if not named:
        return None
    whole = (row for row in named if any(fits(shape_as(sheet, row, "")) for sheet in sheets))
    found = next(whole, None) or max(named, key=known)
    return _with_neighbour(rows, found, known)


def _with_neighbour(rows: list[Row], found: Row, known: Callable[[Row], int]) -> Row:
    """A header together with the row above or below it, where both say more than one."""
    place = next(place for place, row in enumerate(rows) if row is found)
    pairs = []
    if place and is_heading(rows[place - 1]) and len(rows[place - 1].cells) > 1:
        pairs.append((rows[place - 1], found))
    if place + 1 < len(rows) and (
        is_second_heading(rows[place + 1]) or _has_years_below(found, rows[place + 1])
    ):
        pairs.append((found, rows[place + 1]))
    for upper, lower in pairs:
        both = combined(upper, lower)
        if known(both) > known(found) or _parts_years(found, both):
            return both
    below = rows[place + 1] if place + 1 < len(rows) else None
    return (below and with_units(found, below, _numbers(found))) or found


def _has_years_below(header: Row, row: Row) -> bool:
    """Whether the row below a header has years, all of them beside its own names."""
    years = [place for place, cell in row.cells.items() if year_of(cell) is not None]
    return (
        len(years) > 1
        and len(years) == len(row.cells)
        and len(years)
        > len(
            [place for place in years if year_of(header.cells.get(place, (TEXT, ""))) is not None]
        )
    )


def _parts_years(header: Row, both: Row) -> bool:
    """Whether the second row parts the years of the first."""
    years = [year_of(cell) for cell in both.cells.values()]
    return any(
        year_of(cell) is not None and both.cells.get(place) != cell
        for place, cell in header.cells.items()
    ) or (len(both.cells) > len(header.cells) and any(years))


def _numbers(header: Row) -> set[int]:
    """The places of a header where years and values stand below."""
    texts = [label(cell) for cell in header.cells.values()]
    columns = names.understood_columns(VALUES, texts)
    return {
        place
        for place, name in zip(header.cells, columns, strict=True)
        if name in ("year", "value") or year_of(header.cells[place]) is not None
    }


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
