"""Letters of the Secretariat: what is due, by objective, and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from progress.assessment.changes import Change, listed
from progress.assessment.facts import Facts
from progress.assessment.freshness import freshness
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.wording.changes import change_views
from progress.wording.freshness import last_report_view

EVERYTHING = "all"  # whom the digest is for


@dataclass(frozen=True)
class Letter:
    """``about``: the objective, or ``all``."""

    about: str
    subject: str
    text: str


def letters_due(t: Language, snapshot: Snapshot) -> tuple[Letter, ...]:
    """A letter for each objective whose reports are due: never reported, or not in time."""
    due: dict[str, list[str]] = {}
    for row in freshness(snapshot):
        if row.year is None or row.is_overdue:
            seen = last_report_view(t, row)
            due.setdefault(row.objective, []).append(
                f"- {seen.indicator} {seen.name}: {seen.words}"
            )
    opening = t(
        "Dear colleagues,\n\nthese indicators of the strategic plan have no report in time:"
    )
    closing = t("Please fill in the template. Thank you.")
    return tuple(
        Letter(
            code,
            t("Reports due on objective {code} of the strategic plan", code=code),
            "\n".join((opening, "", *lines, "", closing)),
        )
        for code, lines in due.items()
    )


def digest(t: Language, facts: Facts, changes: Sequence[Change], since: str) -> Letter:
    """What changed after a day, a line each."""
    lines = []
    for one in change_views(t, facts, listed(list(changes))):
        before, after = (side.word if side else "–" for side in (one.before, one.after))
        lines.append(f"- {one.indicator} {one.name} {one.year}: {before} → {after}")
    opening = t("What changed on the strategic plan since {day}:", day=since)
    return Letter(
        EVERYTHING,
        t("4 per 1000 strategic plan: what changed since {day}", day=since),
        "\n".join((opening, "", *(lines or [t("No status changed.")]))),
    )
