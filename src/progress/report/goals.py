"""The goals of the board report with their objectives and indicators, as plain data."""

from progress.assessment.filters import ALL_REGIONS
from progress.assessment.needs import narrative
from progress.assessment.snapshot import Snapshot
from progress.assessment.task_forces import leader
from progress.language import Language
from progress.report.chart import chart
from progress.report.conditions import checks
from progress.report.front import standing_of, word_of
from progress.report.needs import story
from progress.schema import WORLD
from progress.wording.facility_words import facility_types
from progress.wording.flag_sentences import flag_sentences
from progress.wording.headlines import shares
from progress.wording.region_words import region_name
from progress.wording.sentences import reported_words, verdict_sentence, without_target
from progress.wording.task_force import task_force_statuses

# A measure with more text than this may break over pages; a shorter one stays together.
LONG = 2500


def goals(t: Language, snapshot: Snapshot, needs: list[dict]) -> list[dict]:
    """The goals that are shown, each with its objectives. ``needs``: what needs the board."""
    in_need = {need["objective"] for need in needs}
    shown, assessed = _shown_objectives(snapshot), snapshot.is_assessed
    return [
        {
            "code": goal["goal"],
            "name": t.of(goal, "name"),
            "title": t(
                "Goal {code}: {name}",
                code=goal["goal"],
                name=t.of(goal, "name") or t("name not yet entered"),
            ),
            "purpose": t.of(goal, "purpose"),
            "standings": [
                standing_of(t, group, assessed)
                for group in snapshot.goals
                if group["goal"] == goal["goal"]
            ],
            "objectives": [
                _objective(t, snapshot, row, row["objective"] in in_need)
                for row in shown
                if row["goal"] == goal["goal"]
            ],
        }
        for goal in snapshot.facts["goal"]
        if any(row["goal"] == goal["goal"] for row in shown)
    ]


def _shown_objectives(snapshot: Snapshot) -> list[dict]:
    """The objectives selected, and those of selected verdicts: a family may be that of one
    measure, but not of its objective."""
    codes = {row["objective"] for row in (*snapshot.objectives, *snapshot.verdicts)}
    return [row for row in snapshot.facts["objective"] if row["objective"] in codes]


def _objective(t: Language, snapshot: Snapshot, facts: dict, in_need: bool) -> dict:
    code = facts["objective"]
    measures = [row for row in snapshot.facts["indicator"] if row["objective"] == code]
    judged = {row["indicator"] for row in snapshot.verdicts}
    shown = [_measure(t, snapshot, row) for row in measures if row["indicator"] in judged]
    statement = t.of(facts, "statement")
    label = t.of(facts, "label") or t("name not yet entered")
    is_led = bool(measures or statement or facts["facility_type"])
    return {
        "code": code,
        "label": label,
        "has_label": bool(t.of(facts, "label")),
        "statement": statement,
        "leads": _leads(t, snapshot, facts) if is_led else "",
        "statuses": [_status(t, row) for row in snapshot.objectives if row["objective"] == code]
        if measures
        else [],
        "notes": _remarks(t, facts, bool(statement), bool(measures)),
        "measures": shown,
        "story": _story(t, snapshot, code, in_need),
    }


def _remarks(t: Language, facts: dict, has_statement: bool, has_measures: bool) -> list[str]:
    """What is not entered yet or not certain."""
    found = []
    if not has_measures:
        found.append(
            t("No indicator and no target entered yet.")
            if has_statement
            else t("Wording, indicators and targets are not yet entered.")
        )
    elif not has_statement:
        found.append(t("The wording of this objective is not yet entered."))
    confirm = t("Code to be confirmed.")
    if facts["code_basis"] == "inferred":
        found.append(confirm)
    note = t.of(facts, "note")
    if note and note.rstrip(".") != confirm.rstrip("."):
        found.append(note)
    return found


def _leads(t: Language, snapshot: Snapshot, facts: dict) -> str:
    """Who is accountable, the facility, and the Task Force."""
    facilities = {row["facility"]: row for row in snapshot.facts["facility"]}
    told = [facility_types(t)[facts["facility_type"] or "unknown"]]
    facility = facilities.get(facts["facility"])
    if facility:
        told.append(f"{facility['facility']} {t.of(facility, 'name')}".strip())
    for force in snapshot.facts["task_force"]:
        if force["objective"] == facts["objective"]:
            status = task_force_statuses(t)[force["status"]]
            who = leader(force)
            told.append(
                t("Task Force {status}, led by {name}", status=status, name=who)
                if who
                else t("Task Force {status}", status=status)
            )
    return " · ".join(told)


def _status(t: Language, row: dict) -> dict:
    part = ""
    if 0 < row["assessed"] < row["indicators"]:
        part = t("{x} of {y} indicators", x=row["assessed"], y=row["indicators"])
    return word_of(t, row) | {"part": part}


def _story(t: Language, snapshot: Snapshot, code: str, in_need: bool) -> dict | None:
    """What is told of an objective that needs the board or a decision of it."""
    told = narrative(snapshot, code)
    if told is None:
        return {"year": "", "parts": []} if in_need else None
    if not in_need and not t.of(told, "decision_wanted"):
        return None
    return {"year": t("As told in {year}", year=told["year"]), "parts": story(t, told)}


def _measure(t: Language, snapshot: Snapshot, measure: dict) -> dict:
    code, filters = measure["indicator"], snapshot.filters
    verdicts = [row for row in snapshot.verdicts if row["indicator"] == code]
    regions = list(dict.fromkeys(row["region"] for row in verdicts))
    is_plain = regions == [WORLD] or filters.region not in (ALL_REGIONS, WORLD)
    series = []
    for region in regions:
        here = [row for row in verdicts if row["region"] == region]
        values = [
            row
            for row in snapshot.facts["value"]
            if row["indicator"] == code
            and row["region"] == region
            and row["year"] <= filters.judged_year
        ]
        aims = [row for row in here if row["status"] != "no_target"]
        series.append(
            {
                "region": "" if is_plain else region_name(t, region),
                "verdicts": [_verdict(t, row, measure) for row in aims],
                "chart": chart(t, measure, aims, values),
            }
        )
    conditions = checks(
        t,
        measure,
        snapshot.facts,
        sorted({row["horizon"] for row in verdicts}),
        filters.judged_year,
    )
    notes = _notes(t, snapshot, measure)
    if said := without_target(t, verdicts):
        notes.insert(0, said)
    found = {
        "code": code,
        "name": t.of(measure, "name"),
        "series": series,
        "checks": conditions,
        "notes": notes,
    }
    is_long = len(series) > 1 or len(str(conditions)) + len(str(notes)) > LONG
    return found | {"breaks": is_long}


def _verdict(t: Language, row: dict, measure: dict) -> dict:
    covered, used = shares(row)
    return word_of(t, row) | {
        "sentence": " ".join([verdict_sentence(t, row, measure), *flag_sentences(t, row["flags"])]),
        "covered": None if covered is None else min(max(covered, 0), 1),
        "used": None if used is None else min(max(used, 0), 1),
    }


def _notes(t: Language, snapshot: Snapshot, measure: dict) -> list[str]:
    """A starting point that is shown but not used, and why."""
    return [
        t(
            "Known from {year}, but not used as a starting point: {value}. {note}",
            year=row["year"],
            value=reported_words(t, row, measure),
            note=t.of(row, "note"),
        )
        for row in snapshot.facts["baseline"]
        if row["indicator"] == measure["indicator"]
        and not row["comparable"]
        and snapshot.filters.region in (ALL_REGIONS, row["region"])
    ]
