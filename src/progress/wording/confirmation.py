"""What is said of rows of the plan that the Secretariat has not confirmed."""

from progress.assessment.rows import Verdict
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.publishing.confirmation import Confirmation
from progress.publishing.provenance import COMPILED
from progress.rows import Fact

# Beside what is not confirmed, where there is no room for the sentence; the banner explains it.
MARK = "*"
NO_BREAK = "\N{NO-BREAK SPACE}"


def mark_of_row(state: Confirmation, table: str, row: Fact) -> str:
    """The mark of a row of the plan, empty where it is confirmed or nothing is. ``row``: as it is
    in force."""
    return MARK if state.is_mixed and state.is_compiled(table, row) else ""


def mark_of_verdict(state: Confirmation, row: Verdict) -> str:
    """The mark of a status: whether a row that it rests on is not confirmed."""
    rests = state.rests_on_compiled(row.indicator, row.region, row.horizon)
    return MARK if state.is_mixed and rests else ""


def marks_of_objectives(snapshot: Snapshot) -> dict[str, str]:
    """Objective -> its mark: whether its wording, or what its statuses rest on, is not
    confirmed."""
    state = snapshot.confirmation
    found = {
        row.objective: mark_of_row(state, "objective", row) for row in snapshot.facts.objectives
    }
    for row in snapshot.verdicts:
        found[row.objective] = found.get(row.objective) or mark_of_verdict(state, row)
    return found


def marked(text: str, mark: str) -> str:
    """A text with its mark, if it has one, on the same line."""
    return f"{text}{NO_BREAK}{mark}" if text and mark else text


def not_confirmed(t: Language) -> str:
    """Beside what is not confirmed, where other parts of the plan are."""
    return t("Not confirmed by the Executive Secretariat: compiled from public pages.")


def banner(t: Language, state: Confirmation) -> str:
    """Above what the plan says: how much of it is confirmed; empty once all is."""
    if not any(state.compiled.values()):
        return ""
    if not state.confirmed:
        return t(COMPILED)
    return t(
        "{number} of {all} entries of the plan are confirmed by the Executive Secretariat; the "
        "others, marked {mark}, are compiled from public pages, in our words",
        mark=MARK,
        number=t.number(state.confirmed),
        all=t.number(state.entries),
    )
