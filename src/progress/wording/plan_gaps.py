"""What the plan itself still lacks, for the Secretariat to fill in with the plan workbook."""

from progress.assessment.facts import Facts
from progress.assessment.snapshot import Snapshot
from progress.language import Language, present


def missing_in_plan(
    t: Language, facts: Facts, snapshot: Snapshot | None = None
) -> list[tuple[str, list[str]]]:
    """Each kind of gap with the codes that have it. ``snapshot``: only of the objectives that it
    selects, and their goals."""
    goals, objectives = facts.goals, facts.objectives
    if snapshot is not None:
        shown = {row.objective for row in snapshot.objectives}
        objectives = tuple(row for row in objectives if row.objective in shown)
        goals = tuple(row for row in goals if row.goal in {one.goal for one in objectives})
    indicators = [
        indicator for row in objectives for indicator in facts.indicators_of(row.objective)
    ]
    codes = sorted(row.indicator for row in indicators)
    gaps = {
        t("Goals without a name"): [row.goal for row in goals if not present(row.name)],
        t("Objectives without a wording"): [
            row.objective for row in objectives if not present(row.statement)
        ],
        t("Objectives of which it is not known who leads"): [
            row.objective for row in objectives if not row.facility_type
        ],
        t("Objectives whose code is to be confirmed"): [
            row.objective for row in objectives if row.code_basis == "inferred"
        ],
        t("Objectives without an indicator"): [
            row.objective for row in objectives if not facts.indicators_of(row.objective)
        ],
        t("Indicators without a target"): [code for code in codes if not facts.targets_of(code)],
        t("Indicators with a target and no comparable starting point"): [
            code
            for code in codes
            if any(row.kind != "conditions" for row in facts.targets_of(code))
            and not any(row.comparable for row in facts.baselines_of(code))
        ],
    }
    return [(label, found) for label, found in gaps.items() if found]
