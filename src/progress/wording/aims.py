"""What the plan aims for, indicator by indicator, for as long as nothing can be judged."""

from dataclasses import dataclass

from progress.assessment.rows import Verdict
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.wording.confirmation import mark_of_verdict, marked
from progress.wording.indicator import name_in_region
from progress.wording.plan import YearView
from progress.wording.sentences import target_words


@dataclass(frozen=True)
class AimRow:
    """An indicator in a region. ``label``: of its objective, which is shorter than its name,
    with the mark of what is not confirmed.
    ``targets``: in words, one for each target year that is looked at; empty where there is none."""

    indicator: str
    name: str
    label: str
    objective: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class AimsView:
    years: tuple[YearView, ...]
    rows: tuple[AimRow, ...]


def aims_view(t: Language, snapshot: Snapshot, years: tuple[YearView, ...]) -> AimsView:
    found: dict[tuple[str, str], dict[int, Verdict]] = {}
    for verdict in snapshot.verdicts:
        if verdict.target_kind:
            key = verdict.indicator, verdict.region
            found.setdefault(key, {})[verdict.horizon] = verdict
    rows = []
    for (code, region), by_year in found.items():
        indicator = snapshot.facts.indicator[code]
        targets = tuple(
            target_words(t, by_year[one.year], indicator) if one.year in by_year else ""
            for one in years
        )
        name = name_in_region(t, indicator, region)
        label = t.of(snapshot.facts.objective[indicator.objective], "label")
        marks = {mark_of_verdict(snapshot.confirmation, verdict) for verdict in by_year.values()}
        shown = marked(label or name, max(marks))
        rows.append(AimRow(code, name, shown, indicator.objective, targets))
    return AimsView(years, tuple(rows))
