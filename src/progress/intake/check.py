"""All problems of the sheets handed in, at once, and the rows that can be published.

``known`` is what is in force: a table's rows by their key. A row may refer to a row in force or
to one that is handed in with it; cells that it leaves blank keep what its key has in force.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from progress.errors import Problem
from progress.intake.belonging import Belonging
from progress.intake.cells import TOLD, CellError, Fault, is_blank, parse
from progress.intake.fit import unfit
from progress.intake.kept_cells import keep
from progress.intake.known import Known, Row
from progress.intake.new_codes import cannot_rename, codes_before
from progress.intake.new_years import cannot_move, moved
from progress.intake.raw_sheet import RawRow, RawSheet, UnknownTable
from progress.intake.readings import Reading
from progress.intake.references import unknown_codes, withdrawn_rows
from progress.plain_text import shortened
from progress.schema import SHEETS, Sheet
from progress.store import rules
from progress.store.renamings import Names, under_other_codes
from progress.vocabulary.marks import means_clear
from progress.vocabulary.names import nearest_column

LONGEST_SHOWN = 200  # letters of what was found in a cell


@dataclass
class Checked:
    """``rows``: table -> rows with all columns of the sheet, ``withdraw``, ``confirm``, and
    ``sheet`` and ``row``, where they stand. Only rows without an error are in it. ``sheets``: the
    tables as they were read, each with its first rows; ``unknown``: those whose columns are not
    ours; ``belonging``: the facts in force that belong to rows withdrawn."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    sheets: list[RawSheet] = field(default_factory=list)
    unknown: list[UnknownTable] = field(default_factory=list)
    belonging: list[Belonging] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows were handed in."""
        rows_of = (row for found in self.rows.values() for row in found)
        return sum(row["row"] is not None and not row.get("moved") for row in rows_of)


def check(
    raw_sheets: list[RawSheet],
    known: Known,
    listed_sources: bool = False,
    unread: Collection[str] = (),
) -> Checked:
    """Cells, keys, references, and the rules that hold within a row and between rows.

    ``listed_sources``: a source, where one is given, must be on the sheet Sources.
    ``unread``: tables whose file is missing or cannot be read. A row is not blamed for what is
    wrong elsewhere: whatever it says of those tables passes, and a row with a fault of its own
    still counts as being there.
    """
    checked = Checked()
    faulty: dict[str, list[Row]] = {}
    first_seen: dict[tuple[Any, ...], Row] = {}
    unsure = set(unread)
    before = codes_before(raw_sheets, known)
    for raw in raw_sheets:
        table = raw.sheet.table
        good, bad = _parse_rows(raw, known.get(table, {}), first_seen, checked.errors, before)
        checked.rows.setdefault(table, []).extend(good)
        faulty.setdefault(table, []).extend(bad)
        if any(
            raw.sheet.column(name).blank is None and name not in raw.columns
            for name in raw.sheet.key
        ):
            unsure.add(table)
    merged = _merge(_merge(known, faulty), checked.rows)
    surroundings = rules.surroundings(merged)
    withdrawn = withdrawn_rows(faulty, checked.rows)
    for table, found in checked.rows.items():
        references = SHEETS[table].references
        if listed_sources and "source" in SHEETS[table].names and table != "source":
            references = (*references, (("source",), "source"))
        references = tuple(pair for pair in references if pair[1] not in unsure)
        good = []
        for row in found:
            problems: list[rules.Finding] = []
            if not row["withdraw"]:
                problems += unknown_codes(references, row, merged, withdrawn)
                problems += rules.check_row(table, row, surroundings)
            if not problems:
                good.append(row)
            checked.errors += _placed(row, problems)
        for row in faulty[table]:  # with another fault, its codes may be wrong as well
            if not row["withdraw"]:
                checked.errors += _placed(row, unknown_codes(references, row, merged, withdrawn))
        checked.rows[table] = good
    checked.errors += unfit(checked.rows, known, merged, surroundings)
    checked.errors = [problem for problem in checked.errors if problem.code != TOLD.code]
    order = {raw.title: number for number, raw in enumerate(raw_sheets)}
    checked.errors.sort(key=lambda problem: (order.get(problem.sheet, -1), problem.row or 0))
    return checked


def _parse_rows(
    raw: RawSheet,
    standing: dict[tuple[Any, ...], Row],
    first_seen: dict[tuple[Any, ...], Row],
    errors: list[Problem],
    before: Names,
) -> tuple[list[Row], list[Row]]:
    """The rows of a sheet, and those with a fault; in these a cell that is wrong is None.
    ``standing``: the rows of its table in force, which keep what is left blank. ``before``: of
    codes that are given here, what has them is called in force."""
    errors.extend(raw.problems)
    found = _column_problems(raw)
    lacks_key = any(problem.code == "missing_column" for problem in found)
    absent: dict[str, None] = {}
    good: list[Row] = []
    faulty: list[Row] = []
    told: list[Problem] = []
    for raw_row in raw.rows:
        row, problems = _parse_row(raw, raw_row, standing, absent, before)
        parts = [row]
        if not lacks_key:
            problems += _twice(raw.sheet, row, first_seen)
            if row.get("new_code") is not None and not problems:
                problems += _placed(row, cannot_rename(raw.sheet, row, standing, before))
                row["confirm"] = not problems  # whoever gives it a code has looked at it
            if row.get("new_year") is not None and not (row["withdraw"] or problems):
                refused = cannot_move(row, standing)
                problems += _placed(row, [refused] if refused else [])
                parts = parts if refused else moved(row)
                problems += [] if refused else _twice(raw.sheet, parts[0], first_seen)
        told.extend(problems)
        lacks = not row["withdraw"] and any(row[name] is None for name in absent)
        (faulty if problems or lacks_key or lacks else good).extend(parts)
    if not raw.rows:
        absent = dict.fromkeys(name for name in _required(raw.sheet) if name not in raw.columns)
    errors += [*found, *(_missing_column(raw, name) for name in absent), *told]
    return good, faulty


def _required(sheet: Sheet) -> list[str]:
    """The columns that each row needs, beside those of its key."""
    return [column.name for column in sheet.columns
            if column.required and column.name not in sheet.key]  # fmt: skip


def _parse_row(
    raw: RawSheet,
    raw_row: RawRow,
    standing: dict[tuple[Any, ...], Row],
    absent: dict[str, None],
    before: Names,
) -> tuple[Row, list[Problem]]:
    """A row and its problems; ``absent`` takes note of needed columns that are not there."""
    sheet, number, cells = raw.sheet, raw_row.number, raw_row.cells
    row: Row = {column.name: column.blank for column in sheet.columns}
    row |= {"sheet": raw.title, "row": number, "withdraw": False, "confirm": False}
    problems: list[Problem] = []
    written: set[str] = set()

    def note(
        name: str | None, cell: object, code: str, message: str, details: dict[str, Any]
    ) -> None:
        header = raw_row.headers.get(name or "") or raw.headers.get(name or "")
        problems.append(
            Problem(raw.title, number, name, _shown(cell), code, message, details, header)
        )

    for column in (*sheet.columns, *sheet.beside):
        cell = cells.get(column.name) if column.name in raw.columns else None
        if is_blank(cell):
            continue
        written.add(column.name)
        if column in sheet.columns and column.name not in sheet.key and means_clear(cell):
            row[column.name] = None
            continue
        try:
            row[column.name] = parse(column, cell, raw.decimal_comma)
        except CellError as error:
            row[column.name] = None
            note(column.name, cell, error.code, error.message, error.details)
    if None in cells:
        fault = cast(Fault, cells[None])
        note(None, fault, fault.code, fault.message, fault.details)
    row |= {name: row[name] or False for name in ("withdraw", "confirm")}
    row = under_other_codes(sheet, row, before)
    needed = [name for name in sheet.key if sheet.column(name).required]
    if not row["withdraw"]:  # to withdraw a row its key is enough
        keep(sheet, row, written, standing.get(sheet.key_of(row)))
        needed += _required(sheet)
    for name in needed:
        if row[name] is None and not any(problem.column == name for problem in problems):
            if name in raw.columns:
                note(name, None, "required", "Fill in {column}", {"column": name})
            elif name not in sheet.key:
                absent[name] = None
    return row, problems


def _twice(sheet: Sheet, row: Row, first_seen: dict[tuple[Any, ...], Row]) -> list[Problem]:
    """Whether the files handed in have this row twice."""
    if None in (row[name] for name in sheet.key):
        return []
    first = first_seen.setdefault((sheet.table, *sheet.key_of(row)), row)
    if first is row:
        return []
    message = "Row {first} has the same {key}; keep one of the two"
    if first["sheet"] != row["sheet"]:
        message = "Row {first} of {file} has the same {key}; keep one of the two"
    details = {"first": first["row"], "file": first["sheet"], "key": ", ".join(sheet.key)}
    shown = ", ".join(str(row[name]) for name in sheet.key)
    name = sheet.key[0]
    return [Problem(row["sheet"], row["row"], name, shown, "duplicate_row", message, details)]


def _column_problems(raw: RawSheet) -> list[Problem]:
    names = raw.sheet.written_names
    found: list[Problem] = []
    for column in raw.sheet.columns:
        is_key = column.name in raw.sheet.key and column.blank is None
        if is_key and column.name not in raw.columns:
            found.append(_missing_column(raw, column.name))
    for name in dict.fromkeys(raw.columns):
        if raw.columns.count(name) > 1 and name:
            message = "This column stands here twice; keep one"
            found.append(_of_column(raw, name, "double_column", message))
        elif name and name not in names:
            close = nearest_column(raw.sheet, name)
            message = "This column is not known; take it out"
            if close:
                message = "This column is not known; did you mean {close}?"
            found.append(_of_column(raw, name, "unknown_column", message, close=close))
    return found


def _missing_column(raw: RawSheet, name: str) -> Problem:
    return _of_column(raw, name, "missing_column", "Add the column {column}", column=name)


def _of_column(raw: RawSheet, name: str, code: str, message: str, **details: object) -> Problem:
    shown = name if name in raw.columns else None
    return Problem(raw.title, raw.header_row, name, shown, code, message, details)


def _merge(known: Known, handed_in: dict[str, list[Row]]) -> Known:
    """What would be in force: the rows handed in replace those with the same key. Values are
    left out: nothing refers to them."""
    merged = dict(known)
    for table, found in handed_in.items():
        if table == "value":
            continue
        sheet = SHEETS[table]
        merged[table] = dict(known.get(table, {}))
        for row in found:
            if None in (row[name] for name in sheet.key):
                continue
            if row["withdraw"]:
                merged[table].pop(sheet.key_of(row), None)
            else:
                merged[table][sheet.key_of(row)] = row
    return merged


def _placed(row: Row, problems: Iterable[rules.Finding]) -> list[Problem]:
    """Problems with cells of a row, with the row they stand in."""
    return [
        Problem(row["sheet"], row["row"], column, _shown(cell), code, message, details)
        for column, cell, code, message, details in problems
    ]


def _shown(cell: object) -> str | None:
    return None if cell is None else shortened(str(cell), LONGEST_SHOWN)


def check_document(checked: Checked) -> dict[str, Any]:
    """``check --json``."""
    return {
        "errors": [problem.as_json() for problem in checked.errors],
        "warnings": [problem.as_json() for problem in checked.warnings],
        "readings": [reading.as_json() for reading in checked.readings],
        "belonging": [one.as_json() for one in checked.belonging],
        "rows": checked.count,
    }
