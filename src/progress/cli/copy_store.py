"""``copy-store FROM TO``: a whole store moves from a file to PostgreSQL, or back."""

import argparse
import json

from progress.assessment.verdicts import judge
from progress.errors import DataError
from progress.store.copies import copy_store
from progress.store.integrity import verify
from progress.store.location import exists, shown
from progress.store.queries import primary_read
from progress.store.releases import history
from progress.store.store import open_for_reading, open_store


def add(commands, shared: argparse.ArgumentParser) -> None:
    purpose = "copy a whole store: from a file to PostgreSQL, or back"
    made = commands.add_parser("copy-store", parents=[shared], help=purpose, description=purpose)
    made.add_argument("source", metavar="FROM", help="the address of a store")
    made.add_argument("target", metavar="TO", help="an address where there is no store yet")
    made.set_defaults(run=_copy)


def _copy(options) -> None:
    releases, place = copy(options.source, options.target), shown(options.target)
    if options.json:
        print(json.dumps({"store": place, "releases": releases}, ensure_ascii=False))
    else:
        print(f"copied {releases} releases to {place}")


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
            expected = _told(reading)
    finally:
        opened.close()
    made = open_store(target, read_only=True)
    try:
        with primary_read(made) as copied:
            found = _told(copied)
    finally:
        made.close()
    if found != expected:
        raise DataError(f"{shown(target)} is not judged as what was copied; do not use it")
    return len(found[0])


def _told(where) -> tuple[list[dict], str]:
    """The history, with the hashes of the files, and how all of it is judged."""
    return history(where), judge(where).to_json()
