"""The board report: one page that stands alone, a part for each goal, the method, as PDF.

The pages are laid out by the templates in ``report/``. What they show is handed to them as data,
never as markup, so a text of the store prints as it stands, whatever it holds.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from progress.assessment.changes import ExplainedChange, changes, listed
from progress.assessment.fact_changes import FactChange, fact_changes, plan_revisions
from progress.assessment.filters import Filters, today
from progress.assessment.snapshot import Snapshot, take
from progress.language import Language
from progress.publishing import provenance
from progress.report.end import changed_rows, legend
from progress.report.front import front
from progress.report.goals import goal
from progress.report.needs import needs_rows, other_decisions
from progress.report.template_words import template_words
from progress.store import releases
from progress.store.releases import Release
from progress.store.store import Store
from progress.store.tables import Cursor
from progress.wording.changes import change_views, changes_in_words
from progress.wording.confirmation import banner
from progress.wording.fact_changes import revision_views, revisions_in_words
from progress.wording.filter_sentence import filter_sentence
from progress.wording.goal import goal_views
from progress.wording.needs import needs_view
from progress.wording.palette import LIGHT, shape_svg
from progress.wording.scorecard import horizons
from progress.wording.sources import cited_sources
from progress.wording.workplan import late_views

TEMPLATES = Path(__file__).parent
# For people who use assistive technology, and to be kept for long.
Standard = Literal["ua-1", "a-2a"]
STANDARDS: tuple[Standard, ...] = ("ua-1", "a-2a")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]+")
_LONG_WORD = re.compile(r"[^\s\u200b]{25,}")
_PIECE = re.compile(r".{8}(?=.)")


@dataclass(frozen=True)
class Gathered:
    """What a report is about, read from the store: plain values, for a process that has no store.

    ``since``: the day after which changes are told: of statuses, and the ``revisions`` of the plan.
    ``last``: the last update in force.
    """

    snapshot: Snapshot
    since: date
    changes: tuple[ExplainedChange, ...]
    revisions: tuple[FactChange, ...]
    last: Release | None
    is_demonstration: bool


def report_pdf(where: Store, chosen: Filters, t: Language, since: date | None = None) -> bytes:
    """The report on what the filters select, as PDF.

    ``since``: the day after which changes are told; without it, what the last update changed.
    Raises DataError where that day is after the date of the records.
    """
    return typeset(gather(where, take(where, chosen), since), t)


def told_since(where: Store | Cursor, chosen: Filters) -> date:
    """The day after which changes are told where none is asked for: the one before the last
    update."""
    last = _last_release(where, chosen)
    return _day_of(last) - timedelta(days=1) if last else chosen.known_on


def gather(
    where: Store | Cursor,
    snapshot: Snapshot,
    since: date | None = None,
    changed: Sequence[ExplainedChange] | None = None,
) -> Gathered:
    """Raises as ``report_pdf`` does. ``changed``: the statuses that changed since that day, where
    they are at hand."""
    chosen = snapshot.filters
    since = since or told_since(where, chosen)
    if changed is None:
        changed = changes(where, since, chosen.known_on, chosen)
    return Gathered(
        snapshot,
        since,
        tuple(changed),
        tuple(
            plan_revisions(
                fact_changes(where, since, chosen.known_on),
                {row.objective for row in snapshot.objectives},
            )
        ),
        _last_release(where, chosen),
        provenance.is_demonstration(where),
    )


def typeset(found: Gathered, t: Language) -> bytes:
    """The PDF: computing alone, for seconds where the plan is large."""
    data = content(found, t)
    try:
        return _compiled(data, STANDARDS)
    except typst.TypstError:
        # The standards refuse a letter that no font here has, such as a Chinese one. Shown as an
        # empty box, and right when copied, it does not keep the rest from being read.
        lacking = t(
            "Some letters have no shape in the fonts of this report and are shown as empty boxes, "
            "so it does not claim to meet PDF/UA and PDF/A."
        )
        return _compiled(data | {"lacking": lacking})


def content(found: Gathered, t: Language) -> dict[str, Any]:
    """All that the report says, as plain data for its templates."""
    snapshot = found.snapshot
    needs = needs_view(t, snapshot)
    in_need = {need.objective for need in needs.needs}
    changed = list(found.changes)
    shown = listed(changed)
    return {
        "lang": t.code,
        "words": template_words(t),
        "head": _head(t, snapshot),
        "foot": _foot(t, snapshot, found.last),
        "years": horizons(snapshot),
        "demo": t("Demonstration data") if found.is_demonstration else "",
        "banner": banner(t, snapshot.confirmation),
        "front": front(t, snapshot, len(needs.decisions)),
        "needs": needs_rows(needs),
        "decisions": other_decisions(needs),
        "late": [
            asdict(step)
            for step in late_views(
                t,
                snapshot.facts,
                {row.objective for row in snapshot.objectives},
                snapshot.filters.known_on,
            )
        ],
        "since": t("Changed since {day}", day=t.date(found.since)),
        "counted": changes_in_words(t, changed),
        "changes": changed_rows(t, change_views(t, snapshot.facts, shown)),
        "revised": revisions_in_words(t, found.revisions),
        "revisions": [asdict(view) for view in revision_views(t, found.revisions)],
        "goals": [goal(t, each, in_need, snapshot.is_assessed) for each in goal_views(t, snapshot)],
        "legend": legend(t),
        "sources": [asdict(source) for source in cited_sources(snapshot)],
        "lacking": "",
    }


def _head(t: Language, snapshot: Snapshot) -> dict[str, Any]:
    name = snapshot.facts.initiative.get("name")
    return {
        "whose": t.of(name, "value") if name else "",
        "title": t("Progress on the strategic plan"),
        "filters": filter_sentence(t, snapshot.filters, snapshot.facts),
        "known_on": t("As published on {day}", day=t.date(snapshot.filters.known_on)),
    }


def _foot(t: Language, snapshot: Snapshot, last: Release | None) -> list[str]:
    parts = [
        t("Made on {day}", day=t.date(today())),
        t("As published on {day}", day=t.date(snapshot.filters.known_on)),
    ]
    if last:
        day = t.date(_day_of(last))
        parts.append(t("Update {number} of {day}", number=last.release, day=day))
    return parts


def _last_release(where: Store | Cursor, chosen: Filters) -> Release | None:
    """The last update in force on the date of the records."""
    in_force = releases.in_force(where, chosen.as_known_on)
    last = in_force[-1] if in_force else None
    return next((row for row in releases.history(where) if row.release == last), None)


def _day_of(release: Release) -> date:
    return date.fromisoformat(release.published_at[:10])


def _compiled(data: dict[str, Any], standards: Sequence[Standard] = ()) -> bytes:
    """The PDF. Safe in several threads: each has a compiler of its own, the fonts are shared."""
    inputs = {
        "data": json.dumps(printable(data), ensure_ascii=False, allow_nan=False),
        "look": json.dumps(look()),
    }
    compiler = typst.Compiler(
        str(TEMPLATES / "main.typ"),
        root=str(TEMPLATES),
        font_paths=fonts(),
        ignore_system_fonts=True,
    )
    made = compiler.compile(
        format="pdf",
        sys_inputs=inputs,
        timestamp=datetime.combine(today(), time(), UTC),
        pdf_standards=list(standards),
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


@cache
def fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(TEMPLATES / "fonts")])


def look() -> dict[str, Any]:
    """The colours and shapes of the families."""
    return {
        family: {
            "fill": colours.fill,
            "text": colours.text,
            "tint": colours.tint,
            "shape": shape_svg(family, colours.fill),
        }
        for family, colours in LIGHT.items()
    }


def printable(data: Any) -> Any:
    """Texts without what cannot be printed; long words may break anywhere, addresses may not."""
    if isinstance(data, dict):
        return {key: text if key == "url" else printable(text) for key, text in data.items()}
    if isinstance(data, list | tuple):
        return [printable(item) for item in data]
    if isinstance(data, str):
        return _LONG_WORD.sub(_breakable, _CONTROL.sub(" ", data))
    return data


def _breakable(word: re.Match[str]) -> str:
    return _PIECE.sub(lambda piece: piece[0] + "\u200b", word[0])
