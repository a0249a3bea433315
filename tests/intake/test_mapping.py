"""Files whose columns are not ours: what a person says of them, and what is remembered of it."""

import pytest

from progress.errors import DataError
from progress.intake import update
from progress.intake.mapping import ColumnMap, column_map
from progress.intake.remembered_maps import recall, remember
from progress.publishing.provenance import File
from tests.support.plans import build
from tests.support.workbooks import ods, workbook

WIDE = "Intitulé, 2023, 2024\nCountries, 50, 60.5"
SPOKEN = "Series, Observed in, Obs\nA1.1, 2025, 60.5"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = build(tmp_path_factory.mktemp("store"))
    yield made
    made.close()


def values(read):
    return [(row["indicator"], row["year"], row["value"]) for row in read.rows.get("value", [])]


@pytest.mark.parametrize("make", [workbook, ods])
@pytest.mark.parametrize(
    ("text", "given", "rows"),
    [
        (WIDE, {"Intitulé": "indicator"}, [("A1.1", 2023, 50), ("A1.1", 2024, 60.5)]),
        (SPOKEN, {"Series": "indicator", "Observed in": "year", "Obs": "value"},
         [("A1.1", 2025, 60.5)]),
    ],
)  # fmt: skip
def test_a_table_is_asked_about_and_then_read(store, make, text, given, rows):
    file = make({"Tableau 1": text})
    before = update.prepare(store, [file])
    (unknown,) = before.checked.unknown
    assert unknown.title == "Tableau 1"
    assert set(given) <= set(unknown.header)
    assert unknown.has_years == (text == WIDE)
    maps = ColumnMap(of_tables={"Tableau 1": ColumnMap(given)})
    after = update.prepare(store, [file], maps)
    assert after.checked.errors == []
    assert after.checked.unknown == []
    assert values(after.checked) == rows
    assert "mapped_column" in {reading.kind for reading in after.checked.readings}


def test_own_sheets_beside_known_ones_are_no_question(store):
    file = workbook(
        {"Values": "indicator, year, value\nA1.1, 2025, 60.5", "Budget": "post, cost\ntravel, 3"}
    )
    assert update.prepare(store, [file]).checked.unknown == []


def test_years_across_for_one_indicator(store):
    file = File("a.csv", b"Country,2023,2024\nWorld,50,60.5\n")
    read = update.prepare(store, [file], ColumnMap(indicator="A1.1")).checked
    assert values(read) == [("A1.1", 2023, 50), ("A1.1", 2024, 60.5)]


def test_what_was_said_is_remembered_for_the_same_columns(tmp_path):
    said = ColumnMap({"Intitulé": "indicator"})
    remember(tmp_path, ("Intitulé", "2023", "2024"), said)
    assert recall(tmp_path, ("INTITULE", "2025")).columns == said.columns
    assert recall(tmp_path, ("Intitulé", "Pays", "2023")) == ColumnMap()


def test_the_indicator_of_all_rows_is_not_remembered(tmp_path):
    remember(tmp_path, ("Year", "Value"), ColumnMap({"Year": "year"}, "A1.1"))
    assert recall(tmp_path, ("Year", "Value")) == ColumnMap({"Year": "year"})


def test_a_broken_memory_is_none(tmp_path):
    (tmp_path / "columns.json").write_text("[")
    assert recall(tmp_path, ("Year",)) == ColumnMap()


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', "{", '{"colour": "Series"}', "[" * 9999])
def test_a_map_that_is_none_is_told(text):
    with pytest.raises(DataError):
        column_map(text)


def test_what_becomes_of_a_row_can_be_named_too():
    said = {"Fertig": "confirm", "Neues Jahr": "new_year", "Weg": "withdraw"}
    assert column_map(ColumnMap(said).as_json()).columns == said


def test_a_map_as_a_document_is_the_same_map():
    said = ColumnMap({"Series": "indicator", "Obs": "value"})
    assert column_map(said.as_json()) == said
    assert column_map(None).as_json() is None
