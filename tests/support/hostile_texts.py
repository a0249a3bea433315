"""Texts that try to be something else: markup, formulas, scripts, links, places in a message.

Each begins with a tag of its own, so that a page shows whether all that stands behind the tag is
still there as it was written.
"""

import io
import itertools
import re
from urllib.parse import quote_plus

import openpyxl

from progress.schema import SHEETS, Column, Sheet, language_of_text

ATTEMPTS = (
    "**b** *i* `c` ~~s~~ $x^2$ :red[x] :material/home: :tada: [l](javascript:intruder=1) "
    "![i](http://out.invalid/i.png) <script>intruder=1</script> <img src=x onerror=intruder=1> "
    "<b>h</b> &lt; {name} %{x} --> # h "
    "http://a.invalid www.b.invalid c@d.invalid"
)
IN_A_CODE = "*i*<b>/../:red[x]"
TAG = re.compile(r"q\d+q", re.IGNORECASE)
NUMBERS = {"number": 5, "integer": 1, "year": 2030, "yes": True}

# What a row must say for the plan to hold together; all else is hostile.
ROWS = {
    "goal": [{}],
    "facility": [{"facility_type": "global"}],
    "objective": [{"facility_type": "global"}],
    "indicator": [{"measure": "level", "direction": "up", "decimals": 0},
                  {"measure": "conditions", "direction": None, "unit": None}],
    "baseline": [{"year": 2020, "value": 1}],
    "target": [{"kind": "level", "value": 10, "year": 2030},
               {"kind": "conditions", "value": None, "year": 2030, "region": "World"}],
    "plan_condition": [{"target_year": 2030, "condition": 1, "due_year": 2028, "recurs": None}],
    "implementation_strategy": [{"part": "cause", "number": 1}],
    "initiative": [{"fact": fact} for fact in (
        "name", "plan_adopted", "vision_2050", "ambition_1", "launched", "consultation",
        "core_facility", "global_facility", "cycle", "cycle_1")],
    "join_step": [{"step": 1}],
    "task_force_role": [{"partners_only": False}, {"partners_only": True}],
    "task_force": [{"status": "active", "consent": True}],
    "focal_objective": [{"year": 2026}],
    "activity": [{"activity": 1, "year_of_workplan": 2026, "start": "2026-01", "due": "2026",
                  "state": "under way", "done_on": None}],
    "milestone": [{"milestone": 1, "due": "2026-12-31", "done_on": None}],
    "partnership": [{"number": 1, "since": None, "until": None}],
    "value": [{"year": 2024, "value": 4, "relation": "direct"},
              {"year": 2023, "value": 3, "relation": "context"}],
    "condition_report": [{"target_year": 2030, "condition": 1, "state": "done",
                          "done_year": 2024}],
    "narrative": [{"year": 2025}],
}  # fmt: skip


class HostilePlan:
    """A plan of one goal and one objective, where every text is an attempt."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.tables: dict[str, list[dict]] = {}
        self._count = itertools.count(1)
        for table, sheet in SHEETS.items():
            given = ROWS.get(table, [{}])
            self.tables[table] = [
                self._row(sheet, place, {} if one is None else one)
                for place, one in enumerate(given)
            ]

    def text(self, attempt: str = ATTEMPTS) -> str:
        tag = f"Q{next(self._count)}Q"
        self.texts[tag.lower()] = f"{tag} {attempt}"
        return self.texts[tag.lower()]

    def workbook(self, *tables: str) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for table in tables:
            sheet, page = SHEETS[table], book.create_sheet(SHEETS[table].title)
            page.append(sheet.names)
            for row in self.tables[table]:
                page.append(["yes" if row[n] is True else "no" if row[n] is False else row[n]
                             for n in sheet.names])  # fmt: skip
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def _row(self, sheet: Sheet, place: int, given: dict) -> dict:
        row = {}
        for column in sheet.columns:
            if column.name in given:
                row[column.name] = given[column.name]
            else:
                row[column.name] = self._referred(sheet, column, place) or self._made(column)
        return row

    def _referred(self, sheet: Sheet, column: Column, place: int) -> str | None:
        for columns, table in sheet.references:
            if column.name in columns and table in self.tables:
                rows = self.tables[table]
                which = {"target": place, "plan_condition": -1}.get(sheet.table, 0)
                return rows[which][SHEETS[table].key[columns.index(column.name)]]
        return None

    def _made(self, column: Column) -> object:
        if column.name in ("value_high", "count", "out_of", "rhythm_months"):
            return None
        if language_of_text(column.name)[1] != "en":
            return None  # so that the hostile text is shown in every language
        if column.name == "region":
            return "World"
        if column.choices:
            return column.choices[0]
        if column.kind in NUMBERS:
            return NUMBERS[column.kind]
        if column.kind == "code":
            return self.text(IN_A_CODE)
        # A body that leads an activity is never an e-mail address.
        text = self.text(
            ATTEMPTS.replace(" c@d.invalid", "") if column.name == "lead" else ATTEMPTS
        )
        # A word as long as may be, which no page and no line has room for.
        long = f"{text} {'w' * (column.longest - len(text) - 1)}"
        self.texts[text[: text.index(" ")].lower()] = long
        return long


def altered(texts: dict[str, str], shown: str) -> list[str]:
    """What stands on a page in place of a hostile text, for each that is not as it was written."""
    found = []
    shown = re.sub(r"\s+", " ", shown.replace("\u2060", ""))
    for tag in TAG.finditer(shown):
        text = re.sub(r"\s+", " ", texts[tag.group().lower()])
        if shown.startswith(quote_plus(text)[:30], tag.start()):  # in an address
            continue
        if not shown.lower().startswith(text.lower(), tag.start()):
            found.append(shown[max(0, tag.start() - 40) : tag.start() + len(text)])
    return found
