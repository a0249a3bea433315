"""What needs the board: indicators off course, behind, overdue or stale, the worst first."""

from progress.assessment.freshness import last_report
from progress.assessment.snapshot import Snapshot

NEEDS = ("off_course", "behind", "overdue", "stale")

# Within a need: what is furthest from its target, and no report at all before an old one.
_URGENCY = ("missed", "moving_away", "no_change", "insufficient", "behind_schedule")


def exceptions(snapshot: Snapshot) -> list[dict]:
    """A row for each measure and region that needs the board, the worst first.

    need: one of NEEDS. measure: the row of the indicator. indicator, objective, goal, kind (who
    leads), region. verdicts: those that show the need, by target year; of a stale measure all
    that it has. year, months: of the last report, None if never. narrative: the newest one of
    the objective up to the chosen year, or None.
    """
    measures = {row["indicator"]: row for row in snapshot.facts["indicator"]}
    series: dict[tuple, list[dict]] = {}
    for verdict in snapshot.verdicts:
        if verdict["target_kind"]:
            series.setdefault((verdict["indicator"], verdict["region"]), []).append(verdict)
    found = []
    for (code, region), verdicts in series.items():
        report = last_report(snapshot, measures[code], {region})
        needs = {row["horizon"]: _need(row, report) for row in verdicts}
        worst = min(filter(None, needs.values()), key=NEEDS.index, default=None)
        if worst:
            shown = [row for row in verdicts if needs[row["horizon"]]]
            found.append(
                {
                    **report,
                    "need": worst,
                    "region": region,
                    "verdicts": shown,
                    "narrative": narrative(snapshot, report["objective"]),
                }
            )
    return sorted(found, key=_urgency)


def narrative(snapshot: Snapshot, objective: str) -> dict | None:
    """The newest narrative of an objective up to the chosen year."""
    told = [
        row
        for row in snapshot.facts["narrative"]
        if row["objective"] == objective and row["year"] <= snapshot.filters.judged_year
    ]
    return max(told, key=lambda row: row["year"], default=None)


def _need(verdict: dict, report: dict) -> str | None:
    if verdict["family"] in ("off_course", "behind"):
        return verdict["family"]
    if verdict["status"] == "overdue_report":
        return "overdue"
    # What is met stays met, and what was never reported cannot grow old.
    is_open = verdict["family"] != "achieved" and verdict["status"] != "not_reported"
    return "stale" if report["is_overdue"] and is_open else None


def _urgency(row: dict) -> tuple:
    worst = [verdict["status"] for verdict in row["verdicts"]]
    rank = min(_URGENCY.index(status) if status in _URGENCY else len(_URGENCY) for status in worst)
    pace = min((verdict["pace"] or 0 for verdict in row["verdicts"]), default=0)
    return (
        NEEDS.index(row["need"]),
        rank,
        row["verdicts"][0]["horizon"],
        pace,
        row["indicator"],
        row["region"],
    )
