"""Every status there is, in one table: its family, and where it stands among the others.

SQL has it as macros of the same names (``store/tables.py``); the words are in
``wording/status_words.py``.
"""

from dataclasses import dataclass

FAMILIES = ("achieved", "on_track", "behind", "off_course", "open", "no_verdict")
GOOD = ("achieved", "on_track")


@dataclass(frozen=True, slots=True)
class Status:
    """``rank``: how good an assessed status is, 0 the best; those of one rank are as good as each
    other, None is not assessed. ``shown``: of its indicators that are not assessed, an objective
    shows the one with the least number. ``is_reported``: whether it rests on anything reported."""

    name: str
    family: str
    rank: int | None = None
    shown: int | None = None
    is_reported: bool = True


# The assessed ones stand first, the best first: of two indicators an objective has the status that
# stands further down.
STATUSES = {
    status.name: status
    for status in (
        Status("achieved", "achieved", rank=0),
        Status("on_track", "on_track", rank=1),
        Status("on_schedule", "on_track", rank=1),
        Status("needs_acceleration", "behind", rank=2),
        Status("behind_schedule", "behind", rank=2),
        Status("insufficient", "behind", rank=3),
        Status("no_change", "behind", rank=4),
        Status("moving_away", "off_course", rank=5),
        Status("missed", "off_course", rank=6),
        Status("under_way", "open", shown=1),
        Status("open", "open", shown=2),
        Status("not_started", "open", shown=4),
        Status("no_baseline", "open", shown=3),
        Status("not_reported", "no_verdict", shown=6, is_reported=False),
        Status("overdue_report", "no_verdict", shown=5, is_reported=False),
        Status("no_target", "no_verdict", is_reported=False),
    )
}
ASSESSED = tuple(name for name, status in STATUSES.items() if status.rank is not None)


def family_of(status: str) -> str:
    return STATUSES[status].family


def place_of_assessed(status: str) -> int | None:
    """Of assessed statuses: 1 the worst; None of all others."""
    return len(ASSESSED) - ASSESSED.index(status) if status in ASSESSED else None


def place_of_others(status: str) -> int | None:
    """Of those that are not assessed: 1 what an objective shows first; None of all others."""
    return STATUSES[status].shown
