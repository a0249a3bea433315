"""The parts of a narrative in words."""

from progress.language import Language


def narrative_parts(t: Language) -> dict[str, str]:
    return {
        "summary": t("Summary"),
        "cause": t("Cause"),
        "next_step": t("Next step"),
        "owner": t("Owner"),
        "decision_wanted": t("Decision wanted"),
    }
