"""A target that moves to another year: the row of the old year goes, that of the new one comes."""

from progress.intake.known import Key, Row
from progress.schema import SHEETS
from progress.store import rules


def cannot_move(row: Row, standing: dict[Key, Row]) -> rules.Finding | None:
    """Why a target cannot have its ``new_year``. ``standing``: the targets in force."""
    sheet, year = SHEETS["target"], row["new_year"]
    key = sheet.key_of(row)
    message = None
    if key not in standing:
        code, message = "nothing_to_move", "There is no such target in force; write its year now"
    elif row["kind"] == "conditions":
        code, message = (
            "conditions_of_a_year",
            (
                "Conditions belong to their target year; hand in target and conditions for the new "
                "year, and withdraw the old ones"
            ),
        )
    elif sheet.key_of(row | {"year": year}) in standing:
        code, message = "year_taken", "There is a target for {year} already; change that one"
    return ("new_year", year, code, message, {"year": year}) if message else None


def moved(row: Row) -> list[Row]:
    """The two rows that move a target: one withdraws it, one brings it in its new year."""
    sheet = SHEETS["target"]
    gone = {name: row[name] if name in sheet.key else None for name in sheet.names}
    place = {name: row[name] for name in ("sheet", "row")}
    away = {**gone, **place, "withdraw": True, "confirm": False, "moved": True}
    return [row | {"year": row["new_year"]}, away]
