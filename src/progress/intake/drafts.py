"""Files handed in and not yet published, kept for some days beside the store.

They belong to the person who handed them in, so they are there again after a reload, on another
page, and after a restart of the server. Where a second person has to publish them (``approval``),
they wait here for that.
"""

import contextlib
import hashlib
import json
import os
import shutil
import time
from pathlib import Path

from progress.intake.mapping import ColumnMap
from progress.publishing.provenance import File

KEPT_SECONDS = 7 * 24 * 3600


def save(folder: Path, person: str, files: list[File], given: ColumnMap | None = None) -> None:
    """Keeps these files as the person's draft, in place of the one before, with what was said of
    their columns."""
    remove_old(folder)
    draft = _place(folder, person)
    fresh = draft.with_name(draft.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True, mode=0o700)
    for number, file in enumerate(files):
        (fresh / str(number)).write_bytes(file.content)
    written = {"by": person, "files": [file.name for file in files]}
    (fresh / "names.json").write_text(json.dumps(written), encoding="utf-8")
    _write_map(fresh, given)
    shutil.rmtree(draft, ignore_errors=True)
    fresh.rename(draft)


def load(folder: Path, person: str) -> list[File]:
    """The person's draft; empty if there is none, or it is too old."""
    remove_old(folder)
    draft = _place(folder, person)
    try:
        _, names = _written(draft)
        return [File(name, (draft / str(number)).read_bytes()) for number, name in enumerate(names)]
    except (FileNotFoundError, json.JSONDecodeError):
        return []


def keep_map(folder: Path, person: str, given: ColumnMap | None) -> None:
    """Keeps what the person says of the columns of their draft."""
    with contextlib.suppress(FileNotFoundError):
        _write_map(_place(folder, person), given)


def _write_map(draft: Path, given: ColumnMap | None) -> None:
    if given is not None:
        (draft / "map.json").write_text(json.dumps(given.document()), encoding="utf-8")


def map_of(folder: Path, person: str) -> ColumnMap | None:
    """What was said of the columns of a draft."""
    try:
        kept = json.loads((_place(folder, person) / "map.json").read_text("utf-8"))
        return ColumnMap.of_document(kept)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def waiting(folder: Path, but: str) -> dict[str, list[str]]:
    """The drafts of others: who handed them in -> the names of the files."""
    remove_old(folder)
    found: dict[str, list[str]] = {}
    for draft in sorted(folder.glob("*")):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError, json.JSONDecodeError):
            by, names = _written(draft)
            if by and by != but:
                found[by] = names
    return found


def _written(draft: Path) -> tuple[str, list[str]]:
    found = json.loads((draft / "names.json").read_text("utf-8"))
    if isinstance(found, list):  # as it was written before it said who handed them in
        return "", found
    return found["by"], found["files"]


def discard(folder: Path, person: str) -> None:
    shutil.rmtree(_place(folder, person), ignore_errors=True)


def remove_old(folder: Path) -> None:
    """Drafts are thrown away after a week."""
    for draft in folder.glob("*"):
        if draft.is_dir() and time.time() - draft.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(draft, ignore_errors=True)


def folder_of(store_path: Path) -> Path:
    """``PROGRESS_DRAFTS``, or the folder beside the store. Of a store in PostgreSQL it is on the
    machine where the files were handed in."""
    chosen = os.environ.get("PROGRESS_DRAFTS")
    return Path(chosen) if chosen else store_path.with_name(f"{store_path.stem}.drafts")


def _place(folder: Path, person: str) -> Path:
    # The name of a person or of a file never becomes a path.
    return folder / hashlib.sha256(person.encode()).hexdigest()[:32]
