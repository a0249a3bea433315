"""Facts in force that would not fit what is handed in, such as the target of an indicator that is
turned round. Told at the row that makes them so.
"""

from collections.abc import Iterator

from progress.errors import Problem
from progress.intake.known import Known, Row
from progress.schema import SHEETS
from progress.store import rules


def unfit(
    handed_in: dict[str, list[Row]],
    known: Known,
    merged: Known,
    around: rules.Surroundings,
) -> Iterator[Problem]:
    """``handed_in``: rows without a fault of their own, by table. ``known``: what is in force;
    ``merged``, ``around``: what would be, with all rows handed in."""
    causes = {
        row["indicator"]: row for row in handed_in.get("indicator", []) if not row["withdraw"]
    }
    for table in rules.FITTED:
        sheet = SHEETS[table]
        for key, fact in known.get(table, {}).items():
            cause = causes.get(fact["indicator"])
            if cause is None or merged[table].get(key) is not fact:
                continue
            for _, _, code, *_ in rules.check_row(table, dict(fact), around):
                yield _problem(cause, code, sheet.title, " ".join(map(str, key)))
                break


def _problem(cause: Row, code: str, sheet: str, key: str) -> Problem:
    details = {"sheet": sheet, "key": key}
    column = "direction" if code == "growth_and_direction" else "measure"
    message = "{sheet} {key} is in force and does not fit this; hand it in too, mended or withdrawn"
    shown = cause[column]
    return Problem(cause["sheet"], cause["row"], column, shown, "does_not_fit", message, details)
