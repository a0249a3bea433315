"""What must hold within a row, and between a row and the rows it belongs to.

Each rule yields (column, cell, code, message, details). Where the indicator of a row is not
known, or has a fault of its own, what depends on it is not asked.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# What belongs to an indicator and has to fit it.
FITTED = ("baseline", "target", "plan_condition")

Finding = tuple[str, object, str, str, dict[str, Any]]


@dataclass(frozen=True)
class Surroundings:
    """What a row is checked against: the facts that would be in force."""

    indicators: dict[str, dict[str, Any]]
    target_kinds: dict[tuple[str, str], dict[int, str]]  # by indicator and region, then year

    def indicator_of(self, row: dict[str, Any]) -> dict[str, Any]:
        return self.indicators.get(row["indicator"], {})


def surroundings(merged: dict[str, dict[tuple[Any, ...], dict[str, Any]]]) -> Surroundings:
    kinds: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for target in merged.get("target", {}).values():
        kinds[target["indicator"], target["region"]][target["year"]] = target["kind"]
    indicators = {code: row for (code,), row in merged.get("indicator", {}).items()}
    return Surroundings(indicators, kinds)


def check_row(table: str, row: dict[str, Any], around: Surroundings) -> Iterator[Finding]:
    rule = _RULES.get(table)
    if rule:
        yield from rule(row, around)


def _check_indicator(row: dict[str, Any], around: Surroundings) -> Iterator[Finding]:
    if row["measure"] != "conditions" and row["direction"] is None:
        message = "A numeric indicator needs a direction: up (more is better) or down"
        yield "direction", None, "no_direction", message, {}


def _check_number(row: dict[str, Any], around: Surroundings) -> Iterator[Finding]:
    """A value or baseline: a number, or a share as count and out_of; both must agree."""
    indicator = around.indicator_of(row)
    if indicator.get("measure") == "conditions":
        message = "{indicator} is a list of conditions; report it on the sheet Conditions"
        details = {"indicator": row["indicator"]}
        yield "indicator", row["indicator"], "measure_is_conditions", message, details
        return
    count, out_of = row["count"], row["out_of"]
    if (count is None) != (out_of is None):
        empty = "out_of" if out_of is None else "count"
        yield empty, None, "count_without_out_of", "Fill in both count and out_of, or neither", {}
    elif count is not None:
        is_percent = (indicator.get("unit") or "").startswith("%")
        yield from _check_share(row, is_percent or not indicator)
    elif row["value"] is None:
        yield "value", None, "required", "Fill in value, or count and out_of", {}
    yield from _check_range(row)


def _check_share(row: dict[str, Any], is_percent: bool) -> Iterator[Finding]:
    count, out_of = row["count"], row["out_of"]
    if out_of <= 0:
        yield "out_of", out_of, "out_of_not_positive", "Write a number above 0", {}
    elif not is_percent:
        if row["value"] is None:
            message = (
                "The unit is not a percentage, so count and out_of give no value; fill in value"
            )
            yield "value", None, "required", message, {}
    elif row["value"] is None:
        row["value"] = count / out_of * 100
    elif abs(row["value"] - count / out_of * 100) > 0.051:
        message = "{count} of {out_of} is {share} %; correct one of the three"
        details = {"count": _plain(count), "out_of": _plain(out_of)}
        details["share"] = f"{count / out_of * 100:.2f}"
        yield "value", row["value"], "share_disagrees", message, details
    else:
        row["value"] = count / out_of * 100


def _check_range(row: dict[str, Any]) -> Iterator[Finding]:
    value, high = row["value"], row["value_high"]
    if high is not None and (value is None or high < value):
        message = "Write the lower end in value and the upper end in value_high"
        yield "value_high", high, "range_order", message, {}


def _check_target(row: dict[str, Any], around: Surroundings) -> Iterator[Finding]:
    indicator = around.indicator_of(row)
    kind, value, measure = row["kind"], row["value"], indicator.get("measure")
    if measure and (kind == "conditions") != (measure == "conditions"):
        message = "The measure of {indicator} is {measure}; that and the kind of target must fit"
        details = {"indicator": row["indicator"], "measure": measure}
        yield "kind", kind, "kind_and_measure", message, details
    elif kind != "conditions" and value is None:
        yield "value", None, "required", "Fill in value", {}
    elif kind in ("range", "between"):
        if row["value_high"] is None:
            yield "value_high", None, "required", "Fill in the upper end of the range", {}
        yield from _check_range(row)
    elif kind == "growth" and not _can_grow(value, indicator.get("direction")):
        message = "Growth is in percent a year: above 0 for direction up, below 0 for down"
        yield "value", value, "growth_and_direction", message, {}
    elif kind == "multiple" and not _multiplies(row, around):
        message = "A multiple needs a target of an earlier year, one number, that it multiplies"
        yield "kind", kind, "multiple_of_nothing", message, {}


def _can_grow(growth: float, direction: str | None) -> bool:
    if growth <= -100 or growth == 0:
        return False
    return direction is None or (growth > 0) == (direction == "up")


def _multiplies(row: dict[str, Any], around: Surroundings) -> bool:
    series = row["indicator"], row["region"]
    kinds = around.target_kinds.get(series, {})
    before = [year for year in kinds if year < row["year"]]
    return bool(before) and kinds[max(before)] != "between"


def _check_plan_condition(row: dict[str, Any], around: Surroundings) -> Iterator[Finding]:
    measure = around.indicator_of(row).get("measure")
    if measure and measure != "conditions":
        message = "The measure of {indicator} is {measure}, so it has no conditions"
        details = {"indicator": row["indicator"], "measure": measure}
        yield "indicator", row["indicator"], "kind_and_measure", message, details


def _check_condition_report(row: dict[str, Any], around: Surroundings) -> Iterator[Finding]:
    if row["state"] == "done" and row["done_year"] is None:
        yield "done_year", None, "required", "Fill in the year in which it was done", {}
    elif row["state"] == "not done" and row["done_year"] is not None:
        message = "Leave the year empty, or write done as the state"
        yield "done_year", row["done_year"], "year_of_undone", message, {}


def _check_activity(row: dict[str, Any], around: Surroundings) -> Iterator[Finding]:
    yield from _check_title(row)
    if row["part_number"] is not None and row["part"] is None:
        yield "part", None, "required", "Fill in the part that the number is of", {}
    if row["lead"] and "@" in row["lead"]:
        message = "Write a body or an organisation; people are named on the sheet Task Forces"
        yield "lead", row["lead"], "lead_is_a_person", message, {}
    if row["state"] == "done" and row["done_on"] is None:
        yield "done_on", None, "required", "Fill in when it was done; the year is enough", {}
    elif row["state"] != "done" and row["done_on"] is not None:
        message = "Leave this empty, or write done as the state"
        yield "done_on", row["done_on"], "year_of_undone", message, {}
    yield from _check_order(row, "start", "due")
    yield from _check_order(row, "start", "done_on")


def _check_title(row: dict[str, Any], around: Surroundings | None = None) -> Iterator[Finding]:
    texts = [name for name in row if name == "title" or name.startswith("title_")]
    if not any(row[name] for name in texts):
        yield "title", None, "required", "Fill in the title, in one language at least", {}


def _check_partnership(row: dict[str, Any], around: Surroundings) -> Iterator[Finding]:
    yield from _check_order(row, "since", "until")


def _check_order(row: dict[str, Any], first: str, last: str) -> Iterator[Finding]:
    """Periods of which the second may not be over before the first begins."""
    start, end = row[first], row[last]
    if start and end and end < start[: len(end)]:
        message = "{end} is before {start}; correct one of the two"
        yield last, end, "period_order", message, {"start": start, "end": end}


def _plain(number: float) -> str:
    return f"{number:.10g}"


_RULES = {
    "activity": _check_activity,
    "milestone": _check_title,
    "partnership": _check_partnership,
    "indicator": _check_indicator,
    "baseline": _check_number,
    "target": _check_target,
    "plan_condition": _check_plan_condition,
    "condition_report": _check_condition_report,
    "value": _check_number,
}
