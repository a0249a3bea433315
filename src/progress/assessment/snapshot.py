"""The plan as selected, in plain values: what pages, reports and files are laid out from."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import TypeVar

from progress.assessment import verdicts
from progress.assessment.facts import Facts, facts_in_force
from progress.assessment.filters import Filters
from progress.assessment.rows import FacilityTypeStatus, GoalStatus, ObjectiveStatus, Verdict
from progress.publishing.confirmation import NOTHING_TO_CONFIRM, Confirmation, confirmation
from progress.store.queries import rows_of_frame
from progress.store.releases import in_force
from progress.store.store import Store
from progress.store.tables import Cursor

Found = TypeVar("Found")


@dataclass(frozen=True)
class Snapshot:
    """What the filters select, whether anything can be judged at all, and all facts in force on
    the date of the records, with what of the plan is confirmed."""

    filters: Filters
    verdicts: tuple[Verdict, ...]
    objectives: tuple[ObjectiveStatus, ...]
    goals: tuple[GoalStatus, ...]
    facility_types: tuple[FacilityTypeStatus, ...]
    is_assessed: bool
    facts: Facts
    confirmation: Confirmation = NOTHING_TO_CONFIRM


def once(find: Callable[[Snapshot], Found]) -> Callable[[Snapshot], Found]:
    """What is found in a snapshot alone is found once, and kept with it: read it, do not change
    it."""

    @wraps(find)
    def kept(snapshot: Snapshot) -> Found:
        name, known = f"_{find.__module__}.{find.__name__}", vars(snapshot)
        if name not in known:
            known[name] = find(snapshot)
        found: Found = known[name]
        return found

    return kept


def take(
    where: Store | Cursor,
    chosen: Filters,
    judged: verdicts.Judged | None = None,
    found: Facts | None = None,
    confirmed: Confirmation | None = None,
) -> Snapshot:
    """The snapshot of a store. ``judged``, ``found``, ``confirmed``: verdicts of the chosen year,
    region and records, facts of those records, and which are confirmed, where they are at hand."""
    if judged is None:
        rolled_up = verdicts.status(where, chosen)
    else:
        rolled_up = verdicts.narrow(where, judged, chosen)
    return Snapshot(
        filters=chosen,
        verdicts=tuple(rows_of_frame(Verdict, rolled_up.verdicts)),
        objectives=tuple(rows_of_frame(ObjectiveStatus, rolled_up.objectives)),
        goals=tuple(rows_of_frame(GoalStatus, rolled_up.goals)),
        facility_types=tuple(rows_of_frame(FacilityTypeStatus, rolled_up.facility_types)),
        is_assessed=rolled_up.is_assessed,
        facts=facts_in_force(where, chosen.as_known_on) if found is None else found,
        confirmation=confirmation(where, in_force(where, chosen.as_known_on))
        if confirmed is None
        else confirmed,
    )


def first_indicators(snapshot: Snapshot, most: int) -> tuple[Snapshot, int]:
    """The snapshot with the verdicts of so many indicators at most, and how many are left out. Of
    each objective the first ones stay, so that none stands empty; what is counted stays as it is.
    """
    judged = dict.fromkeys(row.indicator for row in snapshot.verdicts)
    places: Counter[str] = Counter()
    ranked = []
    for code in judged:
        objective = snapshot.facts.indicator[code].objective
        ranked.append((places[objective], code))
        places[objective] += 1
    shown = {code for _, code in sorted(ranked, key=lambda pair: pair[0])[:most]}
    verdicts = tuple(row for row in snapshot.verdicts if row.indicator in shown)
    return replace(snapshot, verdicts=verdicts), len(judged) - len(shown)
