"""Who leads, in words."""

from progress.language import Language


def facility_types(t: Language) -> dict[str, str]:
    """Who leads, with the Initiative's own term beside it."""
    return {
        "core": t("Led by the Secretariat (core facility)"),
        "global": t("Led by an Alliance (global facility)"),
        "unknown": t("Lead not yet named"),
    }
