"""The log: one JSON object a line on standard error, where the server's own log goes.

Every line of one request, or of one run of a page, has the same id, and in ``ms`` how long after
its beginning it was written; in the last line of a request that is how long it took. Nothing
personal stands in a line: no name, no address, no key and nothing that a visitor typed. Who
published what stands in the store. A traceback follows its line as it is, so that a person can
read it.
"""

import json
import logging
import re
import secrets
import sys
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime

logger = logging.getLogger("progress")

# What another server may send as the id of a request. Too narrow for an address, a name with its
# spaces or a key with its strokes.
ID = re.compile(r"[A-Za-z0-9-]{8,64}")


@dataclass
class Work:
    """A request or a run of a page while it lasts. ``place``: the page, once it is known."""

    id: str
    place: str = ""
    started: float = field(default_factory=time.perf_counter)

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.started


_current: ContextVar[Work | None] = ContextVar("work", default=None)


def begin(given_id: str | None = None) -> Work:
    """Notes that work begins in this context. An id that is given is kept if it is well-formed."""
    work = Work(given_id if given_id and ID.fullmatch(given_id) else secrets.token_hex(8))
    _current.set(work)
    return work


def current() -> Work:
    """What this context is about; begun now if nobody has said so."""
    return _current.get() or begin()


def event(name: str, level: int = logging.INFO, **details: object) -> None:
    """Notes that something happened. ``details`` are for the line, None is left out; the caller
    sees to it that they are not personal."""
    logger.log(level, name, extra={"details": details})


def write() -> None:
    """Sends what the program notes to standard error from now on."""
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(Lines())
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False


class Lines(logging.Formatter):
    """A record as a line of JSON; JSON also keeps texts from breaking a line or forging one."""

    def format(self, record: logging.LogRecord) -> str:
        work = _current.get()
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "request": work.id if work else None,
            "ms": round(work.seconds * 1000) if work else None,
            **getattr(record, "details", {}),
        }
        raised = record.exc_info if record.exc_info and record.exc_info[1] else None
        if raised:
            line["error"] = type(raised[1]).__name__
        text = json.dumps({name: value for name, value in line.items() if value is not None})
        return f"{text}\n{self.formatException(raised)}" if raised else text
