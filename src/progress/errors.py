"""What can go wrong and is told to a person: an exception a kind, and problems with their place."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from progress.plain_text import shortened

LONGEST_DETAIL = 1000  # letters

Translate = Callable[[str], str]


class ProgressError(Exception):
    """An error with a sentence for the person who can mend it.

    ``message`` is an English text with named places for ``details``; it is its own catalogue key.
    """

    def __init__(self, message: str, **details: object) -> None:
        self.message, self.details = message, details
        super().__init__(self.sentence())

    def sentence(self, translate: Translate = str) -> str:
        text = translate(self.message)
        return text.format(**self.details) if self.details else text


class DataError(ProgressError):
    """The data has errors, or what was asked for does not exist."""


class NotUnderstood(DataError):
    """What was asked has not the form that it needs."""


class MissingStore(DataError):
    """There is no store at the address."""


class StoreBusy(DataError):
    """Another process holds the store."""


class StoreAway(DataError):
    """The database that holds the store does not answer."""


class NotWritten(DataError):
    """The store could not be written: a full disk, most likely. Nothing was changed."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "the store could not be written, so nothing was changed: {reason}", reason=reason
        )


class StoreMoved(StoreAway):
    """The file of the store was deleted, moved or replaced while it was open."""

    def __init__(self, path: object) -> None:
        super().__init__(
            "the file of the store is no longer at {path}, so what is published now would be lost; "
            "nothing was published: restart the dashboard",
            path=path,
        )


class OthersPublish(DataError):
    """Other machines are writing all the time, so there was no turn for this one."""

    def __init__(self) -> None:
        super().__init__("somebody else is publishing just now; nothing was changed, try again")


class NothingToPublish(DataError):
    """All rows are as they were."""


class StillNeeded(DataError):
    """Facts in force would be without what they belong to. Details: their sheet, the key and the
    table that they name."""


class StaleComparison(DataError):
    """Somebody else published since the files were compared, at one revision of the store; it is
    at another now."""

    def __init__(self, compared_at: int, revision: int) -> None:
        super().__init__(
            "somebody published since these files were compared at revision {compared_at}; it is "
            "{revision} now, so compare them again",
            compared_at=compared_at,
            revision=revision,
        )


class NotThere(DataError):
    """What was named does not exist."""


class NotAllowed(DataError):
    """Somebody asked for what only others may do."""


class WrongKey(NotAllowed):
    """There is no such key, or it was revoked."""

    def __init__(self) -> None:
        super().__init__("this key is not valid; it may have been revoked")


class TooManyTries(NotAllowed):
    """Wrong keys were tried, so the next try has to wait."""

    def __init__(self, seconds: float) -> None:
        self.seconds = math.ceil(seconds)
        super().__init__("too many wrong keys; try again in {seconds} s", seconds=self.seconds)


class TooOften(DataError):
    """One person asked for more work at once than anybody needs."""

    def __init__(self, seconds: float) -> None:
        self.seconds = math.ceil(seconds)
        super().__init__("this is too much at once; try again in {seconds} s", seconds=self.seconds)


class TooMuchWork(DataError):
    """The machine has too much to do, or this is more than it can do."""

    def __init__(self, *_: object) -> None:
        super().__init__("this is too much work just now; try again in a minute")


@dataclass(frozen=True)
class Problem:
    """One thing to mend in a file: where it stands, what stands there, what to write instead.

    ``message`` is an English text with named places for ``details``; it is its own catalogue key.
    ``header``: what stands above the column in the person's own file.
    """

    sheet: str
    row: int | None
    column: str | None
    value: str | None
    code: str
    message: str
    details: Mapping[str, object] = field(default_factory=dict, compare=False)
    header: str | None = field(default=None, compare=False)

    def sentence(self, translate: Translate = str) -> str:
        """Of texts of the file as much as a sentence can hold."""
        return translate(self.message).format(
            **{
                name: shortened(detail, LONGEST_DETAIL) if isinstance(detail, str) else detail
                for name, detail in self.details.items()
            }
        )

    def as_json(self) -> dict[str, str | int | None]:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "message": self.sentence(),
        }


class PlanErrors(DataError):
    """A file or folder has problems; all of them at once."""

    def __init__(self, problems: list[Problem]):
        super().__init__("{number} problems", number=len(problems))
        self.problems = problems
