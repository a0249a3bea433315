"""The answers of the command line and the web API: plain values under the names of the design."""

import pandas as pd

from progress.releases import in_force
from progress.sentences import verdict_sentence
from progress.store import Cursor, Store, facts
from progress.text import ENGLISH, Language
from progress.verdicts import Status
from progress.words import headline
from progress.workbook.check import Checked

COUNTS = (
    "objectives",
    "with_target",
    "achieved",
    "on_track",
    "behind",
    "off_course",
    "open",
    "no_verdict",
)


def records(frame: pd.DataFrame) -> list[dict]:
    """The rows of a frame as plain Python values, None for what is not there."""
    columns = {
        name: [_plain(value) for value in frame[name].astype(object).tolist()] for name in frame
    }
    names = list(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def indicators_by_code(where: Store | Cursor, as_known_on=None) -> dict[str, dict]:
    found = records(facts(where, "indicator", in_force(where, as_known_on)))
    return {row["indicator"]: row for row in found}


def status_document(status: Status, indicators: dict[str, dict], t: Language = ENGLISH) -> dict:
    """``status --json``."""
    return {
        "verdicts": [
            verdict_document(row, indicators[row["indicator"]], t)
            for row in records(status.verdicts)
        ],
        "objectives": [
            {
                name: row[name]
                for name in (
                    "objective",
                    "label",
                    "goal",
                    "facility_type",
                    "horizon",
                    "family",
                    "indicators",
                    "assessed",
                )
            }
            for row in records(status.objectives)
        ],
        "goals": [_group(t, "goal", row) for row in records(status.goals)],
        "facility_types": [
            _group(t, "facility_type", row) for row in records(status.facility_types)
        ],
    }


def check_document(checked: Checked) -> dict:
    """``check --json``."""
    return {
        "errors": [problem.as_json() for problem in checked.errors],
        "warnings": [problem.as_json() for problem in checked.warnings],
        "rows": checked.count,
    }


def verdict_document(row: dict, indicator: dict, t: Language = ENGLISH) -> dict:
    same = (
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
    return {
        **{name: row[name] for name in same},
        "baseline": _part(
            row,
            "baseline_year",
            year="baseline_year",
            value="baseline_value",
            value_high="baseline_value_high",
        ),
        "value": _part(
            row,
            "value_year",
            year="value_year",
            value="value",
            value_high="value_high",
            count="count",
            out_of="out_of",
        ),
        "target": _target(row),
        "conditions": _part(
            row, "conditions_total", done="conditions_done", total="conditions_total"
        ),
        "distance_covered": row["distance_covered"],
        "time_used": row["time_used"],
        "pace": row["pace"],
        "acceleration_factor": row["acceleration_factor"],
        "compound": _part(row, "compound_ratio", ratio="compound_ratio", family="compound_family"),
        "robust": row["robust"],
        "sentence": verdict_sentence(t, row, indicator),
    }


def _target(row: dict) -> dict | None:
    if row["target_kind"] is None:
        return None
    return {
        "year": row["horizon"],
        "kind": row["target_kind"],
        "value": row["target_value"],
        "value_high": row["target_value_high"],
        "number": row["target_number"],
    }


def _part(row: dict, there: str, **names: str) -> dict | None:
    return None if row[there] is None else {key: row[name] for key, name in names.items()}


def _group(t: Language, name: str, row: dict) -> dict:
    counts = {count: row[count] for count in COUNTS}
    return {name: row[name], "horizon": row["horizon"], **counts, "headline": headline(t, row)}


def _plain(value):
    if value is None or value is pd.NA:
        return None
    if hasattr(value, "tolist"):
        value = value.tolist()
    return None if value != value else value
