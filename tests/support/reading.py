"""The verdict rules of docs/design.md section 4, read once more in plain Python.

The program computes verdicts in SQL. This second reading knows nothing of that SQL; the tests
compare the two over thousands of random plans. How a number is judged stands in
reading_rules.py; here: reading a folder, checklists, and the roll-ups.
"""

import csv
from pathlib import Path

from tests.support.reading_rules import (
    WORLD,
    Case,
    counted_values,
    judge_number,
    number,
    own_rows,
    region_of,
    starting_point,
)

FAMILIES = {
    "achieved": ["achieved"],
    "on_track": ["on_track", "on_schedule"],
    "behind": ["needs_acceleration", "behind_schedule", "insufficient", "no_change"],
    "off_course": ["moving_away", "missed"],
    "open": ["under_way", "not_started", "no_baseline"],
    "no_verdict": ["not_reported", "overdue_report", "no_target"],
}
FAMILY_OF = {status: family for family, statuses in FAMILIES.items() for status in statuses}
ASSESSED = ["off_course", "behind", "on_track", "achieved"]  # worst first


def read_folder(path):
    """Every CSV file of a folder as a list of rows, by the file's name without its ending."""
    facts = {}
    for file in sorted(Path(path).glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        facts[file.stem] = [row for row in rows if row.get("withdraw") != "yes"]
    return facts


def judge_conditions(conditions, reports, target_year, year):
    """Status, flags and how many are done, for (condition row, report row or None) pairs."""
    until = min(year, target_year)

    def done_year(condition):
        report = reports.get(condition["condition"])
        if report is None or report["state"] != "done" or int(report["done_year"]) > year:
            return None
        done = int(report["done_year"])
        lapsed = condition.get("recurs") == "yearly" and done not in (until, until - 1)
        return None if lapsed else done

    done_years = [done_year(condition) for condition in conditions]
    undone = [row for row, done in zip(conditions, done_years, strict=True) if done is None]
    due_years = [number(row, "due_year") for row in undone]
    reported = any(row["condition"] in reports for row in conditions)
    late = any(done is not None and done > target_year for done in done_years)
    checklist = [
        (not conditions, "no_target"),
        (not undone, "achieved"),
        (year > target_year and not reported, "overdue_report"),
        (year > target_year, "missed"),
        (not reported, "not_reported"),
        (any(due is not None and year > due for due in due_years), "behind_schedule"),
        (len(undone) == len(conditions), "not_started"),
        (None not in due_years, "on_schedule"),
        (True, "under_way"),
    ]
    status = next(status for fits, status in checklist if fits)
    flags = {"late"} if status == "achieved" and late else set()
    return status, flags, len(conditions) - len(undone), len(conditions)


def judge(facts, year, known_year):
    """A verdict for each indicator, judged region and target year of the plan."""
    return [
        judge_one(facts, indicator, region, horizon, year, known_year)
        for indicator in facts.get("indicators", [])
        for region in judged_regions(facts, indicator)
        for horizon in horizons_of(facts)
    ]


def judged_regions(facts, indicator):
    own = {
        region_of(row)
        for row in facts.get("targets", [])
        if row["indicator"] == indicator["indicator"]
    }
    return [WORLD, *sorted(own - {WORLD})]


def judge_one(facts, indicator, region, horizon, year, known_year):
    rows = own_rows(facts, "targets", indicator, region)
    targets = {int(row["year"]): row for row in rows}
    values = counted_values(facts, indicator, region, year, known_year)
    start = starting_point(facts, indicator, region, year, values)
    case = Case(year, horizon, indicator["direction"], targets, values, *start)
    done = total = None
    if case.row is not None and case.row["kind"] == "conditions":
        mine = (indicator["indicator"], str(horizon))

        def of_target(sheet):
            rows = facts.get(sheet, [])
            return [row for row in rows if (row["indicator"], row["target_year"]) == mine]

        reports = {row["condition"]: row for row in of_target("condition_reports")}
        status, flags, done, total = judge_conditions(
            of_target("conditions"), reports, horizon, year
        )
    else:
        status, flags = judge_number(case)
    reason = None
    if status == "no_target":  # a checklist without conditions has a row, but nothing entered
        reason = "not_set" if targets and case.row is None else "not_entered"
    return {
        "indicator": indicator["indicator"],
        "objective": indicator["objective"],
        "region": region,
        "horizon": horizon,
        "status": status,
        "family": FAMILY_OF[status],
        "reason": reason,
        "flags": flags,
        "distance_covered": case.P,
        "time_used": case.S,
        "pace": case.R,
        "acceleration_factor": case.AF,
        "compound_ratio": case.compound,
        "conditions_done": done,
        "conditions_total": total,
    }


# The roll-ups: objectives from their measures, goals and facility types from their objectives.


def horizons_of(facts):
    return sorted({int(row["year"]) for row in facts.get("targets", [])})


def family_of_objective(families):
    """One family for an objective, from the families of its measures that have a target."""
    assessed = [family for family in families if family in ASSESSED]
    if families and set(families) == {"achieved"}:
        return "achieved"
    if assessed and set(assessed) == {"achieved"}:
        return "open"  # partly reported
    if assessed:
        return min(assessed, key=ASSESSED.index)
    return "open" if "open" in families else "no_verdict"


def roll_up_objectives(facts, verdicts):
    """One row an objective and target year, from the verdicts for the World."""
    rows = []
    for objective in facts["objectives"]:
        for horizon in horizons_of(facts):
            families = [
                verdict["family"]
                for verdict in verdicts
                if verdict["objective"] == objective["objective"]
                and verdict["horizon"] == horizon
                and verdict["region"] == WORLD
                and verdict["status"] != "no_target"
            ]
            rows.append(
                {
                    "objective": objective["objective"],
                    "goal": objective["goal"],
                    "facility_type": objective["facility_type"] or "unknown",
                    "horizon": horizon,
                    "family": family_of_objective(families),
                    "indicators": len(families),
                    "assessed": sum(family in ASSESSED for family in families),
                }
            )
    return rows


def count_families(objectives, column):
    """One row for each value of the column and target year: objectives in each family."""
    rows = []
    for value, horizon in sorted({(row[column], row["horizon"]) for row in objectives}):
        mine = [row for row in objectives if (row[column], row["horizon"]) == (value, horizon)]
        counts = {family: sum(row["family"] == family for row in mine) for family in FAMILIES}
        with_target = sum(row["indicators"] > 0 for row in mine)
        group = {column: value, "horizon": horizon, "objectives": len(mine)}
        rows.append({**group, "with_target": with_target, **counts})
    return rows


def roll_up_goals(objectives):
    return count_families(objectives, "goal")


def roll_up_facility_types(objectives):
    return count_families(objectives, "facility_type")
