"""What needs the board, and the decisions it is asked for, as plain data for the report."""

from progress.assessment.needs import narrative
from progress.assessment.snapshot import Snapshot
from progress.language import Language, present
from progress.report.front import word_of
from progress.schema import WORLD
from progress.wording.narrative import narrative_parts
from progress.wording.region_words import region_name


def needs_rows(t: Language, needs: list[dict]) -> list[dict]:
    """What needs the board, as ``needs.exceptions`` gives it, the worst first."""
    return [_need(t, need) for need in needs]


def decisions(t: Language, snapshot: Snapshot, needs: list[dict]) -> dict[str, str]:
    """Objective -> the decision wanted in its newest narrative, of all that is shown."""
    codes = {row["objective"] for row in snapshot.objectives}
    codes |= {need["objective"] for need in needs}
    told = {code: narrative(snapshot, code) for code in sorted(codes)}
    wanted = {code: t.of(row, "decision_wanted") for code, row in told.items() if row}
    return {code: text for code, text in wanted.items() if text}


def other_decisions(t: Language, snapshot: Snapshot, needs: list[dict]) -> list[dict]:
    """The decisions wanted where nothing else needs the board."""
    in_need = {need["objective"] for need in needs}
    labels = {row["objective"]: t.of(row, "label") for row in snapshot.facts["objective"]}
    return [
        {"code": code, "name": labels[code], "text": text}
        for code, text in decisions(t, snapshot, needs).items()
        if code not in in_need
    ]


def story(t: Language, told: dict | None, *without: str) -> list[dict]:
    """The parts of a narrative that are filled in, each with its label before it."""
    told, found = told or {}, []
    for part, label in narrative_parts(t).items():
        text = present(told.get(part)) if part == "owner" else t.of(told, part)
        if text and part not in without:
            found.append({"part": part, "told": t("{label}: {text}", label=label, text=text)})
    return found


def series_name(t: Language, measure: dict, region: str) -> str:
    """The name of an indicator, with the region where it is not the world."""
    name = t.of(measure, "name")
    if region == WORLD:
        return name
    return t("{name} ({region})", name=name, region=region_name(t, region))


def _need(t: Language, need: dict) -> dict:
    parts = story(t, need["narrative"], "summary")
    urgent = [row for row in parts if row["part"] == "decision_wanted"]
    urgent = urgent or [row for row in parts if row["part"] == "next_step"]
    return {
        "code": need["indicator"],
        "name": series_name(t, need["measure"], need["region"]),
        "statuses": [word_of(t, row) for row in need["verdicts"]],
        "late": _late(t, need),
        "story": parts,
        "urgent": urgent[0] if urgent else None,
    }


def _late(t: Language, need: dict) -> str:
    """What is wrong with the report itself."""
    if need["need"] == "overdue":
        return t("The report is overdue.")
    if need["is_overdue"]:
        return t("The last report is for {year}.", year=need["year"])
    return ""
