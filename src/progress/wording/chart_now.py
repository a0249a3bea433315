"""Now, on the axis of years."""

from dataclasses import dataclass

from progress.assessment.filters import Filters, today
from progress.language import Language


@dataclass(frozen=True)
class Now:
    """The time of judging on the axis of the years, where a year's value stands at its number."""

    year: float
    words: str


def now(t: Language, filters: Filters) -> Now:
    """The day of the records, or the end of the chosen year."""
    day = filters.known_on
    if filters.judged_year != day.year:
        year = filters.judged_year
        return Now(year + 0.5, t("end of {year}", year=year))
    gone = (day.timetuple().tm_yday - 1) / 365
    return Now(day.year + gone - 0.5, t("today") if day == today() else t.date(day))
