"""The answers of the command line and the web API: plain values under the names of the design."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from progress.assessment.changes import Change
from progress.assessment.fact_changes import FactChange
from progress.assessment.rows import FacilityTypeStatus, GoalStatus, ObjectiveStatus, Verdict
from progress.assessment.verdicts import Status
from progress.language import ENGLISH, Language
from progress.publishing.confirmation import Confirmation
from progress.rows import Indicator, Row
from progress.store.queries import rows_of_frame, typed_rows
from progress.store.releases import in_force
from progress.store.store import Store
from progress.store.tables import Cursor
from progress.wording.group import headline
from progress.wording.sentences import verdict_sentence

Document = dict[str, Any]

COUNTS = (
    "objectives",
    "with_target",
    "achieved",
    "on_track",
    "behind",
    "off_course",
    "open",
    "no_verdict",
    "stale",
)
OBJECTIVE = (
    "objective",
    "label",
    "goal",
    "facility_type",
    "horizon",
    "family",
    "indicators",
    "assessed",
    "stale",
)
# A verdict: its keys, and those of its parts with the column of verdicts.sql that each one shows.
VERDICT = (
    "indicator",
    "objective",
    "goal",
    "facility_type",
    "region",
    "horizon",
    "status",
    "family",
    "reason",
    "flags",
)
BASELINE = {
    "year": "baseline_year",
    "value": "baseline_value",
    "value_high": "baseline_value_high",
}
VALUE = {
    "year": "value_year",
    "value": "value",
    "value_high": "value_high",
    "count": "count",
    "out_of": "out_of",
}
TARGET = {
    "year": "horizon",
    "kind": "target_kind",
    "value": "target_value",
    "value_high": "target_value_high",
    "number": "target_number",
}
CONDITIONS = {
    "done": "conditions_done",
    "total": "conditions_total",
    "overdue": "conditions_overdue",
    "due": "conditions_due",
}
COMPOUND = {"ratio": "compound_ratio", "family": "compound_family"}
NUMBERS = ("distance_covered", "time_used", "pace", "acceleration_factor")


def indicators_by_code(
    where: Store | Cursor, as_known_on: date | None = None
) -> Mapping[str, Indicator]:
    """The indicators of the plan in force."""
    releases = in_force(where, as_known_on)
    found = typed_rows(where, Indicator, "from indicator_in_force($releases)", releases=releases)
    return {row.indicator: row for row in found}


def status_document(
    status: Status,
    indicators: Mapping[str, Indicator],
    confirmation: Confirmation,
    t: Language = ENGLISH,
) -> Document:
    """``status --json``."""
    return snapshot_document(
        rows_of_frame(Verdict, status.verdicts),
        rows_of_frame(ObjectiveStatus, status.objectives),
        rows_of_frame(GoalStatus, status.goals),
        rows_of_frame(FacilityTypeStatus, status.facility_types),
        indicators,
        confirmation,
        t,
    )


def snapshot_document(
    verdicts: Sequence[Verdict],
    objectives: Sequence[ObjectiveStatus],
    goals: Sequence[GoalStatus],
    facility_types: Sequence[FacilityTypeStatus],
    indicators: Mapping[str, Indicator],
    confirmation: Confirmation,
    t: Language = ENGLISH,
) -> Document:
    """As ``status_document``, of rows."""
    return {
        "verdicts": [
            verdict_document(
                row,
                indicators[row.indicator],
                not confirmation.rests_on_compiled(row.indicator, row.region, row.horizon),
                t,
            )
            for row in verdicts
        ],
        "objectives": [
            {name: getattr(row, name) for name in OBJECTIVE} | {"label": text(t, row, "label")}
            for row in objectives
        ],
        "goals": [_group(t, "goal", row) for row in goals],
        "facility_types": [_group(t, "facility_type", row) for row in facility_types],
    }


def changes_document(found: Sequence[Change], facts: Sequence[FactChange]) -> Document:
    """``changes --json``: the statuses that changed, and the facts, cell by cell."""
    return {
        "changes": [change.as_dict() for change in found],
        "facts": [fact.as_json() for fact in facts],
    }


def text(t: Language, row: Row, name: str) -> str | None:
    """A text of the plan: in English as it was entered, else in the language or marked."""
    entered: str | None = getattr(row, name)
    return entered if t == ENGLISH else t.of(row, name) or None


def verdict_document(
    row: Verdict, indicator: Indicator, confirmed: bool, t: Language = ENGLISH
) -> Document:
    """``confirmed``: whether the rows of the plan that it rests on are."""
    return {
        **{name: getattr(row, name) for name in VERDICT},
        "baseline": _part(row, BASELINE, "baseline_year"),
        "value": _part(row, VALUE, "value_year"),
        "target": _part(row, TARGET, "target_kind"),
        "conditions": _part(row, CONDITIONS, "conditions_total"),
        **{name: getattr(row, name) for name in NUMBERS},
        "compound": _part(row, COMPOUND, "compound_ratio"),
        "robust": row.robust,
        "confirmed": confirmed,
        "sentence": verdict_sentence(t, row, indicator),
    }


def _part(row: Verdict, names: dict[str, str], there: str) -> Document | None:
    if getattr(row, there) is None:
        return None
    return {key: getattr(row, name) for key, name in names.items()}


def _group(t: Language, name: str, row: GoalStatus | FacilityTypeStatus) -> Document:
    return {
        name: getattr(row, name),
        "horizon": row.horizon,
        **{count: getattr(row, count) for count in COUNTS},
        "headline": headline(t, row),
    }
