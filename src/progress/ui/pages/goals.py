"""The parts of the Goals page: distributions, and objectives with their indicators as bars."""

from collections.abc import Callable

from markupsafe import Markup

from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.schema import WORLD
from progress.ui.components import component, group_rows, verdict_row, verdict_word
from progress.wording.headlines import shares
from progress.wording.region_words import region_name
from progress.wording.sentences import verdict_sentence, without_target
from progress.wording.status_words import row_word


def with_objectives(snapshot: Snapshot) -> list[dict]:
    """The goals that have an objective in the selection, in the order of the plan."""
    chosen = {row["goal"] for row in snapshot.objectives}
    return [row for row in snapshot.facts["goal"] if row["goal"] in chosen]


def title(t: Language, goal: dict) -> str:
    name = t.of(goal, "name") or t("name not yet entered")
    return t("Goal {code}: {name}", code=goal["goal"], name=name)


def distributions(t: Language, snapshot: Snapshot, goal: str) -> Markup:
    """For each target year how many objectives are in each family."""
    groups = [group for group in snapshot.goals if group["goal"] == goal]
    return component("rows")(group_rows(t, groups))


def objectives(t: Language, snapshot: Snapshot, goal: str, address: Callable[..., str]) -> Markup:
    """The objectives of a goal, each with its indicators and target years."""
    codes = dict.fromkeys(row["objective"] for row in snapshot.objectives if row["goal"] == goal)
    return component("goal_objectives")([_objective(t, snapshot, code, address) for code in codes])


def _objective(t: Language, snapshot: Snapshot, code: str, address: Callable[..., str]) -> dict:
    facts = next(row for row in snapshot.facts["objective"] if row["objective"] == code)
    name = t.of(facts, "label") or t("name not yet entered")
    measures = [row for row in snapshot.facts["indicator"] if row["objective"] == code]
    shown = [found for measure in measures if (found := _measure(t, snapshot, measure))]
    said = ""
    if not measures:
        said = t("No indicator and no target entered yet.")
    elif not shown:  # the objective has the status that is asked for only as a whole
        said = t("None of its indicators has this status by itself.")
    return {
        "address": address("objective", objective=code),
        "title": f"{code} {name}",
        "statement": t.of(facts, "statement"),
        "indicators": shown,
        "said": said,
    }


def _measure(t: Language, snapshot: Snapshot, measure: dict) -> dict | None:
    """Its verdicts that the filters leave; None if they leave none."""
    found = [row for row in snapshot.verdicts if row["indicator"] == measure["indicator"]]
    if not found:
        return None
    said = without_target(t, found)
    lines = [_line(t, row, measure) for row in found if row["status"] != "no_target"]
    return {"name": t.of(measure, "name"), "said": said, "lines": [] if said else lines}


def _line(t: Language, row: dict, measure: dict) -> Markup:
    """One verdict: target year, status, bar and tick, and the sentence with the numbers."""
    word = verdict_word(row["family"], row_word(t, row))
    sentence = verdict_sentence(t, row, measure)
    if row["region"] != WORLD:
        sentence = t("{label}: {text}", label=region_name(t, row["region"]), text=sentence)
    return verdict_row(row["horizon"], word, row["family"], shares(row), sentence)
