"""A copy of the store that can be put back."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from progress.errors import DataError, StoreBusy
from progress.store.copies import copy_store, write_copy
from progress.store.file import log_path, read_copy_path
from progress.store.integrity import verify
from progress.store.location import exists, is_shared, shown
from progress.store.queries import primary_read
from progress.store.store import Store, open_store


def back_up(store: Store, target: Path, keep: int | None = None) -> Path:
    """Writes a copy of the store; returns where.

    ``target`` is a file. With ``keep`` it is a directory: the copy gets the time as its name, and
    only the newest ``keep`` copies stay.
    """
    if keep is None:
        if target.is_dir():
            raise DataError(f"{target} is a directory; give a file name, or --keep")
        target.parent.mkdir(parents=True, exist_ok=True)
        write_copy(store, target)
        return target
    target.mkdir(parents=True, exist_ok=True)
    file = target / f"progress-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.duckdb"
    write_copy(store, file)
    for old in sorted(target.glob("progress-*.duckdb"))[:-keep]:
        old.unlink()
    return file


def restore(file: Path, url: str | Path) -> Path | None:
    """Puts a backup in the place of the store; the store it replaces stays beside it.

    Returns where that one is now. Raises DataError where the backup is not whole, StoreBusy where
    a dashboard holds the store; then nothing is changed. In PostgreSQL only a database without a
    store is filled: the one before stays until somebody drops it.
    """
    if not file.is_file():
        raise DataError(f"there is no file {file}")
    if is_shared(url):
        _fill(file, str(url))
        return None
    path = Path(url).absolute()
    draft = path.with_name(f".{path.name}.restoring")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(file, draft)
        _refuse_if_broken(draft, file)
        replaced = _set_aside(path)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    read_copy_path(path).unlink(missing_ok=True)
    return replaced


def _fill(file: Path, url: str) -> None:
    if exists(url):
        raise DataError(
            f"there is a store in {shown(url)} already; restore to the address of a new, empty "
            "database, and start the dashboards with that address"
        )
    _refuse_if_broken(file, file)
    backup = open_store(file, read_only=True)
    try:
        with primary_read(backup) as reading:
            copy_store(reading, url)
    finally:
        backup.close()


def _refuse_if_broken(draft: Path, file: Path) -> None:
    try:
        store = open_store(draft, read_only=True)
    except DataError as error:
        raise DataError(str(error).replace(str(draft), str(file))) from None
    try:
        problems = verify(store)
    finally:
        store.close()
    if problems:
        raise DataError(f"{file} is not whole: {problems[0]}")


def _set_aside(path: Path) -> Path | None:
    aside = path.with_name(f"{path.stem}.before-{datetime.now(UTC):%Y%m%dT%H%M%S%f}{path.suffix}")
    if path.exists():
        try:
            open_store(path).close()  # takes in what its log still holds; refused while in use
        except StoreBusy:
            raise
        except DataError:
            pass  # a damaged store is what a backup is for
    if log_path(path).exists():
        log_path(path).replace(log_path(aside))
    if not path.exists():
        return None
    try:
        os.link(path, aside)  # not moved: whatever happens now, there is a store
    except OSError:  # a disk that knows no links
        path.replace(aside)
    return aside
