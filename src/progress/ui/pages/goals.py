"""The parts of the Goals page: distributions, and objectives with their indicators as bars."""

from collections.abc import Callable
from html import escape

from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.schema import WORLD
from progress.ui.markup import group_rows, link, progress_bar, verdict_word
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


def distributions(t: Language, snapshot: Snapshot, goal: str) -> str:
    """For each target year how many objectives are in each family."""
    groups = [group for group in snapshot.goals if group["goal"] == goal]
    return f'<div class="p4-rows">{group_rows(t, groups)}</div>'


def objectives(t: Language, snapshot: Snapshot, goal: str, address: Callable[..., str]) -> str:
    """The objectives of a goal, each with its indicators and target years."""
    codes = dict.fromkeys(row["objective"] for row in snapshot.objectives if row["goal"] == goal)
    items = "".join(_objective(t, snapshot, code, address) for code in codes)
    return f'<ul class="p4-rows">{items}</ul>'


def _objective(t: Language, snapshot: Snapshot, code: str, address: Callable[..., str]) -> str:
    facts = next(row for row in snapshot.facts["objective"] if row["objective"] == code)
    name = t.of(facts, "label") or t("name not yet entered")
    statement = t.of(facts, "statement")
    about = f'<p class="p4-quiet">{escape(statement)}</p>' if statement else ""
    measures = [row for row in snapshot.facts["indicator"] if row["objective"] == code]
    rows = "".join(_measure(t, snapshot, measure) for measure in measures)
    if not rows:
        said = t("No indicator and no target entered yet.")
        if measures:  # the objective has the status that is asked for only as a whole
            said = t("None of its indicators has this status by itself.")
        rows = f'<p class="p4-quiet">{escape(said)}</p>'
    heading = link(address("objective", objective=code), f"{code} {name}")
    return f"<li><h3>{heading}</h3>{about}{rows}</li>"


def _measure(t: Language, snapshot: Snapshot, measure: dict) -> str:
    """Its verdicts that the filters leave; nothing if they leave none."""
    found = [row for row in snapshot.verdicts if row["indicator"] == measure["indicator"]]
    if not found:
        return ""
    name = f'<p class="p4-measure">{escape(t.of(measure, "name"))}</p>'
    if said := without_target(t, found):
        return f'{name}<p class="p4-quiet">{escape(said)}</p>'
    lines = [_line(t, row, measure) for row in found if row["status"] != "no_target"]
    return name + "".join(lines)


def _line(t: Language, row: dict, measure: dict) -> str:
    """One verdict: target year, status, bar and tick, and the sentence with the numbers."""
    word = verdict_word(row["family"], row_word(t, row))
    sentence = verdict_sentence(t, row, measure)
    if row["region"] != WORLD:
        sentence = t("{label}: {text}", label=region_name(t, row["region"]), text=sentence)
    covered, used = shares(row)
    return (
        f'<div class="p4-row"><span class="p4-year">{row["horizon"]}</span>{word}'
        f"{progress_bar(row['family'], covered, used)}"
        f'<span class="p4-sentence">{escape(sentence)}</span></div>'
    )
