"""The cells of a table that is handed out, as a reader sees them: words instead of codes."""

import math
from datetime import date, datetime
from functools import cache

from progress.export.columns import Table, TableRow
from progress.export.records import DEMONSTRATION
from progress.language import ROUNDING, Language, ceiling, floor
from progress.publishing.provenance import COMPILED, SETUP
from progress.schema import TEXT_LANGUAGES, Column, language_of_text, own_text
from progress.vocabulary import names
from progress.wording.facility_words import facility_types
from progress.wording.flag_sentences import flag_sentences
from progress.wording.implementation_strategy import strategy_parts
from progress.wording.region_words import region_name
from progress.wording.status_words import families, status_word
from progress.wording.task_force import task_force_statuses

READ_FIRST = ("status", "name", "label", "indicator", "year", "value", "unit", "sentence",
              "headline")  # fmt: skip


def readers_columns(table: Table) -> list[Column]:
    """The columns that a reader sees, what matters most first: of a text in all languages one, and
    not the reason for there being no verdict, which the status says in words."""
    known = {column.name: column for column in table.columns}
    first = [name for name in (*table.key, *READ_FIRST) if name in known]
    return [
        known[name]
        for name in dict.fromkeys([*first, *known])
        if name != "reason"
        if (base := language_of_text(name)[0]) == name or base not in known
    ]


def cell(t: Language, table: Table, column: Column, row: TableRow) -> object:
    """A value as it is shown: a number or date as such, rounded so that it says no more than the
    status; everything else in words; None where there is nothing."""
    name, value = column.name, row[column.name]
    if own_text(name, TEXT_LANGUAGES[0]) in row:
        return t.of(row, name) or None
    if value is None:
        return None
    if isinstance(value, bool):
        return names.choice_label("yes", "yes" if value else "no", t.code)
    if isinstance(value, float):
        return _rounded(name, column.kind, value)
    if isinstance(value, datetime | date | int):
        return value
    return _word(t, table, name, row)


def _rounded(name: str, kind: str, value: float) -> float:
    if name == "acceleration_factor":
        return ceiling(value, 1)
    if name in ("pace", "compound_ratio"):
        return floor(value, 2)
    if kind == "share":
        return math.floor(value * 1000 + ROUNDING) / 1000
    return value


def _word(t: Language, table: Table, name: str, row: TableRow) -> str:
    value = row[name]
    if name == "status":
        if table.name == "task_forces":
            return task_force_statuses(t)[value]
        return status_word(t, value, row["reason"], row["horizon"])
    if name == "flags":
        return " ".join(flag_sentences(t, value.split()))
    if name == "region":
        return region_name(t, value)
    if name == "relation":
        return t(row["relation"])
    if table.name == "releases" and name == "note":
        return _note(t, row)
    if known := _words(t, table.name == "releases").get(name):
        return str(known.get(value, value))
    column = name.removeprefix("target_") if name == "target_kind" else name
    return names.choice_label(column, value, t.code)


def _note(t: Language, release: TableRow) -> str:
    return t(release["note"])


@cache
def _words(t: Language, of_releases: bool) -> dict[str, dict[str, str]]:
    """The words for codes, by column."""
    family = families(t)
    found = {
        "family": family,
        "compound_family": family,
        "facility_type": facility_types(t),
        "reason": {
            "not_entered": t("Not yet entered"),
            "not_set": t("None for this target year"),
        },
        "part": strategy_parts(t),
        "data": {DEMONSTRATION: t("Demonstration data"), COMPILED: t(COMPILED)},
        "by": {SETUP: t("first setup")},
    }
    if of_releases:
        found["kind"] = {
            "initial": t("first setup"),
            "update": t("update"),
            "revert": t("undone update"),
        }
    return found
