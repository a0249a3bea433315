"""Workbooks for the tests, written so that a test shows what is in them."""

import csv
import io
import zipfile
from collections.abc import Callable

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from progress.publishing.provenance import File
from progress.vocabulary import names
from progress.vocabulary.english import ENGLISH
from tests.support.plans import dedented


def xlsx(
    sheets: dict[str, str], change: Callable[[openpyxl.Workbook], None] | None = None
) -> bytes:
    """A workbook of sheets written as CSV; what looks like a number is one. ``change`` does to
    it what CSV cannot say."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, text in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in csv.reader(dedented(text).splitlines(), skipinitialspace=True):
            sheet.append([_cell(cell.strip()) for cell in row])
    if change:
        change(workbook)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def workbook(sheets: dict[str, str], change=None, name: str = "update.xlsx") -> File:
    return File(name, xlsx(sheets, change))


def xlsx_rows(sheets: dict[str, list]) -> File:
    """A workbook of rows as they are: texts stay texts."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append([None if cell == "" else cell for cell in line])
    return saved(book, "update.xlsx")


def ods(sheets: dict[str, str], name: str = "update.ods") -> File:
    """The same as ``workbook``, as LibreOffice saves it."""
    lines = {
        title: [
            [_cell(cell.strip()) for cell in row]
            for row in csv.reader(dedented(text).splitlines(), skipinitialspace=True)
        ]
        for title, text in sheets.items()
    }
    return ods_rows(lines, name)


def ods_rows(sheets: dict[str, list], name: str = "update.ods") -> File:
    document = OpenDocumentSpreadsheet()
    for title, lines in sheets.items():
        table = Table(name=title)
        for cells in lines:
            row = TableRow()
            for cell in cells:
                is_number = isinstance(cell, int | float)
                kind = {"valuetype": "float", "value": str(cell)} if is_number else {}
                if cell not in (None, "") and not is_number:
                    kind = {"valuetype": "string"}
                written = TableCell(**kind)
                if cell not in (None, ""):
                    written.addElement(P(text=str(cell)))
                row.addElement(written)
            table.addElement(row)
        document.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    document.save(buffer)
    return File(name, buffer.getvalue())


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: openpyxl.Workbook, name: str = "filled.xlsx") -> File:
    buffer = io.BytesIO()
    book.save(buffer)
    return File(name, buffer.getvalue())


def header_names(sheet) -> list[str]:
    """The columns of a template: English ones by their names in files, in other languages the
    words above them, in small letters and with underscores for spaces."""
    table = names.sheet_of(sheet.title)
    head = [str(cell.value) for cell in sheet[1]]
    if sheet.title in ENGLISH.sheets.values() and names.language_of(table, head) == "en":
        return names.understood_columns(table, head)
    return [cell.lower().replace(" ", "_") for cell in head]


def fill(sheet, row: int, **cells: object) -> None:
    """Writes into a row by the names of the columns, as ``header_names`` has them."""
    places = {name: place for place, name in enumerate(header_names(sheet), start=1)}
    for name, value in cells.items():
        sheet.cell(row, places[name], value)


def row_with(sheet, *codes: object) -> int:
    """The first row that begins with these codes, leaving out grey columns."""
    for row in sheet.iter_rows(min_row=2):
        found = [cell.value for cell in row]
        if found[0] == codes[0] and set(codes) <= set(found):
            return row[0].row
    raise AssertionError(f"no row {codes} on {sheet.title}")


def repacked(content: bytes, parts: dict[str, bytes | None]) -> bytes:
    """The same workbook with other parts in place of its own; None leaves one out."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys([*old.namelist(), *parts]):
            part = parts.get(name, b"") if name in parts else old.read(name)
            if part is not None:
                new.writestr(name, part)
    return buffer.getvalue()


def _cell(text: str) -> object:
    if text == "":
        return None
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
