"""When the last backup was made, and backups handed out over the page.

The time stands in a small file beside the store, not in it: a backup changes nothing in the
store, and the command that makes one while a dashboard serves could not write there.
"""

import contextlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from progress.access import audit, keys
from progress.access.keys import Key
from progress.access.people import Person, require_secretariat
from progress.store.backup import back_up
from progress.store.queries import rows
from progress.store.store import Store


@dataclass(frozen=True)
class Made:
    """A backup: when (ISO 8601, UTC), with which newest release, its size, and where; ``file`` is
    None if it was downloaded."""

    made_at: str
    release: int
    bytes: int
    file: str | None = None

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


def record_path(path: Path) -> Path:
    return path.with_name(path.stem + ".backup.json")


def last(path: Path) -> Made | None:
    """The last backup of the store at ``path`` that this machine made; None if there is no note
    of one, or none that can be read."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        return Made(**json.loads(record_path(path).read_text("utf-8")))
    return None


def note(path: Path, made: Made) -> None:
    """Raises OSError where nothing can be written beside the store."""
    target = record_path(path)
    draft = target.with_name(f".{target.name}.writing")
    draft.write_text(json.dumps(asdict(made)), "utf-8")
    draft.replace(target)


def newest_release(store: Store) -> int:
    ((newest,),) = rows(store, "select coalesce(max(release_id), 0) from store.release")
    return int(newest)


def make(store: Store, target: Path, keep: int | None = None) -> Made:
    """Writes a backup as ``backup.back_up`` does. ``file``: the whole path."""
    release = newest_release(store)  # before the copy, which may have one more
    file = back_up(store, target, keep)
    return Made(_now(), release, file.stat().st_size, str(file))


def download(store: Store, person: Person | None) -> bytes:
    """A backup of a served store, for the Secretariat. Raises NotAllowed for all others, also
    for somebody whose key was revoked after the page was drawn."""
    require_secretariat(store, person)
    keys.require_valid(store, person)
    store.path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=store.path.parent, prefix=".backup-") as folder:
        target = Path(folder) / store.path.name
        made = make(store, target)
        content = target.read_bytes()
    audit.record(store, "backup", person, release=made.release, bytes=made.bytes)
    with contextlib.suppress(OSError):  # the backup itself is there
        note(store.path, replace(made, file=None))
    return content


def valid_again(restored: list[Key], replaced: list[Key]) -> list[str]:
    """The holders of keys that a backup holds as valid although they were revoked since."""
    revoked = {key.key_id for key in replaced if key.revoked_at}
    return [key.name for key in restored if not key.revoked_at and key.key_id in revoked]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
