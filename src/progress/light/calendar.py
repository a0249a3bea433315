"""What is due as a calendar (RFC 5545): activities and milestones of the workplans, and reports."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from progress.assessment import workplan
from progress.assessment.freshness import YEARLY, freshness
from progress.assessment.snapshot import Snapshot
from progress.assessment.workplan import Step
from progress.language import Language

KIND = "text/calendar; charset=utf-8"


def calendar(t: Language, snapshot: Snapshot, home: str, rest: str = "") -> bytes:
    """Of what the snapshot selects. ``home``: the address of the dashboard, which entries lead
    to; ``rest``: what else belongs to an address."""
    found = Calendar()
    found.add("prodid", "-//4 per 1000//strategic plan//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", t("4 per 1000: what is due"))
    for event in (*_steps(t, snapshot, home, rest), *_reports(t, snapshot, home, rest)):
        found.add_component(event)
    content: bytes = found.to_ical()
    return content


def _steps(t: Language, snapshot: Snapshot, home: str, rest: str) -> Iterator[Event]:
    objectives = {row.objective for row in snapshot.objectives}
    for step in workplan.steps(snapshot.facts, objectives):
        activity = step.activity
        title = t.of(step.milestone or activity, "title")
        told = [t.of(activity, "title") if step.milestone else "", activity.lead or ""]
        yield _event(
            _identifier(step),
            step.day,
            t("{label}: {text}", label=activity.objective, text=title),
            "\n".join(filter(None, told)),
            f"{home}workplan?objective={activity.objective}&lang={t.code}{rest}",
        )


def _identifier(step: Step) -> str:
    number = step.milestone.milestone if step.milestone else ""
    return f"step {step.activity.objective} {step.activity.activity} {number}"


def _reports(t: Language, snapshot: Snapshot, home: str, rest: str) -> Iterator[Event]:
    """The next report of each indicator that was reported, on the last day before it is overdue."""
    for row in freshness(snapshot):
        if row.year is None:
            continue
        indicator = snapshot.facts.indicator[row.indicator]
        months = row.year * 12 + 11 + (indicator.rhythm_months or YEARLY)
        yield _event(
            f"report {row.indicator}",
            workplan.last_day(f"{months // 12}-{months % 12 + 1:02}"),
            t("Report due: {indicator}", indicator=row.indicator),
            t.of(indicator, "name"),
            f"{home}objective?objective={row.objective}&lang={t.code}{rest}",
        )


def _event(name: str, day: date, title: str, told: str, address: str) -> Event:
    event = Event()
    event.add("uid", uuid5(NAMESPACE_URL, f"strategic plan: {name}").hex + "@4p1000")
    event.add("dtstamp", datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    if told:
        event.add("description", told)
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event
