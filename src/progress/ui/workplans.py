"""What pages show of workplans beside their own: what comes next, what is late, and how to see all
of it."""

from collections.abc import Iterable

from markupsafe import Markup

from progress.assessment import workplan
from progress.ui.components import component, html, link, links, paragraph
from progress.ui.view import View
from progress.wording.workplan import StepView, late_views, progress_sentence, step_views


def coming_up(seen: View, objectives: Iterable[str], most: int = 5) -> Markup:
    """The next steps of these Task Forces, and a link to the workplan; nothing where there is
    none."""
    facts, on = seen.facts, seen.filters.known_on
    found = workplan.coming(facts, set(objectives), on)[:most]
    if not found:
        return Markup()
    return html(steps(seen, step_views(seen.t, facts, found, on)), links(to_workplan(seen)))


def late(seen: View, objectives: Iterable[str], most: int = 10) -> Markup:
    """What is late, the longest first; nothing where nothing is."""
    found = late_views(seen.t, seen.facts, set(objectives), seen.filters.known_on)
    if not found:
        return Markup()
    rest = len(found) - most
    more = seen.t.plural("and {number} more", "and {number} more", rest) if rest > 0 else ""
    return html(steps(seen, found[:most]), paragraph(more, quiet=True))


def of_task_force(seen: View, objective: str) -> Markup:
    """How far a Task Force is with its activities and what it does next; nothing without any."""
    t, facts, on = seen.t, seen.facts, seen.filters.known_on
    sentence = progress_sentence(t, facts, objective, on)
    if not sentence:
        return Markup()
    address = seen.link("workplan", objective=objective)
    whole = links(link(address, t("Workplan of {code}", code=objective)))
    found = workplan.steps(facts, {objective})[:3]
    return html(
        paragraph(f"{sentence}."),
        steps(seen, step_views(t, facts, found, on), with_codes=False),
        whole,
    )


def calendar(seen: View) -> Markup:
    """What is due of what the filters of the page select, for a calendar program."""
    return link(seen.link("calendar.ics"), seen.t("What is due, as a calendar (iCalendar)"))


def to_workplan(seen: View) -> Markup:
    return link(seen.link("workplan", objective=None), seen.t("All workplans"))


def steps(seen: View, found: Iterable[StepView], with_codes: bool = True) -> Markup:
    t = seen.t
    listed = [
        (
            t("{when}, late", when=row.when) if row.is_late else row.when,
            link(seen.link("task_forces", objective=row.objective), _name(row))
            if with_codes
            else "",
            row.title,
            t("milestone of: {title}", title=row.activity) if row.activity else "",
        )
        for row in found
    ]
    return component("workplan_steps")(listed)


def _name(row: StepView) -> str:
    return f"{row.objective} {row.label}".strip() + ":"
