"""The conditions of an indicator in the board report, as plain data for its template."""

from progress.assessment.snapshot import Facts
from progress.language import Language


def checks(t: Language, indicator: dict, facts: Facts, horizons: list[int], year: int) -> list:
    """The conditions of an indicator for each target year, with what is reported on them."""
    code = indicator["indicator"]
    reports = {
        (row["target_year"], row["condition"]): row
        for row in facts["condition_report"]
        if row["indicator"] == code
    }
    found = []
    for horizon in horizons:
        rows = [
            row
            for row in facts["plan_condition"]
            if row["indicator"] == code and row["target_year"] == horizon
        ]
        rows.sort(key=lambda row: row["condition"])
        if rows:
            title = t("Conditions for {year}", year=horizon)
            items = [_check(t, row, reports.get((horizon, row["condition"])), year) for row in rows]
            found.append({"title": title, "items": items})
    return found


def _check(t: Language, row: dict, report: dict | None, year: int) -> dict:
    is_done = report is not None and report["state"] == "done" and report["done_year"] <= year
    if is_done and _is_due_again(row, report, year):
        state, told = "open", t("last done in {year}, due again", year=report["done_year"])
    elif is_done:
        state, told = "done", t("done in {year}", year=report["done_year"])
    elif report is None:
        state, told = "unknown", t("not reported on")
    else:
        state, told = "open", t("not done")
    due = t("due by {year}", year=row["due_year"]) if row["due_year"] else ""
    every = t("every year") if row["recurs"] else ""
    return {
        "state": state,
        "text": t.of(row, "text"),
        "told": " · ".join(filter(None, (told, due, every))),
    }


def _is_due_again(row: dict, report: dict, year: int) -> bool:
    """Whether a yearly condition was done too long ago to count, as verdicts.sql counts it."""
    last = min(year, row["target_year"])
    return bool(row["recurs"]) and report["done_year"] not in (last - 1, last)
