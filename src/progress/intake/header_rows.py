"""Headers of two rows: groups of columns above, their parts below.

``Results | | Targets`` over ``indicator | 2024 | 2030``, or ``2024 | | 2025`` over
``value | note | value``. Both rows together say what a column is.
"""

import re

from progress.intake.typed_cells import shown
from progress.vocabulary.marks import NO_DATA, visible
from progress.vocabulary.names import fold
from progress.vocabulary.scales import is_percent, scale_of
from progress.vocabulary.year_headers import says_planned, says_value, year_above
from progress.xlsx.cells import NUMBER, TEXT, Cell, Row


def is_heading(row: Row) -> bool:
    """Whether a row may name columns: no number in it but years."""
    cells = [cell for cell in row.cells.values() if cell[0] in (NUMBER, TEXT)]
    return all(_year(cell) or not _is_number(cell) for cell in cells)


def _is_number(cell: Cell) -> bool:
    return bool(re.fullmatch(r"[-+−]?\d+(?:[.,]\d+)?\s*%?", visible(shown(cell))))


def _year(cell: Cell) -> int | None:
    text = visible(shown(cell))
    year = year_above(text)
    return year if year and 1900 <= year <= 2100 else None


def is_second_heading(row: Row) -> bool:
    """Whether the row below a header goes on with it: words alone, such as units and parts of a
    group, none of which a row of values has."""
    texts = [visible(shown(cell)) for cell in row.cells.values()]
    return (
        bool(texts)
        and all(kind == TEXT for kind, _ in row.cells.values())
        and not any(re.search(r"\d", text) for text in texts)
        and not any(text.lower() in NO_DATA for text in texts)
    )


def with_units(header: Row, row: Row, numbers: set[int]) -> Row | None:
    """The header with the units that stand below it; None where the row below is one of the table.
    ``numbers``: the places of columns that hold years and numbers."""
    if not is_second_heading(row) or not numbers & row.cells.keys():
        return None
    texts = [visible(shown(cell)) for cell in row.cells.values()]
    if len(texts) < 2 and not any(scale_of(text) or is_percent(text) for text in texts):
        return None
    both = Row(row.number, header.hidden, dict(header.cells))
    for place in header.cells.keys() & row.cells.keys():
        over, under = (visible(shown(cells[place])) for cells in (header.cells, row.cells))
        if scale_of(under) or is_percent(under):
            both.cells[place] = TEXT, f"{over} ({under.strip('()')})"
    return both


def combined(upper: Row, lower: Row) -> Row:
    """One header of two rows: a group goes on to the right until the next one begins."""
    groups: dict[int, Cell] = {}
    last: Cell | None = None
    for place in range(1, max((*upper.cells, *lower.cells), default=0) + 1):
        last = upper.cells.get(place, last)
        if last is not None:
            groups[place] = last
    header = Row(lower.number, lower.hidden)
    for place in sorted({*upper.cells, *lower.cells}):
        over, under = groups.get(place), lower.cells.get(place)
        if under is None:
            header.cells[place] = upper.cells[place]
        elif over is None:
            header.cells[place] = under
        else:
            header.cells[place] = _both(over, under)
    return header


def _both(over: Cell, under: Cell) -> Cell:
    """What a group and its part say together."""
    above, below = visible(shown(over)), visible(shown(under))
    together: Cell = TEXT, f"{above} {below}"
    if _year(over):
        is_unit = is_percent(below) or (scale_of(below) is None and fold(below) == "")
        return over if says_value(below) or is_unit else together
    if _year(under):
        return together if says_planned(above) else under
    return under
