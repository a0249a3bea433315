"""What failed: counted, written into the log, the newest kept for the System page."""

import logging
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from progress.telemetry import log, metrics

HOME = Path(__file__).parents[3]


@dataclass(frozen=True)
class Failure:
    """Something that failed: when (UTC), what it was about, which kind of error, where in the
    program, and the id that its lines in the log have. Not what the error says: that may quote
    what somebody typed."""

    at: datetime
    about: str
    error: str
    place: str
    id: str


_last: Failure | None = None


def last_failure() -> Failure | None:
    """The newest since the start."""
    return _last


def failed(kind: str, about: str, error: Exception | None = None) -> Failure:
    """Notes a failure: ``kind`` is what is counted (page, api, store, verdict), ``about`` which
    one."""
    global _last
    name = type(error).__name__ if error else ""
    _last = Failure(datetime.now(UTC), about, name, _place(error), log.current().id)
    metrics.FAILURES.labels(kind).inc()
    log.event(
        "failed",
        logging.ERROR,
        kind=kind,
        about=about,
        error=_last.error or None,
        place=_last.place or None,
    )
    return _last


def _place(error: Exception | None) -> str:
    """The last line of the program itself that the error went through."""
    if error is None:
        return ""
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        frame
        for frame in frames
        if Path(frame.filename).is_relative_to(HOME) and "site-packages" not in frame.filename
    ]
    return f"{Path(own[-1].filename).relative_to(HOME)}:{own[-1].lineno}" if own else ""
