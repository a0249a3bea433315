"""Below the picture, in short: what needs attention, what changed last, what comes next."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from progress.assessment import workplan
from progress.assessment.changes import direction, listed
from progress.assessment.snapshot import Snapshot
from progress.publishing.provenance import SETUP
from progress.server import cache
from progress.ui import since
from progress.ui.components import component, html, link, paragraph, phrase, verdict_word
from progress.ui.view import View
from progress.ui.workplans import to_workplan
from progress.wording.changes import ChangeView, change_views, changes_in_words, directions
from progress.wording.needs import NeedView, needs_view
from progress.wording.workplan import step_views

# So many of each kind.
MOST = 3


def glance(seen: View, snapshot: Snapshot) -> Markup:
    """While nothing can be judged, only what comes next; empty where no workplan says it."""
    judged = [_attention(seen, snapshot), _changed(seen, snapshot)] if snapshot.is_assessed else []
    parts = [part for part in (*judged, _coming(seen, snapshot)) if part]
    return component("glance")(parts) if parts else html()


def last_update(seen: View) -> str:
    """The last update in force on these records, in a line; empty without any."""
    t = seen.t
    history = cache.history(seen.demo, seen.filters.as_known_on)
    last = next((row for row in reversed(history) if row.in_force), None)
    if last is None:
        return ""
    day = t.date(date.fromisoformat(last.published_at[:10]))
    by = "" if last.by == SETUP else t("by {name}", name=last.by)
    note = t(last.note) if last.note else ""
    update = t("Update {number}", number=last.release)
    return " · ".join(filter(None, [update, day, by, note]))


def _attention(seen: View, snapshot: Snapshot) -> tuple[str, Markup, Markup]:
    t, found = seen.t, needs_view(seen.t, snapshot, MOST)
    body = _items([(_need_link(seen, need), _worst(need)) for need in found.needs])
    if not found.needs:
        body = paragraph(t("No indicator is off course, behind, overdue or out of date."))
    if found.decisions:
        wanted = t.plural(
            "{number} decision of the board is wanted.",
            "{number} decisions of the board are wanted.",
            len(found.decisions),
        )
        body = paragraph(wanted) + body
    return t("Needs attention"), body, link(seen.link("board"), t("All that needs the board"))


def _need_link(seen: View, need: NeedView) -> Markup:
    address = seen.link("objective", objective=need.objective)
    return link(address, f"{need.indicator} {need.name}")


def _worst(need: NeedView) -> Markup:
    status = need.verdicts[0].status
    return phrase("{year} {word}", year=status.year, word=verdict_word(status.family, status.word))


def _changed(seen: View, snapshot: Snapshot) -> tuple[str, Markup, Markup]:
    t = seen.t
    found = cache.changes(seen.demo, since.last(seen), seen.filters)
    ways = list(directions(t))
    most_telling = sorted(listed(found), key=lambda row: ways.index(direction(row)))[:MOST]
    views = change_views(t, seen.facts, most_telling)
    told = [(_changed_link(seen, view), _then_now(view)) for view in views]
    counted = ", ".join(changes_in_words(t, found)) or t("No status changed.")
    body = html(paragraph(last_update(seen)), paragraph(counted), _items(told))
    return t("Changed by the last update"), body, link(seen.link("updates"), t("All updates"))


def _changed_link(seen: View, view: ChangeView) -> Markup:
    words = f"{view.indicator} {view.name}".strip()
    known = seen.facts.indicator.get(view.indicator)
    address = seen.link("objective", objective=known.objective) if known else ""
    return link(address, words) if known else Markup.escape(words)


def _then_now(view: ChangeView) -> Markup:
    before, after = (
        verdict_word(status.family, status.word) if status else "–"
        for status in (view.before, view.after)
    )
    return phrase("{year} {before} → {after}", year=view.year, before=before, after=after)


def _coming(seen: View, snapshot: Snapshot) -> tuple[str, Markup, Markup] | None:
    """The next steps of the Task Forces, where their workplans say them."""
    t, facts, on = seen.t, seen.facts, seen.filters.known_on
    objectives = {row.objective for row in snapshot.objectives}
    found = workplan.coming(facts, objectives, on)[:MOST]
    if not found:
        return None
    told = [
        (
            link(seen.link("task_forces", objective=row.objective), f"{row.objective} {row.title}"),
            row.when,
        )
        for row in step_views(t, facts, found, on)
    ]
    join = link(seen.link("task_forces", objective=None), t("Find a Task Force"))
    return t("Coming up"), _items(told), html(to_workplan(seen), " · ", join)


def _items(told: Sequence[tuple[Markup, str]]) -> Markup:
    return component("glance_items")(told) if told else html()
