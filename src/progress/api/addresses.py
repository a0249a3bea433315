"""The open addresses: what each takes and answers, and all of it in words.

The routes, the description (openapi.json) and the Data page read this table.
"""

from dataclasses import dataclass

from progress.api import models
from progress.api.parameters import (
    ChangesParameters,
    FilteredParameters,
    Parameters,
    StatusParameters,
    ValuesParameters,
)
from progress.language import Language

ROOT = "/api/v1/"


@dataclass(frozen=True)
class OpenAddress:
    """An open address that lists rows."""

    parameters: type[Parameters]
    answer: type[models.Answer]


OPEN = {
    "status": OpenAddress(StatusParameters, models.StatusAnswer),
    "objectives": OpenAddress(FilteredParameters, models.ObjectivesAnswer),
    "values": OpenAddress(ValuesParameters, models.ValuesAnswer),
    "changes": OpenAddress(ChangesParameters, models.ChangesAnswer),
    "task-forces": OpenAddress(FilteredParameters, models.TaskForcesAnswer),
    "activities": OpenAddress(FilteredParameters, models.ActivitiesAnswer),
    "partnerships": OpenAddress(FilteredParameters, models.PartnershipsAnswer),
    "releases": OpenAddress(Parameters, models.ReleasesAnswer),
}


def address_descriptions(t: Language) -> dict[str, str]:
    """What each open address answers with."""
    return {
        "status": t(
            "Where the plan stands: the verdicts with their numbers and a sentence each, and the "
            "objectives, goals and facility types rolled up. The same as the command "
            "“status --json”."
        ),
        "objectives": t(
            "The objectives of the plan: their wording, who leads, and how they stand for each "
            "target year."
        ),
        "values": t(
            "The reported values in force, with unit, source and the update that brought them, a "
            "page at a time. A value that does not count is context and enters no verdict."
        ),
        "changes": t("Which statuses and facts differ between two days, and why."),
        "task-forces": t(
            "The Task Forces: status, focal years, how to join. A leader is named only with "
            "consent."
        ),
        "activities": t(
            "The workplans of the Task Forces: each activity with its state, its dates and its "
            "milestones. No status rests on them."
        ),
        "partnerships": t("The organisations that work with the Initiative, and what was agreed."),
        "releases": t("All updates, the oldest first."),
    }


def parameter_descriptions(t: Language) -> dict[str, str]:
    """What each parameter does."""
    return {
        "goal": t("Only this goal, by its code."),
        "facility_type": t(
            "Only what is led by the Secretariat (core), by an Alliance (global), or by nobody "
            "known yet (unknown)."
        ),
        "horizon": t("Only this target year."),
        "year": t("Values up to this year; without it, up to the year of the records."),
        "as_known_on": t("The records as they were at the end of this day (UTC)."),
        "objective": t("Only this objective, by its code."),
        "family": t("Only this family of statuses. Its old name “status” is deprecated."),
        "region": t("Only this region; all: the world and all regions."),
        "since": t("The earlier of the two days that are compared."),
        "until": t("The later of the two days; without it, today."),
        "limit": t("How many rows at most."),
        "offset": t("How many rows to leave out at the start; “next” in the answer counts on."),
        "lang": t("The language of sentences and texts; names and codes stay the same."),
        "data": t("demo: the demonstration data, which is invented."),
        "format": t("JSON or CSV; the header “Accept: text/csv” does the same."),
        "table": t("Only this list of the answer. CSV holds one list, the first unless said."),
    }
