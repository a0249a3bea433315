"""The Board page: what needs the board, what changed, what it could ask for."""

import re
from datetime import date, timedelta

import pytest

from progress.assessment.changes import changes, direction
from progress.assessment.filters import Filters
from progress.assessment.needs import exceptions
from progress.assessment.snapshot import take
from progress.store.releases import history
from tests.support.browser import axe, overflow, ready
from tests.support.pages import (
    PHONE,
    choose,
    demonstration_path,
    main,
    opened,
    plain,
    query,
    status_of,
    visit,
)

HEADINGS = """() => [...document.querySelectorAll('[data-testid="stMain"] ol.p4-rows > li > h3')]
    .map(heading => heading.textContent)"""
TABLES = """() => [...document.querySelectorAll('[data-testid="stMain"] .p4-table table')].map(
    table => [table.caption.textContent,
        [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent))])"""


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
        return [row["indicator"] for row in exceptions(take(store, Filters(**chosen)))]


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
    text = plain(item.inner_text())
    for name in ("owner", "cause", "next_step", "decision_wanted"):
        assert first["narrative"][name] in text
    links = item.get_by_role("link").all()
    addresses = [link.get_attribute("href") for link in links]
    assert all(f"objective={first['objective']}" in address for address in addresses)
    assert {address.split("?")[0] for address in addresses} == {"objective", "task_forces"}


def test_what_changed_is_what_changes_says(server, board):
    with opened(demonstration_path(server())) as store:
        last = date.fromisoformat(history(store)[-1]["published_at"][:10])
        until = Filters().known_on
        found = changes(store, last - timedelta(days=1), until, Filters())
    shown = changed_tables(board)
    for way, rows in shown.items():
        assert rows
        assert {(code, year, REASONS[why]) for code, year, why in rows} == {
            (row["indicator"], row["horizon"], row["why"])
            for row in found
            if direction(row) == WAYS[way] and (row["before"] or direction(row) != "other")
        }
    assert sum(map(len, shown.values())) > 3


def test_another_update_is_chosen_and_stays_in_the_address(server, tab):
    visit(tab, f"{server().url}/board?data=demo&goal=A")
    choose(tab, "What this update and the later ones changed", "Update 3 of", within=main(tab))
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
    text = plain(main(tab).inner_text())
    assert "Too early to judge." in text
    assert "What the board could ask for" in text
    assert "Indicators with a target and no comparable starting point" in text
    assert "What is awaited, and from whom" in text
    assert "A1.1 UNFCCC Parties whose NDC includes soil health" in text  # the lists are open
    verdicts = status_of(first_store)["verdicts"]
    entered = sum(row["status"] in ("not_reported", "overdue_report") for row in verdicts)
    assert f"{entered} indicators and target years were entered and have no report yet" in text
    assert codes(tab) == []


def test_it_fits_a_phone_and_everyone_can_use_it(server, tab):
    tab.set_viewport_size(PHONE)
    visit(tab, f"{server().url}/board?data=demo&lang=fr")
    assert overflow(tab) == 0
    assert axe(tab) == []
