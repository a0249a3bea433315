"""The numbers that the verdicts of an indicator rest on, as a table."""

from markupsafe import Markup

from progress.language import Language
from progress.ui.components import details, html, paragraph, table
from progress.wording.region_words import region_name


def numbers(t: Language, verdicts: list[dict], code: str) -> Markup:
    """How each verdict was computed, with every number it rests on."""
    if not verdicts:
        return html()
    head = [
        t("Target year"),
        t("Region"),
        t("Starting point"),
        t("Value"),
        t("Target"),
        t("Distance covered"),
        t("Time used"),
        t("Pace"),
        t("Compound growth"),
        t("Method"),
    ]
    rows = [
        [
            str(row["horizon"]),
            region_name(t, row["region"]),
            f"{t.number(row['baseline_number'])} ({row['baseline_year']})",
            f"{t.number(row['value_number'])} ({row['value_year']})",
            t.number(row["target_number"]),
            _share(t, row["distance_covered"]),
            _share(t, row["time_used"]),
            t.rounded_down(row["pace"], 2),
            "–" if row["compound_ratio"] is None else t.rounded_down(row["compound_ratio"], 2),
            _robustness(t, row["robust"]),
        ]
        for row in verdicts
    ]
    caption = t("The numbers behind {code}", code=code)
    rule = t(
        "Pace is the share of the distance over the share of the time: 0.95 or more is on "
        "track, 0.60 or more is behind, less is far behind. The same bands are read on "
        "compound growth; where both agree, the status does not depend on the method."
    )
    shown = table(caption, head, rows, numbers={2, 3, 4, 5, 6, 7, 8}) + paragraph(rule, quiet=True)
    return details(t("How this was computed"), shown)


def _share(t: Language, share: float | None) -> str:
    return "–" if share is None else t.share(share)


def _robustness(t: Language, robust: bool | None) -> str:
    if robust is None:
        return "–"
    return t("robust") if robust else t("depends on the method")
