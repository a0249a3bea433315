"""What is told of an objective: the parts of its newest narrative."""

from dataclasses import dataclass

from progress.language import Language, present
from progress.rows import Narrative


@dataclass(frozen=True)
class PartView:
    """``line``: the text with its label before it."""

    part: str
    label: str
    text: str
    line: str


@dataclass(frozen=True)
class NarrativeView:
    """``parts``: those that are filled in."""

    year: int
    as_of: str
    parts: tuple[PartView, ...]

    def part(self, name: str) -> PartView | None:
        return next((part for part in self.parts if part.part == name), None)


def narrative_view(t: Language, row: Narrative) -> NarrativeView:
    """``row``: a narrative."""
    parts = []
    for part, label in narrative_parts(t).items():
        text = t(present(row.owner)) if part == "owner" else t.of(row, part)
        if text:
            line = t("{label}: {text}", label=label, text=text)
            parts.append(PartView(part, label, text, line))
    return NarrativeView(row.year, t("From the {year} report", year=row.year), tuple(parts))


def narrative_parts(t: Language) -> dict[str, str]:
    return {
        "summary": t("Summary"),
        "cause": t("Cause"),
        "next_step": t("Next step"),
        "owner": t("Owner"),
        "decision_wanted": t("Decision wanted"),
    }
