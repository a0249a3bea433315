"""The words of one language for what a workbook holds: a language is one of these."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """``sheets`` by table, ``columns`` by name, ``choices`` by column; the kinds yes and no stand
    under "yes". What has no word here keeps its name of ``schema.py``. ``other_...``: what people
    also write, with what it means."""

    instructions: str
    lists: str
    problems: str
    readings: str
    sheets: Mapping[str, str]
    columns: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]
    other_sheets: Mapping[str, str] = field(default_factory=dict)
    other_columns: Mapping[str, str] = field(default_factory=dict)
    other_choices: Mapping[str, str] = field(default_factory=dict)
