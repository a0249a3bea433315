"""What needs the board: indicators off course, behind, overdue or stale, the worst first."""

from dataclasses import dataclass, fields

from progress.assessment.freshness import Freshness, last_report
from progress.assessment.rows import Verdict
from progress.assessment.snapshot import Snapshot, once
from progress.rows import Narrative
from progress.statuses import STATUSES, place_of_assessed

NEEDS = ("off_course", "behind", "overdue", "stale")


@dataclass(frozen=True, slots=True)
class Need(Freshness):
    """An indicator in a region that needs the board. ``need``: one of NEEDS. ``verdicts``: those
    that show it, by target year; of a stale indicator all that it has. ``narrative``: the newest
    one of the objective up to the chosen year."""

    need: str
    region: str
    verdicts: tuple[Verdict, ...]
    narrative: Narrative | None


@once
def exceptions(snapshot: Snapshot) -> list[Need]:
    """What needs the board, the worst first."""
    series: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in snapshot.verdicts:
        if verdict.target_kind:
            series.setdefault((verdict.indicator, verdict.region), []).append(verdict)
    found = []
    for (code, region), verdicts in series.items():
        report = last_report(snapshot, snapshot.facts.indicator[code], {region})
        needs = {row.horizon: _need(row, report) for row in verdicts}
        worst = min(filter(None, needs.values()), key=NEEDS.index, default=None)
        if worst:
            found.append(
                Need(
                    **{field.name: getattr(report, field.name) for field in fields(report)},
                    need=worst,
                    region=region,
                    verdicts=tuple(row for row in verdicts if needs[row.horizon]),
                    narrative=narrative(snapshot, report.objective),
                )
            )
    return sorted(found, key=_urgency)


def narrative(snapshot: Snapshot, objective: str) -> Narrative | None:
    """The newest narrative of an objective up to the chosen year."""
    until = snapshot.filters.judged_year
    found = [row for row in snapshot.facts.narratives_of(objective) if row.year <= until]
    return max(found, key=lambda row: row.year, default=None)


def _need(verdict: Verdict, report: Freshness) -> str | None:
    if verdict.family in ("off_course", "behind"):
        return verdict.family
    if verdict.status == "overdue_report":
        return "overdue"
    # What is met stays met, and what was never reported cannot grow old.
    is_open = verdict.family != "achieved" and verdict.status != "not_reported"
    return "stale" if report.is_overdue and is_open else None


def _urgency(row: Need) -> tuple[int, int, int, float, str, str]:
    # Within a need: what is furthest from its target, and no report at all before an old one.
    families = ("off_course", "behind")
    places = (place_of_assessed(row.status) for row in row.verdicts if row.family in families)
    rank = min(filter(None, places), default=len(STATUSES))
    pace = min((verdict.pace or 0 for verdict in row.verdicts), default=0)
    return (
        NEEDS.index(row.need),
        rank,
        row.verdicts[0].horizon,
        pace,
        row.indicator,
        row.region,
    )
