"""Codes that rows handed in name, and what is wrong with them."""

import difflib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from progress.intake.known import Key, Known, Row, Rows
from progress.schema import SHEETS
from progress.store import rules


def unknown_codes(
    references: tuple[tuple[tuple[str, ...], str], ...], row: Row, merged: Known, withdrawn: Rows
) -> Iterator[rules.Finding]:
    for columns, table in references:
        key = tuple(row[name] for name in columns)
        if None in key or key in merged.get(table, {}):
            continue
        if cause := withdrawn.get(table, {}).get(key):
            yield withdrawn_here(columns[-1], key, cause)
            continue
        shown = _code_text(key)
        close = _closest(shown, tuple(map(_code_text, merged.get(table, {}))))
        message = "There is no {table} {shown}"
        if close:
            message = "There is no {table} {shown}; did you mean {close}?"
        details = {"table": table.replace("_", " "), "shown": shown, "close": close}
        yield columns[-1], key[-1], "unknown_code", message, details


def _code_text(key: tuple[Any, ...]) -> str:
    return " ".join(map(str, key))


@lru_cache(maxsize=1000)
def _closest(shown: str, codes: tuple[str, ...]) -> str | None:
    return next(iter(difflib.get_close_matches(shown, codes, 1)), None)


def withdrawn_rows(*handed_in: dict[str, list[Row]]) -> Rows:
    """The rows withdrawn, by table and key."""
    return {
        table: {
            SHEETS[table].key_of(row): row
            for rows_of in handed_in
            for row in rows_of.get(table, [])
            if row["withdraw"]
        }
        for table in {table for rows_of in handed_in for table in rows_of}
    }


def withdrawn_here(column: str, key: Key, cause: Row) -> rules.Finding:
    """A row names what is withdrawn in the same files: that, and not a slip in its code."""
    shown = " ".join(map(str, key))
    message = (
        "{shown} is withdrawn in row {first} of {file}; take one of the two out of what you hand in"
    )
    details = {"shown": shown, "first": cause["row"], "file": cause["sheet"]}
    return column, key[-1], "withdrawn_here", message, details
