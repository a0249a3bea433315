"""What to say of one target year of an indicator in a region."""

from collections.abc import Sequence
from dataclasses import dataclass

from progress.assessment.rows import Verdict
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.rows import Indicator, Target
from progress.wording.confirmation import mark_of_verdict, not_confirmed
from progress.wording.flag_sentences import flag_sentences
from progress.wording.projection import projection
from progress.wording.sentence_words import known
from progress.wording.sentences import verdict_sentence
from progress.wording.status_words import StatusView, status_view


@dataclass(frozen=True)
class VerdictView:
    """``as_of``: of which year the value is that the status rests on, and whether it is overdue;
    empty without one. ``sentence``: with where it lands at the pace so far, where that can be
    told. ``covered``, ``used``: the distance covered and the time used as shares from 0 to 1 for a
    bar and its tick; None where there is none. Their numbers stand in the sentence. ``remarks``:
    what the plan notes on the target, then what has to be known beside the status."""

    status: StatusView
    region: str
    as_of: str
    sentence: str
    remarks: tuple[str, ...]
    mark: str
    covered: float | None
    used: float | None


def verdict_view(
    t: Language, snapshot: Snapshot, row: Verdict, indicator: Indicator
) -> VerdictView:
    facts = snapshot.facts
    covered, used = shares(row)
    told = verdict_sentence(t, row, indicator)
    mark = mark_of_verdict(snapshot.confirmation, row)
    ahead = projection(t, row, indicator, facts.values_of(row.indicator))
    return VerdictView(
        status=status_view(t, row),
        region=row.region,
        as_of=as_of(t, row),
        sentence=f"{told} {ahead.sentence}" if ahead else told,
        remarks=(
            *target_notes(t, row, facts.targets_of(row.indicator)),
            *flag_sentences(t, row.flags),
            *([t("By another method the status would differ.")] if row.robust is False else []),
            *([not_confirmed(t)] if mark else []),
        ),
        mark=mark,
        covered=covered,
        used=used,
    )


def as_of(t: Language, row: Verdict) -> str:
    """Of which year the value is that a status rests on, such as "as of 2023, overdue"."""
    if row.value_year is None or row.family == "no_verdict":
        return ""
    if "stale" in row.flags:
        return t("as of {year}, overdue", year=row.value_year)
    return t("as of {year}", year=row.value_year)


def target_notes(t: Language, row: Verdict, targets: Sequence[Target]) -> list[str]:
    """What the plan says of the target of a verdict, such as "All UNFCCC Parties": of which other
    target it is a multiple, and its note."""
    notes = (
        t.of(target, "note")
        for target in targets
        if (target.region, target.year) == (row.region, row.horizon)
    )
    noted = [t("Noted on the target: {note}", note=_ended(note)) for note in notes if note]
    return [*filter(None, [multiple_words(t, row, targets)]), *noted]


def _ended(text: str) -> str:
    """With a full stop, as other sentences may follow."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def multiple_words(t: Language, row: Verdict, targets: Sequence[Target]) -> str:
    """Of a target that is a multiple of the one before it, such as "Twice the 2030 level."."""
    before = [one.year for one in targets if one.region == row.region and one.year < row.horizon]
    if row.target_kind != "multiple" or not before:
        return ""
    year, factor = max(before), known(row.target_value)
    if factor == 2:
        return t("Target: twice the {year} level.", year=year)
    if factor == 0.5:
        return t("Target: half the {year} level.", year=year)
    return t("Target: {number} times the {year} level.", number=t.number(factor), year=year)


def shares(row: Verdict) -> tuple[float | None, float | None]:
    """The distance covered and the time used, from 0 to 1, of a verdict. Conditions are counted,
    never a percentage in words; the bar may still show how many."""
    if row.family == "no_verdict":
        return None, None
    if row.target_kind == "conditions" and row.conditions_total:
        return (row.conditions_done or 0) / row.conditions_total, None
    # Met late, or by its starting point: the distance tells of another year, or there is none.
    covered = 1.0 if row.status == "achieved" else row.distance_covered
    return _within(covered), _within(row.time_used)


def _within(share: float | None) -> float | None:
    return None if share is None else min(max(share, 0.0), 1.0)
