"""What to say of the whole plan as selected: the sentence to remember, and what is behind it."""

from dataclasses import dataclass
from datetime import date

from progress.assessment.filters import ALL_REGIONS
from progress.assessment.rows import GoalStatus
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.statuses import GOOD
from progress.wording.group import GroupView, group_view
from progress.wording.scorecard import horizons
from progress.wording.sentences import reported_words
from progress.wording.status_words import families

ASSESSED = ("achieved", "on_track", "behind", "off_course")


@dataclass(frozen=True)
class YearView:
    """The plan for a target year. ``sentence``: how many objectives are on track, empty where
    nothing can be judged. ``time_used``: the share of the time from the plan's adoption, in words
    short and long; None and empty where the plan does not say when it was adopted."""

    year: int
    group: GroupView
    sentence: str
    time_used: float | None
    time_words: str
    time_sentence: str


@dataclass(frozen=True)
class PlanView:
    """``finding``: what to remember, in a line; ``lead``: the same as a sentence; ``leading``: the
    target year it is about, the next one with a target, None where nothing is selected.
    ``too_early``: why nothing can be judged yet, and ``reported_last`` what is known; both empty
    once something can."""

    is_assessed: bool
    finding: str
    lead: str
    leading: YearView | None
    too_early: str
    reported_last: str
    years: tuple[YearView, ...]
    assessed_indicators: int
    indicators_with_target: int


def plan_view(t: Language, snapshot: Snapshot) -> PlanView:
    years = tuple(_year(t, snapshot, horizon) for horizon in horizons(snapshot))
    leading = _leading(snapshot, years)
    assessed, with_target = indicators_assessed(snapshot)
    is_early = bool(snapshot.objectives) and not snapshot.is_assessed
    return PlanView(
        is_assessed=snapshot.is_assessed,
        finding=_finding(t, snapshot, leading),
        lead=_lead(t, snapshot, leading),
        leading=leading,
        too_early=too_early(t, snapshot) if is_early else "",
        reported_last=reported_last(t, snapshot) if is_early else "",
        years=years,
        assessed_indicators=assessed,
        indicators_with_target=with_target,
    )


def indicators_assessed(snapshot: Snapshot) -> tuple[int, int]:
    """How many of the indicators with a target have a verdict for one of their target years; each
    region counts on its own."""
    with_target, assessed = set(), set()
    for row in snapshot.verdicts:
        if row.target_kind:
            series = row.indicator, row.region
            with_target.add(series)
            if row.family in ASSESSED:
                assessed.add(series)
    return len(assessed), len(with_target)


def too_early(t: Language, snapshot: Snapshot) -> str:
    """Why nothing can be judged yet."""
    targets = [row for row in snapshot.verdicts if row.status != "no_target"]
    return t(
        "{targets} targets are entered for {covered} of {total} objectives. A status needs a "
        "reported value and a starting point to compare it with; so far no target has both.",
        targets=len(targets),
        covered=len({row.objective for row in targets}),
        total=len({row.objective for row in snapshot.objectives}),
    )


def reported_last(t: Language, snapshot: Snapshot) -> str:
    """The newest reported value of the objectives that are shown, in words."""
    filters = snapshot.filters
    shown = {row.objective for row in snapshot.objectives}
    indicators = {row.indicator: row for row in snapshot.facts.indicators if row.objective in shown}
    values = [
        row
        for row in snapshot.facts.reported_values
        if row.counts
        and row.year <= filters.judged_year
        and row.indicator in indicators
        and filters.region in (ALL_REGIONS, row.region)
    ]
    if not values:
        return t("Nothing is reported yet.")
    newest = max(values, key=lambda row: row.year)
    indicator = indicators[newest.indicator]
    return t(
        "Reported last: {name}, {value} in {year}.",
        name=t.of(indicator, "name"),
        value=reported_words(t, newest, indicator),
        year=newest.year,
    )


def _leading(snapshot: Snapshot, years: tuple[YearView, ...]) -> YearView | None:
    ahead = [year for year in years if year.year >= snapshot.filters.judged_year] or years[-1:]
    return next((year for year in ahead if year.group.with_target), ahead[0]) if ahead else None


def _finding(t: Language, snapshot: Snapshot, leading: YearView | None) -> str:
    if leading is None:
        return t("No objective fits these filters.")
    if not snapshot.is_assessed:
        covered = {row.objective for row in snapshot.verdicts if row.status != "no_target"}
        has = t.plural(
            "{covered} of {number} objective has a target, and no report to compare with it yet",
            "{covered} of {number} objectives have a target, and none a report to compare with it "
            "yet",
            len({row.objective for row in snapshot.objectives}),
            covered=len(covered),
        )
        return t("{label}: {text}", label=t("Too early to judge"), text=has)
    group = leading.group
    numbers = {"year": group.year, "good": group.good, "total": group.with_target}
    if not group.needing:
        return t("On track for {year}: {good} of {total} objectives; none is behind", **numbers)
    return t.plural(
        "On track for {year}: {good} of {total} objectives; {number} is behind or off course",
        "On track for {year}: {good} of {total} objectives; {number} are behind or off course",
        group.needing,
        **numbers,
    )


def _lead(t: Language, snapshot: Snapshot, leading: YearView | None) -> str:
    if leading is None:
        return t("No objective fits these filters.")
    if not snapshot.is_assessed:
        return t("Too early to judge") + "."
    return leading.sentence


def _year(t: Language, snapshot: Snapshot, horizon: int) -> YearView:
    rows = [row for row in snapshot.objectives if row.horizon == horizon]
    counts = {family: sum(row.family == family for row in rows) for family in families(t)}
    whole = GoalStatus(
        goal="",
        horizon=horizon,
        objectives=len(rows),
        with_target=sum(row.indicators > 0 for row in rows),
        **counts,
        stale=sum(row.family in GOOD and row.stale > 0 for row in rows),
    )
    group = group_view(t, whole, snapshot.is_assessed)
    used = share_of_time(snapshot, horizon)
    share = "" if used is None else t.share(used, 0)
    return YearView(
        year=horizon,
        group=group,
        sentence=_sentence(t, group) if snapshot.is_assessed else "",
        time_used=used,
        time_words=share and t("{share} of the time has passed", share=share),
        time_sentence=share
        and t(
            "{share} of the time from {start} to {horizon} has passed.",
            share=share,
            start=adopted(snapshot),
            horizon=horizon,
        ),
    )


def _sentence(t: Language, group: GroupView) -> str:
    if group.stale:
        return t(
            "{good} of {with_target} objectives with a target for {horizon} are on track or met, "
            "{old} of them on old reports; {needing} are behind or off course.",
            good=group.good,
            with_target=group.with_target,
            horizon=group.year,
            old=group.stale,
            needing=group.needing,
        )
    return t(
        "{good} of {with_target} objectives with a target for {horizon} are on track or met; "
        "{needing} are behind or off course.",
        good=group.good,
        with_target=group.with_target,
        horizon=group.year,
        needing=group.needing,
    )


def adopted(snapshot: Snapshot) -> int | None:
    """The year in which the plan was adopted."""
    fact = snapshot.facts.initiative.get("plan_adopted")
    try:
        return date.fromisoformat((fact and fact.value) or "").year
    except ValueError:  # plans say it as they like
        return None


def share_of_time(snapshot: Snapshot, horizon: int) -> float | None:
    """The share of the time from the plan's adoption to a target year that is used."""
    start = adopted(snapshot)
    if start is None or horizon <= start:
        return None
    return min(max((snapshot.filters.judged_year - start) / (horizon - start), 0.0), 1.0)
