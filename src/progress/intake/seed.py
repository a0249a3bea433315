"""The first releases of a store: a plan folder, what it reports, and the demonstration."""

import csv
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from progress.errors import DataError, PlanErrors, Problem
from progress.intake.check import Checked, check
from progress.intake.known import Known, known_facts
from progress.intake.raw_sheet import RawSheet
from progress.intake.read import read_csv, read_file
from progress.publishing.provenance import COMPILED, SETUP, File, Provenance
from progress.publishing.publish import publish, revert
from progress.schema import REPORTED, REQUIRED_FILES, SHEETS
from progress.store.copies import copy_store
from progress.store.file import log_path, remove
from progress.store.location import DATA, is_shared
from progress.store.queries import primary_read
from progress.store.store import Store, open_store
from progress.store.writing import transaction


def build(path: str | Path, plan: Path | None = None, demo: bool = False) -> Store:
    """Builds a store at ``path`` from the plan of the Initiative, another plan's folder, or the
    demonstration data, and opens it. ``path`` may be an address in PostgreSQL. Raises PlanErrors
    with all problems; then there is no store.
    """
    if is_shared(path):
        _build_shared(str(path), plan, demo)
        return open_store(path)
    path = Path(path).absolute()
    if path.exists():
        raise DataError(f"there is a store at {path} already")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.building")
    remove(draft)
    try:
        store = open_store(draft, create=True)
        try:
            if demo:
                _publish_demonstration(store, DATA / "demo")
            elif plan:
                _publish_plan(store, _read_folder(plan), None)
            else:
                _publish_plan(store, _read_folder(DATA / "plan", DATA / "reported"), COMPILED)
            store.connection.execute("checkpoint store")
        finally:
            store.close()
        if log_path(path).exists():  # of a store that is gone
            log_path(path).replace(path.with_name(f"{path.name}.wal.old"))
        draft.replace(path)
    finally:
        remove(draft)
    return open_store(path)


def _build_shared(url: str, plan: Path | None, demo: bool) -> None:
    """Builds a file elsewhere, and copies it in one transaction."""
    with TemporaryDirectory() as folder:
        store = build(Path(folder) / "progress.duckdb", plan, demo)
        try:
            with primary_read(store) as reading:
                copy_store(reading, url)
        finally:
            store.close()


@dataclass
class _Folder:
    """The files of a plan, their rows, and what could not be read: problems and tables."""

    files: list[File] = field(default_factory=list)
    sheets: list[RawSheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


def _read_folder(*folders: Path) -> _Folder:
    for folder in folders:
        if not folder.is_dir():
            raise DataError(f"there is no folder {folder}")
    read = _Folder()
    for sheet in SHEETS.values():
        for folder in folders:
            if (folder / sheet.file).is_file():
                read.files.append(read_file(folder / sheet.file))
                try:
                    read.sheets.append(read_csv(read.files[-1], sheet))
                except PlanErrors as error:
                    read.problems += error.problems
                    read.unread.add(sheet.table)
    return read


def _note_missing_files(read: _Folder) -> None:
    names = {file.name for file in read.files}
    for table, sheet in SHEETS.items():
        if sheet.file in REQUIRED_FILES and sheet.file not in names:
            message = "This file is missing from the folder"
            read.problems.append(Problem(sheet.file, None, None, None, "missing_file", message))
            read.unread.add(table)


def _check(read: _Folder, known: Known) -> Checked:
    """The rows of a folder. Raises PlanErrors with all that is wrong with it."""
    checked = check(read.sheets, known, listed_sources=True, unread=read.unread)
    if read.problems or checked.errors:
        raise PlanErrors(read.problems + checked.errors)
    return checked


def _publish_plan(store: Store, read: _Folder, note: str | None) -> None:
    _note_missing_files(read)
    checked = _check(read, {})
    plan = {table: rows for table, rows in checked.rows.items() if table not in REPORTED}
    reported = {table: rows for table, rows in checked.rows.items() if table in REPORTED}
    for part in (plan, reported):
        if any(part.values()):
            names = {SHEETS[table].file for table in part}
            provenance = Provenance(
                by=SETUP,
                note=note,
                files=tuple(file for file in read.files if file.name in names),
                kind="initial",
            )
            publish(store, part, provenance)


def _publish_demonstration(store: Store, folder: Path) -> None:
    with transaction(store) as writing:
        writing.execute("insert into store.meta values ('demonstration', 'yes')")
    with (folder / "releases.csv").open(encoding="utf-8", newline="") as lines:
        for release in csv.DictReader(lines):
            provenance = Provenance(
                by=release["by"],
                note=release["note"],
                on=date.fromisoformat(release["published_on"]),
                kind="initial" if release["release"] == "1" else "update",
            )
            if release["reverts"]:
                revert(store, int(release["reverts"]), provenance)
            else:
                _publish_folder(store, folder / release["folder"], provenance)


def _publish_folder(store: Store, folder: Path, provenance: Provenance) -> None:
    read = _read_folder(folder)
    checked = _check(read, known_facts(store))
    publish(store, checked.rows, replace(provenance, files=tuple(read.files)))
