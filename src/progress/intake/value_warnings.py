"""Reported values that deserve a second look, beside those around them and what the plan says."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from progress.intake.known import Known, Row
from progress.schema import DIRECT
from progress.store.queries import rows
from progress.store.releases import in_force
from progress.store.store import Store

OUTLIER_FACTOR = 10
Series = dict[tuple[str, str], dict[int, float]]
Add = Callable[..., None]


@dataclass(frozen=True)
class Around:
    """What a value is looked at beside: reported values, starting points, levels to reach."""

    series: Series
    years: dict[tuple[str, str], list[int]]
    handed_in: set[tuple[str, str, int]]
    starts: dict[tuple[str, str], tuple[int, float | None]]
    targets: dict[tuple[str, str], list[float]]


def around(store: Store, values: list[Row], known: Known, entered: Known) -> Around:
    """``values``: the direct values handed in; ``entered``: other rows handed in, by table."""
    series = _series(store, values)
    starts: dict[tuple[str, str], tuple[int, float | None]] = {}
    targets: dict[tuple[str, str], list[float]] = defaultdict(list)
    for facts in (known, entered):
        for row in facts.get("baseline", {}).values():
            if row.get("comparable") and row.get("year") is not None:
                starts[row["indicator"], row["region"]] = int(row["year"]), row["value"]
        for row in facts.get("target", {}).values():
            if row["kind"] in ("level", "range") and row["value"] is not None:
                targets[row["indicator"], row["region"]].append(float(row["value"]))
    years = {key: sorted(reported) for key, reported in series.items()}
    handed_in = {(row["indicator"], row["region"], row["year"]) for row in values}
    return Around(series, years, handed_in, starts, dict(targets))


def _series(store: Store, values: list[Row]) -> Series:
    """The direct values that would be in force, of the indicators reported on."""
    series: Series = defaultdict(dict)
    in_store = rows(
        store,
        "select indicator, region, year, value from value_in_force($releases) "
        "where relation = $direct and list_contains($indicators, indicator)",
        releases=in_force(store),
        direct=DIRECT,
        indicators=sorted({row["indicator"] for row in values}),
    )
    for indicator, region, year, value in in_store:
        series[indicator, region][year] = value
    for row in values:
        series[row["indicator"], row["region"]][row["year"]] = row["value"]
    return series


def warn_of_year(row: Row, indicator: Row, beside: Around, today: date, add: Add) -> None:
    start, _ = beside.starts.get((row["indicator"], row["region"]), (None, None))
    if row["year"] > today.year:
        add(row, "year", "future_year", "{year} is in the future", year=row["year"])
    elif row["year"] == today.year and indicator["measure"] == "flow":
        message = "{year} is not over; the value counts only once it is"
        add(row, "year", "year_not_over", message, year=row["year"])
    elif start is not None and row["year"] <= start:
        message = "The starting point is of {start}, so a value of {year} never counts"
        add(row, "year", "never_counts", message, start=start, year=row["year"])


def warn_of_value(row: Row, indicator: Row, beside: Around, add: Add) -> None:
    key, value = (row["indicator"], row["region"]), row["value"]
    _warn_of_parts(row, indicator, add)
    is_share = (indicator["unit"] or "").startswith("%")
    if is_share and not 0 <= value <= 100:
        add(row, "value", "outlier", "A share is usually between 0 and 100 %")
    years = beside.years[key]
    earlier = bisect_left(years, row["year"])
    later = bisect_right(years, row["year"])
    before = beside.series[key][years[earlier - 1]] if earlier else None
    _, start = beside.starts.get(key, (None, None))
    expected = [one for one in (start, *beside.targets.get(key, ())) if one]
    if is_share and _is_fraction(value, [before] if before else expected):
        message = "Is it {percent} %? A share is written in percent, not as a fraction"
        add(row, "value", "fraction", message, percent=plain(value * 100))
        return
    if before is not None:
        _compare(row, indicator, years[earlier - 1], before, add)
    elif expected and not is_share and _is_far(value, expected, has_zero=start == 0):
        message = "More than ten times more or less than what the plan has: {expected}"
        shown = ", ".join(dict.fromkeys(map(plain, expected)))
        add(row, "value", "outlier", message, expected=shown)
    if later < len(years) and (*key, years[later]) not in beside.handed_in:
        _compare_later(row, indicator, years[later], beside.series[key][years[later]], add)


def _is_fraction(value: float, expected: list[float]) -> bool:
    return 0 < value < 1 and bool(expected) and min(map(abs, expected)) >= 2


def _is_far(value: float, expected: list[float], has_zero: bool) -> bool:
    sizes = [abs(one) for one in expected]
    if abs(value) > OUTLIER_FACTOR * max(sizes):
        return True
    return not has_zero and 0 < abs(value) < min(sizes) / OUTLIER_FACTOR


def _compare(row: Row, indicator: Row, year: int, before: float, add: Add) -> None:
    value, details = row["value"], {"before": plain(before), "year": year}
    if indicator["measure"] == "cumulative" and value < before:
        message = "A total to date does not fall, but in {year} it was {before}"
        add(row, "value", "falling_cumulative", message, **details)
    if value * before < 0:
        add(row, "value", "sign_change", "The sign changes: in {year} it was {before}", **details)
    elif _is_outlier(value, before):
        message = "More than ten times more or less than the {before} of {year}"
        add(row, "value", "outlier", message, **details)


def _compare_later(row: Row, indicator: Row, year: int, after: float, add: Add) -> None:
    """A report that comes late stands before one that is there already."""
    value, details = row["value"], {"before": plain(after), "year": year}
    if indicator["measure"] == "cumulative" and value > after:
        message = "A total to date does not fall, but in {year} it is {before}"
        add(row, "value", "falling_cumulative", message, **details)
    elif _is_outlier(value, after):
        message = "More than ten times more or less than the {before} of {year}"
        add(row, "value", "outlier", message, **details)


def _is_outlier(value: float, other: float) -> bool:
    return bool(value and other) and not 1 / OUTLIER_FACTOR <= value / other <= OUTLIER_FACTOR


def _warn_of_parts(row: Row, indicator: Row, add: Add) -> None:
    for name in ("count", "out_of"):
        if row[name] is not None and row[name] != int(row[name]):
            message = "This is how many; it should be a whole number"
            add(row, name, "not_whole_number", message)
    value = row["value"]
    if indicator["decimals"] == 0 and row["count"] is None and value != round(value):
        message = "This is shown without decimals, as {shown}"
        add(row, "value", "not_whole_number", message, shown=plain(float(round(value))))


def plain(cell: object) -> str:
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)
