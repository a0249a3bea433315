"""A Task Force in words."""

from progress.language import Language


def task_force_statuses(t: Language) -> dict[str, str]:
    return {
        "established": t("established"),
        "launched": t("launched"),
        "active": t("active"),
        "paused": t("paused"),
        "closed": t("closed"),
    }
