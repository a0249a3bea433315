"""An update on its way: the files handed in are read, checked, compared, and published."""

from dataclasses import dataclass

from progress.documents import check_document
from progress.filters import today
from progress.initial import known_facts
from progress.problems import NothingToPublish, PlanErrors, Problem
from progress.publish import Origin, publish
from progress.store import Store, revision
from progress.workbook.check import Checked, check
from progress.workbook.compare import Comparison, compare
from progress.workbook.read import File, read_files
from progress.workbook.warnings import warn


@dataclass(frozen=True)
class Update:
    """Files that were read and checked. ``comparison`` is there once there are no errors;
    ``compared_at`` is the revision of the store that it compares with."""

    files: tuple[File, ...]
    checked: Checked
    comparison: Comparison | None
    compared_at: int

    def as_json(self) -> dict:
        """The documents of check and compare; the latter is null where there are errors."""
        compared = self.comparison
        return {
            "check": check_document(self.checked),
            "compare": compared and compared.as_json(),
        }


def prepare(store: Store, files: list[File]) -> Update:
    """Reads, checks and compares; problems are in the answer, not raised."""
    compared_at = revision(store)
    found = read_files(files)
    known = known_facts(store)
    checked = check(found.sheets, known, unread=found.unread)
    checked.errors = found.problems + checked.errors
    if checked.errors:
        return Update(tuple(files), checked, None, compared_at)
    comparison = compare(store, checked.rows)
    checked.warnings += warn(store, checked, known, files, comparison, today())
    return Update(tuple(files), checked, comparison, compared_at)


def publish_update(store: Store, update: Update, origin: Origin, accept_warnings: bool) -> int:
    """Publishes an update without errors. Raises PlanErrors where warnings are not accepted."""
    compared = update.comparison
    if compared and not compared.new + compared.changed:
        raise NothingToPublish("nothing to publish: all rows are as they were")
    problems: list[Problem] = update.checked.errors
    if not problems and not accept_warnings:
        problems = update.checked.warnings
    if problems:
        raise PlanErrors(problems)
    return publish(store, update.checked.rows, origin, update.compared_at)
