"""What the plan itself still lacks, for the Secretariat to fill in with the plan workbook."""

from progress.assessment.facts import Facts
from progress.assessment.snapshot import Snapshot
from progress.language import Language, present


def missing_in_plan(
    t: Language, facts: Facts, snapshot: Snapshot | None = None
) -> list[tuple[str, list[str]]]:
    """Each kind of gap with the codes that have it. ``snapshot``: only what it selects."""
    if snapshot is not None:
        facts = _selected(facts, snapshot)
    with_target = {row["indicator"] for row in facts["target"]}
    started = {row["indicator"] for row in facts["baseline"] if row["comparable"]}
    numeric = {row["indicator"] for row in facts["target"] if row["kind"] != "conditions"}
    measured = {row["objective"] for row in facts["indicator"]}
    gaps = [
        (
            t("Goals without a name"),
            _codes(facts["goal"], "goal", lambda row: not present(row["name"])),
        ),
        (
            t("Objectives without a wording"),
            _codes(facts["objective"], "objective", lambda row: not present(row["statement"])),
        ),
        (
            t("Objectives of which it is not known who leads"),
            _codes(facts["objective"], "objective", lambda row: not row["facility_type"]),
        ),
        (
            t("Objectives whose code is to be confirmed"),
            _codes(facts["objective"], "objective", lambda row: row["code_basis"] == "inferred"),
        ),
        (
            t("Objectives without an indicator"),
            _codes(facts["objective"], "objective", lambda row: row["objective"] not in measured),
        ),
        (
            t("Indicators without a target"),
            _codes(
                facts["indicator"], "indicator", lambda row: row["indicator"] not in with_target
            ),
        ),
        (t("Indicators with a target and no comparable starting point"), sorted(numeric - started)),
    ]
    return [(label, codes) for label, codes in gaps if codes]


def _codes(rows: list[dict], name: str, lacks) -> list[str]:
    return [row[name] for row in rows if lacks(row)]


def _selected(facts: Facts, snapshot: Snapshot) -> Facts:
    objectives = {row["objective"] for row in snapshot.objectives}
    goals = {row["goal"] for row in snapshot.objectives}
    found = {
        "goal": [row for row in facts["goal"] if row["goal"] in goals],
        "objective": [row for row in facts["objective"] if row["objective"] in objectives],
        "indicator": [row for row in facts["indicator"] if row["objective"] in objectives],
    }
    codes = {row["indicator"] for row in found["indicator"]}
    for table in ("target", "baseline"):
        found[table] = [row for row in facts[table] if row["indicator"] in codes]
    return found
