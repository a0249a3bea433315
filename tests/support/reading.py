"""The verdict rules of docs/design.md, "Verdicts", read once more in plain Python.

The program computes verdicts in SQL. This second reading knows nothing of that SQL; the tests
compare the two over thousands of random plans. How a number is judged stands in
reading_rules.py; here: reading a folder, checklists, and the roll-ups.
"""

import csv
from datetime import UTC, datetime
from pathlib import Path

from tests.support.reading_rules import (
    WORLD,
    Case,
    Moment,
    counted_values,
    first_published,
    judge_number,
    months_between,
    number,
    own_rows,
    plan_start,
    region_of,
)

FAMILIES = {
    "achieved": ["achieved"],
    "on_track": ["on_track", "on_schedule"],
    "behind": ["needs_acceleration", "behind_schedule", "insufficient", "no_change"],
    "off_course": ["moving_away", "missed"],
    "open": ["under_way", "not_started", "no_baseline", "open"],
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


def told_of(report):
    """The year that a report on a condition is about: the one it names, else that in which it was
    done, else that in which it was handed in."""
    return int(report["year"] or report.get("done_year") or report["handed_in_year"])


def state_by(reports, year):
    """The newest report on what was so by the end of a year, or None."""
    known = [
        report
        for report in reports
        if int(report["done_year"] if report["state"] == "done" else told_of(report)) <= year
    ]

    def place(report):
        is_dated = bool(report["year"] or report.get("done_year"))
        return told_of(report), report["handed_in"], is_dated

    return max(known, key=place, default=None)


def standing(reports):
    """Without each undated "not done" that something newer contradicts."""

    def is_contradicted(report):
        return any(
            newer["state"] == "done"
            and newer["handed_in"] > report["handed_in"]
            and int(newer["done_year"]) <= told_of(report)
            for newer in reports
        )

    return [
        report
        for report in reports
        if report["state"] == "done" or report["year"] or not is_contradicted(report)
    ]


def judge_conditions(conditions, reports, target_year, moment, rhythm):
    """Status, flags and how many are done, of conditions and the reports on each."""
    until = min(moment.Y, target_year)
    in_time, late, lost, undone, is_reported = 0, 0, 0, [], False
    for condition in conditions:
        mine = standing([r for r in reports if r["condition"] == condition["condition"]])
        then, now = state_by(mine, until), state_by(mine, moment.Y)
        is_reported = is_reported or now is not None
        yearly = condition.get("recurs") == "yearly"
        done_then = then is not None and then["state"] == "done"
        if done_then and yearly and int(then["done_year"]) < until - 1:
            done_then = False
        done_now = now is not None and now["state"] == "done"
        if done_then:
            in_time += 1
            lost += not yearly and not done_now
        elif done_now and not yearly:
            late += 1
        else:
            undone.append(condition)
    due_years = [number(row, "due_year") for row in undone]
    due_years = [due if due is not None and due < target_year else None for due in due_years]
    over = target_year < moment.Y
    grace = over and months_between(target_year, moment.day) < rhythm
    checklist = [
        (not conditions, "no_target"),
        (not undone, "achieved"),
        (over and is_reported, "missed"),
        (over and not grace, "overdue_report"),
        (not is_reported, "not_reported"),
        (any(due is not None and due < moment.Y for due in due_years), "behind_schedule"),
        (len(undone) == len(conditions), "not_started"),
        (None not in due_years, "on_schedule"),
        (True, "under_way"),
    ]
    status = next(status for fits, status in checklist if fits)
    flags = set()
    if status == "achieved":
        flags = ({"late"} if late else set()) | ({"lost_since"} if lost else set())
    if status == "not_reported" and grace:
        flags = {"awaiting_final"}
    return status, flags, len(conditions) - len(undone), len(conditions)


def judge(facts, year, known_year, month=12):
    """A verdict for each indicator, judged region and target year of the plan. ``month``: of the
    day of the records."""
    moment = Moment(year, known_year, month)
    return [
        judge_one(facts, indicator, region, horizon, moment)
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


def judge_one(facts, indicator, region, horizon, moment):
    rows = own_rows(facts, "targets", indicator, region)
    case = Case(
        moment,
        horizon,
        indicator,
        {int(row["year"]): row for row in rows},
        counted_values(facts, indicator, region, moment),
        lambda before: plan_start(facts, indicator, region, moment, before),
        first_published(facts, indicator, region),
    )
    done = total = reason = None
    if case.row is not None and case.row["kind"] == "conditions":
        mine = (indicator["indicator"], str(horizon))
        conditions = [
            row
            for row in facts.get("conditions", [])
            if (row["indicator"], row["target_year"]) == mine
        ]
        reports = [
            {"year": "", "handed_in": 0, "handed_in_year": datetime.now(UTC).year, **row}
            for row in own_rows(facts, "condition_reports", indicator, region)
            if row["target_year"] == str(horizon)
        ]
        status, flags, done, total = judge_conditions(
            conditions, reports, horizon, moment, case.rhythm
        )
    else:
        status, flags, reason = judge_number(case)
    if status == "no_target":  # a checklist without conditions has a row, but nothing entered
        reason = "not_set" if case.targets and case.row is None else "not_entered"
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
        return "on_track"  # the others are not assessed
    if assessed:
        return min(assessed, key=ASSESSED.index)
    return "open" if "open" in families else "no_verdict"


def roll_up_objectives(facts, verdicts):
    """One row an objective and target year, from the verdicts for the World."""
    rows = []
    for objective in facts["objectives"]:
        for horizon in horizons_of(facts):
            mine = [
                verdict
                for verdict in verdicts
                if verdict["objective"] == objective["objective"]
                and verdict["horizon"] == horizon
                and verdict["region"] == WORLD
                and verdict["status"] != "no_target"
            ]
            families = [verdict["family"] for verdict in mine]
            good = [verdict for verdict in mine if verdict["family"] in ("achieved", "on_track")]
            rows.append(
                {
                    "objective": objective["objective"],
                    "goal": objective["goal"],
                    "facility_type": objective["facility_type"] or "unknown",
                    "horizon": horizon,
                    "family": family_of_objective(families),
                    "indicators": len(families),
                    "assessed": sum(family in ASSESSED for family in families),
                    "stale": sum("stale" in verdict["flags"] for verdict in good),
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
        old = sum(row["stale"] > 0 and row["family"] in ("achieved", "on_track") for row in mine)
        rows.append({**group, "with_target": with_target, **counts, "stale": old})
    return rows


def roll_up_goals(objectives):
    return count_families(objectives, "goal")


def roll_up_facility_types(objectives):
    return count_families(objectives, "facility_type")
