"""What stands in front of tables that are handed out: what they are and how they are to be read."""

from progress.assessment.verdicts import METHOD
from progress.export.records import DEMONSTRATION, Records
from progress.language import Language
from progress.wording.confirmation import banner
from progress.wording.filter_sentence import filter_sentence


def about(t: Language, records: Records) -> list[tuple[str, str]]:
    """Labels with sentences."""
    chosen = records.snapshot.filters
    told = [
        (t("Contents"), filter_sentence(t, chosen, records.snapshot.facts)),
        (t("Data"), _state_words(t, records)),
    ]
    if records.as_of:
        told.append((t("As published on"), t.date(records.as_of)))
    if records.published_on:
        last = max(records.published_on)
        day = t.date(records.published_on[last])
        told.append((t("Last update"), t("Update {number}, {day}", number=last, day=day)))
    rules = t(
        "Statuses are computed by version {version} of the rules, from values up to {year}.",
        version=METHOD,
        year=chosen.judged_year,
    )
    sources = t(
        "Each row names its source by code, title and address, as far as it is known. What is "
        "taken from a source stands under the terms of that source."
    )
    apostrophe = t(
        "In CSV files and workbooks an apostrophe stands before a text that a spreadsheet program "
        "would take for a formula. An empty cell means: not known."
    )
    return [*told, (t("Rules"), rules), (t("Sources"), sources), (t("Texts"), apostrophe)]


def _state_words(t: Language, records: Records) -> str:
    """What kind of data it is, in words."""
    if records.state == DEMONSTRATION:
        return t("Demonstration data: invented, to show what the dashboard can do.")
    said = banner(t, records.snapshot.confirmation)
    return said or t("As published by the Executive Secretariat")


def file_name(records: Records, name: str) -> str:
    """The name of a file for readers, without its ending: what, demonstration, day of records."""
    parts = [name.replace("_", "-")]
    if records.state == DEMONSTRATION:
        parts.append("demonstration")
    if records.as_of:
        parts.append(records.as_of.isoformat())
    return "-".join(parts)
