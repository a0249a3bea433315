"""The first page of the board report, as plain data for its template."""

from collections import defaultdict

from progress.assessment.freshness import counted, freshness
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.wording.headlines import (
    GOOD,
    NEEDING,
    headline,
    horizons,
    measures_assessed,
    reported_last,
    time_used,
    too_early,
)
from progress.wording.plan_gaps import missing_in_plan
from progress.wording.sentences import target_words
from progress.wording.status_words import families, row_word


def front(t: Language, snapshot: Snapshot, wanted: int) -> dict:
    """Where the plan stands: the sentence, the counts, the scorecard, what is still missing.
    ``wanted``: how many decisions are."""
    assessed = snapshot.is_assessed
    return {
        "lead": _lead(t, snapshot, assessed),
        "known": _known(t, snapshot, assessed, wanted),
        "standings": [_standing(t, snapshot, horizon, assessed) for horizon in horizons(snapshot)],
        "figures": _figures(t, snapshot),
        "scorecard": _scorecard(t, snapshot, assessed),
        "missing": [] if assessed else _missing(t, snapshot),
    }


def standing_of(t: Language, group: dict, assessed: bool) -> dict:
    """How many objectives of a group are in each family, as counts and in words; where nothing
    can be judged, how many have a target."""
    if not assessed:
        told = t.plural(
            "{n} of {number} objective with a target",
            "{n} of {number} objectives with a target",
            group["objectives"],
            n=group["with_target"],
        )
        share = group["with_target"] / group["objectives"]
        return {"year": group["horizon"], "told": told, "counts": [], "share": share}
    words = families(t)
    return {
        "year": group["horizon"],
        "told": headline(t, group),
        "counts": [
            {"family": family, "word": words[family], "number": group[family]}
            for family in words
            if group[family]
        ],
    }


def word_of(t: Language, row: dict) -> dict:
    """The status of a verdict or an objective, to be shown with shape and colour."""
    return {"year": row["horizon"], "family": row["family"], "word": row_word(t, row)}


def _lead(t: Language, snapshot: Snapshot, assessed: bool) -> str:
    """The one sentence to remember."""
    if not snapshot.objectives:
        return t("No objective fits these filters.")
    if not assessed:
        return t("Too early to judge") + "."
    years = horizons(snapshot)
    ahead = [year for year in years if year >= snapshot.filters.judged_year] or years[-1:]
    horizon = next((year for year in ahead if _with_target(snapshot, year)), ahead[0])
    rows = [row for row in snapshot.objectives if row["horizon"] == horizon]
    return t(
        "{good} of {with_target} objectives with a target for {horizon} are on track or met; "
        "{needing} are behind or off course.",
        good=sum(row["family"] in GOOD for row in rows),
        with_target=_with_target(snapshot, horizon),
        horizon=horizon,
        needing=sum(row["family"] in NEEDING for row in rows),
    )


def _with_target(snapshot: Snapshot, horizon: int) -> int:
    return sum(row["horizon"] == horizon and row["indicators"] > 0 for row in snapshot.objectives)


def _known(t: Language, snapshot: Snapshot, assessed: bool, wanted: int) -> list[str]:
    """What stands beside the sentence."""
    if not snapshot.objectives:
        return []
    told = [] if assessed else [too_early(t, snapshot), reported_last(t, snapshot)]
    if wanted:
        told.append(
            t.plural(
                "{number} decision of the board is wanted.",
                "{number} decisions of the board are wanted.",
                wanted,
            )
        )
    return told


def _standing(t: Language, snapshot: Snapshot, horizon: int, assessed: bool) -> dict:
    """The whole plan for one target year, and the time that is used."""
    rows = [row for row in snapshot.objectives if row["horizon"] == horizon]
    total = {family: sum(row["family"] == family for row in rows) for family in families(t)}
    group = {
        "horizon": horizon,
        "objectives": len(rows),
        "with_target": _with_target(snapshot, horizon),
        **total,
    }
    shown = standing_of(t, group, assessed)
    used = time_used(snapshot, horizon)
    if used:
        shown["time"] = used[1]
        shown["time_told"] = t("{share} of the time used", share=t.share(used[1], 0))
    return shown


def _figures(t: Language, snapshot: Snapshot) -> list[dict]:
    """How much is known: indicators with a verdict, and how fresh the reports are."""
    assessed, with_target = measures_assessed(snapshot)
    reports = counted(freshness(snapshot))
    return [
        {
            "number": t("{x} of {y}", x=assessed, y=with_target),
            "label": t("indicators with a target are assessed"),
        },
        {"number": t.number(reports["in_time"]), "label": t("reported in time")},
        {"number": t.number(reports["overdue"]), "label": t("reports overdue")},
        {"number": t.number(reports["never"]), "label": t("indicators never reported")},
    ]


def _scorecard(t: Language, snapshot: Snapshot, assessed: bool) -> list[dict]:
    """The goals with their objectives, each with a cell for each target year."""
    goals = {row["goal"]: row for row in snapshot.facts["goal"]}
    found: dict[str, dict[str, list[dict]]] = defaultdict(lambda: defaultdict(list))
    for row in snapshot.objectives:
        found[row["goal"]][row["objective"]].append(row)
    return [
        {
            "code": code,
            "name": t.of(goals[code], "name"),
            "objectives": [_score(t, snapshot, rows, assessed) for rows in objectives.values()],
        }
        for code, objectives in found.items()
    ]


def _score(t: Language, snapshot: Snapshot, rows: list[dict], assessed: bool) -> dict:
    by_year = {row["horizon"]: row for row in rows}
    is_blank = all(row["reason"] == "not_entered" for row in rows)
    cells = [
        _cell(t, snapshot, by_year[year], assessed) if year in by_year else None
        for year in horizons(snapshot)
    ]
    return {
        "code": rows[0]["objective"],
        "label": t.of(rows[0], "label"),
        "cells": [] if is_blank else cells,
        "blank": word_of(t, rows[0]) if is_blank else None,
    }


def _cell(t: Language, snapshot: Snapshot, row: dict, assessed: bool) -> dict:
    cell = word_of(t, row)
    if assessed:
        partly = 0 < row["assessed"] < row["indicators"]
        return cell | {"part": f"{row['assessed']}/{row['indicators']}" if partly else ""}
    targets = targets_of(t, snapshot, row)
    return cell | {"word": targets or t("no target set"), "part": "", "is_aim": bool(targets)}


def targets_of(t: Language, snapshot: Snapshot, row: dict) -> str:
    """The targets of an objective for a target year, in words."""
    indicators = {found["indicator"]: found for found in snapshot.facts["indicator"]}
    return " · ".join(
        target_words(t, verdict, indicators[verdict["indicator"]])
        for verdict in snapshot.verdicts
        if verdict["objective"] == row["objective"]
        and verdict["horizon"] == row["horizon"]
        and verdict["status"] != "no_target"
    )


def _missing(t: Language, snapshot: Snapshot) -> list[dict]:
    """What has to be there before anything can be judged: gaps of the part that is shown."""
    objectives = {row["objective"] for row in snapshot.objectives}
    goals = {row["goal"] for row in snapshot.objectives}
    shown = {
        "goal": [row for row in snapshot.facts["goal"] if row["goal"] in goals],
        "objective": [row for row in snapshot.facts["objective"] if row["objective"] in objectives],
        "indicator": [row for row in snapshot.facts["indicator"] if row["objective"] in objectives],
    }
    codes = {row["indicator"] for row in shown["indicator"]}
    for table in ("target", "baseline"):
        shown[table] = [row for row in snapshot.facts[table] if row["indicator"] in codes]
    return [
        {"label": label, "number": len(found), "codes": ", ".join(found)}
        for label, found in missing_in_plan(t, shown)
    ]
