"""Faults in workbooks: nothing is guessed, and all of them are told at once."""

import pytest

from progress.intake import update
from progress.intake.read import read_files
from tests.support.faulty_workbook import EXPECTED, FAULTY, UNDERSTOOD, spoil
from tests.support.plans import build, places
from tests.support.workbooks import workbook

VALUES = """
    indicator, year, value
    A1.1,      2025, 60
    """


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A store of the small plan that is not written to."""
    made = build(tmp_path_factory.mktemp("store"))
    yield made
    made.close()


def errors(store, *files):
    return places(update.prepare(store, list(files)).checked.errors)


@pytest.fixture(scope="module")
def faulty(shared):
    return update.prepare(shared, [workbook(FAULTY, spoil)])


def test_all_faults_at_once_and_no_others(faulty):
    found = places(faulty.checked.errors)
    assert sorted(found, key=str) == sorted(EXPECTED, key=str)
    assert len(found) == len(set(found)) == 30


def test_problems_stand_in_the_order_of_the_workbook(faulty):
    found = [place for place in places(faulty.checked.errors) if place[0] == "Values"]
    assert found == [place for place in EXPECTED if place[0] == "Values"]


def test_correct_rows_are_not_blamed(faulty):
    assert [row["row"] for row in faulty.checked.rows["value"]] == [2, 3, 4, 8, 29, 30]


@pytest.mark.parametrize(
    ("row", "value", "sentence"),
    [
        (6, "45.5 %", "Write 45.5 instead, and give the cell the format General, not %"),
        (7, "2005-12-31",
         "This is a date; give the cell the format General and write 2005"),
        (9, "TRUE", "Write a word or a number in the place of TRUE or FALSE"),
        (10, "=SUM(B2:B4)", "This formula was never computed; open the file in your "
         "spreadsheet program and save it, or write the value itself"),
        (11, "#REF!", "This formula has an error; write the value itself"),
        (25, "D25:D26",
         "These cells are merged; take the merging back and fill in each of them"),
        (28, "2026-01-05T12:30:00",
         "This is a date; give the cell the format General and write the content anew"),
    ],
)  # fmt: skip
def test_it_is_said_what_was_found_and_what_to_write(faulty, row, value, sentence):
    (problem,) = [p for p in faulty.checked.errors if (p.sheet, p.row) == ("Values", row)]
    assert (problem.value, problem.sentence()) == (value, sentence)


def test_the_nearest_names_are_offered(faulty):
    found = {problem.value: problem.sentence() for problem in faulty.checked.errors}
    assert found["sumary"] == "This column is not known; did you mean summary?"


def test_what_can_be_one_thing_is_read_and_said(faulty):
    found = {(one.sheet, one.column, one.kind) for one in faulty.checked.readings}
    assert found == UNDERSTOOD


def test_a_slip_in_the_name_of_a_sheet_whose_columns_are_not_known_either(shared):
    (problem,) = update.prepare(shared, [workbook({"Narativs": "a, b\n1, 2"})]).checked.errors
    assert problem.sentence() == "This sheet is not known; did you mean Narratives?"


@pytest.mark.parametrize(
    ("text", "number"),
    [("12,5", 12.5), ("1 200,5", 1200.5), ("−3", -3), ("1'200", 1200), ("0,125", 0.125),
     ("1,200", None), ("1.200", None)],
)  # fmt: skip
def test_only_what_a_text_clearly_means_is_read(shared, text, number):
    file = workbook({"Values": f'indicator, year, value\nB1.1, 2025, "{text}"'},
                    lambda book: book["Values"].__setitem__("C2", text))  # fmt: skip
    checked = update.prepare(shared, [file]).checked
    if number is None:
        (problem,) = checked.errors
        assert problem.sentence().startswith(f"{text} could be 1200 or 1.2; ")
    else:
        assert [row["value"] for row in checked.rows["value"]] == [number]
        assert [(one.found, one.row, one.column) for one in checked.readings] == [
            (text, 2, "value")
        ]


@pytest.mark.parametrize(
    ("code", "is_percent"),
    [("0%", True), ("0.0 %", True), ('0.0" %"', False), ("0\\%", False), ("[Red]0.0%", True)],
)
def test_percent_formats(shared, code, is_percent):
    def form(book):
        book["Values"]["C2"].number_format = code

    found = errors(shared, workbook({"Values": VALUES}, form))
    assert [place[3] for place in found] == ["percent_format"] * is_percent


def test_hidden_columns_with_content(shared):
    def hide(book):
        book["Values"].column_dimensions["C"].hidden = True
        book["Values"].column_dimensions["D"].hidden = True

    file = workbook({"Values": "indicator, year, value, note\nA1.1, 2025, 60,"}, hide)
    assert errors(shared, file) == [("Values", 1, "value", "hidden_column")]


def test_merged_titles_are_fine_and_merged_headers_are_not(shared):
    def merge(book):
        book["Values"].merge_cells("A1:C1")

    file = workbook({"Values": "Our report\nindicator, year, value\nA1.1, 2025, 60"}, merge)
    assert errors(shared, file) == []
    file = workbook({"Values": VALUES}, merge)
    assert ("Values", 1, "indicator", "merged_cells") in errors(shared, file)


def test_merged_cells_are_told_once(shared):
    def merge(book):
        book["Values"].merge_cells("A2:A4")

    text = "indicator, year, value\nA1.1, 2023, 60\nA1.1, 2024, 60\nA1.1, 2025, 60\nB1.1, 2025, 3"
    file = workbook({"Values": text}, merge)
    assert errors(shared, file) == [("Values", 2, "indicator", "merged_cells")]


def test_workbook_without_a_known_sheet(shared):
    assert errors(shared, workbook({"Notes": ""})) == [("update.xlsx", None, None, "no_sheet")]
    file = workbook({"Sheet1": "a, b, c\n1, 2, 3"})
    assert errors(shared, file) == [("update.xlsx", None, None, "no_sheet")]


def test_sheet_without_a_header(shared):
    file = workbook({"Values": "A1.1, 2025, 60"})
    assert errors(shared, file) == [("Values", None, None, "no_header")]


def test_limits(shared):
    file = workbook({"Values": f"indicator, year, value\nA1.1, 2025, 60{',' * 48} x"})
    checked = update.prepare(shared, [file]).checked
    assert checked.errors == []
    assert [(one.kind, one.found) for one in checked.readings] == [("remark", "AY2")]
    file = workbook({"Values": VALUES + f"\n{',' * 50} x" * 1001})
    assert errors(shared, file) == [("Values", None, None, "too_many_columns")]


def test_reading_tells_what_it_could_not_read():
    found = read_files([workbook(FAULTY, spoil)])
    assert found.unread == {"target", "value"}
