"""What somebody typed into the grey columns of the template, which are not read.

A row with nothing but codes and grey cells says nothing. Where a grey cell holds something else
than what is or was reported, it was most likely meant to be handed in.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from progress.errors import Problem
from progress.intake.figures import meanings
from progress.intake.known import Known, Row
from progress.intake.raw_sheet import RawSheet
from progress.intake.typed_cells import shown
from progress.schema import in_all_languages
from progress.store.queries import rows
from progress.store.releases import in_force
from progress.store.store import Store
from progress.vocabulary import names
from progress.vocabulary.marks import plain_code, plain_figure
from progress.xlsx.cells import Cell

# A grey column, and the columns of the facts it is filled from.
FILLED_FROM = {
    "last_year": ("year", "done_year"),
    "last_value": ("value", "value_high", "count"),
    "last_state": ("state",),
    "last_status": ("status",),
    "last_leader": ("leader",),
    "last_summary": in_all_languages("summary"),
}


def warn_of_grey(store: Store, sheets: list[RawSheet], known: Known) -> list[Problem]:
    """A warning for each row of which only a grey cell says something new."""
    idle = [raw for raw in sheets if raw.idle]
    facts: dict[str, Iterable[Row]] = {
        raw.sheet.table: known.get(raw.sheet.table, {}).values() for raw in idle
    }
    if "value" in facts:
        facts["value"] = _values(store)
    found = []
    for raw in idle:
        said = _said(raw.sheet.key[0], facts[raw.sheet.table])
        code_column = raw.sheet.key[0]
        for row, grey in raw.idle:
            code = row.cells.get(code_column)
            known_of = said.get(plain_code(shown(cast(Cell, code))) if code else "", {})
            for name, cell in grey.items():
                if not _is_known(name, cell, known_of.get(name, ())):
                    column = next(one for one in FILLED_FROM[name] if one in raw.sheet.names)
                    message = (
                        "This column is for your information and is not read; write it in {column}"
                    )
                    details = {"column": raw.headers.get(column, column)}
                    found.append(
                        Problem(
                            raw.title, row.number, name, shown(cell), "grey_column", message,
                            details, raw.grey_headers.get(name),
                        )
                    )  # fmt: skip
                    break
    return found


def _values(store: Store) -> list[dict[str, object]]:
    columns = ("indicator", "year", "value", "value_high", "count")
    listed = ", ".join(f'"{column}"' for column in columns)
    found = rows(store, f"select {listed} from value_in_force($releases)", releases=in_force(store))
    return [dict(zip(columns, row, strict=True)) for row in found]


def _said(code: str, facts: Iterable[dict[str, object]]) -> dict[str, dict[str, list[object]]]:
    """By code, for each grey column: all that was reported."""
    said: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        for grey, columns in FILLED_FROM.items():
            said[plain_code(str(fact[code]))][grey] += [
                fact[column] for column in columns if fact.get(column) is not None
            ]
    return said


def _is_known(name: str, cell: Cell, reported: Iterable[object]) -> bool:
    text = shown(cell)
    if name in ("last_year", "last_value"):
        parts = [plain_figure(end).strip() for end in text.split(" – ")]  # of a range both
        numbers = [float(str(one)) for one in reported]
        return all(_is_one_of(part, numbers) for part in parts if part)
    column = name.removeprefix("last_")
    words = {names.fold(names.choice(column, "text", str(one))) for one in reported}
    meant = names.fold(names.choice(column, "text", text))
    # A text of the other language is marked as such, and a long one may be cut.
    return any(meant.startswith(word) or word.startswith(meant) for word in words if word)


def _is_one_of(text: str, numbers: list[float]) -> bool:
    """Whether a text is a number of these, which may be written with fewer decimals."""
    found = [number for sign in (".", ",") for number, _ in meanings(text, sign)]
    return any(abs(one - other) <= _half_a_unit(one) for one in found for other in numbers)


def _half_a_unit(number: float) -> float:
    places = 0 if number.is_integer() else len(repr(number).partition(".")[2])
    return 0.5 * 10.0**-places + 1e-9
