"""What is looked at, as a sentence."""

from progress.assessment.facts import Facts
from progress.assessment.filters import ALL_REGIONS, Filters
from progress.language import Language, lower_first
from progress.schema import WORLD
from progress.wording.facility_words import facility_types
from progress.wording.region_words import region_name
from progress.wording.status_words import families


def filter_sentence(t: Language, chosen: Filters, facts: Facts) -> str:
    """What is looked at, as a sentence; without filters, the whole plan."""
    parts = []
    if chosen.goal:
        goal = facts.goal.get(chosen.goal)
        name = t.of(goal, "name") if goal else ""
        parts.append(t("goal {code}", code=chosen.goal) + (f" ({name})" if name else ""))
    if chosen.objective:
        parts.append(t("objective {code}", code=chosen.objective))
    if chosen.facility_type:
        parts.append(lower_first(facility_types(t)[chosen.facility_type]))
    if chosen.horizon:
        parts.append(t("target year {year}", year=chosen.horizon))
    if chosen.family:
        parts.append(t("status {status}", status=lower_first(families(t)[chosen.family])))
    if chosen.region == ALL_REGIONS:
        parts.append(t("world and regions"))
    elif chosen.region != WORLD:
        parts.append(t("region {region}", region=region_name(t, chosen.region)))
    if chosen.year:
        parts.append(t("values up to {year}", year=chosen.year))
    if chosen.as_known_on:
        parts.append(t("as published on {day}", day=t.date(chosen.as_known_on)))
    if not parts:
        return t("The whole plan, with data up to {year}.", year=chosen.judged_year)
    return t("Shown: {filters}.", filters=", ".join(parts))
