"""How fresh the reports are: when each indicator was last reported, and what is awaited."""

from datetime import date

from progress.assessment.snapshot import Snapshot

YEARLY = 12


def freshness(snapshot: Snapshot) -> list[dict]:
    """For each indicator in the snapshot, the last report for a region that is judged in it."""
    judged: dict[str, set[str]] = {}
    for row in snapshot.verdicts:
        judged.setdefault(row["indicator"], set()).add(row["region"])
    return [
        last_report(snapshot, indicator, judged[indicator["indicator"]])
        for indicator in snapshot.facts["indicator"]
        if indicator["indicator"] in judged
    ]


def last_report(snapshot: Snapshot, indicator: dict, regions: set[str]) -> dict:
    """When a measure was last reported for one of these regions: measure (its row), indicator,
    objective, goal, kind (who leads), year of the last report or None, months since the end of
    that year or None, and whether the next report is overdue. A measure awaits a report every
    ``rhythm_months``; unsaid, every year."""
    code, until = indicator["indicator"], snapshot.filters.judged_year
    objective = next(
        row for row in snapshot.facts["objective"] if row["objective"] == indicator["objective"]
    )
    year = max(_years(snapshot, indicator, regions, until), default=None)
    months = None if year is None else _months_since(year, snapshot)
    return {
        "measure": indicator,
        "kind": objective["facility_type"] or "unknown",
        "goal": objective["goal"],
        "objective": objective["objective"],
        "indicator": code,
        "year": year,
        "months": months,
        "is_overdue": months is not None and months > (indicator["rhythm_months"] or YEARLY),
    }


def awaited(snapshot: Snapshot) -> list[dict]:
    """The indicators never reported, or not in time."""
    return [row for row in freshness(snapshot) if row["year"] is None or row["is_overdue"]]


def counted(reports: list[dict]) -> dict[str, int]:
    """How many indicators are reported in time, overdue, and never reported."""
    never = sum(row["year"] is None for row in reports)
    overdue = sum(row["is_overdue"] for row in reports)
    return {
        "measures": len(reports),
        "in_time": len(reports) - never - overdue,
        "overdue": overdue,
        "never": never,
    }


def _years(snapshot: Snapshot, indicator: dict, regions: set[str], until: int) -> list[int]:
    """The years up to ``until`` that were reported. A condition that is not done has no year of
    its own: it was reported when that was published."""
    code = indicator["indicator"]
    if indicator["measure"] == "conditions":
        reports = [row for row in snapshot.facts["condition_report"] if row["indicator"] == code]
        years = [row["done_year"] or min(row["published_year"], until) for row in reports]
    else:
        years = [
            row["year"]
            for row in snapshot.facts["value"]
            if row["indicator"] == code and row["region"] in regions and row["counts"]
        ]
    return [year for year in years if year <= until]


def _months_since(year: int, snapshot: Snapshot) -> int:
    """Full months from the end of the reported year to the day of the records, or to the end of
    the chosen year if that is earlier; none while the year still runs."""
    filters = snapshot.filters
    day = min(filters.known_on, date(filters.judged_year, 12, 31))
    return max(0, (day.year - year - 1) * 12 + day.month - 1)
