"""Tables as one workbook: what it is, a sheet for each table, and the dictionary."""

import io
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from progress.errors import DataError
from progress.export import dictionary
from progress.export.archive import Timeless
from progress.export.columns import LANGUAGES, Table
from progress.export.description import about
from progress.export.formats import safe
from progress.export.records import Records
from progress.export.tables import tables as every_table
from progress.language import ENGLISH
from progress.schema import Column, in_all_languages, language_of_text
from progress.xlsx.style import font, height_of, put, set_up_page, style_header, width_of

MOST_ROWS = 1_048_575  # that a sheet can have below its header
READ_ME, DICTIONARY = "Read me", "Dictionary"
_WIDTHS = {"sentence": 60, "headline": 44, "source_title": 36, "source_url": 36, "data": 24}
_FORMATS = {"share": "0.0##%", "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}
_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - the moment of the export is not told
# Each another width: they are the keys by which a row's height is found.
_READ_ME_WIDTHS = (26, 60, 61, 62, 63, 10)
_DICTIONARY_WIDTHS = (24, 25, 60, 61, 62, 18, 22, 40)
_WRAP = Alignment(vertical="top", wrap_text=True)


def workbook_bytes(records: Records, tables: list[Table]) -> bytes:
    """The workbook. Raises DataError where a table has more rows than a sheet can have."""
    book = Workbook(write_only=True)
    book.properties.creator = "progress"
    book.properties.created = _MADE
    _write_read_me(book, records, tables)
    for table in tables:
        _write_table(book, table)
    _write_dictionary(book, tables)
    out = io.BytesIO()
    ExcelWriter(book, Timeless(out, "w")).save()
    return out.getvalue()


def workbook_of_all_tables(records: Records) -> bytes:
    return workbook_bytes(records, every_table(records))


def _write_read_me(book: Workbook, records: Records, tables: list[Table]) -> None:
    sheet = book.create_sheet(READ_ME)
    sheet.sheet_view.showGridLines = False
    _set_up(sheet, _READ_ME_WIDTHS)
    title = WriteOnlyCell(sheet, safe(ENGLISH("The strategic plan")))
    title.font = font(bold=True, size=18, color="0B4585")
    sheet.row_dimensions[1].height = 26
    sheet.append([title])
    told = list(zip(*(about(t, records) for t in LANGUAGES), strict=True))
    for number, lines in enumerate(told, start=2):
        label, _ = lines[0]
        _append(sheet, number, (label, *(text for _, text in lines)), _READ_ME_WIDTHS)
    sheet.append([])
    _append_header(sheet, ("sheet", *in_all_languages("contents"), "a_row_is", "rows"))
    titles, meanings = [dictionary.titles(t) for t in LANGUAGES], dictionary.rows_mean(ENGLISH)
    for number, table in enumerate(tables, start=len(told) + 4):
        texts = (*(title[table.name] for title in titles), meanings[table.name])
        _append(sheet, number, (table.name, *texts, str(len(table.rows))), _READ_ME_WIDTHS)


def _write_table(book: Workbook, table: Table) -> None:
    if len(table.rows) > MOST_ROWS:
        raise DataError(
            f"{table.name} has {len(table.rows)} rows, more than a sheet can have; choose another "
            "format, or filters"
        )
    sheet = book.create_sheet(table.name)
    names = [column.name for column in table.columns]
    letters = [get_column_letter(place) for place in range(1, len(names) + 1)]
    for letter, name in zip(letters, names, strict=True):
        width = _WIDTHS.get(language_of_text(name)[0], width_of(name))
        sheet.column_dimensions[letter].width = max(width, len(name) + 5)
    set_up_page(sheet)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{letters[-1]}{len(table.rows) + 1}"
    _append_header(sheet, names)
    # One cell a column is filled again and again: it keeps its number format.
    cells = [_cell_of(sheet, column) for column in table.columns]
    for row in table.rows:
        sheet.append([_filled(cells[i], row[name]) for i, name in enumerate(names)])


def _write_dictionary(book: Workbook, tables: list[Table]) -> None:
    sheet = book.create_sheet(DICTIONARY)
    _set_up(sheet, _DICTIONARY_WIDTHS)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:H{sum(len(table.columns) for table in tables) + 1}"
    meanings = in_all_languages("meaning")
    _append_header(sheet, ("column", "table", *meanings, "type", "unit", "choices"))
    kinds = dictionary.kind_words(ENGLISH)
    columns = [(table, column) for table in tables for column in table.columns]
    for number, (table, column) in enumerate(columns, start=2):
        texts = (
            column.name,
            table.name,
            *(dictionary.meaning(t, table, column) for t in LANGUAGES),
            kinds[column.kind],
            dictionary.unit(ENGLISH, table, column),
            ", ".join(column.choices),
        )
        _append(sheet, number, texts, _DICTIONARY_WIDTHS)


def _set_up(sheet: Worksheet, widths: tuple[float, ...]) -> None:
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    set_up_page(sheet, header=None)


def _append_header(sheet: Worksheet, names: Sequence[str]) -> None:
    cells = [WriteOnlyCell(sheet) for _ in names]
    for cell, name in zip(cells, names, strict=True):
        put(cell, name)
        style_header(cell, "optional")
    sheet.append(cells)


def _append(
    sheet: Worksheet, number: int, texts: tuple[str, ...], widths: tuple[float, ...]
) -> None:
    """A row of texts, as high as they need; the first one stands out."""
    cells = [_text(sheet, text) for text in texts]
    for place, cell in enumerate(cells):
        if cell is not None:
            cell.font, cell.alignment = font(bold=place == 0), _WRAP
    needed = dict(zip(widths, texts, strict=False))
    sheet.row_dimensions[number].height = height_of(needed)
    sheet.append(cells)


def _cell_of(sheet: Worksheet, column: Column) -> Cell:
    cell = WriteOnlyCell(sheet)
    if column.kind in _FORMATS:
        cell.number_format = _FORMATS[column.kind]
    return cell


def _filled(cell: Cell, value: object) -> Cell | None:
    """The cell with a value: numbers and dates as such, a text always as a text."""
    if value is None:
        return None
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
    put(cell, safe(value) if isinstance(value, str) else value)
    return cell


def _text(sheet: Worksheet, text: str) -> Cell | None:
    return _filled(WriteOnlyCell(sheet), text or None)
