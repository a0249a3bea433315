"""How our workbooks look, and how a value gets into one of their cells."""

import math
import re
from functools import cache
from typing import Any, cast

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as Part
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from progress.schema import language_of_text

WIDTHS = {
    "agreement": 36,
    "contact": 26,
    "country": 16,
    "definition": 44,
    "error": 60,
    "evidence": 40,
    "goal": 10,
    "join_link": 28,
    "label": 26,
    "last_leader": 22,
    "last_status": 16,
    "last_state": 14,
    "last_summary": 44,
    "last_value": 14,
    "last_year": 12,
    "lead": 26,
    "leader": 22,
    "link": 28,
    "measure": 14,
    "name": 40,
    "note": 32,
    "organisation": 36,
    "owner": 22,
    "part": 18,
    "region": 18,
    "result": 44,
    "source": 16,
    "target_year": 13,
    "title": 60,
    "unit": 20,
    "url": 60,
}
NARROW, WIDE = 12, 44
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.4, "bottom": 0.7, "header": 0.3, "footer": 0.3}
PAGE_WIDTH = 240  # of columns that A4 landscape takes in letters of more than 6 points
_WIDE = ("text", "summary", "cause", "next_step", "decision_wanted", "note", "purpose", "statement")

# Both are on all machines, or have a stand-in of the same widths.
FONT, FONT_SIZE, LINE_HEIGHT = "Arial", 10, 13.5

_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE = Border(bottom=Side("thin", "D9D9D4"), right=Side("thin", "ECECE8"))
_LEFT = Alignment("left", "top", wrap_text=True, indent=1)
_RIGHT = Alignment("right", "top", wrap_text=True)
_HEADER = Alignment("left", "center", wrap_text=True, indent=1)
_REQUIRED = PatternFill("solid", "0B4585")
_OPTIONAL = PatternFill("solid", "3B6EA5")
_GREY_HEADER = PatternFill("solid", "D9D9D4")
_GREY = PatternFill("solid", "F2F2EF")
_FAULT = PatternFill("solid", "FAD7C4")
HEADER_FILLS = {"required": _REQUIRED, "optional": _OPTIONAL, "grey": _GREY_HEADER}
_HEADER_INK = {"required": "FFFFFF", "optional": "FFFFFF", "grey": "484844"}
_CODE_INK = {"required": "D5E3F3", "optional": "E6EEF7", "grey": "595955"}


def put(cell: Cell, value: Any) -> None:
    """Writes a value; a text stays a text, also one that begins like a formula."""
    if not isinstance(value, str):
        cell.value = value
        return
    text = _NOT_IN_XML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    cell.value = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    cell.data_type = "s"
    if text[:1] in ("=", "+", "-", "@", "\t"):
        cell.quotePrefix = True


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell to write to: not one that is merged into another."""
    return cast(Cell, sheet.cell(row, column))


@cache
def font(**looks: Any) -> Font:
    return Font(name=FONT, **{"size": FONT_SIZE, **looks})


def style_header(cell: Cell, kind: str) -> None:
    """``kind``: required, optional or grey."""
    cell.fill = HEADER_FILLS[kind]
    cell.font = font(bold=True, color=_HEADER_INK[kind])
    cell.alignment, cell.border = _HEADER, _LINE


def style_body(cell: Cell, grey: bool = False, bold: bool = False, right: bool = False) -> None:
    cell.border = _LINE
    cell.alignment = _RIGHT if right else _LEFT
    cell.font = font(bold=bold, color="595955" if grey else None)
    if grey:
        cell.fill = _GREY


def height_of(texts: dict[float, str]) -> float:
    """How high a row must be: width of each column -> the text in it. Not all programs see to
    that themselves."""
    lines = [
        sum(max(1, math.ceil(len(line) / (width * 1.25))) for line in text.split("\n"))
        for width, text in texts.items()
    ]
    return 2 + LINE_HEIGHT * max(lines, default=1)


def style_fault(cell: Cell) -> None:
    cell.fill = _FAULT


def width_of(column: str) -> int:
    base, _ = language_of_text(column)
    return WIDTHS.get(column, WIDTHS.get(base, WIDE if base in _WIDE else NARROW))


def put_header(cell: Cell, words: str, code: str | None, kind: str) -> None:
    """The words above a column, and small below them its name in files."""
    style_header(cell, kind)
    if code is None:
        put(cell, words)
        return
    bold = InlineFont(rFont=FONT, sz=FONT_SIZE, b=True, color=Color(rgb=f"FF{_HEADER_INK[kind]}"))
    small = InlineFont(rFont=FONT, sz=FONT_SIZE - 3, color=Color(rgb=f"FF{_CODE_INK[kind]}"))
    cell.value = CellRichText(TextBlock(bold, f"{words}\n"), TextBlock(small, code))


def set_up_page(sheet: Worksheet, header: int | None = 1, titles: int = 1) -> None:
    """On paper: A4 landscape, in letters that can be read. A sheet that is too wide for that goes
    on beside, with its first columns on each page; ``header``: the row that stands on each page,
    ``titles``: how many columns do."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    widths = [column.width for column in sheet.column_dimensions.values()]
    repeated = sum(widths[:titles])
    pages = max(1, math.ceil((sum(widths) - repeated) / (PAGE_WIDTH - repeated)))
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if header:
        sheet.print_title_rows = f"{header}:{header}"
    if pages > 1:
        sheet.print_title_cols = f"A:{get_column_letter(titles)}"
    sheet.oddFooter = HeaderFooterItem(left=Part("&A"), right=Part("&P / &N"))
    for margin, inches in _MARGINS.items():
        setattr(sheet.page_margins, margin, inches)
