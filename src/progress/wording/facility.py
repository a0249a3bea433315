"""What to say of those who lead: the Secretariat, Alliances, and where it is not yet known."""

from dataclasses import dataclass

from progress.assessment.filters import FACILITY_TYPES
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.wording.facility_words import facility_types
from progress.wording.group import GroupView, group_view


@dataclass(frozen=True)
class FacilityTypeView:
    """``meaning``: as the plan says it. ``objectives``: how many and which, in words. ``groups``:
    where they are, for each target year."""

    kind: str
    who_leads: str
    meaning: str
    objectives: str
    groups: tuple[GroupView, ...]


def facility_type_views(t: Language, snapshot: Snapshot) -> tuple[FacilityTypeView, ...]:
    """The types of facility that lead something selected."""
    words = facility_types(t)
    found = []
    for kind in FACILITY_TYPES:
        groups = [row for row in snapshot.facility_types if row.facility_type == kind]
        if not groups:
            continue
        codes = dict.fromkeys(
            row.objective for row in snapshot.objectives if (row.facility_type or "unknown") == kind
        )
        objectives = t.plural(
            "{number} objective: {codes}",
            "{number} objectives: {codes}",
            len(codes),
            codes=", ".join(codes),
        )
        meaning = snapshot.facts.initiative.get(f"{kind}_facility")
        found.append(
            FacilityTypeView(
                kind=kind,
                who_leads=words[kind],
                meaning=t.of(meaning, "value") if meaning else "",
                objectives=objectives,
                groups=tuple(group_view(t, group, snapshot.is_assessed) for group in groups),
            )
        )
    return tuple(found)
