"""What the columns of the tables that are handed out are called on the screen."""

from functools import cache

from progress.language import Language
from progress.schema import Column, language_of_text
from progress.vocabulary import names


def label(t: Language, column: Column) -> str:
    """The name of a column for people."""
    base, lang = language_of_text(column.name)
    own = _labels(t).get(base)
    if own is None:
        own = names.column_label(column.name, t.code).replace("_", " ")
    elif base != column.name:
        own = f"{own} ({lang})"
    return own[:1].upper() + own[1:]


@cache
def _labels(t: Language) -> dict[str, str]:
    """Of the columns that the plan's own sheets do not have, or call otherwise."""
    return {
        "indicator": t("Indicator"),
        "measure": t("Kind of measure"),
        "facility_type": t("Who leads"),
        "horizon": t("Target year"),
        "family": t("Group of the status"),
        "reason": t("Why there is no target"),
        "flags": t("Remarks"),
        "baseline_year": t("Year of the starting point"),
        "baseline_value": t("Starting point"),
        "baseline_value_high": t("Starting point, upper end"),
        "value_year": t("Year of the value"),
        "target_kind": t("Kind of target"),
        "target_value": t("Target"),
        "target_value_high": t("Target, upper end"),
        "target_number": t("Number to reach"),
        "conditions_done": t("Conditions met"),
        "conditions_total": t("Conditions"),
        "distance_covered": t("Distance covered"),
        "time_used": t("Time passed"),
        "pace": t("Pace"),
        "acceleration_factor": t("Times faster needed"),
        "compound_ratio": t("Compound growth"),
        "compound_family": t("Group by compound growth"),
        "robust": t("Both methods agree"),
        "sentence": t("In a sentence"),
        "indicators": t("Indicators with a target"),
        "assessed": t("Indicators judged"),
        "headline": t("In a sentence"),
        "objectives": t("Objectives"),
        "with_target": t("With a target"),
        "achieved": t("Target met"),
        "on_track": t("On track"),
        "behind": t("Behind"),
        "off_course": t("Off course"),
        "open": t("To be confirmed"),
        "no_verdict": t("No verdict"),
        "counts": t("Enters statuses"),
        "source_title": t("Title of the source"),
        "source_url": t("Address of the source"),
        "release": t("Update"),
        "published_on": t("Day of the update"),
        "published_at": t("Published"),
        "values_up_to": t("Values up to"),
        "method": t("Version of the rules"),
        "records_as_of": t("As published on"),
        "data": t("Data"),
        "back_dated": t("Back-dated"),
        "by": t("By"),
        "in_force": t("In force"),
        "reverts": t("Undoes"),
        "rows": t("Rows"),
        "sha256": "SHA-256",
    }
