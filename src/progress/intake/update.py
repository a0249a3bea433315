"""An update on its way: the files handed in are read, checked, compared, and published."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, count
from pathlib import PurePath
from typing import Any

from progress.assessment.filters import today
from progress.errors import NothingToPublish, PlanErrors, Problem, StaleComparison, StillNeeded
from progress.intake.approval import require_second
from progress.intake.belonging import belonging, by_key, naming_withdrawn, problems_of
from progress.intake.check import Checked, check, check_document
from progress.intake.compare import Comparison, compare
from progress.intake.grey_cells import warn_of_grey
from progress.intake.known import (
    Known,
    KnownWords,
    known_facts,
    known_values,
    known_words,
    values_of,
)
from progress.intake.known_codes import codes_of
from progress.intake.mapping import ColumnMap
from progress.intake.raw_sheet import Found, RawSheet
from progress.intake.read import read_files
from progress.intake.understand import understand
from progress.intake.warnings import warn
from progress.publishing.provenance import File, Provenance
from progress.publishing.publish import publish
from progress.schema import PLAN, SHEETS
from progress.store.queries import revision
from progress.store.store import Store

FIRST_ROWS = 10  # of a table, to be shown as they are read


@dataclass(frozen=True)
class Update:
    """Files that were read and checked. ``comparison`` is there once there are no errors;
    ``compared_at`` is the revision of the store that it compares with,
    ``given`` what a person said of the columns. ``handed_in_by``: whose draft it is, where a
    second person looks at it."""

    files: tuple[File, ...]
    checked: Checked
    comparison: Comparison | None
    compared_at: int
    given: ColumnMap | None = None
    handed_in_by: str | None = None

    @property
    def digests(self) -> str:
        """Equal where the same files were handed in."""
        return "".join(file.sha256 for file in self.files)

    def as_json(self) -> dict[str, Any]:
        """The documents of check and compare; the latter is null where there are errors."""
        compared = self.comparison
        return {
            "check": check_document(self.checked),
            "compare": compared and compared.as_json() | {"revision": self.compared_at},
        }


def _here(work: Callable[..., Any], *given: object) -> Any:
    return work(*given)


def prepare(
    store: Store,
    files: list[File],
    given: ColumnMap | None = None,
    with_all: bool = False,
    confirm_rest: bool = False,
    run: Callable[..., Any] = _here,
) -> Update:
    """Reads, checks and compares; problems are in the answer, not raised. ``given``: what a person
    said of columns that are not ours. ``with_all``: rows that are withdrawn take with them all
    that belongs to them. ``confirm_rest``: the rows of the plan that stay as they are, are right.
    ``run``: calls the part that is only computing, elsewhere."""
    compared_at = revision(store)
    files = _told_apart(files)
    known = known_facts(store)
    checked = read_and_check(store, files, given, known, run)
    _take_along(store, checked, known, with_all)
    if confirm_rest:
        for row in (row for table in PLAN for row in checked.rows.get(table, [])):
            row["confirm"] = True
    if checked.errors:
        return Update(tuple(files), checked, None, compared_at, given)
    try:
        comparison = compare(store, checked.rows)
    except StillNeeded as error:
        checked.errors.append(_still_needed(checked, error))
        return Update(tuple(files), checked, None, compared_at, given)
    checked.warnings += warn_of_grey(store, checked.sheets, known)
    checked.warnings += warn(store, checked, known, files, comparison, today())
    checked.warnings = in_own_words(checked.warnings, checked.sheets)
    return Update(tuple(files), checked, comparison, compared_at, given)


def _take_along(store: Store, checked: Checked, known: Known, with_all: bool) -> None:
    """Adds what belongs to the rows withdrawn, or says that it keeps them."""
    if not any(row["withdraw"] for found in checked.rows.values() for row in found):
        return
    handed_in = by_key(checked.rows)
    checked.belonging = belonging(handed_in, known, partial(values_of, store))
    problems = list(naming_withdrawn(handed_in, checked.belonging))
    if not with_all:
        problems += problems_of(checked.belonging)
    checked.errors += in_own_words(problems, checked.sheets)
    if with_all and not checked.errors:
        for one in checked.belonging:
            checked.rows.setdefault(one.table, []).append(one.as_row())


def in_own_words(problems: list[Problem], sheets: list[RawSheet]) -> list[Problem]:
    """The same problems, each with what stands above its column in the person's own file."""
    headers = {raw.title: raw.headers for raw in sheets}
    return [
        problem
        if problem.header or problem.column is None
        else replace(problem, header=headers.get(problem.sheet, {}).get(problem.column))
        for problem in problems
    ]


def read_and_check(
    store: Store,
    files: list[File],
    given: ColumnMap | None,
    known: Known,
    run: Callable[..., Any] = _here,
) -> Checked:
    """``known``: what is in force but for the values; of these only those that the files name are
    looked up, so the reading comes first. ``run`` as for ``prepare``."""
    found = run(_read, files, given, known, known_words(store, known))
    standing = known | {"value": known_values(store, *_named_values(found.sheets))}
    checked: Checked = run(_check, found, standing)
    return checked


def _read(files: list[File], given: ColumnMap | None, known: Known, words: KnownWords) -> Found:
    found = read_files(files, given, codes_of(known, [])["indicator"])
    understand(found, known, words)
    return found


def _check(found: Found, standing: Known) -> Checked:
    checked = check(found.sheets, standing, unread=found.unread)
    checked.errors = in_own_words(found.problems + checked.errors, found.sheets)
    checked.warnings, checked.readings = found.warnings, found.readings
    checked.sheets = [replace(raw, rows=raw.rows[:FIRST_ROWS]) for raw in found.sheets]
    checked.unknown = found.unknown
    return checked


def _named_values(sheets: list[RawSheet]) -> tuple[set[str], set[int]]:
    """The indicators and the years of the values handed in."""
    cells = [row.cells for raw in sheets if raw.sheet.table == "value" for row in raw.rows]
    years = {str(one.get("year")) for one in cells}
    return (
        {str(one.get("indicator")) for one in cells},
        {int(year) for year in years if year.isascii() and year.isdigit() and len(year) == 4},
    )


def _told_apart(files: list[File]) -> list[File]:
    """Files of the same name are numbered: a problem says in which of them it is."""
    named: list[File] = []
    for file in files:
        path = PurePath(file.name)
        names = (f"{path.stem} ({number}){path.suffix}" for number in count(2))
        taken = {other.name for other in named}
        free = next(name for name in chain([file.name], names) if name not in taken)
        named.append(replace(file, name=free))
    return named


def _still_needed(checked: Checked, error: StillNeeded) -> Problem:
    """What is wrong with a row to withdraw, in the place where it stands."""
    table = str(error.details["table"]).replace(" ", "_")
    withdrawn = (row for row in checked.rows.get(table, []) if row["withdraw"])
    place: tuple[str, int | None, str | None, str | None] = next(
        (
            (row["sheet"], row["row"], "withdraw", "yes")
            for row in withdrawn
            if " ".join(map(str, SHEETS[table].key_of(row))) == error.details["key"]
        ),
        (SHEETS[table].title, None, None, None),
    )
    message = "{sheet} {key} needs it; withdraw that as well, or leave this here"
    return Problem(*place, "still_needed", message, error.details)


def publish_update(
    store: Store,
    update: Update,
    provenance: Provenance,
    accept_warnings: bool,
    seen_at: int | None = None,
) -> int:
    """Publishes an update without errors. Raises PlanErrors where warnings are not accepted,
    StaleComparison where it is compared with another state of the store than the one at the
    revision ``seen_at``, or somebody wrote since."""
    if seen_at not in (None, update.compared_at):
        raise StaleComparison(seen_at, update.compared_at)
    require_second(update.handed_in_by, provenance.by)
    compared = update.comparison
    if compared and not compared.new + compared.changed + compared.confirmed:
        raise NothingToPublish("nothing to publish: all rows are as they were")
    problems: list[Problem] = update.checked.errors
    if not problems and not accept_warnings:
        problems = update.checked.warnings
    if problems:
        raise PlanErrors(problems)
    return publish(store, update.checked.rows, provenance, update.compared_at)
