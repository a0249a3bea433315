"""The audit: one line of JSON in the log for all that people do to a served store.

What they hand in and the keys themselves are never part of it.
"""

import json
import logging
import sys
from datetime import UTC, datetime

from progress.people import Person
from progress.store import Store

logger = logging.getLogger("progress.audit")


def record(store: Store, event: str, person: Person | None, **details: object) -> None:
    """Notes an event. The command line keeps no audit: the store itself says who did what."""
    if not store.served:
        return
    person = person or Person()
    line = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "event": event,
        "who": person.name or None,
        "email": person.email,
        "address": person.address,
        **details,
    }
    # As JSON, so that nothing a person types can break the line or forge another one.
    logger.info(json.dumps({name: value for name, value in line.items() if value is not None}))


def write_to_log() -> None:
    """Sends the audit to standard error, where the server's log goes."""
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("audit %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
