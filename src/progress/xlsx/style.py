"""How our workbooks look, and how a value gets into one of their cells."""

import math
import re
from functools import cache
from typing import Any, cast

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
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
    "name": 44,
    "note": 36,
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
    cell.font = font(bold=True, color="484844" if kind == "grey" else "FFFFFF")
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


def set_up_page(sheet: Worksheet, header: bool = True) -> None:
    """On paper: landscape, all columns on one page wide, the header on each page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if header:
        sheet.print_title_rows = "1:1"
    for margin in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, margin, 0.4)
