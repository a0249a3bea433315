"""What the workbooks hold: their sheets, the order of the columns, and which are filled in.

Beside the columns of ``schema.py`` a sheet may show grey ones, for people only: names, units and
what was reported last. They are not read.
"""

from dataclasses import dataclass

from progress.schema import SHEETS


@dataclass(frozen=True)
class Layout:
    """One sheet of a workbook. ``prefilled``: the columns the template fills in so that somebody
    can go on from there; a row with nothing beyond them says nothing. ``grey``: each grey column
    with the column that it follows."""

    table: str
    columns: tuple[str, ...]
    prefilled: tuple[str, ...] = ()
    grey: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> list[str]:
        """All columns as they stand in the sheet, the grey ones among them."""
        names = list(self.columns)
        for name, after in self.grey:
            names.insert(names.index(after) + 1, name)
        return names

    @property
    def grey_names(self) -> set[str]:
        return {name for name, _ in self.grey}


def _update(
    table: str, columns: str, prefilled: str, grey: tuple[tuple[str, str], ...] = ()
) -> Layout:
    return Layout(table, tuple(columns.split()), tuple(prefilled.split()), grey)


def _plan(table: str, prefilled: str = "", grey: tuple[tuple[str, str], ...] = ()) -> Layout:
    columns = tuple(SHEETS[table].written_names)
    return Layout(table, columns, tuple(prefilled.split()), grey)


UPDATE_SHEETS = (
    _update(
        "value",
        "indicator year region value value_high count out_of relation withdraw note source",
        "indicator region",
        (
            ("name", "indicator"),
            ("unit", "name"),
            ("last_year", "unit"),
            ("last_value", "last_year"),
        ),
    ),
    _update(
        "condition_report",
        "indicator region target_year condition state done_year year withdraw evidence",
        "indicator region target_year condition",
        (("text", "condition"), ("last_state", "text"), ("last_year", "last_state")),
    ),
    _update(
        "narrative",
        "objective year summary cause next_step owner decision_wanted withdraw",
        "objective",
        (("label", "objective"), ("last_year", "label"), ("last_summary", "last_year")),
    ),
    _update(
        "task_force",
        "objective status launched leader contact consent join_link note withdraw",
        "objective",
        (("label", "objective"), ("last_status", "label"), ("last_leader", "last_status")),
    ),
    _update("focal_objective", "year objective withdraw", "objective", (("label", "objective"),)),
    _plan("activity", "objective activity", (("label", "objective"),)),
    _plan("milestone", "objective activity", (("text", "activity"),)),
    _plan("partnership"),
)

PLAN_SHEETS = (
    _plan("goal"),
    _plan("objective"),
    _plan("facility"),
    _plan("indicator", "objective", (("label", "objective"),)),
    _plan("baseline", "indicator region", (("name", "indicator"), ("unit", "name"))),
    _plan("target", "indicator region", (("name", "indicator"), ("unit", "name"))),
    _plan("plan_condition", "indicator target_year condition", (("name", "indicator"),)),
    _plan("implementation_strategy", "objective", (("label", "objective"),)),
    _plan("initiative"),
    _plan("contact"),
    _plan("join_step"),
    _plan("task_force_role"),
    _plan("source"),
)

LAYOUTS = {layout.table: layout for layout in (*UPDATE_SHEETS, *PLAN_SHEETS)}

# Columns that are not read: the grey ones, and what was marked in a workbook that was had back.
IGNORED_COLUMNS = {
    table: {"error"} | (LAYOUTS[table].grey_names if table in LAYOUTS else set())
    for table in SHEETS
}
