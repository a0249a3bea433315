"""The tables of the Upload page: problems with their place, and rows before and after."""

from collections.abc import Sequence

from markupsafe import Markup

from progress.errors import Problem
from progress.intake.belonging import Belonging
from progress.intake.compare import CHANGED, NEW, WITHDRAWN, ChangedRow
from progress.intake.readings import Reading, words_of_kinds
from progress.language import Language
from progress.schema import SHEETS
from progress.ui.components import paragraph, prose_table, table
from progress.ui.view import View
from progress.wording.fact_changes import cell_words, column_words
from progress.wording.problem import (
    column_of_problem,
    found,
    problem_sentence,
    read_as,
    sheet_of_problem,
)

SHOWN_PROBLEMS = 200


def problem_table(seen: View, caption: str, problems: list[Problem]) -> Markup:
    t = seen.t
    body = [
        [
            sheet_of_problem(t, problem.sheet),
            "" if problem.row is None else str(problem.row),
            column_of_problem(t, problem),
            problem.value or "",
            problem_sentence(t, problem),
        ]
        for problem in problems[:SHOWN_PROBLEMS]
    ]
    more = len(problems) - SHOWN_PROBLEMS
    note = t("{number} more are in the workbook.", number=more) if more > 0 else ""
    head = [t("Sheet"), t("Row"), t("Column"), t("Found"), t("What to write instead")]
    shown = prose_table(caption, head, body)
    return shown + paragraph(note)


def reading_table(seen: View, readings: list[Reading]) -> Markup:
    """What was understood otherwise than it stands there."""
    t = seen.t
    words = words_of_kinds(t)
    body = [
        [
            reading.sheet,
            "" if reading.row is None else str(reading.row),
            reading.column or "",
            found(t, reading.kind, reading.found),
            read_as(t, reading.kind, reading.read_as),
            words[reading.kind],
            t.number(reading.count),
        ]
        for reading in readings[:SHOWN_PROBLEMS]
    ]
    head = [
        t("Sheet"), t("Row"), t("Column"), t("Found"), t("Read as"), t("Why"), t("How often"),
    ]  # fmt: skip
    return prose_table(t("How your file was read"), head, body)


def belonging_table(seen: View, found: Sequence[Belonging]) -> Markup:
    """What belongs to the rows withdrawn, and what would become of it."""
    t = seen.t
    body = [
        [
            sheet_of_problem(t, SHEETS[one.table].title),
            ", ".join(
                cell_words(t, name, part)
                for name, part in zip(SHEETS[one.table].key, one.key, strict=False)
            ),
            t(
                "{sheet}, row {row}",
                sheet=sheet_of_problem(t, one.cause["sheet"]),
                row=one.cause["row"],
            ),
            t("no longer names it") if one.emptied else t("is withdrawn with it"),
        ]
        for one in found[:SHOWN_PROBLEMS]
    ]
    head = [t("Sheet"), t("What"), t("Belongs to"), t("With the tick")]
    return table(t("What belongs to the rows you withdraw"), head, body)


def cell_table(seen: View, rows: Sequence[ChangedRow]) -> Markup:
    """A line for each cell that changes, with what stands there and what will."""
    t = seen.t
    kinds = {NEW: t("new"), CHANGED: t("changed"), WITHDRAWN: t("withdrawn")}
    body = [
        [
            _where(t, row),
            _followed(t, row) if name in row.key else kinds[row.change],
            _key(t, row),
            column_words(t, name),
            *_pair(t, name, pair),
        ]
        for row in rows
        for name, pair in _changed_cells(row)
    ]
    head = [t("Where"), t("Change"), t("What"), t("Column"), t("Before"), t("After")]
    return table(t("New and changed rows"), head, body) if body else Markup("")


def difference_table(
    seen: View, before: Sequence[ChangedRow], now: Sequence[ChangedRow]
) -> Markup | None:
    """The cells that would change otherwise than when they were looked at; None without any."""
    t = seen.t
    sides = _cells(before), _cells(now)
    body = [
        [_key(t, row), column_words(t, name), *(_told(t, name, side.get(cell)) for side in sides)]
        for cell, (row, name, _) in (sides[0] | sides[1]).items()
        if len({side[cell][2] if cell in side else None for side in sides}) > 1
    ]
    if not body:
        return None
    head = [t("What"), t("Column"), t("As you saw it"), t("Now")]
    return table(t("What is different in your update"), head, body)


Cell = tuple[ChangedRow, str, tuple[object, object]]


def _cells(rows: Sequence[ChangedRow]) -> dict[tuple[object, ...], Cell]:
    return {
        (row.table, *row.key.values(), name): (row, name, pair)
        for row in rows
        for name, pair in _changed_cells(row)
    }


def _changed_cells(row: ChangedRow) -> list[tuple[str, tuple[object, object]]]:
    """Of a row that is new or withdrawn its key goes without saying."""
    return [
        (name, pair)
        for name, pair in row.columns.items()
        if name not in row.key or row.change == CHANGED
    ]


def _followed(t: Language, row: ChangedRow) -> str:
    return t.plural(
        "new code; {number} row that names it follows",
        "new code; {number} rows that name it follow",
        row.follows,
    )


def _told(t: Language, name: str, cell: Cell | None) -> str:
    return t("nothing to change") if cell is None else " → ".join(_pair(t, name, cell[2]))


def _pair(t: Language, name: str, pair: tuple[object, object]) -> list[str]:
    return [cell_words(t, name, cell) for cell in pair]


def _where(t: Language, row: ChangedRow) -> str:
    """Where a row stands in the file, or with which it goes."""
    sheet = sheet_of_problem(t, row.sheet)
    if row.belongs_to is None:
        return t("{sheet}, row {row}", sheet=sheet, row=row.row)
    cause, number = row.belongs_to
    place = t("{sheet}, row {row}", sheet=sheet_of_problem(t, cause), row=number)
    return t("{sheet}, with {place}", sheet=sheet, place=place)


def _key(t: Language, row: ChangedRow) -> str:
    return ", ".join(cell_words(t, name, part) for name, part in row.key.items())
