"""The workbook had back: the same sheets and rows, with the faults marked."""

import pytest
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from progress.intake import update
from progress.language import ENGLISH, Language
from progress.publishing.provenance import File
from progress.workbooks.marked import write_answer
from progress.workbooks.template import write_template
from tests.support.faulty_workbook import EXPECTED, FAULTY, spoil
from tests.support.plans import build, places, values
from tests.support.workbooks import opened, saved, workbook


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A store of the small plan that is not written to."""
    made = build(tmp_path_factory.mktemp("store"))
    yield made
    made.close()


def rows_of(store, file):
    prepared = update.prepare(store, [file])
    assert places(prepared.checked.errors) == []
    return prepared.checked.rows["value"]


@pytest.fixture(scope="module")
def faulty(shared):
    return update.prepare(shared, [workbook(FAULTY, spoil)])


def test_marked_workbook(faulty):
    book = opened(write_answer(faulty.files, faulty.checked.errors, ENGLISH))
    assert book.sheetnames == [*FAULTY, "Problems"]
    sheet = book["Values"]
    error = sheet.max_column
    assert sheet.cell(1, error).value == "Error"
    assert sheet.cell(6, error).value.startswith("value: Write 45.5 instead")
    assert sheet["D6"].comment.text.startswith("Write 45.5")
    assert sheet["D6"].fill.fgColor.rgb != PatternFill().fgColor.rgb
    assert sheet.cell(2, error).value is None
    assert sheet.cell(24, error).value.startswith("This row is hidden")
    assert (sheet["D6"].value, sheet["D6"].number_format) == (0.455, "0.0###%")
    assert (sheet["D10"].value, sheet["D10"].data_type) == ("=SUM(B2:B4)", "s")
    listed = {row[0].value for row in book["Problems"].iter_rows(min_row=2)}
    assert listed == {"Narratives", "Targets", "Valeurs"}
    for _, row, _, _ in EXPECTED[:21]:
        assert sheet.cell(row, error).value


def test_marked_workbook_can_be_mended_and_handed_in(shared):
    prepared = update.prepare(
        shared, [workbook({"Values": "indicator, year, value\nA1.1, 2025, lots"})]
    )
    book = opened(write_answer(prepared.files, prepared.checked.errors, ENGLISH))
    book["Values"]["C2"] = 60
    (row,) = rows_of(shared, saved(book))
    assert row["value"] == 60


def test_marked_csv_is_a_workbook(shared):
    file = values("indicator;year;value;note\nA1.1;2025;60,5;=1+1\nB1.1;2025;lots;@SUM(1)")
    prepared = update.prepare(shared, [file])
    book = opened(write_answer(prepared.files, prepared.checked.errors, ENGLISH))
    sheet = book["Values"]
    assert [cell.value for cell in sheet[2]] == ["A1.1", 2025, 60.5, "=1+1", None]
    assert [cell.data_type for cell in sheet[2]][:4] == ["s", "n", "n", "s"]
    assert sheet["E3"].value.startswith("value: Write a plain number")
    sheet["C3"] = 12
    assert [row["value"] for row in rows_of(shared, saved(book))] == [60.5, 12]


def test_marked_files_that_cannot_be_read(shared):
    files = [File("photo.xlsx", b"PK\3\4"), values("indicator,year,value\nA1.1,2025,x", "a.csv")]
    prepared = update.prepare(shared, files)
    book = opened(write_answer(prepared.files, prepared.checked.errors, ENGLISH))
    assert book.sheetnames == ["Values (a)", "Problems"]
    assert book["Problems"]["A2"].value == "photo.xlsx"


def test_each_marked_sheet_has_a_title_that_excel_takes(shared):
    name = "reported values of the northern regions {}.csv"
    wrong = "indicator,year,value\nA1.1,2025,x"
    files = [values(wrong, name.format(number)) for number in range(12)]
    prepared = update.prepare(shared, files)
    book = opened(write_answer(prepared.files, prepared.checked.errors, ENGLISH))
    assert len(set(map(str.lower, book.sheetnames))) == len(files)
    assert max(map(len, book.sheetnames)) == 31
    assert all(sheet.cell(2, 4).value.startswith("value: ") for sheet in book)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_template_comes_back_with_all_that_helps_to_fill_it_in(shared, lang):
    book = opened(write_template(shared, lang))
    sheet = book.worksheets[1]
    columns = {cell.value.lower(): cell.column for cell in sheet[1]}
    year, value = (("year", "value"), ("année", "valeur"))[lang == "fr"]
    sheet.cell(2, columns[year], 2025)
    sheet.cell(2, columns[value], "lots")
    sheet.column_dimensions["B"].width = 61
    prepared = update.prepare(shared, [saved(book)])
    again = opened(write_answer(prepared.files, prepared.checked.errors, Language(lang)))
    assert again.sheetnames == book.sheetnames
    assert again.worksheets[-1].sheet_state == "hidden"
    first, before = again.worksheets[0], book.worksheets[0]
    assert [cell.value for cell in first["A"]] == [cell.value for cell in before["A"]]
    marked = again.worksheets[1]
    assert marked.column_dimensions["B"].width == 61
    for old, new in zip(book.worksheets[1:-1], again.worksheets[1:-1], strict=True):
        assert _drop_downs(new) == _drop_downs(old) != set()
    assert marked.cell(2, columns[value]).comment
    # As it is, it says the same; put right, it is taken.
    same = update.prepare(shared, [saved(again)])
    assert places_of(same) == places_of(prepared) != []
    marked.cell(2, columns[value], 60)
    (row,) = rows_of(shared, saved(again))
    assert (row["indicator"], row["year"], row["value"]) == ("A1.1", 2025, 60)


def places_of(prepared):
    return places(prepared.checked.errors)


def _drop_downs(sheet):
    return {
        (rule.type, rule.formula1, str(rule.sqref))
        for rule in sheet.data_validations.dataValidation
    }


def test_rules_that_do_more_than_offer_a_choice_stay_behind(shared):
    def change(book):
        rule = DataValidation("list", formula1="INDIRECT(A1)")
        rule.add("A2:A9")
        book["Values"].add_data_validation(rule)
        other = DataValidation("list", formula1='"A1.1,B1.1"')
        other.add("A2:A9")
        book["Values"].add_data_validation(other)

    file = workbook({"Values": "indicator, year, value\nA1.1, 2025, lots"}, change)
    prepared = update.prepare(shared, [file])
    book = opened(write_answer(prepared.files, prepared.checked.errors, ENGLISH))
    assert _drop_downs(book["Values"]) == {("list", '"A1.1,B1.1"', "A2:A9")}
