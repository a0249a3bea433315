"""The files had back: the same sheets and rows, with the faulty cells marked and said what to
write instead."""

import io
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from itertools import chain, count

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as WrittenCell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from progress.errors import Problem
from progress.intake.mapping import ColumnMap
from progress.intake.readings import Reading, words_of_kinds
from progress.language import Language
from progress.publishing.provenance import File
from progress.vocabulary import names
from progress.wording.problem import (
    column_of_problem,
    found,
    problem_sentence,
    read_as,
    sheet_of_problem,
)
from progress.workbooks.instructions import layouts_of, write_instructions
from progress.workbooks.marked_sheets import Page, pages_of
from progress.xlsx.cells import BOOLEAN, DATE, NUMBER, PERCENT, REWORDED, Cell
from progress.xlsx.limits import MAXIMUM_ROWS
from progress.xlsx.style import (
    cell_at,
    font,
    height_of,
    put,
    set_up_page,
    style_body,
    style_fault,
    style_header,
    width_of,
)

LONGEST_TITLE = 31  # of a sheet, in letters; longer ones Excel calls damage
MAXIMUM_COMMENTS = 500  # of a sheet; all problems stand in the column Error as well
MAXIMUM_STYLED = 1_000  # rows
MAXIMUM_CELLS = 250_000  # of the workbook; then only rows with a problem are in it


def write_answer(
    files: Sequence[File],
    problems: list[Problem],
    t: Language,
    readings: Sequence[Reading] = (),
    given: ColumnMap | None = None,
) -> bytes:
    """One .xlsx workbook with all sheets of the files. What belongs to no row stands on a sheet
    of its own, and so does how the files were read."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    by_place: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_place[problem.sheet].append(problem)
    placed: set[int] = set()
    written = 0
    for file in files:
        of_file = f" ({file.name.rsplit('.', 1)[0]})" if len(files) > 1 else ""
        for page in pages_of(file, given):
            own = [problem for name in sorted(page.known_as) for problem in by_place[name]]
            if page.instructions:
                _write_instructions(workbook, page)
                continue
            page.shorten(MAXIMUM_CELLS - written, {problem.row for problem in own})
            written += page.size
            sheet = workbook.create_sheet(_free(workbook, page.title + of_file))
            if page.lists:
                _write_lists(sheet, page)
            else:
                placed |= _write_page(sheet, page, own, t)
    elsewhere = [problem for problem in problems if id(problem) not in placed]
    if elsewhere or not workbook.sheetnames:
        _write_list(workbook.create_sheet(names.WORDS[t.code].problems), elsewhere, t)
    if readings:
        _write_readings(workbook.create_sheet(names.WORDS[t.code].readings), readings, t)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _write_instructions(workbook: Workbook, page: Page) -> None:
    """The first sheet of the template, as it was."""
    t = Language(page.instructions or "en")
    sheet = workbook.create_sheet(_free(workbook, page.title), 0)
    plan = page.of_plan
    write_instructions(sheet, t, layouts_of(t.code, plan), plan)


def _write_lists(sheet: Worksheet, page: Page) -> None:
    for row in page.rows:
        for place, cell in row.cells.items():
            _write(cell_at(sheet, row.number, place), cell)
    sheet.sheet_state = "hidden"


def _write_page(sheet: Worksheet, page: Page, problems: list[Problem], t: Language) -> set[int]:
    """Writes a sheet; returns which problems found their place in it, by identity."""
    error_place = page.width + 1
    _write_rows(sheet, page, error_place, t)
    rows = {row.number for row in page.rows} - {page.header}
    # Looks cost more than content, so of a long sheet the first rows with a problem have them.
    faulty = sorted(rows & {problem.row for problem in problems})
    styled = rows if len(rows) < MAXIMUM_STYLED else set(faulty[:MAXIMUM_STYLED])
    for number in styled:
        for place in range(1, error_place + 1):
            style_body(cell_at(sheet, number, place), page.kinds.get(place) == "grey")
    placed: set[int] = set()
    told: dict[int, list[str]] = defaultdict(list)
    for problem in problems:
        found_at = page.columns.get(problem.header or "") or page.columns.get(problem.column or "")
        sentence = problem_sentence(t, problem)
        if found_at and problem.row and problem.row in {*rows, page.header}:
            cell = cell_at(sheet, problem.row, found_at)
            style_fault(cell)
            if problem.row == page.header:
                cell.font = font(bold=True)
            if len(placed) < MAXIMUM_COMMENTS:
                before = f"{cell.comment.text}\n" if cell.comment else ""
                cell.comment = Comment(before + sentence, "check", height=90, width=260)
            placed.add(id(problem))
        if problem.row and problem.row in rows:
            named = column_of_problem(t, problem)
            about = f"{named}: " if named else ""
            told[problem.row].append(about + sentence)
            placed.add(id(problem))
    for number, sentences in told.items():
        text = "\n".join(sentences)
        put(cell_at(sheet, number, error_place), text)
        if number in styled:
            sheet.row_dimensions[number].height = height_of({width_of("error"): text})
    return placed


def _write_rows(sheet: Worksheet, page: Page, error_place: int, t: Language) -> None:
    names_of = {place: name for name, place in page.columns.items()}
    for row in page.rows:
        for place, cell in row.cells.items():
            _write(cell_at(sheet, row.number, place), cell)
    for place in range(1, error_place):
        width = page.looks.widths.get(place) or width_of(names_of.get(place, ""))
        sheet.column_dimensions[get_column_letter(place)].width = width
        style_header(cell_at(sheet, page.header, place), page.kinds.get(place, "optional"))
    for rule in page.looks.rules:
        sheet.add_data_validation(rule)
    head = cell_at(sheet, page.header, error_place)
    put(head, names.column_label("error", t.code).capitalize())
    style_header(head, "required")
    sheet.column_dimensions[get_column_letter(error_place)].width = width_of("error")
    sheet.freeze_panes = cell_at(sheet, page.header + 1, 1)
    set_up_page(sheet)


def _write(written: WrittenCell, cell: Cell) -> None:
    kind, value = cell
    if kind == REWORDED:
        kind, value = NUMBER, value[0]
    if kind in (NUMBER, PERCENT, BOOLEAN):
        put(written, int(value) if kind == NUMBER and value.is_integer() else value)
    else:
        put(written, value)
    if kind == PERCENT:
        written.number_format = "0.0###%"
    elif kind == DATE:
        try:
            written.value = datetime.fromisoformat(value)
            written.number_format = "yyyy-mm-dd"
        except ValueError:
            pass  # a time, or a date that no calendar has: shown as it was


def _write_list(sheet: Worksheet, problems: list[Problem], t: Language) -> None:
    head = {t("Sheet"): 28, t("Row"): 8, t("Column"): 20, t("Found"): 28}
    head[t("What to write instead")] = 90
    rows = [
        (
            sheet_of_problem(t, one.sheet),
            one.row,
            column_of_problem(t, one),
            one.value,
            problem_sentence(t, one),
        )
        for one in problems[:MAXIMUM_ROWS]
    ]
    _write_table(sheet, head, rows)


def _write_readings(sheet: Worksheet, readings: Sequence[Reading], t: Language) -> None:
    head = {t("Sheet"): 28, t("Row"): 8, t("Column"): 20, t("Found"): 28, t("Read as"): 28}
    head |= {t("Why"): 60, t("How often"): 12}
    words = words_of_kinds(t)
    rows = [
        (
            one.sheet,
            one.row,
            one.column,
            found(t, one.kind, one.found),
            read_as(t, one.kind, one.read_as),
            words[one.kind],
            one.count,
        )
        for one in readings
    ]
    _write_table(sheet, head, rows)


def _write_table(sheet: Worksheet, head: dict[str, int], rows: Sequence[Sequence[object]]) -> None:
    """``head``: the names of the columns and their widths."""
    for place, (text, width) in enumerate(head.items(), start=1):
        put(cell_at(sheet, 1, place), text)
        style_header(cell_at(sheet, 1, place), "required")
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            put(cell_at(sheet, number, place), value)
            if number <= MAXIMUM_STYLED:
                style_body(cell_at(sheet, number, place))


def _free(workbook: Workbook, title: str) -> str:
    """A title that Excel takes, and that no other sheet has."""
    valid = re.sub(r"[\\/*?:\[\]]", " ", title).strip(" '") or "-"
    taken = {name.lower() for name in workbook.sheetnames}
    numbered = (f"{valid[: LONGEST_TITLE - 4]} {number}" for number in count(2))
    return next(
        name for name in chain([valid[:LONGEST_TITLE]], numbered) if name.lower() not in taken
    )
