"""Whether the running program gives the numbers that others published for the same cases.

The cases of ``published_cases.csv`` are published as indicators into a store in memory and judged
by the code and the SQL that judge the plan. What others published is the compound-growth ratio,
the change that is needed a year and how many times faster; the statuses were worked out by hand
for this program's own rules.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from progress.assessment.facts import facts_in_force
from progress.assessment.rows import Verdict
from progress.assessment.verdicts import judge
from progress.publishing.provenance import Provenance
from progress.publishing.publish import HandedInRow, publish
from progress.rows import Indicator
from progress.schema import DIRECT, WORLD
from progress.store.queries import rows_of_frame
from progress.store.store import Store, open_in_memory

AnyValue = TypeVar("AnyValue")

CASES = Path(__file__).with_name("published_cases.csv")
EXAMPLE = "example"
OWN = "own"
NO_RHYTHM = 1200
# What the published files themselves may have lost between computing and writing.
PRECISION = 1e-7

_GITHUB = "https://github.com/{}/blob/{}/indicator_calculation_components.yml"
# Source -> who published it, and where.
SOURCES = {
    "statcan_gif_2026": (
        "Statistics Canada, Global Indicator Framework, 2026",
        _GITHUB.format(
            "sdg-data-canada-odd-donnees/sdg-data-donnees-odd",
            "f89e601dc5b925c4bc66f985a439be39d1f88a05",
        ),
    ),
    "statcan_cif_2026": (
        "Statistics Canada, Canadian Indicator Framework, 2026",
        _GITHUB.format(
            "sdg-data-canada-odd-donnees/cif-data-donnees-cic",
            "d38e8053d40d7af3cd7a05332cd94aee12dbe3dd",
        ),
    ),
    "eustat_eurostat_scoring": (
        "Eustat (Basque Statistics Office), method of Eurostat",
        _GITHUB.format("EUSTAT-PRE/data", "0f34aa0033bdb8ca30116c0da05f723b10a60aa0"),
    ),
    "wri_soca2020_brazil": (
        "World Resources Institute, State of Climate Action 2020, Brazil",
        "https://publications.wri.org/state_of_climate_action/"
        "appendix-a-compilation-of-data-organized-by-country",
    ),
    "ecno": (
        "European Climate Neutrality Observatory, glossary",
        "https://climateobservatory.eu/temporary-graph-page",
    ),
    OWN: ("", ""),
}


@dataclass(frozen=True)
class Case:
    """One row of ``published_cases.csv``. ``compares`` says which number or status is published:
    compound_ratio, required_change (a year), acceleration_factor or status."""

    id: str
    source: str
    compares: str
    published: str
    direction: str | None
    start_year: int | None
    start: str  # a number, or "28/196"
    values: tuple[tuple[int, str], ...]
    kind: str | None
    target_year: int
    target: float | None
    target_high: float | None
    conditions: tuple[tuple[int | None, int | None], ...]  # done in, due in
    rhythm_months: int  # what is published once is not reported again


@dataclass(frozen=True)
class Result:
    case: Case
    computed: float | str | None
    verdict: Verdict
    indicator: Indicator

    @property
    def source(self) -> str:
        return self.case.source

    @property
    def published(self) -> str:
        return self.case.published

    @property
    def agrees(self) -> bool:
        """The same status, or the same number as far as it was printed."""
        if self.case.compares == "status":
            return self.computed == self.published
        if not isinstance(self.computed, float):
            return False
        printed = float(self.published)
        last_place = 10.0 ** int(Decimal(self.published).as_tuple().exponent)
        return abs(self.computed - printed) <= max(last_place / 2, PRECISION * abs(printed))


@cache
def run() -> list[Result]:
    """All published cases, judged once for as long as the program runs."""
    return check(read_cases())


def example() -> Result:
    """The case by which the Method page explains the rules."""
    return next(result for result in run() if result.case.id == EXAMPLE)


def there(number: AnyValue | None) -> AnyValue:
    """A number of the example, which is chosen because it has all of them."""
    assert number is not None
    return number


def check(cases: Sequence[Case]) -> list[Result]:
    """Judges cases and compares. One judgement, in the year after the latest value, does for
    all."""
    year = max(year for case in cases for year, _ in case.values) + 1
    store = open_in_memory()
    try:
        verdicts = _judged(store, cases, year)
        indicators = facts_in_force(store).indicator
    finally:
        store.close()
    results = []
    for number, case in enumerate(cases):
        verdict = verdicts[str(number), case.target_year]
        results.append(Result(case, _computed(case, verdict), verdict, indicators[str(number)]))
    return results


def read_cases(path: Path = CASES) -> list[Case]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Case(
                id=row["id"],
                source=row["source"],
                compares=row["compares"],
                published=row["published"],
                direction=row["direction"] or None,
                start_year=int(row["start_year"]) if row["start_year"] else None,
                start=row["start"],
                values=tuple(
                    (int(year), value)
                    for year, value in (part.split(":") for part in row["values"].split())
                ),
                kind=row["kind"] or None,
                target_year=int(row["target_year"]),
                target=float(row["target"]) if row["target"] else None,
                target_high=float(row["target_high"]) if row["target_high"] else None,
                conditions=tuple(
                    (_year(done), _year(due))
                    for done, due in (part.split("/") for part in row["conditions"].split())
                ),
                rhythm_months=int(row["rhythm_months"] or NO_RHYTHM),
            )
            for row in csv.DictReader(lines)
        ]


def _judged(store: Store, cases: Sequence[Case], year: int) -> dict[tuple[str, int], Verdict]:
    facts: dict[str, list[HandedInRow]] = {
        "goal": [{"goal": "1"}],
        "objective": [{"objective": "1", "goal": "1"}],
        "indicator": [_indicator(number, case) for number, case in enumerate(cases)],
        "baseline": _rows(cases, _baseline),
        "target": _rows(cases, _target),
        "value": _rows(cases, _values),
        "plan_condition": _rows(cases, _plan_conditions),
        "condition_report": _rows(cases, _condition_reports),
    }
    sheets = {
        table: [{"withdraw": False, **row} for row in found] for table, found in facts.items()
    }
    publish(store, sheets, Provenance(by=__name__))
    found = rows_of_frame(Verdict, judge(store, year=year))
    return {(row.indicator, row.horizon): row for row in found}


def _year(text: str) -> int | None:
    return None if text == "-" else int(text)


def _rows(cases: Sequence[Case], of_case: Callable[[Case], list[HandedInRow]]) -> list[HandedInRow]:
    return [
        {"indicator": str(number), "region": WORLD, **row}
        for number, case in enumerate(cases)
        for row in of_case(case)
    ]


def _indicator(number: int, case: Case) -> HandedInRow:
    is_share = "/" in case.start
    return {
        "indicator": str(number),
        "objective": "1",
        "name": case.id,
        "unit": "%" if is_share else "",
        "measure": "conditions" if case.kind == "conditions" else "level",
        "direction": case.direction,
        "rhythm_months": case.rhythm_months,
    }


def _baseline(case: Case) -> list[HandedInRow]:
    if case.compares == "required_change":
        # One unit better than the year before: how many times faster is then the change itself.
        [(year, value)] = case.values
        return [{"year": year - 1, "value": float(value) - _sign(case), "comparable": True}]
    if case.start_year is None:
        return []
    return [{"year": case.start_year, **_number(case.start), "comparable": True}]


def _values(case: Case) -> list[HandedInRow]:
    return [{"year": year, "relation": DIRECT, **_number(text)} for year, text in case.values]


def _number(text: str) -> HandedInRow:
    if "/" not in text:
        return {"value": float(text)}
    count, out_of = map(float, text.split("/"))
    return {"value": count / out_of * 100, "count": count, "out_of": out_of}


def _target(case: Case) -> list[HandedInRow]:
    if case.kind is None:
        return []
    ends = {"value": case.target, "value_high": case.target_high}
    return [{"year": case.target_year, "kind": case.kind, **ends}]


def _plan_conditions(case: Case) -> list[HandedInRow]:
    return [
        {"target_year": case.target_year, "condition": place, "text": case.id, "due_year": due}
        for place, (_, due) in enumerate(case.conditions)
    ]


def _condition_reports(case: Case) -> list[HandedInRow]:
    return [
        {
            "target_year": case.target_year,
            "condition": place,
            "state": "not done" if done is None else "done",
            "done_year": done,
        }
        for place, (done, _) in enumerate(case.conditions)
    ]


def _computed(case: Case, verdict: Verdict) -> float | str | None:
    if case.compares != "required_change":
        found: float | str | None = getattr(verdict, case.compares)
        return found
    factor = verdict.acceleration_factor
    return None if factor is None else factor * _sign(case)


def _sign(case: Case) -> int:
    return -1 if case.direction == "down" else 1
