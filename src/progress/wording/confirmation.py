"""What is said of rows of the plan that the Secretariat has not confirmed."""

from progress.language import Language
from progress.publishing.confirmation import Confirmation
from progress.publishing.provenance import COMPILED


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
        "others are compiled from public pages, in our words",
        number=t.number(state.confirmed),
        all=t.number(state.entries),
    )
