"""How a sheet of a workbook is laid out: the widths of its columns, and its drop-downs.

Of the rules for cells only those are taken that a workbook that is handed back may hold: lists and
limits. A formula that does anything else stays behind.
"""

import re
from dataclasses import dataclass, field

from openpyxl.worksheet.datavalidation import DataValidation

from progress.xlsx.limits import MAXIMUM_COLUMNS

MAXIMUM_RULES = 200
_PLAIN = re.compile(
    r"FALSE|-?\d+(?:\.\d+)?(?:E[+-]?\d+)?|\"[^\"=]{1,255}\""
    r"|'?[^\W\d][\w ’'.-]{0,40}'?!\$[A-Z]{1,3}\$\d{1,7}:\$[A-Z]{1,3}\$\d{1,7}"
)
_SAID = ("type", "operator", "errorStyle", "error", "errorTitle", "prompt", "promptTitle")


@dataclass
class Looks:
    """``widths``: column -> width, in letters. ``rules``: those of cells, as openpyxl has them."""

    widths: dict[int, float] = field(default_factory=dict)
    rules: list[DataValidation] = field(default_factory=list)


class LooksReader:
    """Makes ``Looks`` of the tags of one sheet."""

    def __init__(self) -> None:
        self.looks = Looks()
        self._rule: dict[str, str] | None = None
        self._collecting = ""

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "col" and "width" in attributes:
            width = max(0.0, min(float(attributes["width"]), 200.0))
            last = min(int(attributes.get("max", 0)), MAXIMUM_COLUMNS)
            for place in range(max(1, int(attributes.get("min", 1))), last + 1):
                self.looks.widths[place] = width
        elif tag == "dataValidation" and len(self.looks.rules) < MAXIMUM_RULES:
            self._rule = dict(attributes)
        elif tag in ("formula1", "formula2") and self._rule is not None:
            self._collecting = tag
            self._rule[tag] = ""

    def text(self, piece: str) -> None:
        if self._collecting and self._rule is not None:
            self._rule[self._collecting] = (self._rule[self._collecting] + piece)[:300]

    def closed(self, tag: str) -> None:
        if tag in ("formula1", "formula2"):
            self._collecting = ""
        elif tag == "dataValidation" and self._rule is not None:
            if rule := _rule(self._rule):
                self.looks.rules.append(rule)
            self._rule = None


def _rule(given: dict[str, str]) -> DataValidation | None:
    """A rule as openpyxl has it; None where it is none that is passed on."""
    formulas = [given[name] for name in ("formula1", "formula2") if given.get(name)]
    if not formulas or not all(_PLAIN.fullmatch(one) for one in formulas):
        return None
    rule = DataValidation(formula1=formulas[0], sqref=given.get("sqref", "")[:2000])
    rule.formula2 = formulas[1] if len(formulas) > 1 else None
    try:
        for name in _SAID:
            if given.get(name):
                setattr(rule, name, given[name][:250])
    except (ValueError, TypeError):
        return None
    rule.allow_blank = given.get("allowBlank") in ("1", "true")
    rule.showErrorMessage = given.get("showErrorMessage") in ("1", "true")
    return rule
