"""Where the plan stands in a few words, and what is known while nothing can be judged."""

from datetime import date

from progress.assessment.filters import ALL_REGIONS
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.wording.sentences import reported_words

ASSESSED = ("achieved", "on_track", "behind", "off_course")
GOOD = ("achieved", "on_track")
NEEDING = ("behind", "off_course")


def horizons(snapshot: Snapshot) -> list[int]:
    """The target years that are looked at."""
    return sorted({row["horizon"] for row in snapshot.objectives})


def measures_assessed(snapshot: Snapshot) -> tuple[int, int]:
    """How many of the indicators with a target have a verdict for one of their target years."""
    with_target, assessed = set(), set()
    for row in snapshot.verdicts:
        if row["target_kind"]:
            series = row["indicator"], row["region"]
            with_target.add(series)
            if row["family"] in ASSESSED:
                assessed.add(series)
    return len(assessed), len(with_target)


def too_early(t: Language, snapshot: Snapshot) -> str:
    """Why nothing can be judged yet."""
    targets = [row for row in snapshot.verdicts if row["status"] != "no_target"]
    return t(
        "{targets} targets are entered for {covered} of {total} objectives. A status needs a "
        "reported value and a starting point to compare it with; so far no target has both.",
        targets=len(targets),
        covered=len({row["objective"] for row in targets}),
        total=len({row["objective"] for row in snapshot.objectives}),
    )


def reported_last(t: Language, snapshot: Snapshot) -> str:
    """The newest reported value of the objectives that are shown, in words."""
    filters = snapshot.filters
    shown = {row["objective"] for row in snapshot.objectives}
    indicators = {
        row["indicator"]: row for row in snapshot.facts["indicator"] if row["objective"] in shown
    }
    values = [
        row
        for row in snapshot.facts["value"]
        if row["counts"]
        and row["year"] <= filters.judged_year
        and row["indicator"] in indicators
        and filters.region in (ALL_REGIONS, row["region"])
    ]
    if not values:
        return t("Nothing is reported yet.")
    newest = max(values, key=lambda row: row["year"])
    indicator = indicators[newest["indicator"]]
    return t(
        "Reported last: {name}, {value} in {year}.",
        name=t.of(indicator, "name"),
        value=reported_words(t, newest, indicator),
        year=newest["year"],
    )


def time_used(snapshot: Snapshot, horizon: int) -> tuple[int, float] | None:
    """The year in which the plan was adopted, and the share of the time from then to a target
    year that is used; None where the plan does not say when it was adopted."""
    adopted = next(
        (row["value"] for row in snapshot.facts["initiative"] if row["fact"] == "plan_adopted"),
        None,
    )
    try:
        start = date.fromisoformat(adopted or "").year
    except ValueError:  # plans say it as they like
        return None
    if horizon <= start:
        return None
    used = (snapshot.filters.judged_year - start) / (horizon - start)
    return start, min(max(used, 0), 1)


def shares(row: dict) -> tuple[float | None, float | None]:
    """Conditions are counted, never a percentage in words; the bar may still show how many."""
    if (
        row["target_kind"] == "conditions"
        and row["conditions_total"]
        and row["family"] != "no_verdict"
    ):
        return row["conditions_done"] / row["conditions_total"], None
    # Met late, or by its starting point: the distance tells of another year, or there is none.
    covered = 1.0 if row["status"] == "achieved" else row["distance_covered"]
    return covered, row["time_used"]


def headline(t: Language, group: dict) -> str:
    """A goal or facility type in a line: n of m on track or met; k not reported; j without."""
    good = group["achieved"] + group["on_track"]
    without = group["objectives"] - group["with_target"]
    silent = group["no_verdict"] - without
    return t(
        "{n} of {m} on track or met; {k} not reported; {j} without a target",
        n=good,
        m=group["with_target"],
        k=silent,
        j=without,
    )
