"""Which releases are in force, and the history as a list."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from progress.rows import Row
from progress.store.queries import rows
from progress.store.store import Store
from progress.store.tables import Cursor


@dataclass(frozen=True, slots=True)
class Release(Row):
    """One published change. ``published_at``: UTC, as 2026-01-31T12:00:00Z. ``back_dated``:
    whether it was recorded on a later day. ``reverts``: the release that it undoes."""

    release: int
    kind: str
    published_at: str
    back_dated: bool
    by: str
    note: str | None
    file: str | None
    sha256: str | None
    in_force: bool
    reverts: int | None
    rows: int


def document(release: Release) -> dict[str, object]:
    """As others know a release: an element of ``releases --json``."""
    return {name: value for name, value in asdict(release).items() if name != "back_dated"}


def in_force(
    where: Store | Cursor, as_known_on: date | None = None, last: int | None = None
) -> list[int]:
    """The releases in force, on the records as they were at the end of a day (UTC), or right
    after the release ``last``.

    Newest first, a release is in force unless a release in force then reverts it; so a revert
    that is itself reverted gives back what it took.
    """
    until = datetime.combine(as_known_on or date.max, time.max)
    history = rows(
        where,
        "select release_id, reverts from store.release "
        "where published_at <= $until and ($last is null or release_id <= $last) "
        "order by release_id desc",
        until=until,
        last=last,
    )
    release_ids, reverted = [], set()
    for release, reverts in history:
        if release in reverted:
            continue
        release_ids.append(release)
        if reverts is not None:
            reverted.add(reverts)
    return sorted(release_ids)


def history(where: Store | Cursor, as_known_on: date | None = None) -> list[Release]:
    """All releases, the oldest first. ``as_known_on``: in force on the records of that day."""
    release_ids = set(in_force(where, as_known_on))
    found = rows(
        where,
        "select release_id, kind, published_at, recorded_at, published_by, note, file, sha256, "
        "reverts, row_count from store.release order by release_id",
    )
    return [
        Release(
            release=release,
            kind=kind,
            published_at=published.isoformat(timespec="seconds") + "Z",
            back_dated=published.date() < recorded.date(),
            by=by,
            note=note,
            file=file,
            sha256=digest,
            in_force=release in release_ids,
            reverts=reverts,
            rows=count,
        )
        for release, kind, published, recorded, by, note, file, digest, reverts, count in found
    ]
