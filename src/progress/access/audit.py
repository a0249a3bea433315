"""The audit: one line in the log for all that people do to a served store.

Neither keys nor contents are part of it, and no names: who did what stands in the store, with
the release or the key that the line names.
"""

import hashlib
import logging
import secrets

from progress.access.people import Person
from progress.store.store import Store
from progress.telemetry import log, metrics

# Never written anywhere, so that nobody can compute back which address a word stands for.
_salt = secrets.token_bytes(16)


def record(store: Store, event: str, person: Person | None, **details: object) -> None:
    """Notes an event. The command line keeps no audit: the store itself says who did what.

    ``details``: numbers and ids. Of the person, only the id of the key they signed in with; of
    somebody unknown, a word by which one address can be told from others until the next start.
    """
    if not store.served:
        return
    person = person or Person()
    unknown = None if person.name or not person.address else _word_for(person.address)
    metrics.EVENTS.labels(event).inc()
    log.event(event, logging.INFO, by_key=person.key_id, visitor=unknown, **details)


def _word_for(address: str) -> str:
    return hashlib.blake2s(address.encode(), key=_salt, digest_size=4).hexdigest()
