"""A Values file on its way: what is read, what is wrong with it, what it would change."""

import csv
from datetime import UTC, datetime

import pytest

from progress.errors import PlanErrors
from progress.intake import update
from progress.intake.read import read_files
from progress.publishing.provenance import File
from progress.store.queries import facts
from progress.store.releases import in_force
from tests.support.plans import (
    build,
    dedented,
    known_plan,
    places,
    prepare,
    report,
    statuses,
    upload,
    values,
)

THIS_YEAR = datetime.now(UTC).year


@pytest.fixture
def store(tmp_path):
    made = build(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    with known_plan(tmp_path_factory.mktemp("store")) as made:
        yield made


def errors(plan, text):
    return [place[1:] for place in places(plan.read(values(text)).errors)]


def row_of(plan, text):
    """The one row of a file as it would be published."""
    read = plan.read(values(text))
    assert read.errors == []
    return read.rows["value"][0]


# What is read


def test_little_is_needed(plan):
    row = row_of(plan, "indicator,year,value\nA1.1,2025,60")
    assert (row["region"], row["relation"]) == ("World", "direct")
    assert row["note"] is None


def test_share_is_count_over_whole(plan):
    row = row_of(plan, "indicator,year,count,out_of\nA1.1,2025,40,196")
    assert row["value"] == pytest.approx(20.408163265)


@pytest.mark.parametrize("value", ["20.4", "20.41", "20.36"])
def test_share_may_be_given_rounded_beside_its_count(plan, value):
    """The exact share is what is judged."""
    row = row_of(plan, f"indicator,year,value,count,out_of\nA1.1,2025,{value},40,196")
    assert row["value"] == pytest.approx(20.408163265)


def test_share_that_its_count_does_not_give_is_an_error(plan):
    text = "indicator,year,value,count,out_of\nA1.1,2025,20.5,40,196"
    assert errors(plan, text) == [(2, "value", "share_disagrees")]
    (problem,) = plan.read(values(text)).errors
    assert problem.sentence() == "40 of 196 is 20.41 %; correct one of the three"


def test_zero_is_a_value(store):
    report(store, "indicator,year,value\nA1.1,2025,0")
    assert statuses(store)["A1.1", 2030] == "moving_away"
    prepared = prepare(store, "indicator,year,count,out_of\nA1.1,2025,0,196")
    assert prepared.checked.errors == []
    assert prepared.checked.rows["value"][0]["value"] == 0


def test_range_is_kept(plan):
    row = row_of(plan, "indicator,year,value,value_high\nB1.1,2025,5,10")
    assert (row["value"], row["value_high"]) == (5, 10)


@pytest.mark.parametrize(
    "content",
    [
        "indicator;year;value;note\nA1.1;2025;60,5;Fôrets\n".encode("cp1252"),
        "\ufeffindicator,year,value,note\r\nA1.1,2025,60.5,Fôrets\r\n".encode(),
        "indicator\tyear\tvalue\tnote\nA1.1\t2025\t60.5\tFôrets\n".encode("utf-16"),
    ],
    ids=["cp1252 with decimal comma", "UTF-8 with BOM", "UTF-16 with tabs"],
)
def test_spreadsheets_of_all_kinds_are_understood(plan, content):
    (row,) = plan.read(File("values.CSV", content)).rows["value"]
    assert (row["value"], row["note"]) == (60.5, "Fôrets")


def test_spanish_words_are_understood(plan):
    """Names, a decimal comma, a region, an estimate, a percent sign and what says nothing."""
    text = (
        "Indicador;Año;Territorio;Valor;Observaciones\n"
        "A1.1;2025;Mundo;60,5 %;Encuesta\nA1.1;2024;mundial;sin datos;\nB1.1;2024;;1.200,5;"
    )
    first, second = plan.read(values(text)).rows["value"]
    assert (first["region"], first["value"], first["note_es"]) == ("World", 60.5, "Encuesta")
    assert (second["region"], second["value"]) == ("World", 1200.5)


@pytest.fixture(params=[131_072, 100_000_000])
def limit_of_a_library(request):
    """What any library may set for all CSV that the process reads, and some do."""
    before = csv.field_size_limit(request.param)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("limit_of_a_library")
def test_how_long_a_cell_may_be_is_the_same_whatever_libraries_set():
    start = "indicator,year,value,note"
    for characters in (32_768, 200_000):
        long = "x" * characters
        for line, text in ((3, f"{start}\nA1.1,2024,60,\nA1.1,2025,60,{long}"), (1, start + long)):
            (problem,) = read_files([values(text)]).problems
            assert (problem.code, problem.details) == ("long_cell", {"line": line})


def test_two_values_of_a_year_differ_in_relation_or_source(plan):
    text = """
        indicator, year, value, relation,   source
        A1.1,      2025, 60,    direct,     survey
        A1.1,      2025, 61,    superseded, survey
        A1.1,      2025, 62,    superseded, study
        """
    assert errors(plan, text) == []
    assert errors(plan, text + "        A1.1,      2025, 63,    superseded, study\n") == [
        (5, "indicator", "duplicate_row")
    ]
    assert errors(plan, text + "        A1.1,      2025, 64,    ,           study\n") == [
        (5, "indicator", "duplicate_row")
    ]


# Errors


ERRORS = {
    "indicator,year,value\n,2025,60": (2, "indicator", "required"),
    "indicator,year,value\nA1.1,,60": (2, "year", "required"),
    "indicator,year,value\nA1.1,2025,": (2, "value", "required"),
    "indicator,year,value\nZ9.9,2025,60": (2, "indicator", "unknown_code"),
    "indicator,year,value\nA1.1,25,60": (2, "year", "not_a_year"),
    "indicator,year,value\nA1.1,2025-12-31,60": (2, "year", "date_as_year"),
    "indicator,year,value\nA1.1,2025,sixty": (2, "value", "not_a_number"),
    "indicator,year,value\nA1.1,2025,#REF!": (2, "value", "not_a_number"),
    "indicator,year,value\nB1.1,2025,60 %": (2, "value", "not_a_number"),
    "indicator;year;value\nB1.1;2025;1.200": (2, "value", "two_meanings"),
    "indicator,year,value,value_high\nB1.1,2025,10,5": (2, "value_high", "range_order"),
    "indicator,year,count\nA1.1,2025,40": (2, "out_of", "count_without_out_of"),
    "indicator,year,out_of\nA1.1,2025,196": (2, "count", "count_without_out_of"),
    "indicator,year,count,out_of\nA1.1,2025,4,0": (2, "out_of", "out_of_not_positive"),
    "indicator,year,count,out_of\nB1.1,2025,4,9": (2, "value", "required"),
    "indicator,year,value\nA2.2,2025,1": (2, "indicator", "measure_is_conditions"),
    "indicator,year,value\nA1.1,2025,60\nA1.1,2025,61": (3, "indicator", "duplicate_row"),
    "indicator,year,value,withdraw\nA1.1,2025,60,perhaps": (2, "withdraw", "not_yes_or_no"),
    "indicator,year,value\nA1.1,2025,60,61": (2, None, "surplus_cell"),
    "indicator,value\nA1.1,60": (1, "year", "missing_column"),
    "indicator,year,value,notte\nA1.1,2025,60,good": (1, "notte", "unknown_column"),
    "indicator,year,value,value\nA1.1,2025,60,60": (1, "value", "double_column"),
    "": (1, "indicator", "missing_column"),
}


@pytest.mark.parametrize("text", ERRORS, ids=lambda text: ERRORS[text][2])
def test_errors(plan, text):
    found = errors(plan, text)
    assert found[0] == ERRORS[text]
    assert len(found) == (2 if not text else 1)  # of an empty file both columns are missing
    with pytest.raises(PlanErrors):
        upload(plan.store, text)


def test_all_errors_of_all_files_at_once(store):
    files = [
        values("indicator,year,value\nA1.1,2025,sixty\nZ9.9,25,60", "north.csv"),
        File("photo.csv", b"\x89PNG\0\0"),
        File("notes.docx", b"Minutes"),
        values("indicator,year,value\nA1.1,2024,50\nA2.2,2025,1", "south.csv"),
    ]
    prepared = update.prepare(store, files)
    assert places(prepared.checked.errors) == [
        ("photo.csv", None, None, "not_text"),
        ("notes.docx", None, None, "file_format"),
        ("north.csv", 2, "value", "not_a_number"),
        ("north.csv", 3, "year", "not_a_year"),
        ("south.csv", 3, "indicator", "measure_is_conditions"),
    ]
    assert prepared.comparison is None


def test_the_same_row_in_two_files_is_an_error(store):
    files = [
        values("indicator,year,value\nA1.1,2025,60", "north.csv"),
        values("indicator,year,value\nB1.1,2025,60\nA1.1,2025,61", "south.csv"),
    ]
    (problem,) = update.prepare(store, files).checked.errors
    assert (problem.sheet, problem.row, problem.code) == ("south.csv", 3, "duplicate_row")
    assert problem.sentence().startswith("Row 2 of north.csv has the same")


def test_rows_of_two_files_are_told_apart(store):
    report(store, "indicator,year,value\nA1.1,2025,60\nB1.1,2025,300")
    files = [
        values("indicator,year,value\nA1.1,2025,61", "north.csv"),
        values("indicator,year,value\nB1.1,2025,301", "south.csv"),
    ]
    prepared = update.prepare(store, files)
    assert [(row.sheet, row.row) for row in prepared.comparison.rows] == [
        ("north.csv", 2),
        ("south.csv", 2),
    ]
    assert places(prepared.checked.warnings) == [
        ("north.csv", 2, "value", "replaces"),
        ("south.csv", 2, "value", "replaces"),
    ]


def test_files_of_the_same_name_are_numbered(store):
    """As when each region hands in its values.csv; also where one is called so already."""
    names = ("values.csv", "values.csv", "values (2).csv", "values.csv")
    files = [
        values(f"indicator,year,value\nA1.1,{year},sixty", name)
        for year, name in enumerate(names, start=2020)
    ]
    prepared = update.prepare(store, files)
    assert [problem.sheet for problem in prepared.checked.errors] == [
        "values.csv",
        "values (2).csv",
        "values (2) (2).csv",
        "values (3).csv",
    ]


def test_numbers_with_a_decimal_comma(plan):
    """A point is taken for one where it can be nothing else."""
    text = "indicator;year;value\nB1.1;2023;1200,5\nB1.1;2024;0.125\nB1.1;2025;12.5"
    found = plan.read(values(text))
    assert [row["value"] for row in found.rows["value"]] == [1200.5, 0.125, 12.5]
    (problem,) = plan.read(values("indicator;year;value\nB1.1;2025;1.200")).errors
    assert problem.sentence().startswith("1.200 could be 1200 or 1.2; ")


def test_far_too_long_file_is_refused(store):
    text = "indicator,year,value\n" + "B1.1,2024,300\n" * 200_001
    prepared = update.prepare(store, [File("values.csv", text.encode())])
    assert places(prepared.checked.errors) == [("values.csv", None, None, "too_many_rows")]


def test_large_file_is_checked_in_a_few_seconds(store):
    years = range(1900, 2020)
    lines = [f"B1.1,Region {place},{year},1" for place in range(100) for year in years]
    prepared = prepare(store, dedented("indicator,region,year,value\n" + "\n".join(lines)))
    assert prepared.checked.errors == []
    assert prepared.comparison.new == 12_000


# What it would change


@pytest.mark.parametrize(
    "text",
    [
        "indicator,year,value\nA1.1,2025,60\nA2.1,2024,1\nB1.1,2025,1000",
        "indicator,year,value\nA1.1,2023,90",
        "indicator,year,withdraw\nA1.1,2023,yes",
        "indicator,year,value,relation\nA1.1,2025,1,superseded",
        "indicator,region,year,value\nA1.1,Africa,2025,1",
    ],
    ids=["new", "replaced", "withdrawn", "context", "region without a target"],
)
def test_statuses_foreseen_are_those_that_come(store, text):
    report(store, "indicator,year,value\nA1.1,2023,40")
    foreseen = prepare(store, text).comparison.statuses
    before = statuses(store, year=THIS_YEAR)
    upload(store, text)
    after = statuses(store, year=THIS_YEAR)
    assert {(one.indicator, one.horizon): (one.before, one.after) for one in foreseen} == {
        series: (before[series], after[series])
        for series in after
        if before[series] != after[series]
    }


def test_comparing_changes_nothing(store):
    before = statuses(store), len(facts(store, "value", in_force(store)))
    prepare(store, "indicator,year,value\nA1.1,2025,60")
    assert (statuses(store), len(facts(store, "value", in_force(store)))) == before
