"""``backup OUT`` and ``restore FILE``."""

import argparse
import contextlib
import json
import sys
from pathlib import Path

import duckdb

from progress.access import keys
from progress.access.keys import Key
from progress.errors import DataError, StoreBusy
from progress.server import backup_record
from progress.store import backup
from progress.store.file import read_copy_path
from progress.store.location import address, is_shared, local_path, shown
from progress.store.store import open_for_reading, open_store


def add(commands, shared: argparse.ArgumentParser) -> None:
    def command(name: str, run, purpose: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[shared], help=purpose, description=purpose)
        made.set_defaults(run=run)
        return made

    made = command("backup", _backup, "copy the store")
    made.add_argument("out", type=Path, metavar="OUT")
    made.add_argument(
        "--keep", type=_positive, metavar="N", help="OUT is a directory; keep N copies"
    )
    made = command("restore", _restore, "put a backup in the place of the store")
    made.add_argument("file", type=Path)


def _backup(options) -> None:
    own = local_path(options.store).resolve()
    if options.out.resolve() in (own, read_copy_path(own)):
        raise DataError(f"{options.out} is the store itself; give another place")
    store = open_for_reading(options.store)
    made = backup_record.make(store, options.out, options.keep)
    # Of a store in PostgreSQL the note lies where the dashboard's own files are, and they are those
    # of the store that the settings name.
    if not is_shared(options.store) or options.store == address():
        try:
            backup_record.note(local_path(options.store), made)
        except OSError as error:  # the backup is there all the same
            print(f"note: the time of the backup could not be kept: {error}", file=sys.stderr)
    said = f"backed up to {made.file}, with release {made.release} as the newest"
    _say(options, said, {"file": made.file, "release": made.release, "bytes": made.bytes})


def _restore(options) -> None:
    try:
        replaced = backup.restore(options.file, options.store)
    except StoreBusy as busy:
        raise StoreBusy(f"{busy}; stop it first. Nothing was changed") from None
    place = shown(options.store if is_shared(options.store) else local_path(options.store))
    kept = f"; the store before is kept at {replaced}" if replaced else ""
    restored, before = _keys(options.store), _keys(replaced) if replaced else []
    again = backup_record.valid_again(restored, before)
    valid = [key.name for key in restored if not key.revoked_at]
    lines = [
        f"restored {place}{kept}",
        f"keys that are valid in it: {', '.join(valid) or 'none'}",
        *(
            f'valid again although revoked since: {name}; end it with: key revoke "{name}"'
            for name in again
        ),
    ]
    document = {
        "store": place,
        "before": replaced and str(replaced),
        "keys": valid,
        "revoked_since": again,
    }
    _say(options, "\n".join(lines), document)


def _keys(url: str | Path) -> list[Key]:
    """The keys of a store; none where it is so damaged that they cannot be read."""
    with contextlib.suppress(DataError, duckdb.Error):
        store = open_store(url, read_only=True)
        try:
            return keys.listed(store)
        finally:
            store.close()
    return []


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'"{text}" is not a number above 0')
    return int(text)


def _say(options, text: str, document: dict) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1) if options.json else text)
