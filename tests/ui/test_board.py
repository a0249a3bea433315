"""The Board page: what needs the board, what changed, what it could ask for."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from progress.assessment.changes import changes, direction
from progress.assessment.filters import Filters
from progress.assessment.needs import exceptions, narrative
from progress.assessment.snapshot import take
from progress.language import ENGLISH
from progress.store.releases import history
from progress.wording.needs import needs_view
from tests.support.browser import axe, overflow, ready
from tests.support.pages import (
    PHONE,
    choose,
    choose_day,
    demonstration_path,
    main,
    opened,
    opened_by,
    plain,
    query,
    status_of,
    visit,
)

HEADINGS = """() => [...document.querySelectorAll('[data-testid="stMain"] ol.p4-rows h3')]
    .map(heading => heading.textContent)"""
TABLES = """() => [...document.querySelectorAll('[data-testid="stMain"] .p4-table table')].map(
    table => [table.caption.textContent,
        [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent))])"""

# What is said of an indicator or objective: sentences, parts of narratives, decisions, changes.
STATEMENTS = """() => [...document.querySelectorAll(':is(.p4-sentence, .p4-facts dd, ' +
    '.p4-decisions td:nth-child(-n+3), [data-testid="stMain"] .p4-rows h3)')]
    .map(said => said.textContent.trim()).filter(said => said.length > 22)"""


@pytest.fixture(scope="module")
def board(server, used_profile):
    """The board of the demonstration."""
    page = used_profile.new_page()
    visit(page, f"{server().url}/board?data=demo")
    yield page
    page.close()


def codes(page) -> list[str]:
    return [heading.split(" · ")[0] for heading in page.evaluate(HEADINGS)]


def expected_needs(server, **chosen) -> list[str]:
    with opened(demonstration_path(server())) as store:
        return [row.indicator for row in exceptions(take(store, Filters(**chosen)))]


def changed_tables(page) -> dict[str, set[tuple]]:
    """Of each way a change can lead: the indicator and the target year of each row."""
    found = {}
    for caption, rows in page.evaluate(TABLES):
        if match := re.fullmatch(
            r"(Worse|Better|Newly reported|Otherwise changed) \(\d+\)", caption
        ):
            found[match[1]] = {(row[0].split()[0], int(row[1]), row[-1]) for row in rows}
    return found


WAYS = {
    "Worse": "worse",
    "Better": "better",
    "Newly reported": "newly_reported",
    "Otherwise changed": "other",
}
REASONS = {
    "new value": "new_value",
    "revised value": "revised_value",
    "revised plan": "revised_plan",
    "an update was undone": "reverted",
    "time passed": "time_passed",
}


def test_what_needs_the_board_is_listed_worst_first(server, board):
    listed = codes(board)
    assert listed == expected_needs(server)
    assert len(listed) > 10


def test_each_need_has_its_story_and_ways_on(server, board):
    with opened(demonstration_path(server())) as store:
        first = exceptions(take(store, Filters()))[0]
    item = main(board).locator("ol.p4-rows > li").first
    item.locator("summary").click()
    text = plain(item.inner_text())
    assert first.narrative.next_step in text
    assert all(sentence in text for sentence in sentences_of(server, first.indicator))
    links = item.get_by_role("link").all()
    addresses = [link.get_attribute("href") for link in links]
    assert all(f"objective={first.objective}" in address for address in addresses)
    assert {address.split("?")[0] for address in addresses} == {"objective", "task_forces"}


def sentences_of(server, indicator: str) -> list[str]:
    verdicts = status_of(demonstration_path(server()), family="off_course")["verdicts"]
    return [plain(row["sentence"]) for row in verdicts if row["indicator"] == indicator]


def test_the_decisions_wanted_are_counted_and_say_why_who_and_since_when(server, board):
    with opened(demonstration_path(server())) as store:
        snapshot = take(store, Filters())
        wanted = needs_view(ENGLISH, snapshot).decisions
        days = {row.release: row.published_at[:10] for row in history(store)}
    heading = main(board).get_by_role("heading", name=f"{len(wanted)} decisions wanted")
    assert heading.is_visible()
    rows = dict(board.evaluate(TABLES))["Decisions wanted"]
    assert len(wanted) > 5
    assert [row[0] for row in rows] == [one.text for one in wanted]
    for row, one in zip(rows, wanted, strict=True):
        told = narrative(snapshot, one.objective)
        assert row[1:4] == [f"{one.objective} {one.label}", told.cause or "–", told.owner]
        assert row[4] == ENGLISH.date(date.fromisoformat(days[told.release_id]))


def test_how_many_changed_and_which_way_is_on_the_first_screen(server, tab):
    tab.set_viewport_size({"width": 1280, "height": 800})
    visit(tab, f"{server().url}/board?data=demo")
    with opened(demonstration_path(server())) as store:
        last = date.fromisoformat(history(store)[-1].published_at[:10])
        found = changes(store, last - timedelta(days=1), Filters().known_on, Filters())
    moves = main(tab).locator(".p4-moves td")
    counted = sum(int(cell) for cell in moves.all_text_contents())
    assert counted == sum(bool(row.before) or direction(row) != "other" for row in found)
    box = main(tab).locator(".p4-beside").bounding_box()
    assert box["y"] + box["height"] <= 800
    assert main(tab).locator(".p4-trend img").is_visible()
    assert main(tab).evaluate("it => it.scrollHeight") < 1800


def test_while_nothing_can_be_judged_what_is_missing_is_on_the_first_screen(server, tab):
    tab.set_viewport_size({"width": 1280, "height": 800})
    visit(tab, f"{server().url}/board")
    box = main(tab).locator(".p4-compact").first.bounding_box()
    assert box["y"] + box["height"] <= 800


def test_nothing_is_said_twice(board):
    told = board.evaluate(STATEMENTS)
    assert len(told) > 30
    assert [text for text, number in Counter(told).items() if number > 1] == []


def test_plan_revisions_stand_apart_and_say_what_became_easier(server, tab):
    visit(tab, f"{server().url}/board?data=demo&since=2024-06-30")
    assert main(tab).get_by_role("heading", name="Plan revisions since 30 June 2024").is_visible()
    tables = dict(tab.evaluate(TABLES))
    assert [row[:4] for row in tables["Targets made easier (1)"]] == [
        ["Targets: C3.1, 2025", "value", "60", "50 (easier to reach)"]
    ]
    assert not any("easier" in cell for row in tables["Changed in the plan"] for cell in row)


def test_what_was_told_on_an_earlier_day_is_a_choice_on_the_page(server, tab):
    """What did we tell the board in June? The day, and the headline of then."""
    tab.set_viewport_size({"width": 1280, "height": 800})
    visit(tab, f"{server().url}/board?data=demo&since=2026-09-27")
    assert main(tab).get_by_role("button", name="Other days").bounding_box()["y"] < 400
    days = opened_by(tab, "Other days")
    choose_day(tab, days, "As published on an earlier day", date(2024, 6, 30))
    assert query(tab) == {"data": "demo", "as_known_on": "2024-06-30"}
    rows = status_of(demonstration_path(server()), as_known_on=date(2024, 6, 30), horizon=2025)
    here = [row["family"] for row in rows["objectives"] if row["indicators"]]
    good = sum(family in ("achieved", "on_track") for family in here)
    told = plain(main(tab).locator(".p4-beside").inner_text())
    assert f"On track for 2025: {good} of {len(here)} objectives" in told


def test_what_changed_is_what_changes_says(server, board):
    with opened(demonstration_path(server())) as store:
        last = date.fromisoformat(history(store)[-1].published_at[:10])
        until = Filters().known_on
        found = changes(store, last - timedelta(days=1), until, Filters())
    shown = changed_tables(board)
    for way, rows in shown.items():
        assert rows
        assert {(code, year, REASONS[why]) for code, year, why in rows} == {
            (row.indicator, row.horizon, row.why)
            for row in found
            if direction(row) == WAYS[way] and (row.before or direction(row) != "other")
        }
    assert sum(map(len, shown.values())) > 3


def test_another_update_is_chosen_and_stays_in_the_address(server, tab):
    visit(tab, f"{server().url}/board?data=demo&goal=A")
    choose(tab, "Changed since update", "Update 3 of", within=opened_by(tab, "Other days"))
    since = query(tab)["since"]
    assert "goal=A" in tab.url
    shown = changed_tables(tab)
    assert all(code.startswith("A") for rows in shown.values() for code, *_ in rows)
    tab.reload()
    ready(tab)
    assert query(tab)["since"] == since
    assert changed_tables(tab) == shown


def test_filters_and_the_day_of_the_records_narrow_it(server, tab):
    visit(tab, f"{server().url}/board?data=demo&goal=C&as_known_on=2024-06-30")
    assert codes(tab) == expected_needs(server, goal="C", as_known_on=date(2024, 6, 30))
    text = plain(main(tab).inner_text())
    assert "Shown: goal C" in text
    assert "as published on 30 June 2024" in text
    assert "As published on 30 June 2024; the first update is of 15 March 2021." in text


def test_a_wrong_day_is_left_out_with_a_notice(server, tab):
    for wrong in ("yesterday", "1999-01-01", "2999-01-01"):
        visit(tab, f"{server().url}/board?data=demo&since={wrong}")
        assert "not there (since)" in plain(main(tab).inner_text())
        assert codes(tab) == expected_needs(server)


def test_while_nothing_can_be_judged_it_says_what_to_ask_for(server, tab, first_store):
    visit(tab, f"{server().url}/board")
    text = plain(main(tab).text_content())
    assert "Too early to judge." in text
    assert "What the board could ask for" in text
    assert "Indicators with a target and no comparable starting point" in text
    assert "What is awaited, and from whom" in text
    assert "A1.1 UNFCCC Parties whose NDC includes soil health" in text
    verdicts = status_of(first_store)["verdicts"]
    entered = sum(row["status"] in ("not_reported", "overdue_report") for row in verdicts)
    assert f"{entered} indicators and target years were entered and have no report yet" in text
    assert codes(tab) == []


def test_it_fits_a_phone_and_everyone_can_use_it(server, tab):
    tab.set_viewport_size(PHONE)
    visit(tab, f"{server().url}/board?data=demo&lang=fr")
    assert overflow(tab) == 0
    assert axe(tab) == []
