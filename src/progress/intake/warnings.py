"""What is allowed but deserves a second look before it is published."""

from bisect import bisect_left
from collections import defaultdict
from datetime import date

from progress.errors import Problem
from progress.intake.check import Checked
from progress.intake.compare import Comparison
from progress.intake.known import Known
from progress.publishing.provenance import File
from progress.schema import DIRECT, SHEETS
from progress.store.queries import rows
from progress.store.releases import in_force
from progress.store.store import Store

OUTLIER_FACTOR = 10
Series = dict[tuple[str, str], dict[int, float]]


def warn(
    store: Store,
    checked: Checked,
    known: Known,
    files: list[File],
    compared: Comparison,
    today: date,
) -> list[Problem]:
    """All warnings, grouped by their code when shown; ``compared`` tells what they would change."""
    values = [row for row in _entered(checked, "value") if row["relation"] == DIRECT]
    indicators = {code: row for (code,), row in known["indicator"].items()}
    indicators |= {row["indicator"]: row for row in _entered(checked, "indicator")}
    found = []

    def add(row: dict, column: str, code: str, message: str, **details):
        shown = None if row[column] is None else _plain(row[column])
        found.append(Problem(row["sheet"], row["row"], column, shown, code, message, details))

    series = _series(store, values)
    years = {key: sorted(reported) for key, reported in series.items()}
    for row in values:
        indicator = indicators[row["indicator"]]
        _warn_of_year(row, indicator, today, add)
        _warn_of_value(row, indicator, series, years, add)
    for table, column in (("condition_report", "done_year"), ("narrative", "year")):
        for row in _entered(checked, table):
            if (row[column] or 0) > today.year:
                add(row, column, "future_year", "{year} is in the future", year=row[column])
    found += _withdrawn_nothing(checked, compared)
    found += _replacements(compared)
    found += _same_files(store, files)
    found += _unexplained(checked, known, compared, indicators, today)
    return found


def _entered(checked: Checked, table: str) -> list[dict]:
    """The rows handed in, without those that only take one away."""
    return [row for row in checked.rows.get(table, []) if not row["withdraw"]]


def _series(store: Store, values: list[dict]) -> Series:
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


def _warn_of_year(row: dict, indicator: dict, today: date, add) -> None:
    if row["year"] > today.year:
        add(row, "year", "future_year", "{year} is in the future", year=row["year"])
    elif row["year"] == today.year and indicator["measure"] == "flow":
        message = "{year} is not over; the value counts only once it is"
        add(row, "year", "year_not_over", message, year=row["year"])


def _warn_of_value(row: dict, indicator: dict, series: Series, years: dict, add) -> None:
    key, value = (row["indicator"], row["region"]), row["value"]
    if (indicator["unit"] or "").startswith("%") and not 0 <= value <= 100:
        add(row, "value", "outlier", "A share is usually between 0 and 100 %")
    place = bisect_left(years[key], row["year"])
    if place == 0:
        return
    year = years[key][place - 1]
    before = series[key][year]
    details = {"before": _plain(before), "year": year}
    if indicator["measure"] == "cumulative" and value < before:
        message = "A total to date does not fall, but in {year} it was {before}"
        add(row, "value", "falling_cumulative", message, **details)
    if value * before < 0:
        add(row, "value", "sign_change", "The sign changes: in {year} it was {before}", **details)
    elif value and before and not 1 / OUTLIER_FACTOR <= value / before <= OUTLIER_FACTOR:
        message = "More than ten times more or less than the {before} of {year}"
        add(row, "value", "outlier", message, **details)


def _replacements(compared: Comparison) -> list[Problem]:
    message = "This replaces what is in force: {before}"
    found = []
    for row in compared.rows:
        if row["change"] == "changed":
            column, (old, new) = next(iter(row["columns"].items()))
            details = {"before": "empty" if old is None else _plain(old)}
            place = row["sheet"], row["row"], column, None if new is None else _plain(new)
            found.append(Problem(*place, "replaces", message, details))
    return found


def _withdrawn_nothing(checked: Checked, compared: Comparison) -> list[Problem]:
    """Rows to withdraw that are not there: a slip in their key, most likely."""
    there = {(row["sheet"], row["row"]) for row in compared.rows}
    message = "There is no such row in force, so nothing is withdrawn"
    return [
        Problem(row["sheet"], row["row"], "withdraw", "yes", "nothing_withdrawn", message)
        for found in checked.rows.values()
        for row in found
        if row["withdraw"] and (row["sheet"], row["row"]) not in there
    ]


def _plain(cell: object) -> str:
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)


def _same_files(store: Store, files: list[File]) -> list[Problem]:
    known = dict(
        rows(
            store,
            "select sha256, max(release_id) from store.release_file "
            "where list_contains($digests, sha256) group by sha256",
            digests=[file.sha256 for file in files],
        )
    )
    message = "The very same file was published as update {release}"
    return [
        Problem(file.name, None, None, None, "same_file", message, {"release": known[file.sha256]})
        for file in files
        if file.sha256 in known
    ]


def _unexplained(
    checked: Checked, known: Known, compared: Comparison, indicators: dict, today: date
) -> list[Problem]:
    """Statuses that would change though no narrative of the objective is as new as the values."""
    narratives = dict(known["narrative"])
    for row in checked.rows.get("narrative", []):
        narratives[SHEETS["narrative"].key_of(row)] = row
    told: dict[str, int] = {}
    for row in narratives.values():
        if not row.get("withdraw") and row["year"] <= today.year:
            told[row["objective"]] = max(row["year"], told.get(row["objective"], 0))
    reported: dict[str, int] = {}
    for row in checked.rows.get("value", []):
        if indicator := indicators.get(row["indicator"]):
            objective = indicator["objective"]
            reported[objective] = max(row["year"], reported.get(objective, 0))
    message = "A status of objective {objective} changes and no narrative explains it"
    changed = {indicators[s["indicator"]]["objective"] for s in compared.statuses}
    return [
        Problem(
            SHEETS["narrative"].title, None, "objective", objective, "no_narrative", message,
            {"objective": objective},
        )
        for objective in sorted(changed)
        if told.get(objective, 0) < reported.get(objective, 1)
    ]  # fmt: skip
