"""What is allowed but deserves a second look before it is published."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from progress.errors import Problem
from progress.intake.check import Checked
from progress.intake.compare import CHANGED, NEW, WITHDRAWN, Comparison
from progress.intake.kept_cells import NUMBER
from progress.intake.known import Known, Row
from progress.intake.value_warnings import around, plain, warn_of_value, warn_of_year
from progress.publishing.provenance import File
from progress.schema import DIRECT, SHEETS
from progress.store.queries import rows
from progress.store.store import Store


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
    found: list[Problem] = []

    def add(row: Row, column: str, code: str, message: str, **details: object) -> None:
        shown = None if row[column] is None else plain(row[column])
        found.append(Problem(row["sheet"], row["row"], column, shown, code, message, details))

    entered = {
        table: {SHEETS[table].key_of(row): row for row in _entered(checked, table)}
        for table in ("baseline", "target")
    }
    beside = around(store, values, known, entered)
    for row in values:
        indicator = indicators[row["indicator"]]
        warn_of_year(row, indicator, beside, today, add)
        warn_of_value(row, indicator, beside, add)
    for table, column in (("condition_report", "done_year"), ("narrative", "year")):
        for row in _entered(checked, table):
            if (row[column] or 0) > today.year:
                add(row, column, "future_year", "{year} is in the future", year=row[column])
    found += _new_target_years(_entered(checked, "target"), known)
    found += _withdrawn_nothing(checked, compared)
    found += _withdrawals(compared, indicators)
    found += _replacements(checked, compared, indicators)
    found += _same_files(store, files)
    found += _unexplained(checked, known, compared, indicators, today)
    return found


def _entered(checked: Checked, table: str) -> list[Row]:
    """The rows handed in, without those that only take one away."""
    return [row for row in checked.rows.get(table, []) if not row["withdraw"]]


def _new_target_years(targets: list[Row], known: Known) -> list[Problem]:
    """Target years that the plan does not have and that only one row brings: each becomes one of
    the whole plan, with a place on every page."""
    there = {row["year"] for row in known["target"].values()}
    brought = Counter(row["year"] for row in targets)
    message = "{year} would become a target year of the whole plan; did you mean {close}?"
    return [
        Problem(
            row["sheet"], row["row"], "year", plain(row["year"]), "new_target_year", message,
            {"year": row["year"], "close": min(there, key=lambda one: abs(one - row["year"]))},
        )
        for row in targets
        if there and row["year"] not in there and brought[row["year"]] == 1
    ]  # fmt: skip


def _replacements(
    checked: Checked, compared: Comparison, indicators: dict[str, Row]
) -> list[Problem]:
    """Cells that say something else than before; filling an empty one is no such thing."""
    handed_in = {
        (row["sheet"], row["row"], row.get("year")): row
        for found in checked.rows.values()
        for row in found
    }
    found = []
    for row in compared.rows:
        if row.change != CHANGED:
            continue
        replaced = {name: pair for name, pair in row.columns.items() if pair[0] is not None}
        if not replaced:
            continue
        whole = handed_in.get((row.sheet, row.row, row.key.get("year"))) or {}
        indicator = indicators.get(whole.get("indicator", "")) or {}
        name, before, after = _worded(replaced, whole, indicator.get("decimals"))
        message = "{after} instead of {before}"
        if after is None:
            message = "Empty instead of {before}"
        details = {"before": before, "after": after}
        found.append(Problem(row.sheet, row.row, name, after, "replaces", message, details))
    return found


def _worded(
    replaced: Mapping[str, tuple[object, object]], whole: Row, decimals: int | None
) -> tuple[str, str, str | None]:
    """The column replaced, and what stood and stands there: of a share both counts."""
    if "count" in replaced or "out_of" in replaced:
        pairs = [
            replaced.get(name, (whole.get(name), whole.get(name))) for name in ("count", "out_of")
        ]
        before, after = (tuple(pair[side] for pair in pairs) for side in (0, 1))
        if None not in before and None not in after:
            old_share, new_share = (" / ".join(map(plain, side)) for side in (before, after))
            return "value" if "value" in replaced else "count", old_share, new_share
    name, (old, new) = next(iter(replaced.items()))
    if isinstance(old, float) and isinstance(new, float) and decimals is not None:
        short = [plain(round(one, int(decimals))) for one in (old, new)]
        if short[0] != short[1]:
            return name, short[0], short[1]
    return name, plain(old), None if new is None else plain(new)


def _withdrawn_nothing(checked: Checked, compared: Comparison) -> list[Problem]:
    """Rows to withdraw that are not there: a slip in their key, most likely."""
    there = {(row.sheet, row.row) for row in compared.rows}
    message = "There is no such row in force, so nothing is withdrawn"
    return [
        Problem(row["sheet"], row["row"], "withdraw", "yes", "nothing_withdrawn", message)
        for found in checked.rows.values()
        for row in found
        if row["withdraw"] and (row["sheet"], row["row"]) not in there
    ]


def _withdrawals(compared: Comparison, indicators: dict[str, Row]) -> list[Problem]:
    """Numbers that were published and are taken out: what was said of them stands no more."""
    found = []
    moved = {(row.sheet, row.row) for row in compared.rows if row.change == NEW}
    for row in compared.rows:
        if row.change != WITHDRAWN or row.table not in ("value", "target"):
            continue
        if (row.sheet, row.row) in moved:  # a target in another year is not taken out
            continue
        indicator = indicators.get(row.key["indicator"]) or {}
        published = {name: (before, None) for name, (before, _) in row.columns.items()
                     if before is not None and name not in row.key}  # fmt: skip
        numbers = {name: published[name] for name in published if name in NUMBER} or published
        whole = {name: before for name, (before, _) in published.items()}
        _, before, _ = _worded(numbers, whole, indicator.get("decimals"))
        message = "{key}: {before} was published and is taken out"
        details = {"key": " ".join(map(str, row.key.values())), "before": before}
        found.append(Problem(row.sheet, row.row, "withdraw", "yes", "withdraws", message, details))
    return found


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
    checked: Checked, known: Known, compared: Comparison, indicators: dict[str, Row], today: date
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
    changed = {  # the first status of something new explains itself
        indicators[s.indicator]["objective"] for s in compared.statuses if s.before is not None
    }
    return [
        Problem(
            SHEETS["narrative"].title, None, "objective", objective, "no_narrative", message,
            {"objective": objective},
        )
        for objective in sorted(changed)
        if told.get(objective, 0) < reported.get(objective, 1)
    ]  # fmt: skip
