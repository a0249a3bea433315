"""The first releases of a store: a plan folder, what it reports, and the demonstration."""

import csv
from datetime import date
from pathlib import Path

from progress.problems import DataError, PlanErrors
from progress.publish import Origin, publish, revert
from progress.releases import in_force
from progress.sheets import REPORTED, SHEETS
from progress.store import DATA, Store, facts, open_store
from progress.workbook.check import Checked, Known, check, missing_files
from progress.workbook.read import File, RawSheet, read_csv, read_file

COMPILED = "Compiled from public pages; not yet confirmed by the Executive Secretariat"
SETUP = "init"


def build(path: str | Path, plan: Path | None = None, demo: bool = False) -> Store:
    """Builds a store at ``path`` from the plan of the Initiative, another plan's folder, or the
    demonstration data, and opens it. Raises PlanErrors with all problems; then there is no store.
    """
    path = Path(path).absolute()
    if path.exists():
        raise DataError(f"there is a store at {path} already")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.building")
    draft.unlink(missing_ok=True)
    draft_log = draft.with_name(draft.name + ".wal")
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
        draft.replace(path)
    finally:
        for leftover in (draft, draft_log):
            leftover.unlink(missing_ok=True)
    return open_store(path)


def known_facts(store: Store) -> Known:
    """What is in force, except the reported values, by key: what a new file is checked against."""
    standing = in_force(store)
    known: Known = {}
    for table, sheet in SHEETS.items():
        if table == "value":
            continue
        frame = facts(store, table, standing)
        found = frame.astype(object).where(frame.notna(), None).to_dict("records")
        known[table] = {sheet.key_of(row): row for row in found}
    return known


def _read_folder(*folders: Path) -> tuple[list[File], list[RawSheet]]:
    """The files of a plan and their rows. Raises PlanErrors."""
    for folder in folders:
        if not folder.is_dir():
            raise DataError(f"there is no folder {folder}")
    files, raw_sheets, problems = [], [], []
    for sheet in SHEETS.values():
        for folder in folders:
            if (folder / sheet.file).is_file():
                files.append(read_file(folder / sheet.file))
                try:
                    raw_sheets.append(read_csv(files[-1], sheet))
                except PlanErrors as error:
                    problems += error.problems
    if problems:
        raise PlanErrors(problems)
    return files, raw_sheets


def _publish_plan(store: Store, read: tuple[list[File], list[RawSheet]], note: str | None) -> None:
    files, raw_sheets = read
    checked = check(raw_sheets, {}, listed_sources=True)
    problems = missing_files({file.name for file in files}) + checked.errors
    if problems:
        raise PlanErrors(problems)
    plan = {table: rows for table, rows in checked.rows.items() if table not in REPORTED}
    reported = {table: rows for table, rows in checked.rows.items() if table in REPORTED}
    for part in (plan, reported):
        if any(part.values()):
            names = {SHEETS[table].file for table in part}
            origin = Origin(
                by=SETUP,
                note=note,
                files=tuple(file for file in files if file.name in names),
                kind="initial",
            )
            publish(store, part, origin)


def _publish_demonstration(store: Store, folder: Path) -> None:
    with (folder / "releases.csv").open(encoding="utf-8", newline="") as lines:
        for release in csv.DictReader(lines):
            origin = Origin(
                by=release["by"],
                note=release["note"],
                on=date.fromisoformat(release["published_on"]),
                kind="initial" if release["release"] == "1" else "update",
            )
            if release["reverts"]:
                revert(store, int(release["reverts"]), origin)
            else:
                _publish_folder(store, folder / release["folder"], origin)


def _publish_folder(store: Store, folder: Path, origin: Origin) -> None:
    files, raw_sheets = _read_folder(folder)
    checked: Checked = check(raw_sheets, known_facts(store), listed_sources=True)
    if checked.errors:
        raise PlanErrors(checked.errors)
    publish(store, checked.rows, Origin(origin.by, origin.note, tuple(files), origin.on, origin.kind))
