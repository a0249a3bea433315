"""Names that pages still import from here; gone once they read the view models."""

from progress.assessment.snapshot import Snapshot
from progress.wording.group import headline as headline
from progress.wording.plan import adopted, share_of_time, too_early
from progress.wording.plan import reported_last as reported_last
from progress.wording.verdict import shares as shares

__all__ = ["headline", "reported_last", "shares", "time_used", "too_early"]


def time_used(snapshot: Snapshot, horizon: int) -> tuple[int, float] | None:
    used = share_of_time(snapshot, horizon)
    return None if used is None else (adopted(snapshot) or 0, used)
