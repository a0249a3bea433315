"""What needs the board, with its narrative, and the decisions that are wanted, in words."""

from dataclasses import dataclass

from progress.assessment.facts import Facts
from progress.assessment.needs import NEEDS, Need, exceptions, narrative
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.rows import Narrative
from progress.wording.facility_words import facility_types
from progress.wording.freshness import LastReportView, last_report_view
from progress.wording.indicator import name_in_region
from progress.wording.narrative import NarrativeView, PartView, narrative_view
from progress.wording.verdict import VerdictView, verdict_view


@dataclass(frozen=True)
class NeedView:
    """An indicator in a region that needs the board. ``name``: with the region where it is not
    the world. ``late``: what is wrong with the report itself, empty if nothing is. ``urgent``:
    the decision wanted, else the next step."""

    need: str
    indicator: str
    name: str
    objective: str
    objective_label: str
    who_leads: str
    verdicts: tuple[VerdictView, ...]
    last_report: LastReportView
    late: str
    narrative: NarrativeView | None
    urgent: PartView | None


@dataclass(frozen=True)
class DecisionView:
    """The decision that the newest narrative of an objective wants. ``why``: the cause it names,
    empty if it names none; ``who``: its owner, else who leads. ``since``: the release that was the
    first to want it in these words."""

    objective: str
    label: str
    text: str
    why: str
    who: str
    since: int


@dataclass(frozen=True)
class NeedsView:
    """``needs``: the worst first; ``left_out``: how many more there are. ``words``: how many, and
    why. ``decisions``: all that are wanted; ``other_decisions``: those where nothing else needs the
    board."""

    needs: tuple[NeedView, ...]
    left_out: int
    words: str
    decisions: tuple[DecisionView, ...]
    other_decisions: tuple[DecisionView, ...]


def needs_view(t: Language, snapshot: Snapshot, most: int | None = None) -> NeedsView:
    """``most``: so many at most are told."""
    found = exceptions(snapshot)
    labels = {row.objective: t.of(row, "label") for row in snapshot.facts.objectives}
    in_need = {need.objective for need in found}
    decisions = _decisions(t, snapshot, labels, in_need)
    return NeedsView(
        needs=tuple(_need(t, snapshot, need, labels) for need in found[:most]),
        left_out=len(found[len(found) if most is None else most :]),
        words=_how_many(t, found),
        decisions=decisions,
        other_decisions=tuple(one for one in decisions if one.objective not in in_need),
    )


def _need(t: Language, snapshot: Snapshot, need: Need, labels: dict[str, str]) -> NeedView:
    told = narrative_view(t, need.narrative) if need.narrative else None
    return NeedView(
        need=need.need,
        indicator=need.indicator,
        name=name_in_region(t, need.measure, need.region),
        objective=need.objective,
        objective_label=labels[need.objective],
        who_leads=facility_types(t)[need.kind],
        verdicts=tuple(verdict_view(t, snapshot, row, need.measure) for row in need.verdicts),
        last_report=last_report_view(t, need),
        late=_late(t, need),
        narrative=told,
        urgent=(told.part("decision_wanted") or told.part("next_step")) if told else None,
    )


def _late(t: Language, need: Need) -> str:
    if need.need == "overdue":
        return t("The report is overdue.")
    if need.is_overdue:
        return t("The last report is for {year}.", year=need.year)
    return ""


def _how_many(t: Language, found: list[Need]) -> str:
    words = {
        "off_course": t("off course"),
        "behind": t("behind"),
        "overdue": t("overdue"),
        "stale": t("with an old report"),
    }
    numbers = {need: sum(row.need == need for row in found) for need in NEEDS}
    told = ", ".join(f"{number} {words[need]}" for need, number in numbers.items() if number)
    return t.plural(
        "{number} indicator, the most urgent first: {told}.",
        "{number} indicators, the most urgent first: {told}.",
        len(found),
        told=told,
    )


def _decisions(
    t: Language, snapshot: Snapshot, labels: dict[str, str], in_need: set[str]
) -> tuple[DecisionView, ...]:
    """Of all objectives that are shown."""
    codes = {row.objective for row in snapshot.objectives} | in_need
    found = []
    for code in sorted(codes):
        told = narrative(snapshot, code)
        shown = narrative_view(t, told) if told else None
        wanted = shown and shown.part("decision_wanted")
        if told and shown and wanted:
            cause, owner = shown.part("cause"), shown.part("owner")
            leads = snapshot.facts.objective[code].facility_type or "unknown"
            found.append(
                DecisionView(
                    objective=code,
                    label=labels[code],
                    text=wanted.text,
                    why=cause.text if cause else "",
                    who=owner.text if owner else facility_types(t)[leads],
                    since=_wanted_since(snapshot.facts, told),
                )
            )
    return tuple(found)


def _wanted_since(facts: Facts, told: Narrative) -> int:
    """The release of the first of the narratives in a row that want the same decision."""
    since = told.release_id
    earlier = [row for row in facts.narratives_of(told.objective) if row.year < told.year]
    for row in sorted(earlier, key=lambda row: -row.year):
        if row.decision_wanted != told.decision_wanted:
            break
        since = row.release_id
    return since
