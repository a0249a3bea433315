"""What the tables that are handed out mean: each table, column, type and unit, in each language.

The columns of the plan's own sheets are explained in ``vocabulary/meanings.py``; here is what an
export has beside them, and what reads differently there.
"""

from functools import cache

from progress.export.columns import FACTS, UNIT, Table
from progress.language import Language
from progress.schema import Column, language_of_text
from progress.vocabulary import names
from progress.vocabulary.meanings import meanings_of_columns


def titles(t: Language) -> dict[str, str]:
    """The names of the tables for people."""
    return {
        "verdicts": t("Statuses of the indicators"),
        "objective_statuses": t("Statuses of the objectives"),
        "goal_statuses": t("The goals in numbers"),
        "facility_type_statuses": t("Who leads, in numbers"),
        **{name: names.sheet_label(sheet, t.code) for name, sheet in FACTS.items()},
        "releases": t("Updates"),
    }


def rows_mean(t: Language) -> dict[str, str]:
    """What a row of each table is."""
    return {
        "verdicts": t("A row is the status of one indicator in one region for one target year."),
        "objective_statuses": t("A row is the status of one objective for one target year."),
        "goal_statuses": t(
            "A row counts the objectives of one goal by their statuses, for one target year."
        ),
        "facility_type_statuses": t(
            "A row counts the objectives of one kind of leadership by their statuses, for one "
            "target year."
        ),
        "sources": t("A row is a document or page that facts were taken from."),
        "goals": t("A row is a goal of the plan."),
        "facilities": t("A row is a core or global facility."),
        "objectives": t("A row is an objective of the plan."),
        "indicators": t("A row is an indicator of an objective: what is counted, and how."),
        "baselines": t("A row is the starting point of an indicator in a region."),
        "targets": t("A row is what an indicator is to reach in a region by a target year."),
        "conditions": t("A row is one statement to be met by a target year."),
        "implementation_strategy": t(
            "A row is one line of the implementation strategy of an objective."
        ),
        "initiative": t("A row is one fact about the Initiative and its plan."),
        "contacts": t("A row is an address of the Initiative."),
        "join_steps": t("A row is a step on the way into a Task Force."),
        "task_force_roles": t("A row is a role in a Task Force."),
        "task_forces": t("A row is the Task Force of an objective."),
        "focal_objectives": t("A row is an objective that is in focus in a year."),
        "activities": t("A row is an activity in the workplan of a Task Force."),
        "milestones": t("A row is a milestone of an activity."),
        "partnerships": t("A row is an organisation that works with the Initiative."),
        "reported_values": t("A row is a number that was reported for an indicator."),
        "condition_reports": t("A row is what was reported on one condition."),
        "narratives": t("A row is what was told about an objective for a year."),
        "releases": t("A row is one published update, or one update undone."),
    }


def meaning(t: Language, table: Table, column: Column) -> str:
    """What a column of a table means."""
    known = _meanings(t)
    sheet = FACTS.get(table.name)
    base, lang = language_of_text(column.name)
    found = next(
        text
        for key in ((table.name, base), (sheet.table if sheet else "", base), base)
        if (text := known.get(key))
    )
    if base == column.name:
        return found
    return t("{meaning} (in {language})", meaning=found, language=t.name_of(lang))


def kind_words(t: Language) -> dict[str, str]:
    """The types of the columns, by their kind."""
    return {
        "text": t("text"),
        "code": t("code"),
        "number": t("number"),
        "share": t("number"),
        "integer": t("whole number"),
        "year": t("year"),
        "period": t("year, month or day"),
        "yes": t("true or false"),
        "day": t("date"),
        "moment": t("date and time, UTC"),
    }


def unit(t: Language, table: Table, column: Column) -> str:
    """What the numbers of a column count; empty for texts."""
    if column.kind == "share":
        return t("share: 1 is the whole")
    if column.name in ("pace", "acceleration_factor", "compound_ratio"):
        return t("ratio")
    if column.name == "rhythm_months":
        return t("months")
    if column.name in ("count", "out_of"):
        return t("what is counted")
    if column.kind == "number" and UNIT[0] in table.columns:
        return t("see the column unit")
    return ""


@cache
def _meanings(t: Language) -> dict[str | tuple[str, str], str]:
    return meanings_of_columns(t) | _of_every_row(t) | _of_statuses(t) | _of_other_tables(t)


def _of_every_row(t: Language) -> dict[str | tuple[str, str], str]:
    return {
        "source": t("The code of the source; several are separated by semicolons"),
        "source_title": t("The title of the source"),
        "source_url": t("The address of the source"),
        "release": t(
            "The number of the update that brought the row; of a computed row, the last update "
            "it takes into account"
        ),
        "published_on": t("The day of that update"),
        "values_up_to": t("Values up to this year count"),
        "method": t("The version of the rules by which the row is computed"),
        "records_as_of": t("The day of the records: the one chosen, or that of the last update"),
        "data": t(
            "What kind of data this row is: Demonstration data is invented; what was compiled from "
            "public pages is not yet confirmed, nor is what rests on it; empty if the Secretariat "
            "published or confirmed it"
        ),
        "region": t("The region; World where nothing else is said"),
        "relation": t(
            "direct if this is the indicator itself; otherwise what else it is, such as "
            "superseded: it is then shown and not judged"
        ),
    }


def _of_statuses(t: Language) -> dict[str | tuple[str, str], str]:
    status = t("The status, by the rules of the Method page")
    return {
        "horizon": t("The target year"),
        ("verdicts", "status"): status,
        ("objective_statuses", "status"): status,
        ("verdicts", "name"): t("The name of the indicator"),
        ("goal_statuses", "name"): t("The name of the goal"),
        "family": t("The group of the status, as the colours show it"),
        "reason": t(
            "Why there is no target (none is entered at all, or none for this target year), or why "
            "nothing is judged: too early, or too long ago"
        ),
        "flags": t("What else is to be said of the status, as words separated by spaces"),
        "baseline_year": t("The year of the starting point"),
        "baseline_value": t("The starting point; of a range the lower end"),
        "baseline_value_high": t("The upper end of a starting point that is a range"),
        "value_year": t("The year of the value that decides"),
        ("verdicts", "value"): t("The value that decides; of a range the lower end"),
        "target_kind": t("The kind of target"),
        "target_value": t(
            "The target as the plan gives it: a number, the lower end of a range, growth in "
            "percent a year, or a factor"
        ),
        "target_value_high": t("The upper end of a target that is a range"),
        "target_number": t("The number to reach by the target year, computed from the target"),
        "conditions_done": t("How many conditions are met"),
        "conditions_total": t("How many conditions there are"),
        "conditions_overdue": t("How many that are not met are past their own year"),
        "conditions_due": t("How many that are not met have a year of their own still to come"),
        "distance_covered": t("The share of the way from the starting point to the target"),
        "time_used": t("The share of the time from the starting point to the target year"),
        "pace": t("The share of the way over the share of the time; of growth, seen over asked"),
        "acceleration_factor": t("How many times faster it has to go from now on"),
        "compound_ratio": t("The pace by compound growth, to see whether the method matters"),
        "compound_family": t("The group of the status that this would give"),
        "robust": t("Whether both methods give the same group"),
        "sentence": t("The status as a sentence"),
        "indicators": t("How many indicators have a target for this year"),
        "assessed": t("How many of them could be judged"),
        "stale": t("How many of those that are on track or met rest on an old report"),
        "headline": t("The numbers as a sentence"),
        "objectives": t("How many objectives there are"),
        "with_target": t("How many of them have a target for this year"),
        "achieved": t("How many have met their target"),
        "on_track": t("How many are on track"),
        "behind": t("How many are behind"),
        "off_course": t("How many are off course"),
        "open": t("How many are to be confirmed: reported on, but not yet to be judged"),
        "no_verdict": t("How many have no status: no report, or no target"),
    }


def _of_other_tables(t: Language) -> dict[str | tuple[str, str], str]:
    return {
        ("value", "counts"): t("Whether the value enters statuses, or is only context"),
        ("target", "year"): t("The target year"),
        "comparable": t(
            "Whether the starting point counts the same as the target; if not, it is shown and "
            "not judged"
        ),
        "consent": t("Whether the leader agrees to be shown with name and contact"),
        "fact": t("The code of the fact"),
        ("initiative", "value"): t("The fact, in words"),
        ("contact", "purpose"): t("What the address is for"),
        "address": t("The e-mail address"),
        "step": t("The place of the step: 1, 2, 3"),
        "role": t("The name of the role"),
        "partners_only": t("Whether only partners of the Initiative may take it"),
        "eligibility": t("Who may take it"),
        "duties": t("What it asks for"),
        ("task_force", "leader"): t("Name and organisation of the leader, if they agree"),
        ("task_force", "contact"): t("How the leader can be reached, if they agree"),
        ("releases", "release"): t("The number of the update"),
        ("releases", "kind"): t("initial (the first setup), update, or revert (an update undone)"),
        "published_at": t("When it was published"),
        "back_dated": t("Whether it was recorded later than on that day"),
        "by": t("Who published it"),
        ("releases", "note"): t("What was said about it"),
        "in_force": t("Whether it is in force, or was undone"),
        "reverts": t("The number of the update that it undoes"),
        "rows": t("How many rows it brought"),
        "sha256": t("The SHA-256 hash of what was handed in"),
    }
