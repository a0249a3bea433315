"""What changed in the facts, in words: what it was, what it is, which update did it, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from progress.assessment.fact_changes import FactChange
from progress.language import Language
from progress.publishing.provenance import SETUP
from progress.schema import SHEETS, language_of_text, own_text
from progress.vocabulary.names import choice_label, column_label, sheet_label
from progress.wording.region_words import region_name

CHOICES = {
    choice for sheet in SHEETS.values() for column in sheet.columns for choice in column.choices
}


@dataclass(frozen=True)
class FactChangeView:
    """One cell that changed. ``what``: its sheet and key, such as "Targets: A2.1, 2030". ``before``
    and ``after``: a dash where there is nothing; of a target that became easier to reach, ``after``
    says so. ``update``: number, day, who, and why."""

    what: str
    column: str
    before: str
    after: str
    update: str
    easier: bool
    is_plan_revision: bool


def fact_change_views(t: Language, changes: Sequence[FactChange]) -> tuple[FactChangeView, ...]:
    """In the order of the changes. A text that changed in several languages is told in one alone:
    the reader's, else English."""

    def cell(change: FactChange, column: str) -> tuple[object, ...]:
        return change.release, change.table, *change.key.values(), column

    changed = {cell(change, change.column) for change in changes}
    return tuple(
        _view(t, change)
        for change in changes
        if not any(cell(change, other) in changed for other in _told_instead(t, change.column))
    )


def revision_views(t: Language, found: Sequence[FactChange]) -> tuple[FactChangeView, ...]:
    """What changed in the plan itself: targets made easier first, then the newest."""
    first = sorted(found, key=lambda change: (not change.easier, -change.release))
    return fact_change_views(t, first)


def revisions_in_words(t: Language, found: Sequence[FactChange]) -> list[str]:
    """How many entries of the plan changed, and how many targets became easier; nothing where
    nothing changed."""
    easier = sum(change.easier for change in found)
    told = [
        t.plural("{number} revision of the plan", "{number} revisions of the plan", len(found)),
        t.plural("{number} target made easier", "{number} targets made easier", easier),
    ]
    return [text for text, number in zip(told, (len(found), easier), strict=True) if number]


def _told_instead(t: Language, column: str) -> list[str]:
    """The columns of the same text in languages that the reader would rather have."""
    base, _ = language_of_text(column)
    found = [own_text(base, lang) for lang in t.first_choices]
    return found[: found.index(column)]


def _view(t: Language, change: FactChange) -> FactChangeView:
    key = ", ".join(cell_words(t, name, part) for name, part in change.key.items())
    day = t.date(date.fromisoformat(change.published_at[:10]))
    who = t("first setup") if change.by == SETUP else change.by
    update = t("Update {number}, {day}, {who}", number=change.release, day=day, who=who)
    if change.note:
        update = t("{label}: {text}", label=update, text=t(change.note))
    after = cell_words(t, change.column, change.after)
    return FactChangeView(
        what=t("{label}: {text}", label=sheet_label(SHEETS[change.table], t.code), text=key),
        column=column_words(t, change.column),
        before=cell_words(t, change.column, change.before),
        after=t("{text} (easier to reach)", text=after) if change.easier else after,
        update=update,
        easier=change.easier,
        is_plan_revision=change.is_plan_revision,
    )


def column_words(t: Language, column: str) -> str:
    return column_label(column, t.code).replace("_", " ")


def cell_words(t: Language, column: str, cell: object) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        return t("yes") if cell else t("no")
    if isinstance(cell, float):
        return t.number(cell)
    if column == "region":
        return region_name(t, str(cell))
    if column == "lead":  # a body of the Initiative has a name in each language
        lead = str(cell)
        return t(lead)
    text = str(cell)
    label = choice_label(column, text, t.code)
    return label.replace("_", " ") if text in CHOICES else label
