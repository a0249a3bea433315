"""The first sheet of a template: how to fill it in, and what belongs in which column."""

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from progress.language import Language
from progress.schema import SHEETS, language_of_text, own_text
from progress.vocabulary import names
from progress.vocabulary.headers import header_label, kind_of_header
from progress.vocabulary.layout import PLAN_SHEETS, UPDATE_SHEETS, Layout
from progress.vocabulary.meanings import meanings_of_columns
from progress.xlsx.style import cell_at, font, height_of, put, set_up_page, style_body, style_header

WIDTHS = (30, 26, 84, 12)
_WRAP = Alignment(vertical="top", wrap_text=True)


def layouts_of(lang: str, plan: bool) -> list[Layout]:
    """The sheets of the update or of the plan, in a language."""
    return [_in_language(layout, lang, plan) for layout in (PLAN_SHEETS if plan else UPDATE_SHEETS)]


def _in_language(layout: Layout, lang: str, plan: bool) -> Layout:
    """Whoever fills in the French update writes French texts; the plan has all languages."""
    if lang == "en" or plan:
        return layout
    known = SHEETS[layout.table].names
    if any(name.endswith(f"_{lang}") for name in layout.columns):
        return layout
    columns = tuple(
        own if (own := own_text(name, lang)) in known else name for name in layout.columns
    )
    return Layout(layout.table, columns, layout.prefilled, layout.grey)


def write_instructions(sheet: Worksheet, t: Language, layouts: list[Layout], plan: bool) -> None:
    sheet.title = names.WORDS[t.code].instructions
    sheet.sheet_view.showGridLines = False
    for letter, width in zip("ABCD", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    head = cell_at(sheet, 1, 1)
    put(head, t("The strategic plan") if plan else t("Report on the strategic plan"))
    head.font = font(bold=True, size=18, color="0B4585")
    number = 3
    for step in _steps(t, plan):
        _write_line(sheet, number, step)
        number += 1
    number = _write_colours(sheet, number + 1, t) + 1
    _write_columns(sheet, number, t, layouts)
    set_up_page(sheet, header=number)


def _steps(t: Language, plan: bool) -> list[str]:
    if plan:
        first = [
            t(
                "This is the plan as it stands. Fill in what is missing and correct what is "
                "wrong; rows you do not change stay as they are."
            ),
            t(
                "An empty cell keeps what stands there; to empty it, write clear. A row that is "
                "not here is left alone; to take one out, write yes under withdraw."
            ),
            t(
                "What you change is confirmed by that. For a row that is right as it stands, "
                "write yes under confirm; or tick “The rest is right” when you hand the workbook "
                "in."
            ),
            t(
                "To move a target to another year, leave its year and write the other one under "
                "new year. To move an indicator to another objective, write that objective in its "
                "row: its targets and reports stay with it."
            ),
            t(
                "To give an objective or an indicator another code, leave its code and write the "
                "other one under new code: all that names it follows, and the old code still "
                "finds it."
            ),
            t(
                "To split an indicator, write a row for each part with a code of its own, and "
                "targets for them. To retire the one that was there, write yes under withdraw in "
                "its row: what was reported on it stays in the records of before."
            ),
            t(
                "To take a row out with all that belongs to it, such as an indicator with its "
                "targets and reports, write yes under withdraw in that one row; when you hand it "
                "in, all of it is listed, with one tick."
            ),
            t(
                "Rows that were begun with a code only mark what is missing. Leave those you "
                "cannot fill in as they are."
            ),
        ]
    else:
        first = [
            t(
                "Fill in what is new and leave the rest empty. Rows with nothing but their codes "
                "are not read; for a second year copy the row."
            ),
            t(
                "An empty cell keeps what was published for the same codes and year; to empty it, "
                "write clear. To take a published row out, write its codes and year, and yes under "
                "withdraw."
            ),
            t("Zero is a value; an empty cell means not reported."),
        ]
    return [
        *first,
        t(
            "Write numbers plainly: 45.5 and not 45.5 %, one year a row, no units, no merged "
            "cells, nothing hidden. Formulas are fine as long as they show a value."
        ),
        t(
            "Save as .xlsx and hand it in. Everything that is wrong is shown at once, and nothing"
            " is published before it is put right."
        ),
    ]


def _write_line(sheet: Worksheet, number: int, text: str) -> None:
    cell = cell_at(sheet, number, 1)
    put(cell, text)
    cell.font, cell.alignment = font(), _WRAP
    sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(WIDTHS))
    sheet.row_dimensions[number].height = height_of({sum(WIDTHS): text}) + 4


def _write_colours(sheet: Worksheet, number: int, t: Language) -> int:
    meanings = {
        "required": t("Needed in each row"),
        "optional": t("If there is something to say"),
        "grey": t("For your information; not read"),
    }
    for kind, meaning in meanings.items():
        style_header(cell_at(sheet, number, 1), kind)
        put(cell_at(sheet, number, 1), meaning)
        sheet.row_dimensions[number].height = 18
        number += 1
    return number


def _write_columns(sheet: Worksheet, number: int, t: Language, layouts: list[Layout]) -> None:
    head = (t("Sheet"), t("Column"), t("What to write"), t("Needed"))
    for place, text in enumerate(head, start=1):
        put(cell_at(sheet, number, place), text)
        style_header(cell_at(sheet, number, place), "optional")
    sheet.row_dimensions[number].height = 18
    meanings = meanings_of_columns(t)
    for layout in layouts:
        title = names.sheet_label(SHEETS[layout.table], t.code)
        for name in layout.columns:
            number += 1
            base, _ = language_of_text(name)
            needed = kind_of_header(layout, name) == "required"
            texts = (
                title,
                header_label(layout, name, t.code),
                meanings.get((layout.table, base)) or meanings.get(base, ""),
                t("yes") if needed else "",
            )
            for place, text in enumerate(texts, start=1):
                put(cell_at(sheet, number, place), text)
                style_body(cell_at(sheet, number, place), bold=place == 2)
            sheet.row_dimensions[number].height = height_of(dict(zip(WIDTHS, texts, strict=True)))
