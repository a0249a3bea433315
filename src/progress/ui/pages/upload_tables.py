"""The tables of the Upload page: problems with their place, and rows before and after."""

from collections import Counter
from html import escape

from progress.errors import Problem
from progress.ui.markup import table
from progress.ui.view import View

SHOWN_PROBLEMS = 200


def problem_table(seen: View, caption: str, problems: list[Problem]) -> str:
    t = seen.t
    kinds = Counter(problem.code for problem in problems)
    grouped = ", ".join(f"{code} ({count})" for code, count in kinds.most_common())
    body = [
        [
            escape(problem.sheet),
            "" if problem.row is None else str(problem.row),
            escape(problem.column or ""),
            escape(problem.value or ""),
            escape(problem.sentence(t)),
        ]
        for problem in problems[:SHOWN_PROBLEMS]
    ]
    more = len(problems) - SHOWN_PROBLEMS
    note = (
        f"<p>{escape(t('{number} more are in the workbook.', number=more))}</p>" if more > 0 else ""
    )
    head = [t("Sheet"), t("Row"), t("Column"), t("Found"), t("What to write instead")]
    return (
        f'<p class="p4-quiet">{escape(grouped)}</p>{table(caption, head, body, numbers={1})}{note}'
    )


def row_table(seen: View, rows: list[dict]) -> str:
    t = seen.t
    kinds = {"new": t("new"), "changed": t("changed"), "withdrawn": t("withdrawn")}
    body = [
        [
            escape(row["sheet"]),
            str(row["row"]),
            escape(kinds[row["change"]]),
            escape(", ".join(str(part) for part in row["key"].values())),
            escape(
                "; ".join(
                    _cell_change(name, *pair)
                    for name, pair in row["columns"].items()
                    if name not in row["key"]
                )
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
