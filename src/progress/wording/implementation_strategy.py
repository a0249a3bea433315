"""The parts of an implementation strategy in words."""

from progress.language import Language


def strategy_parts(t: Language) -> dict[str, str]:
    """The parts of an implementation strategy, in the order of the consultation."""
    return {
        "problem": t("Problem"),
        "consequence": t("Consequences"),
        "cause": t("Causes"),
        "activity": t("Activities"),
        "obstacle": t("Obstacles"),
        "success_factor": t("Critical success factors"),
    }
