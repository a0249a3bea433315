"""``verify``, ``backup OUT`` and ``restore FILE``."""

import contextlib
from pathlib import Path

import click
import duckdb

from progress.access import keys
from progress.access.keys import Key
from progress.cli import output
from progress.cli.store_command import StoreCommand
from progress.errors import DataError, StoreBusy
from progress.server import backup_record
from progress.store import backup, integrity
from progress.store.file import read_copy_path
from progress.store.location import address, is_shared, local_path, shown
from progress.store.store import open_for_reading, open_store


@click.command(cls=StoreCommand)
def verify_command(store: str, as_json: bool) -> int:
    problems = integrity.verify(open_for_reading(store))
    for problem in problems:
        output.error(f"error: {problem}")
    said = "the store is whole" if not problems else f"{len(problems)} problems"
    output.say(as_json, said, {"ok": not problems, "problems": problems})
    return 1 if problems else 0


@click.command(cls=StoreCommand)
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    metavar="N",
    help="OUT is a directory; keep the newest N copies in it.",
)
def backup_command(store: str, as_json: bool, out: Path, keep: int | None) -> None:
    """Also while a dashboard serves the store."""
    own = local_path(store).resolve()
    if out.resolve() in (own, read_copy_path(own)):
        raise DataError(f"{out} is the store itself; give another place")
    made = backup_record.make(open_for_reading(store), out, keep)
    # Of a store in PostgreSQL the note lies where the dashboard's own files are, and they are those
    # of the store that the settings name.
    if not is_shared(store) or store == address():
        try:
            backup_record.note(local_path(store), made)
        except OSError as error:  # the backup is there all the same
            output.error(f"note: the time of the backup could not be kept: {error}")
    output.say(
        as_json,
        f"backed up to {made.file}, with release {made.release} as the newest",
        {"file": made.file, "release": made.release, "bytes": made.bytes},
    )


@click.command(cls=StoreCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
def restore_command(store: str, as_json: bool, file: Path) -> None:
    """Stop the dashboard first. The store before is kept beside it."""
    try:
        replaced = backup.restore(file, store)
    except StoreBusy as busy:
        raise StoreBusy(f"{busy}; stop it first. Nothing was changed") from None
    place = shown(store if is_shared(store) else local_path(store))
    restored, before = _keys(store), _keys(replaced) if replaced else []
    again = backup_record.valid_again(restored, before)
    valid = [key.name for key in restored if not key.revoked_at]
    if as_json:
        output.document(
            {
                "store": place,
                "before": str(replaced) if replaced else None,
                "keys": valid,
                "revoked_since": again,
            }
        )
        return
    kept = f"; the store before is kept at {replaced}" if replaced else ""
    output.line(f"restored {place}{kept}")
    output.line(f"keys that are valid in it: {', '.join(valid) or 'none'}")
    for name in again:
        output.line(f'valid again although revoked since: {name}; end it with: key revoke "{name}"')


def _keys(url: str | Path) -> list[Key]:
    """The keys of a store; none where it is so damaged that they cannot be read."""
    with contextlib.suppress(DataError, duckdb.Error):
        store = open_store(url, read_only=True)
        try:
            return keys.listed(store)
        finally:
            store.close()
    return []
