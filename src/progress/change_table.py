"""Statuses before and after, as a table."""

from html import escape

from progress.markup import table
from progress.view import View
from progress.words import region_name, status_word


def status_table(seen: View, caption: str, statuses: list[dict]) -> str:
    t = seen.t

    def word(status: str | None, horizon: int) -> str:
        return escape(status_word(t, status, "not_set", horizon) if status else "–")

    body = [
        [
            escape(row["indicator"]),
            escape(region_name(t, row["region"])),
            str(row["horizon"]),
            word(row["before"], row["horizon"]),
            word(row["after"], row["horizon"]),
        ]
        for row in statuses
    ]
    return table(
        caption, [t("Measure"), t("Region"), t("Target year"), t("Before"), t("After")], body
    )
