"""The tables of the Upload page: problems with their place, and rows before and after."""

from markupsafe import Markup

from progress.errors import Problem
from progress.intake.readings import Reading, words_of_kinds
from progress.ui.components import paragraph, table
from progress.ui.view import View
from progress.wording.problem import (
    column_of_problem,
    found,
    problem_sentence,
    read_as,
    sheet_of_problem,
)

SHOWN_PROBLEMS = 200


def problem_table(seen: View, caption: str, problems: list[Problem]) -> Markup:
    t = seen.t
    body = [
        [
            sheet_of_problem(t, problem.sheet),
            "" if problem.row is None else str(problem.row),
            column_of_problem(t, problem),
            problem.value or "",
            problem_sentence(t, problem),
        ]
        for problem in problems[:SHOWN_PROBLEMS]
    ]
    more = len(problems) - SHOWN_PROBLEMS
    note = t("{number} more are in the workbook.", number=more) if more > 0 else ""
    head = [t("Sheet"), t("Row"), t("Column"), t("Found"), t("What to write instead")]
    shown = table(caption, head, body, numbers={1})
    return shown + paragraph(note)


def reading_table(seen: View, readings: list[Reading]) -> Markup:
    """What was understood otherwise than it stands there."""
    t = seen.t
    words = words_of_kinds(t)
    body = [
        [
            reading.sheet,
            "" if reading.row is None else str(reading.row),
            reading.column or "",
            found(t, reading.kind, reading.found),
            read_as(t, reading.kind, reading.read_as),
            words[reading.kind],
            t.number(reading.count),
        ]
        for reading in readings[:SHOWN_PROBLEMS]
    ]
    head = [
        t("Sheet"), t("Row"), t("Column"), t("Found"), t("Read as"), t("Why"), t("How often"),
    ]  # fmt: skip
    return table(t("How your file was read"), head, body, numbers={1, 6})


def row_table(seen: View, rows: list[dict]) -> Markup:
    t = seen.t
    kinds = {"new": t("new"), "changed": t("changed"), "withdrawn": t("withdrawn")}
    body = [
        [
            row["sheet"],
            str(row["row"]),
            kinds[row["change"]],
            ", ".join(str(part) for part in row["key"].values()),
            "; ".join(
                _cell_change(name, *pair)
                for name, pair in row["columns"].items()
                if name not in row["key"]
            ),
        ]
        for row in rows
    ]
    return table(
        t("New and changed rows"),
        [t("Sheet"), t("Row"), t("Change"), t("Key"), t("Old → new")],
        body,
        numbers={1},
    )


def _cell_change(name: str, old: object, new: object) -> str:
    return f"{name}: {'–' if old is None else old} → {'–' if new is None else new}"
