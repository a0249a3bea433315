"""``check``, ``compare``, ``publish`` and ``revert``: on the store, or through its dashboard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from progress.cli import output, remote
from progress.cli.store_command import Day, OneLine, StoreCommand
from progress.errors import NotThere, PlanErrors, StoreBusy
from progress.intake import approval, drafts, update
from progress.intake.compare import CHANGED
from progress.intake.mapping import MAXIMUM_MAP, ColumnMap, column_map
from progress.intake.read import read_file
from progress.publishing.provenance import File, Provenance
from progress.publishing.publish import revert
from progress.store.store import Store, open_scratch_copy, open_store


def _files_and_columns(function: Callable[..., Any], required: bool = True) -> Callable[..., Any]:
    """The files, what is said of columns that are not ours, and how rows are withdrawn."""
    for option in (
        click.option(
            "--indicator", type=OneLine(), metavar="CODE", help="The indicator of all rows."
        ),
        click.option(
            "--map",
            "columns",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            metavar="FILE",
            help='Which column is which, as JSON: {"indicator": "Series", "year": "Time"}.',
        ),
        click.option(
            "--with-all",
            is_flag=True,
            help="Withdraw with a row all that belongs to it.",
        ),
        click.option(
            "--confirm-rest",
            is_flag=True,
            help="Confirm the rows of the plan that stay as they are.",
        ),
        click.argument(
            "paths", type=click.Path(path_type=Path), nargs=-1, required=required, metavar="FILE..."
        ),
    ):
        function = option(function)
    return function


@click.command(cls=StoreCommand)
@_files_and_columns
def check_command(
    store: str,
    as_json: bool,
    paths: tuple[Path, ...],
    columns: Path | None,
    indicator: str | None,
    with_all: bool,
    confirm_rest: bool,
) -> int:
    """Nothing is written. Several files make one update."""
    document = _try_out(store, paths, _given(columns, indicator), with_all, confirm_rest)["check"]
    errors, warnings = document["errors"], document["warnings"]
    for problem in (*errors, *warnings):
        output.error(output.problem_line(problem))
    said = f"{document['rows']} rows, {len(errors)} errors, {len(warnings)} warnings"
    output.say(as_json, said, document)
    return 1 if errors else 0


@click.command(cls=StoreCommand)
@_files_and_columns
def compare_command(
    store: str,
    as_json: bool,
    paths: tuple[Path, ...],
    columns: Path | None,
    indicator: str | None,
    with_all: bool,
    confirm_rest: bool,
) -> None:
    """Nothing is written. Several files make one update."""
    tried = _try_out(
        store, paths, _given(columns, indicator), with_all, confirm_rest, refuse_errors=True
    )
    found = tried["compare"]
    if as_json:
        output.document({**found, "readings": tried["check"]["readings"]})
        return
    counts = [f"{found[name]} {name}" for name in ("new", "changed", "unchanged")]
    if found["confirmed"]:
        counts.append(f"{found['confirmed']} confirmed")
    output.line(", ".join(counts))
    for row in found["rows"]:
        key = " ".join(str(part) for part in row["key"].values())
        cause = row["belongs_to"]
        place = f"row {row['row']}"
        if cause:
            place = f"with row {cause['row']} of {cause['sheet']}"
        output.line(f"{row['sheet']} {place}: {key}  {row['change']}")
        for column, (before, after) in row["columns"].items():
            if column not in row["key"]:
                output.line(f"    {column}: {_shown(before)} -> {_shown(after)}")
            elif row["change"] == CHANGED:  # it gets a new code
                named = f"rows that name it: {row['follows']}"
                output.line(f"    {column}: {before} -> {after}  {named}")
    for change in found["statuses"]:
        output.line(
            f"{change['indicator']} {change['region']} {change['horizon']}  "
            f"{change['before']} -> {change['after']}"
        )
    output.line(f"compared at revision {found['revision']}")


def _shown(cell: object) -> str:
    return "(empty)" if cell is None else str(cell)


def _provenance(function: Callable[..., Any]) -> Callable[..., Any]:
    """Who publishes, why, and for which day, as options."""
    for option in (
        click.option("--on", type=Day(), metavar="DATE", help="Back-date the release."),
        click.option("--note", type=OneLine(), metavar="TEXT", help="Why, for everybody to read."),
        click.option(
            "--by",
            type=OneLine(),
            required=True,
            metavar="WHO",
            help="Who publishes. Through a dashboard it is the holder of the key.",
        ),
    ):
        function = option(function)
    return function


@click.command(cls=StoreCommand)
@partial(_files_and_columns, required=False)
@_provenance
@click.option("--accept-warnings", is_flag=True, help="Publish in spite of warnings.")
@click.option(
    "--handed-in-by",
    type=OneLine(),
    metavar="WHO",
    help="Publish what somebody handed in and may not publish (PROGRESS_APPROVAL).",
)
@click.option(
    "--revision",
    type=int,
    metavar="NUMBER",
    help="Publish only if the store is still at the revision that compare named.",
)
def publish_command(
    store: str,
    as_json: bool,
    paths: tuple[Path, ...],
    columns: Path | None,
    indicator: str | None,
    with_all: bool,
    confirm_rest: bool,
    by: str,
    note: str | None,
    on: date | None,
    accept_warnings: bool,
    handed_in_by: str | None,
    revision: int | None,
) -> None:
    """While a dashboard serves the store, it does this with PROGRESS_KEY."""
    if bool(paths) == bool(handed_in_by):
        raise click.UsageError("Give files, or --handed-in-by.")
    given = _given(columns, indicator)
    release: int | None
    try:
        opened = open_store(store)
    except StoreBusy as busy:
        dashboard = remote.instead_of(busy)
        files = _files(paths)
        release = dashboard.publish(
            files, note, on, accept_warnings, given, handed_in_by, revision, with_all, confirm_rest
        )
    else:
        release = _publish_here(
            opened,
            _files(paths),
            Provenance(by, note, on=on),
            accept_warnings,
            given,
            handed_in_by,
            revision,
            with_all,
            confirm_rest,
        )
    if release is None:
        said = "handed in; it waits until somebody else publishes it with --handed-in-by"
        output.say(as_json, said, {"release": None})
    else:
        output.say(as_json, f"published release {release}", {"release": release})


def _publish_here(
    opened: Store,
    files: list[File],
    provenance: Provenance,
    accept_warnings: bool,
    given: ColumnMap,
    handed_in_by: str | None,
    seen_at: int | None,
    with_all: bool,
    confirm_rest: bool,
) -> int | None:
    """Publishes to a store of one's own; None where the files wait for a second person."""
    folder = drafts.folder_of(opened.path)
    if handed_in_by and not (files := drafts.load(folder, handed_in_by)):
        raise NotThere("{name} has handed in nothing that waits", name=handed_in_by)
    if handed_in_by and given == ColumnMap():
        given = drafts.map_of(folder, handed_in_by) or given
    prepared = update.prepare(opened, files, given, with_all=with_all, confirm_rest=confirm_rest)
    prepared = replace(prepared, handed_in_by=handed_in_by)
    if approval.is_required() and not handed_in_by and not prepared.checked.errors:
        drafts.save(folder, provenance.by, files, given)
        return None
    provenance = replace(provenance, files=prepared.files)
    release = update.publish_update(opened, prepared, provenance, accept_warnings, seen_at)
    if handed_in_by:
        drafts.discard(folder, handed_in_by)
    return release


@click.command(cls=StoreCommand)
@click.argument("number", type=int, metavar="RELEASE")
@_provenance
def revert_command(
    store: str, as_json: bool, number: int, by: str, note: str | None, on: date | None
) -> None:
    """While a dashboard serves the store, it does this with PROGRESS_KEY."""
    try:
        opened = open_store(store)
    except StoreBusy as busy:
        release = remote.instead_of(busy).revert(number, note, on)
    else:
        release = revert(opened, number, Provenance(by, note, on=on))
    output.say(as_json, f"release {release} reverts {number}", {"release": release})


def _given(columns: Path | None, indicator: str | None) -> ColumnMap:
    """What is said of the columns. Raises DataError."""
    return column_map(columns.read_bytes()[:MAXIMUM_MAP] if columns else None, indicator)


def _try_out(
    store: str,
    paths: tuple[Path, ...],
    given: ColumnMap,
    with_all: bool,
    confirm_rest: bool,
    refuse_errors: bool = False,
) -> dict[str, Any]:
    """The documents of check and compare."""
    try:
        opened = open_scratch_copy(store)
    except StoreBusy as busy:
        return remote.instead_of(busy).try_out(
            _files(paths), given, refuse_errors, with_all, confirm_rest
        )
    prepared = update.prepare(
        opened, _files(paths), given, with_all=with_all, confirm_rest=confirm_rest
    )
    if refuse_errors and prepared.checked.errors:
        raise PlanErrors(prepared.checked.errors)
    return prepared.as_json()


def _files(paths: tuple[Path, ...]) -> list[File]:
    return [read_file(path) for path in paths]
