"""The conditions of an indicator, with what is reported on each."""

from dataclasses import dataclass

from progress.assessment.conditions import State, counting_report, state
from progress.assessment.filters import ALL_REGIONS
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.rows import ConditionReport, PlanCondition
from progress.schema import WORLD

# Done, still to be done, and nothing known; the words beside a mark say the same.
MARKS = {"done": "✓", "due_again": "–", "not_done": "–", "not_reported": "○"}


@dataclass(frozen=True)
class ConditionView:
    """``words``: what is reported, until when and how often it is to be done."""

    state: State
    text: str
    words: str
    evidence: str

    @property
    def mark(self) -> str:
        return MARKS[self.state]


@dataclass(frozen=True)
class Checklist:
    """The conditions for one target year."""

    year: int
    title: str
    conditions: tuple[ConditionView, ...]


def checklists(
    t: Language, snapshot: Snapshot, indicator: str, years: list[int]
) -> tuple[Checklist, ...]:
    """Those of an indicator for each of these target years that has conditions."""
    reports = snapshot.facts.condition_reports_of(indicator)
    until, region = snapshot.filters.judged_year, snapshot.filters.region
    region = WORLD if region == ALL_REGIONS else region
    found = []
    for year in years:
        rows = [
            row for row in snapshot.facts.plan_conditions_of(indicator) if row.target_year == year
        ]
        if rows:
            items = (
                _condition(t, row, counting_report(row, region, reports, until), until)
                for row in sorted(rows, key=lambda row: row.condition)
            )
            found.append(Checklist(year, t("Conditions for {year}", year=year), tuple(items)))
    return tuple(found)


def _condition(
    t: Language, row: PlanCondition, report: ConditionReport | None, until: int
) -> ConditionView:
    found = state(row, report, until)
    done_year = report.done_year if report else None
    told = {
        "done": t("done in {year}", year=done_year),
        "due_again": t("last done in {year}, due again", year=done_year),
        "not_done": t("not done"),
        "not_reported": t("not reported on"),
    }[found]
    due = t("due by {year}", year=row.due_year) if row.due_year else ""
    every = t("every year") if row.recurs else ""
    return ConditionView(
        state=found,
        text=t.of(row, "text"),
        words=" · ".join(filter(None, (told, due, every))),
        evidence=t.of(report, "evidence") if report else "",
    )
