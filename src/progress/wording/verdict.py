"""What to say of one target year of an indicator in a region."""

from collections.abc import Sequence
from dataclasses import dataclass

from progress.assessment.rows import Verdict
from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.publishing.confirmation import Confirmation
from progress.rows import Indicator, Target
from progress.wording.confirmation import not_confirmed
from progress.wording.flag_sentences import flag_sentences
from progress.wording.projection import projection
from progress.wording.sentences import verdict_sentence
from progress.wording.status_words import StatusView, status_view


@dataclass(frozen=True)
class VerdictView:
    """``sentence``: with where it lands at the pace so far, where that can be told. ``covered``,
    ``used``: the distance covered and the time used as shares from 0 to 1 for a
    bar and its tick; None where there is none. Their numbers stand in the sentence. ``remarks``:
    what the plan notes on the target, then what has to be known beside the status."""

    status: StatusView
    region: str
    sentence: str
    remarks: tuple[str, ...]
    covered: float | None
    used: float | None


def verdict_view(
    t: Language, snapshot: Snapshot, row: Verdict, indicator: Indicator
) -> VerdictView:
    facts = snapshot.facts
    covered, used = shares(row)
    told = verdict_sentence(t, row, indicator)
    ahead = projection(t, row, indicator, facts.values_of(row.indicator))
    return VerdictView(
        status=status_view(t, row),
        region=row.region,
        sentence=f"{told} {ahead.sentence}" if ahead else told,
        remarks=(
            *target_notes(t, row, facts.targets_of(row.indicator)),
            *flag_sentences(t, row.flags),
            *([t("By another method the status would differ.")] if row.robust is False else []),
            *([not_confirmed(t)] if _is_unconfirmed(row, snapshot.confirmation) else []),
        ),
        covered=covered,
        used=used,
    )


def _is_unconfirmed(row: Verdict, confirmation: Confirmation) -> bool:
    return confirmation.is_mixed and confirmation.rests_on_compiled(
        row.indicator, row.region, row.horizon
    )


def target_notes(t: Language, row: Verdict, targets: Sequence[Target]) -> list[str]:
    """What the plan notes on the target of a verdict, such as "All UNFCCC Parties"."""
    notes = (
        t.of(target, "note")
        for target in targets
        if (target.region, target.year) == (row.region, row.horizon)
    )
    return [t("Noted on the target: {note}", note=note) for note in notes if note]


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
