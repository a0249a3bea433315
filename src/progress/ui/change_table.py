"""Statuses before and after, as a table."""

from markupsafe import Markup

from progress.schema import WORLD
from progress.ui.components import table
from progress.ui.view import View
from progress.wording.changes import changed_word, reasons
from progress.wording.region_words import region_name


def status_table(seen: View, caption: str, statuses: list[dict]) -> Markup:
    """A row for each status that changes; with why, where that is known."""
    t = seen.t
    names = {row["indicator"]: t.of(row, "name") for row in seen.facts["indicator"]}
    told = any("why" in row for row in statuses)

    def measure(row: dict) -> str:
        name = f"{row['indicator']} {names.get(row['indicator'], '')}".strip()
        if row["region"] == WORLD:
            return name
        return t("{name} ({region})", name=name, region=region_name(t, row["region"]))

    def word(row: dict, when: str) -> str:
        return changed_word(t, row, when, seen.facts["target"]) or "–"

    head = [t("Indicator"), t("Target year"), t("Before"), t("After")]
    body = [
        [measure(row), str(row["horizon"]), word(row, "before"), word(row, "after")]
        for row in statuses
    ]
    if told:
        head.append(t("Why"))
        words = reasons(t)
        for cells, row in zip(body, statuses, strict=True):
            cells.append(words[row["why"]])
    return table(caption, head, body)
