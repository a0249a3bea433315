"""What a file may hold: every sheet, its columns, its key and what it refers to.

This is the one place that knows the columns of a fact. The store makes its tables from it,
reading and checking take their rules from it, publishing and comparing take the keys.

A sheet is a CSV file of a plan folder and a sheet of a workbook; both hold the same columns.
Texts may have a column for each other language beside them (``name``, ``name_fr``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

WORLD = "World"
DIRECT = "direct"
TEXT_LANGUAGES = ("fr", "es")  # that texts have a column of their own for, beside the English one

# How many letters a code, a text of one line and a text of several sentences may have. The longest
# in the plan have 35, 119 and 287.
LONGEST_CODE, LONGEST_LINE, LONGEST_TEXT = 60, 300, 2000


@dataclass(frozen=True)
class Column:
    """One column: ``kind`` is text, code, number, integer, year, period (a year, month or day, as
    2026, 2026-06 or 2026-06-30) or yes (yes / no)."""

    name: str
    kind: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    blank: str | None = None  # what an empty cell means
    longest: int = LONGEST_TEXT  # letters of a text


@dataclass(frozen=True)
class Sheet:
    """One kind of fact. ``references``: columns that must name a row in force elsewhere, in the
    order of its key."""

    table: str
    file: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[tuple[tuple[str, ...], str], ...] = ()

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def beside(self) -> tuple[Column, ...]:
        """What may stand beside the columns: what is to become of the row."""
        plan = (CONFIRM,) if self.table in PLAN else ()
        moves = {"target": (NEW_YEAR,)} | dict.fromkeys(RENAMED, (NEW_CODE,))
        return (WITHDRAW, *plan, *moves.get(self.table, ()))

    @property
    def written_names(self) -> list[str]:
        """Every column that a file may write: those of the table and what may stand beside."""
        return [*self.names, *(column.name for column in self.beside)]

    @property
    def key_sql(self) -> tuple[str, ...]:
        """The key as SQL expressions. Beside its direct value a year may have several values
        that are only context, told apart by how they relate and where they come from. A report
        on a condition is one of its year; unsaid, of the year it was done in."""
        if self.table == "condition_report":
            return (*self.key, "coalesce(year, done_year, 0)")
        if self.table != "value":
            return self.key
        source = f"case when relation = '{DIRECT}' then '' else coalesce(source, '') end"
        return (*self.key, "relation", source)

    @property
    def identifying(self) -> tuple[str, ...]:
        """The columns that ``key_of`` reads."""
        beside = {"condition_report": ("year", "done_year"), "value": ("relation", "source")}
        return (*self.key, *beside.get(self.table, ()))

    def key_of(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """The key of one row, equal exactly where ``key_sql`` is equal."""
        key = tuple(row[name] for name in self.key)
        if self.table == "condition_report":
            return (*key, row["year"] or row["done_year"] or 0)
        if self.table != "value":
            return key
        return (*key, row["relation"], "" if row["relation"] == DIRECT else row["source"] or "")


def own_text(name: str, lang: str) -> str:
    """The column in which a text stands in a language."""
    return name if lang == "en" else f"{name}_{lang}"


def language_of_text(name: str) -> tuple[str, str]:
    """A column without its language, and the language: name_fr is name in fr, name is in en."""
    base, _, lang = name.rpartition("_")
    return (base, lang) if base and lang in TEXT_LANGUAGES else (name, "en")


def in_all_languages(*names: str) -> tuple[str, ...]:
    """The columns in which these texts stand, of each text the English one first."""
    return tuple(own_text(name, lang) for name in names for lang in ("en", *TEXT_LANGUAGES))


def texts(*names: str) -> tuple[Column, ...]:
    return tuple(map(Column, in_all_languages(*names)))


def _lines(*names: str) -> tuple[Column, ...]:
    return tuple(replace(column, longest=LONGEST_LINE) for column in texts(*names))


def _line(name: str, required: bool = False, blank: str | None = None) -> Column:
    return Column(name, required=required, blank=blank, longest=LONGEST_LINE)


def _code(name: str, required: bool = True) -> Column:
    return Column(name, "code", required, longest=LONGEST_CODE)


def _number(name: str) -> Column:
    return Column(name, "number")


def _year(name: str, required: bool = True) -> Column:
    return Column(name, "year", required)


def _period(name: str, required: bool = False) -> Column:
    return Column(name, "period", required)


_REGION = _line("region", blank=WORLD)
_SOURCE = _line("source")
_INDICATOR = (("indicator",), "indicator")
_OBJECTIVE = (("objective",), "objective")
_MEASURES = ("level", "flow", "cumulative", "conditions")
_TARGET_KINDS = ("level", "range", "between", "growth", "multiple", "conditions")
_TASK_FORCE_STATUSES = ("established", "launched", "active", "paused", "closed")
_ACTIVITY_STATES = ("planned", "under way", "done", "stopped")
_PARTNERSHIP_KINDS = ("partnership", "alliance")
_STRATEGY_PARTS = ("problem", "consequence", "cause", "activity", "obstacle", "success_factor")

SHEETS = {
    sheet.table: sheet
    for sheet in (
        Sheet("source", "sources.csv", "Sources", ("source",),
              (_code("source"), _line("title", required=True), _line("url"))),
        Sheet("goal", "goals.csv", "Goals", ("goal",),
              (_code("goal"), *_lines("name"), *texts("purpose"), _SOURCE)),
        Sheet("facility", "facilities.csv", "Facilities", ("facility",),
              (_code("facility"), Column("facility_type", choices=("core", "global")),
               *_lines("name"), _SOURCE)),
        Sheet("objective", "objectives.csv", "Objectives", ("objective",),
              (_code("objective"), _code("goal"), *_lines("label"), *texts("statement"),
               Column("facility_type", choices=("core", "global")), _code("facility", False),
               Column("code_basis", choices=("stated", "inferred")), *texts("note"), _SOURCE),
              ((("goal",), "goal"), (("facility",), "facility"))),
        Sheet("indicator", "indicators.csv", "Indicators", ("indicator",),
              (_code("indicator"), _code("objective"), *_lines("name", "unit"),
               Column("measure", required=True, choices=_MEASURES),
               Column("direction", choices=("up", "down")), Column("decimals", "integer"),
               Column("rhythm_months", "integer"), *texts("definition")),
              (_OBJECTIVE,)),
        Sheet("baseline", "baselines.csv", "Baselines", ("indicator", "region"),
              (_code("indicator"), _REGION, _year("year"), _number("value"),
               _number("value_high"), _number("count"), _number("out_of"),
               Column("comparable", "yes", required=True), *texts("note"), _SOURCE),
              (_INDICATOR,)),
        Sheet("target", "targets.csv", "Targets", ("indicator", "region", "year"),
              (_code("indicator"), _REGION, _year("year"),
               Column("kind", required=True, choices=_TARGET_KINDS),
               _number("value"), _number("value_high"), *texts("note"), _SOURCE),
              (_INDICATOR,)),
        Sheet("plan_condition", "conditions.csv", "Plan conditions",
              ("indicator", "target_year", "condition"),
              (_code("indicator"), _year("target_year"), Column("condition", "integer", True),
               Column("text", required=True), *texts("text")[1:], _year("due_year", False),
               Column("recurs", choices=("yearly",))),
              (_INDICATOR,)),
        Sheet("implementation_strategy", "implementation_strategy.csv", "Implementation strategy",
              ("objective", "part", "number"),
              (_code("objective"), Column("part", required=True, choices=_STRATEGY_PARTS),
               Column("number", "integer", True), *texts("text"), _SOURCE),
              (_OBJECTIVE,)),
        Sheet("initiative", "initiative.csv", "Initiative", ("fact",),
              (_code("fact"), *texts("value"), _SOURCE)),
        Sheet("contact", "contacts.csv", "Contacts", ("purpose",),
              (_code("purpose"), *_lines("purpose")[1:], _line("address"), _SOURCE)),
        Sheet("join_step", "join_steps.csv", "Join steps", ("step",),
              (Column("step", "integer", True), *texts("text"), _SOURCE)),
        Sheet("task_force_role", "task_force_roles.csv", "Task Force roles", ("role",),
              (_code("role"), *_lines("role")[1:], Column("partners_only", "yes"),
               *texts("eligibility", "duties"), _SOURCE)),
        Sheet("task_force", "task_forces.csv", "Task Forces", ("objective",),
              (_code("objective"), Column("status", required=True, choices=_TASK_FORCE_STATUSES),
               _line("launched"), _line("leader"), _line("contact"), Column("consent", "yes"),
               _line("join_link"), *texts("note"), _SOURCE),
              (_OBJECTIVE,)),
        Sheet("focal_objective", "focal_objectives.csv", "Focal objectives", ("year", "objective"),
              (_year("year"), _code("objective"), _SOURCE),
              (_OBJECTIVE,)),
        Sheet("activity", "activities.csv", "Activities", ("objective", "activity"),
              (_code("objective"), Column("activity", "integer", True), _year("year_of_workplan"),
               *_lines("title"), Column("part", choices=_STRATEGY_PARTS),
               Column("part_number", "integer"), _line("lead"), _period("start"), _period("due"),
               Column("state", required=True, choices=_ACTIVITY_STATES), _period("done_on"),
               *texts("result"), _line("link"), *texts("note")),
              (_OBJECTIVE, (("objective", "part", "part_number"), "implementation_strategy"))),
        Sheet("milestone", "milestones.csv", "Milestones", ("objective", "activity", "milestone"),
              (_code("objective"), Column("activity", "integer", True),
               Column("milestone", "integer", True), *_lines("title"), _period("due", True),
               _period("done_on")),
              ((("objective", "activity"), "activity"),)),
        Sheet("partnership", "partnerships.csv", "Partnerships", ("number",),
              (Column("number", "integer", True), _line("organisation", True),
               *_lines("country"), Column("kind", choices=_PARTNERSHIP_KINDS), *_lines("agreement"),
               _period("since"), _period("until"), _code("facility", False),
               _code("objective", False), _SOURCE),
              ((("facility",), "facility"), _OBJECTIVE)),
        Sheet("value", "reported_values.csv", "Values",
              ("indicator", "region", "year"),
              (_code("indicator"), _year("year"), _REGION, _number("value"),
               _number("value_high"), _number("count"), _number("out_of"),
               _line("relation", blank=DIRECT), *texts("note"), _SOURCE),
              (_INDICATOR,)),
        Sheet("condition_report", "condition_reports.csv", "Conditions",
              ("indicator", "region", "target_year", "condition"),
              (_code("indicator"), _year("target_year"), Column("condition", "integer", True),
               Column("state", required=True, choices=("done", "not done")),
               _year("done_year", False), *texts("evidence"), _REGION, _year("year", False)),
              ((("indicator", "target_year", "condition"), "plan_condition"),)),
        Sheet("narrative", "narratives.csv", "Narratives", ("objective", "year"),
              (_code("objective"), _year("year"), *texts("summary", "cause", "next_step"),
               _line("owner"), *texts("decision_wanted")),
              (_OBJECTIVE,)),
    )
}  # fmt: skip

# Beside the columns of a sheet: what is to become of the row with this key. It is taken out of
# force; it is right as it stands; of a target, it moves to another year; of an objective or an
# indicator, it gets another code.
WITHDRAW = Column("withdraw", "yes")
CONFIRM = Column("confirm", "yes")
NEW_YEAR = Column("new_year", "year")
NEW_CODE = Column("new_code", "code", longest=LONGEST_CODE)
# Tables whose codes may change; a column of this name holds such a code wherever it stands.
RENAMED = ("objective", "indicator")

# What a folder of a plan must have; every other file may be missing and is then empty.
REQUIRED_FILES = ("goals.csv", "objectives.csv", "indicators.csv", "targets.csv")

REPORTED = ("value", "condition_report", "narrative")
UPDATED = (*REPORTED, "task_force", "focal_objective", "activity", "milestone", "partnership")
# The plan itself: what the Secretariat confirms, row by row.
PLAN = tuple(table for table in SHEETS if table not in (*UPDATED, "source"))
