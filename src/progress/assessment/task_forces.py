"""What a Task Force lets be known of itself: open to new people, led by."""

from progress.language import present
from progress.rows import TaskForce

OPEN_STATUSES = ("active", "launched", "established")


def leader(force: TaskForce) -> str:
    """The leader's name, only with consent."""
    return present(force.leader) if force.consent else ""


def contact(force: TaskForce) -> str:
    """How to reach the leader, only with consent."""
    return present(force.contact) if force.consent else ""


def join_link(force: TaskForce) -> str:
    """The form to join by; anything but a web address could lead anywhere and is left out."""
    found = present(force.join_link)
    return found if found.startswith("https://") else ""
