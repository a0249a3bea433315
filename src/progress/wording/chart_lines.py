"""The lines of a chart: required paths and what is asked for as a zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from progress.assessment.rows import Verdict
from progress.rows import Indicator
from progress.wording.chart_points import ends
from progress.wording.sentence_words import known

Vertices = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Zone:
    """Between which numbers the values are to lie; ``low`` None: all that is ``high`` or less.
    ``since``, ``until``: the years that it is drawn for."""

    since: int
    until: int
    low: float | None
    high: float


def leads_on(row: Verdict, indicator: Indicator) -> bool:
    """Whether there is a way to go: not from a starting point that is as good as the target."""
    start, target = known(row.baseline_number), known(row.target_number)
    if known(row.baseline_year) >= row.horizon:
        return False
    return start > target if indicator.direction == "down" else start < target


def required_path(row: Verdict, until: int) -> Vertices:
    """Straight, or bent where growth is asked for."""
    first, last, start = known(row.baseline_year), row.horizon, known(row.baseline_number)
    if row.target_kind != "growth":
        return through(((first, start), (last, known(row.target_number))), until)
    yearly = 1 + known(row.target_value) / 100
    return tuple((year, start * yearly ** (year - first)) for year in range(first, last + 1))


def through(line: Vertices, year: float) -> Vertices:
    """A line with a vertex in a year: where the axis breaks, so does what is straight."""
    found = list(line)
    for place, ((before, one), (after, other)) in enumerate(pairwise(line), start=1):
        if before < year < after:
            share = (year - before) / (after - before)
            found.insert(place, (year, one + share * (other - one)))
    return tuple(found)


def zones(aims: Sequence[Verdict], indicator: Indicator, first: int) -> tuple[Zone, ...]:
    """Each from the target year before it on."""
    found, since = [], first
    for row in aims:
        if row.target_kind in ("range", "between"):
            low, high = ends(row.target_value, row.target_value_high)
            found.append(Zone(since, row.horizon, low, high))
        elif indicator.direction == "down":
            found.append(Zone(since, row.horizon, None, known(row.target_number)))
        since = row.horizon
    return tuple(found)
