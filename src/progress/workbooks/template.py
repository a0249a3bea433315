"""The workbook to fill in: codes and drop-downs are there, years and values are not.

Two kinds: the update (values, conditions, narratives, Task Forces, focal objectives), and the plan
as it stands, so that what is missing can be entered. Handed in again as it is, neither changes
anything.
"""

import io
from typing import Literal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from progress.intake.cells import FIRST_YEAR, LAST_YEAR
from progress.language import Language
from progress.schema import SHEETS, Column
from progress.store.store import Store
from progress.vocabulary import names
from progress.vocabulary.headers import column_of, header_code, header_label, kind_of_header
from progress.vocabulary.layout import PLAN_SHEETS, Layout
from progress.workbooks.instructions import layouts_of, write_instructions
from progress.workbooks.rows import Facts, Rows, load, plan_rows, update_rows
from progress.xlsx.style import (
    cell_at,
    height_of,
    put,
    put_header,
    set_up_page,
    style_body,
    width_of,
)

ROOM = 300  # further rows that have drop-downs
# Codes that may be chosen, but also be new on another sheet of the same workbook.
_CODES = ("indicator", "objective", "goal", "facility", "source")
_OPEN = ("region", "relation")  # the drop-down is a help; others can be written


def write_template(
    store: Store, lang: str = "en", plan: bool = False, objective: str | None = None
) -> bytes:
    """The update workbook or the plan workbook, of all objectives or one. Raises DataError where
    there is no such objective."""
    t = Language(lang)
    found = load(store, objective)
    workbook = Workbook()
    first = workbook.worksheets[0]
    layouts = layouts_of(lang, plan)
    write_instructions(first, t, layouts, plan)
    lists = _Lists(workbook.create_sheet(names.WORDS[lang].lists), found, lang)
    for layout in layouts:
        rows = (plan_rows if plan else update_rows)(layout.table, found, t)
        title = names.sheet_label(SHEETS[layout.table], lang)
        sheet = workbook.create_sheet(title, len(workbook.sheetnames) - 1)
        _fill(sheet, layout, rows, lang)
        _add_drop_downs(sheet, layout, lists, t)
    lists.sheet.sheet_state = "hidden"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Worksheet, layout: Layout, rows: Rows, lang: str) -> None:
    shown = layout.shown
    heights = [height_of({})] * len(rows)
    for place, name in enumerate(shown, start=1):
        head = cell_at(sheet, 1, place)
        words, code = header_label(layout, name, lang), header_code(layout, name, lang)
        put_header(head, words, code, kind_of_header(layout, name))
        width = width_of(name)
        sheet.column_dimensions[get_column_letter(place)].width = width
        grey = name in layout.grey_names
        column = column_of(layout.table, name)
        right = name == "last_value" or (column is not None and column.kind == "number")
        for number, row in enumerate(rows, start=2):
            cell = cell_at(sheet, number, place)
            put(cell, _written(layout, name, row.get(name), lang))
            style_body(cell, grey, bold=place == 1, right=right)
            if isinstance(cell.value, str):
                height = height_of({width: cell.value})
                heights[number - 2] = max(heights[number - 2], height)
    for number, height in enumerate(heights, start=2):
        sheet.row_dimensions[number].height = height
    sheet.row_dimensions[1].height = 44
    named = 1 if layout.grey and layout.grey[0][1] == shown[0] else 0
    sheet.freeze_panes = cell_at(sheet, 2, 2 + named)
    set_up_page(sheet, titles=1 + named)


def _written(layout: Layout, name: str, value: object, lang: str) -> object:
    """A value as it is written in a language: choices are translated, yes and no are words."""
    if value is True or value is False:
        return names.choice_label("yes", "yes" if value else "no", lang)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    column = {"last_state": "state", "last_status": "status"}.get(name, name)
    if isinstance(value, str) and _has_choices(layout.table, column):
        return names.choice_label(column, value, lang)
    return value


def _has_choices(table: str, name: str) -> bool:
    column = column_of(table, name)
    return column is not None and names.has_choices(name, column.kind)


class _Lists:
    """A hidden sheet with what the drop-downs offer, one column a list."""

    def __init__(self, sheet: Worksheet, found: Facts, lang: str):
        self.sheet, self._found, self._lang = sheet, found, lang
        self._places: dict[tuple[str, tuple[str, ...]], str] = {}

    def formula(self, column: Column) -> str | None:
        """Where the list of a column stands; None if it has none."""
        name = "yes" if column.kind == "yes" else column.name
        place = name, column.choices
        if place not in self._places:
            offered = self._offered(column)
            self._places[place] = self._add(name, offered) if offered else ""
        return self._places[place] or None

    def _offered(self, column: Column) -> list[str]:
        choices = ("yes", "no") if column.kind == "yes" else column.choices
        if choices:
            label = "yes" if column.kind == "yes" else column.name
            return [names.choice_label(label, choice, self._lang) for choice in choices]
        if column.name in _CODES:
            return [row[column.name] for row in self._found[column.name]]
        if column.name == "region":
            regions = {row["region"] for row in (*self._found["target"], *self._found["value"])}
            return [names.choice_label("region", one, self._lang) for one in sorted(regions)]
        if column.name == "relation":
            relations = {"direct"} | {row["relation"] for row in self._found["value"]}
            return [names.choice_label("relation", one, self._lang) for one in sorted(relations)]
        return []

    def _add(self, name: str, offered: list[str]) -> str:
        place = len([known for known in self._places.values() if known]) + 1
        for number, text in enumerate([name, *offered], start=1):
            put(cell_at(self.sheet, number, place), text)
        letter = get_column_letter(place)
        return f"'{self.sheet.title}'!${letter}$2:${letter}${len(offered) + 1}"


def _add_drop_downs(sheet: Worksheet, layout: Layout, lists: _Lists, t: Language) -> None:
    last = sheet.max_row + ROOM
    for place, name in enumerate(layout.shown, start=1):
        column = column_of(layout.table, name)
        rule = _rule(column, layout, lists, t) if column else _refuse_typing(t)
        if rule:
            letter = get_column_letter(place)
            rule.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(rule)


def _refuse_typing(t: Language) -> DataValidation:
    """A grey column: nobody types there by mistake, and rows can still be copied as a whole, which
    the protection of a sheet would not allow."""
    rule = DataValidation("custom", formula1="FALSE", allow_blank=True)
    rule.showErrorMessage = True
    rule.errorTitle = t("For your information; not read")
    rule.error = t("Write in the columns that are not grey.")
    return rule


def _rule(column: Column, layout: Layout, lists: _Lists, t: Language) -> DataValidation | None:
    is_new = column.name == SHEETS[layout.table].key[0] and layout in PLAN_SHEETS
    formula = None if is_new and layout.table in _CODES else lists.formula(column)
    # What may be cleared takes that word as well, after a question.
    may_clear = not column.required and column.name not in SHEETS[layout.table].key
    if formula:
        rule = DataValidation("list", formula1=formula, allow_blank=True)
        rule.showErrorMessage = column.name not in _OPEN
        rule.errorStyle = "warning" if may_clear or column.name in _CODES else "stop"
        rule.error = t("Choose from the list.")
    elif column.kind == "year":
        rule = _between("whole", str(FIRST_YEAR), str(LAST_YEAR))
        rule.showErrorMessage = True
        rule.error = t("Write the year alone, with four digits.")
    elif column.kind in ("number", "integer"):
        rule = _between("decimal", "-1E+300", "1E+300")
        rule.showErrorMessage = True
        rule.error = t("Write a plain number, without unit or percent sign.")
    else:
        return None
    if may_clear:
        rule.errorStyle = "warning"
    rule.errorTitle = header_label(layout, column.name, t.code)
    return rule


def _between(kind: Literal["whole", "decimal"], first: str, last: str) -> DataValidation:
    return DataValidation(
        type=kind, operator="between", formula1=first, formula2=last, allow_blank=True
    )
