"""Cells that show something else than they hold, and what nobody sees: it is told."""

import io
import zipfile
from datetime import date

import pytest

from progress.intake import update
from progress.publishing.provenance import File
from progress.xlsx.formats import read_format
from progress.xlsx.shown import shows
from tests.support.plans import build
from tests.support.workbooks import ods, repacked, workbook

VALUES = "indicator, year, value\nB1.1, 2025, 300"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = build(tmp_path_factory.mktemp("store"))
    yield made
    made.close()


def part(content, name):
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


def told(store, file):
    checked = update.prepare(store, [file]).checked
    return [one.code for one in (*checked.errors, *checked.warnings) if one.code != "no_narrative"]


@pytest.mark.parametrize(
    "code",
    ["dd/mm/yyyy", "d/m/yy", "mm/dd/yyyy", "jj/mm/aaaa", "dd.mm.yyyy", "yyyy-mm-dd", "d-mmm",
     "h:mm AM/PM", "[h]:mm", "mm:ss.0", "dddd, d mmmm yyyy"],
)  # fmt: skip
def test_formats_of_days(code):
    assert read_format(code).kind == "date"


@pytest.mark.parametrize("code", ["General", "Standard", "Estándar", "0.0", '0 "ha/day"', "# ?/?"])
def test_formats_of_numbers(code):
    assert read_format(code).kind == "number"


@pytest.mark.parametrize(
    ("day", "code", "year"),
    [(date(2025, 12, 31), "dd/mm/yyyy", 2025), (date(2024, 1, 1), "yyyy", 2024),
     (2025, "yyyy-mm-dd", 2025)],
)  # fmt: skip
def test_the_year_to_write_in_place_of_a_day(store, day, code, year):
    def change(book):
        cell = book["Values"]["B2"]
        cell.value, cell.number_format = day, code

    (problem,) = update.prepare(store, [workbook({"Values": VALUES}, change)]).checked.errors
    assert problem.code == "date_as_year"
    assert problem.sentence().endswith(f"write {year}")


@pytest.mark.parametrize(
    ("text", "number", "is_so"),
    [("1,235", 1234.567, True), ("1 234 567", 1234567, True), ("1.234.567,5", 1234567.5, True),
     ("61", 60.512345, True), ("(300)", -300, True), ("€ 300.00", 300, True), ("12,5", 12.5, True),
     ("1.2E+06", 1.2e6, True), ("1/2", 0.5, True),
     ("1,235", 1234567, False), ("n/a", 0, False), ("", 5, False), ("<300", 300, False)],
)  # fmt: skip
def test_whether_a_text_is_its_number(text, number, is_so):
    assert shows(text, number) is is_so


@pytest.mark.parametrize("shown", ["few", "<300", "0.3"])
def test_open_document_cells_that_show_something_else(store, shown):
    file = ods({"Values": VALUES})
    content = repacked(file.content, {"content.xml": _other_text(file, shown)})
    assert told(store, File("a.ods", content)) == ["shown_otherwise"]


def _other_text(file, shown):
    content = part(file.content, "content.xml")
    assert b">300<" in content
    return content.replace(b">300<", f">{shown.replace('<', '&lt;')}<".encode())


def test_a_column_without_width_and_a_row_without_height(store):
    content = workbook({"Values": VALUES}).content
    sheet = "xl/worksheets/sheet1.xml"
    xml = part(content, sheet)
    columns = b'<cols><col min="3" max="3" width="0" customWidth="1"/></cols><sheetData>'
    wide = repacked(content, {sheet: xml.replace(b"<sheetData>", columns)})
    assert told(store, File("a.xlsx", wide)) == ["hidden_column"]
    rows = xml.replace(b'<row r="2"', b'<row r="2" ht="0.0" customHeight="1"')
    assert told(store, File("a.xlsx", repacked(content, {sheet: rows}))) == ["hidden_row"]
