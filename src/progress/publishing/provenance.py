"""Where facts come from: files as handed in, who publishes them, and what the first plan is."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from progress.access.people import Person
from progress.errors import DataError
from progress.plain_text import steering
from progress.schema import LONGEST_TEXT
from progress.store.queries import rows
from progress.store.store import Store
from progress.store.tables import Cursor

COMPILED = "Compiled from public pages; not yet confirmed by the Executive Secretariat"
SETUP = "init"
LONGEST_NAME = 120  # of a file


@dataclass(frozen=True)
class File:
    """A file as handed in."""

    name: str
    content: bytes

    @classmethod
    def of_path(cls, path: str, content: bytes) -> "File":
        """Named by the last part of a path, without what cannot be shown."""
        last = PurePosixPath(path.replace("\\", "/")).name
        name = "".join(letter for letter in last if letter.isprintable())
        return cls(name[-LONGEST_NAME:] or "file", content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Provenance:
    """Who publishes, why, from which files, and for which day (None: now).

    ``person`` is who signed in; without one, ``by`` is whoever runs the program on a store of
    their own.
    """

    by: str
    note: str | None = None
    files: tuple[File, ...] = ()
    on: date | None = None
    kind: str = "update"
    person: Person | None = None

    @classmethod
    def of(
        cls,
        person: Person,
        note: str | None = None,
        files: tuple[File, ...] = (),
        on: date | None = None,
    ) -> "Provenance":
        """The provenance of what somebody who signed in publishes."""
        return cls(person.name, note, files, on, person=person)

    def require_plain(self) -> None:
        """Raises DataError where who publishes, or why, is no text to read."""
        for text in (self.by, self.note or ""):
            if character := steering(text):
                raise DataError(
                    "a name or a note holds a character that cannot be read ({character})",
                    character=character,
                )
            if len(text) > LONGEST_TEXT:
                raise DataError("keep a name or a note to {number} letters", number=LONGEST_TEXT)


def is_demonstration(where: Store | Cursor) -> bool:
    """Whether all that the store holds is invented."""
    return bool(rows(where, "select 1 from store.meta where name = 'demonstration'"))
