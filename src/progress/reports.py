"""How fresh the reports are: when each measure was last reported, and what is awaited."""

from datetime import date

from progress.view import View

YEARLY = 12


def freshness(seen: View) -> list[dict]:
    """For each measure in view: objective, name, kind (who leads), year of the last report or
    None, and whether the next one is overdue."""
    picture = seen.picture()
    judged = {row["indicator"] for row in picture.verdicts}
    objectives = {row["objective"]: row for row in picture.facts["objective"]}
    return [
        _report(seen, indicator, objectives[indicator["objective"]])
        for indicator in picture.facts["indicator"]
        if indicator["indicator"] in judged
    ]


def awaited(seen: View) -> list[dict]:
    """The measures never reported, or not in time."""
    return [row for row in freshness(seen) if row["year"] is None or row["is_overdue"]]


def _report(seen: View, indicator: dict, objective: dict) -> dict:
    code, until = indicator["indicator"], seen.filters.judged_year
    if indicator["measure"] == "conditions":
        reports = [row for row in seen.facts["condition_report"] if row["indicator"] == code]
        years = [row["done_year"] or until for row in reports]
    else:
        values = [row for row in seen.facts["value"] if row["indicator"] == code]
        years = [row["year"] for row in values if row["counts"]]
    year = max((year for year in years if year <= until), default=None)
    rhythm = indicator["rhythm_months"] or YEARLY
    return {
        "kind": objective["facility_type"] or "unknown",
        "objective": objective["objective"],
        "indicator": code,
        "name": seen.t.of(indicator, "name"),
        "year": year,
        "is_overdue": year is not None and _months_since(year, seen) > rhythm,
    }


def _months_since(year: int, seen: View) -> int:
    """Full months from the end of the reported year to the day of the records, or to the end of
    the chosen year if that is earlier."""
    day = min(seen.filters.known_on, date(seen.filters.judged_year, 12, 31))
    return (day.year - year - 1) * 12 + day.month - 1
