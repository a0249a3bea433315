"""``copy-store FROM TO``: a whole store moves from a file to PostgreSQL, or back."""

import click

from progress.assessment.verdicts import judge
from progress.cli.output import say
from progress.cli.store_command import StoreCommand
from progress.errors import DataError
from progress.store.copies import copy_store
from progress.store.integrity import verify
from progress.store.location import exists, shown
from progress.store.queries import primary_read
from progress.store.releases import Release, history
from progress.store.store import open_for_reading, open_store
from progress.store.tables import Cursor


@click.command("copy-store", cls=StoreCommand)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy_store_command(store: str, as_json: bool, source: str, target: str) -> None:
    """FROM and TO are addresses of stores, as --store takes them; at TO there is none yet."""
    releases, place = copy(source, target), shown(target)
    said = f"copied {releases} releases to {place}"
    say(as_json, said, {"store": place, "releases": releases})


def copy(source: str, target: str) -> int:
    """Copies one moment of a store, keys and files too; returns how many releases it has.

    Raises DataError where there is a store at the target, or where the source is not whole; then
    nothing is made. The rows are compared before the copy is there for anybody, the history with
    its hashes and the verdicts once it is.
    """
    if exists(target):
        raise DataError(f"there is a store at {shown(target)} already")
    opened = open_for_reading(source)
    try:
        if problems := verify(opened):
            raise DataError(f"{shown(source)} is not whole: {problems[0]}")
        with primary_read(opened) as reading:
            copy_store(reading, target)
            expected = _history_and_verdicts(reading)
    finally:
        opened.close()
    made = open_store(target, read_only=True)
    try:
        with primary_read(made) as copied:
            found = _history_and_verdicts(copied)
    finally:
        made.close()
    if found != expected:
        raise DataError(f"{shown(target)} is not judged as what was copied; do not use it")
    return len(found[0])


def _history_and_verdicts(where: Cursor) -> tuple[list[Release], str]:
    """The history, with the hashes of the files, and how all of it is judged."""
    return history(where), judge(where).to_json()
