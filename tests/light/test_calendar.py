"""The calendar of what is due, read by the parser of another project."""

import urllib.request
from datetime import date

import vobject

from tests.support.asking import ask


def read(server, query: str):
    with urllib.request.urlopen(f"{server().url}/calendar.ics?{query}", timeout=30) as answer:
        assert answer.headers["content-type"].startswith("text/calendar")
        return vobject.readOne(answer.read().decode())


def test_milestones_activities_and_reports_are_entries(server):
    events = read(server, "data=demo&lang=en").vevent_list
    told = {event.summary.value: event for event in events}
    milestone = told["A5: Contracts ready to be signed"]
    assert milestone.dtstart.value == date(2026, 12, 18)
    assert milestone.dtend.value == date(2026, 12, 19)
    assert "Try contracts for small farms" in milestone.description.value
    assert milestone.url.value.startswith(f"{server().url}/workplan?objective=A5")
    assert any(name.startswith("Report due: ") for name in told)
    assert len({event.uid.value for event in events}) == len(events)


def test_the_filters_of_the_address_count(server):
    events = read(server, "data=demo&lang=fr&goal=E").vevent_list
    assert {event.summary.value[0] for event in events} <= {"E", "R"}
    assert any("Protocole adopté" in event.summary.value for event in events)
    assert ask(server(), "../../calendar.ics?goal=Z").status == 400


def test_the_plan_itself_has_reports_and_no_invented_activity(server):
    found = read(server, "lang=en")
    summaries = [event.summary.value for event in getattr(found, "vevent_list", [])]
    assert all(text.startswith("Report due: ") for text in summaries)
