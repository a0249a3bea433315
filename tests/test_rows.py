"""The types of rows say what schema.py says, and have the columns that the SQL gives."""

from typing import get_args, get_origin, get_type_hints

import pytest

from progress.assessment.facts import FIELDS, Facts
from progress.assessment.filters import ALL_REGIONS, Filters
from progress.assessment.rows import FacilityTypeStatus, GoalStatus, ObjectiveStatus, Verdict
from progress.assessment.snapshot import take
from progress.assessment.verdicts import status
from progress.intake import seed
from progress.rows import FACTS, column_names
from progress.schema import SHEETS
from progress.store.queries import query
from progress.store.store import open_in_memory

KINDS = {"number": float, "integer": int, "year": int, "yes": bool, "text": str, "code": str,
         "period": str}  # fmt: skip
# What the questions behind the facts add to the columns of their sheets.
ADDED = {"value": {"counts": bool}, "condition_report": {"published_year": int}}


def hints(kind) -> dict:
    return {name: get_type_hints(kind)[name] for name in column_names(kind)}


@pytest.mark.parametrize("table", SHEETS)
def test_rows_of_a_table_are_typed_as_schema_says(table):
    sheet = SHEETS[table]
    expected = {"release_id": int}
    for column in sheet.columns:
        is_there = column.required or column.blank is not None
        kind = KINDS[column.kind]
        expected[column.name] = kind if is_there else kind | None
    assert hints(FACTS[table]) == expected | ADDED.get(table, {})


def test_every_table_has_its_rows_and_its_field():
    assert list(FACTS) == list(SHEETS) == list(FIELDS)
    for table, name in FIELDS.items():
        assert get_type_hints(Facts)[name] == tuple[FACTS[table], ...], name


@pytest.mark.parametrize("table", ADDED)
def test_questions_about_facts_give_the_columns_of_their_rows(table):
    name = {"value": "reported_values", "condition_report": "reported_conditions"}[table]
    given = {"releases": [], **({"known_year": 2026} if table == "value" else {})}
    store = open_in_memory()
    try:
        assert set(query(store, name, **given).columns) == set(column_names(FACTS[table]))
    finally:
        store.close()


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    store = seed.build(tmp_path_factory.mktemp("demonstration") / "demo.duckdb", demo=True)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Verdict, "verdicts"),
        (ObjectiveStatus, "objectives"),
        (GoalStatus, "goals"),
        (FacilityTypeStatus, "facility_types"),
    ],
)
def test_computed_rows_have_the_columns_that_the_sql_gives(demonstration, kind, name):
    frame = getattr(status(demonstration, Filters(region=ALL_REGIONS)), name)
    assert list(frame.columns) == list(column_names(kind))
    found = getattr(take(demonstration, Filters(region=ALL_REGIONS)), name)
    for column, hint in hints(kind).items():
        values = [getattr(row, column) for row in found]
        assert all(_is(value, hint) for value in values), column
        assert (None in values) <= _is(None, hint), column


def test_facts_hold_what_their_types_say(demonstration):
    for table, rows in take(demonstration, Filters()).facts.tables():
        for row in rows:
            for column, hint in hints(FACTS[table]).items():
                assert _is(getattr(row, column), hint), (table, column)


def _is(value: object, hint: object) -> bool:
    """Whether a value is of exactly that type: true is no whole number here."""
    if get_origin(hint) is tuple:
        return type(value) is tuple and all(type(each) is str for each in value)
    return type(value) in (get_args(hint) or (hint,))
