"""All problems of the sheets handed in, at once, and the rows that can be published.

``known`` is what is in force: a table's rows by their key. A row may refer to a row in force or
to one that is handed in with it.
"""

import difflib
from dataclasses import dataclass, field
from functools import lru_cache

from progress.problems import Problem
from progress.sheets import REQUIRED_FILES, SHEETS, Sheet
from progress.workbook import rules
from progress.workbook.cells import CellError, parse
from progress.workbook.read import RawSheet

Known = dict[str, dict[tuple, dict]]


@dataclass
class Checked:
    """``rows``: table -> rows with all columns of the sheet, ``row`` (its number) and
    ``withdraw``. Only rows without an error are in it."""

    rows: dict[str, list[dict]] = field(default_factory=dict)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(found) for found in self.rows.values())


def check(raw_sheets: list[RawSheet], known: Known, listed_sources: bool = False) -> Checked:
    """Cells, keys, references, and the rules that hold within a row and between rows.

    ``listed_sources``: a source, where one is given, must be on the sheet Sources.
    """
    checked = Checked()
    for raw in raw_sheets:
        checked.rows[raw.sheet.table] = _parse_rows(raw, checked.errors)
    merged = _merge(known, checked.rows)
    surroundings = rules.surroundings(merged)
    titles = {raw.sheet.table: raw.title for raw in raw_sheets}
    for table, found in checked.rows.items():
        sheet, title = SHEETS[table], titles[table]
        references = sheet.references
        if listed_sources and "source" in sheet.names and table != "source":
            references = (*references, (("source",), "source"))
        bad = set()
        for row in found:
            if row["withdraw"]:
                continue
            problems = [
                *_unknown_codes(references, row, merged),
                *rules.check_row(table, row, surroundings),
            ]
            for column, cell, code, message, details in problems:
                checked.errors.append(
                    Problem(title, row["row"], column, _shown(cell), code, message, details)
                )
                bad.add(row["row"])
        checked.rows[table] = [row for row in found if row["row"] not in bad]
    order = {raw.title: number for number, raw in enumerate(raw_sheets)}
    checked.errors.sort(key=lambda problem: (order.get(problem.sheet, -1), problem.row or 0))
    return checked


def missing_files(present: set[str]) -> list[Problem]:
    return [
        Problem(name, None, None, None, "missing_file", "This file is missing from the folder")
        for name in REQUIRED_FILES
        if name not in present
    ]


def _parse_rows(raw: RawSheet, errors: list[Problem]) -> list[dict]:
    sheet = raw.sheet
    errors.extend(_column_problems(raw))
    columns = [column for column in sheet.columns if column.name in raw.columns]
    absent = {c.name: c.blank for c in sheet.columns if c.name not in raw.columns}
    found, first_seen = [], {}
    for number, cells in raw.rows:
        row = {"row": number, "withdraw": False, **absent}
        problems = []
        for column in columns:
            cell = cells.get(column.name)
            try:
                row[column.name] = parse(column, cell, raw.decimal_comma)
            except CellError as error:
                problems.append((column.name, cell, error))
        try:
            row["withdraw"] = parse(rules.WITHDRAW, cells.get("withdraw")) or False
        except CellError as error:
            problems.append(("withdraw", cells.get("withdraw"), error))
        if None in cells:
            surplus = CellError("surplus_cell", "There is no column for this cell")
            problems.append((None, cells[None], surplus))
        if row["withdraw"]:  # to withdraw a row its key is enough
            problems = [p for p in problems if p[2].code != "required" or p[0] in sheet.key]
        errors.extend(
            Problem(raw.title, number, name, _shown(cell), error.code, error.message, error.details)
            for name, cell, error in problems
        )
        if problems:
            continue
        if row["withdraw"]:
            row = {**{column.name: None for column in sheet.columns}, **row}
        key = sheet.key_of(row)
        if key in first_seen:
            message = "Row {first} has the same {key}; keep one of the two"
            details = {"first": first_seen[key], "key": ", ".join(sheet.key)}
            shown = ", ".join(str(part) for part in key[: len(sheet.key)])
            errors.append(
                Problem(raw.title, number, sheet.key[0], shown, "duplicate_row", message, details)
            )
            continue
        first_seen[key] = number
        found.append(row)
    return found


def _column_problems(raw: RawSheet) -> list[Problem]:
    names = [*raw.sheet.names, "withdraw"]
    problems = []
    for column in raw.sheet.columns:
        needed = column.name in raw.sheet.key or column.required
        if needed and column.blank is None and column.name not in raw.columns:
            problems.append((column.name, "missing_column", "Add the column {column}", {"column": column.name}))
    for name in dict.fromkeys(raw.columns):
        if raw.columns.count(name) > 1 and name:
            problems.append((name, "double_column", "This column stands here twice; keep one", {}))
        elif name and name not in names:
            close = difflib.get_close_matches(name, names, 1)
            message = "This column is not known; did you mean {close}?" if close else "This column is not known; take it out"
            problems.append((name, "unknown_column", message, {"close": close[0]} if close else {}))
    return [Problem(raw.title, 1, name, name, code, message, details) for name, code, message, details in problems]


def _merge(known: Known, handed_in: dict[str, list[dict]]) -> Known:
    """What would be in force: the rows handed in replace those with the same key."""
    merged = dict(known)
    for table, found in handed_in.items():
        if table == "value":
            continue
        sheet = SHEETS[table]
        merged[table] = dict(known.get(table, {}))
        for row in found:
            if row["withdraw"]:
                merged[table].pop(sheet.key_of(row), None)
            else:
                merged[table][sheet.key_of(row)] = row
    return merged


def _unknown_codes(references, row: dict, merged: Known):
    for columns, table in references:
        key = tuple(row[name] for name in columns)
        if None in key or key in merged.get(table, {}):
            continue
        shown = _code_text(key)
        close = _closest(shown, tuple(map(_code_text, merged.get(table, {}))))
        message = "There is no {table} {shown}"
        if close:
            message = "There is no {table} {shown}; did you mean {close}?"
        details = {"table": table.replace("_", " "), "shown": shown, "close": close}
        yield columns[-1], key[-1], "unknown_code", message, details


def _code_text(key: tuple) -> str:
    return " ".join(map(str, key))


@lru_cache(maxsize=1000)
def _closest(shown: str, codes: tuple[str, ...]) -> str | None:
    return next(iter(difflib.get_close_matches(shown, codes, 1)), None)


def _shown(cell: object) -> str | None:
    return None if cell is None else str(cell)[:200]
