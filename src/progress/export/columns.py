"""The columns of every table that is handed out, beside those of ``schema.py``."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from progress.language import Language
from progress.schema import SHEETS, TEXT_LANGUAGES, Column, Sheet, own_text, texts
from progress.statuses import FAMILIES, STATUSES
from progress.wording.documents import COUNTS

LANGUAGES = tuple(Language(code) for code in ("en", *TEXT_LANGUAGES))
Text = TypeVar("Text", str, str | None)
TARGET_KINDS = SHEETS["target"].column("kind").choices
REASONS = ("not_entered", "not_set", "too_early", "too_old")
KINDS_OF_RELEASE = ("initial", "update", "revert")
NUMBERS = ("baseline", "target", "value")  # the facts whose rows are numbers with a unit


def several(names: str, kind: str = "text", **details: Any) -> tuple[Column, ...]:
    return tuple(Column(name, kind, **details) for name in names.split())


def in_each(name: str, text_of: Callable[[Language], Text]) -> dict[str, Text]:
    """A text in each language, under the names of its columns."""
    return {own_text(name, t.code): text_of(t) for t in LANGUAGES}


UNIT = texts("unit")
COUNTS_OR_NOT = several("counts", "yes", required=True)
ORIGIN = several("source source_title source_url")
RECORDS = (*several("records_as_of", "day"), *several("data"))
RELEASE = (*several("release", "integer", required=True), *several("published_on", "day"))
COMPUTED = (*several("values_up_to", "year"), *several("method"))
_FAMILY = Column("family", required=True, choices=FAMILIES)
_HORIZON = Column("horizon", "year", required=True)
_TYPE = Column("facility_type", choices=("core", "global"))

VERDICTS = (
    *several("indicator objective", "code", required=True), *several("goal", "code"), _TYPE,
    *texts("name"), Column("region", required=True), _HORIZON,
    Column("status", required=True, choices=tuple(STATUSES)), _FAMILY,
    Column("reason", choices=REASONS),
    *several("flags"), *several("baseline_year", "year"),
    *several("baseline_value baseline_value_high", "number"), *several("value_year", "year"),
    *several("value value_high count out_of", "number"),
    Column("target_kind", choices=TARGET_KINDS),
    *several("target_value target_value_high target_number", "number"), *UNIT,
    *several("conditions_done conditions_total conditions_overdue conditions_due", "integer"),
    *several("distance_covered time_used", "share"),
    *several("pace acceleration_factor compound_ratio", "number"),
    Column("compound_family", choices=FAMILIES), *several("robust", "yes"),
    *texts("sentence"),
)  # fmt: skip
OBJECTIVE_STATUSES = (
    *several("objective", "code", required=True), *texts("label"),
    *several("goal", "code"), _TYPE, _HORIZON,
    Column("status", required=True, choices=tuple(STATUSES)), _FAMILY,
    Column("reason", choices=REASONS),
    *several("indicators assessed stale", "integer", required=True),
)  # fmt: skip
_GROUP = (
    _HORIZON, *(Column(name, "integer", True) for name in COUNTS), *texts("headline")
)  # fmt: skip
GOAL_STATUSES = (*several("goal", "code", required=True), *texts("name"), *_GROUP)
FACILITY_TYPE_STATUSES = (
    Column("facility_type", required=True, choices=("core", "global", "unknown")), *_GROUP
)  # fmt: skip
RELEASES = (
    *several("release", "integer", required=True),
    Column("kind", required=True, choices=KINDS_OF_RELEASE),
    *several("published_at", "moment", required=True), *several("back_dated", "yes"),
    *several("by note"), *several("in_force", "yes", required=True),
    *several("reverts rows", "integer"), *several("sha256"),
)  # fmt: skip

TableRow = dict[str, Any]  # plain values by the names of columns
Reference = tuple[tuple[str, ...], str]  # columns that name a row of another table


@dataclass(frozen=True)
class Table:
    """``rows`` hold plain values under the names of ``columns``, in a steady order. ``key``: the
    columns that tell rows apart; empty where some of them may be blank."""

    name: str
    columns: tuple[Column, ...]
    rows: list[TableRow]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


def fact_name(sheet: Sheet) -> str:
    """The name that a fact's table has among the files: that of its file in a plan's folder."""
    return Path(sheet.file).stem


FACTS = {fact_name(sheet): sheet for sheet in SHEETS.values()}
ROLL_UPS = ("verdicts", "objective_statuses", "goal_statuses", "facility_type_statuses")
NAMES = (*ROLL_UPS, *FACTS, "releases")
