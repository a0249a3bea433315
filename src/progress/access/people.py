"""Who is acting, and what that person may do."""

import ipaddress
from dataclasses import dataclass

from progress.errors import NotAllowed
from progress.store.store import Store

SECRETARIAT = "secretariat"


@dataclass(frozen=True)
class Person:
    """Somebody who signed in. Without a name it is a visitor, who may read."""

    name: str = ""
    role: str | None = None
    key_id: str | None = None  # of the Secretariat key they signed in with
    address: str | None = None  # the network address; wrong keys are counted by it


def require_secretariat(store: Store, person: Person | None) -> None:
    """Raises NotAllowed for anybody but the Secretariat. Called wherever the store is written.

    None is whoever runs this program on a store of their own: the command line, a test. Through
    a dashboard that is nobody, so code that forgets to say who acts is refused.
    """
    if person is None and not store.served:
        return
    if person is None or person.role != SECRETARIAT:
        who = person.name if person and person.name else "a visitor"
        raise NotAllowed(
            "only the Secretariat may do this, and {who} is not known as such", who=who
        )


def network_address(host: str | None) -> str:
    """A client's address in one form: servers also write 192.0.2.1 as ::ffff:192.0.2.1."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return host or "unknown"
    return str(getattr(address, "ipv4_mapped", None) or address)
