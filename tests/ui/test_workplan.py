"""The workplan: entered in a workbook, and found by a member."""

import re

import pytest
from playwright.sync_api import expect

from progress.access import keys
from progress.intake import seed, update
from progress.publishing.provenance import Provenance
from progress.workbooks.template import write_template
from tests.support.browser import axe, overflow, ready
from tests.support.pages import PHONE, WIDE, visit
from tests.support.workbooks import fill, opened, row_with, saved
from tests.support.workplans import THIS_YEAR, crowded_store

# What the Initiative's page on facilities and Task Forces says, and the page where it stands.
STATEMENTS = {
    "about": (
        "1 December 2015",
        "Task Forces develop and carry out actions and projects",
        "common frame for coordinated actions and projects",
        "From 2023 on the Task Forces turn to implementation",
        "work is under way on almost all Core Facilities",
        "four Task Forces are launched on the focal objectives F1, A1, A5 and E1",
        "Led and implemented by the Executive Secretariat",
        "led by future Alliances",
        "126 Task Force experts",
        "Study the objectives and choose those",
    ),
    "task_forces": (
        "Task Forces develop and carry out actions and projects",
        "ask the Secretariat for one",
        "Without a login: write to the Secretariat",
    ),
    "workplan": ("work is under way on almost all Core Facilities", "one of them, a showcase"),
    "facilities": ("Led and implemented by the Executive Secretariat", "led by future Alliances"),
}


@pytest.mark.parametrize("address", STATEMENTS)
def test_what_the_initiative_says_stands_somewhere(server, tab, address):
    visit(tab, f"{server().url}/{address}?lang=en")
    shown = " ".join(ready(tab).get_by_test_id("stMain").all_text_contents())
    assert [text for text in STATEMENTS[address] if text not in shown] == []


def test_each_statement_about_the_initiative_names_its_source(server, tab):
    visit(tab, f"{server().url}/about?lang=en")
    told = ready(tab).get_by_test_id("stMain").locator("li, p").filter(has_text="Source")
    shown = told.all_inner_texts()
    for text in (
        "2050:", "Task Forces develop", "common frame", "Led and implemented",
        "Study the objectives", "secretariat@4p1000.org", "Led by Task Force Leaders",
    ):  # fmt: skip
        assert any(text in one for one in shown), text


@pytest.fixture(scope="module")
def entered(tmp_path_factory, server):
    """The plan with the first workplan, entered in a workbook made from the template."""
    store = seed.build(tmp_path_factory.mktemp("workplan") / "progress.duckdb")
    book = opened(write_template(store))
    row = row_with(book["Activities"], "A5", 1)
    fill(
        book["Activities"], row, year_of_workplan=2026, title="Compare rules of proof",
        state="under way", due="2099-06", lead="Executive Secretariat",
    )  # fmt: skip
    sheet = book["Milestones"]
    sheet.append(["A5", 1, None, 1, "Five schemes compared", None, None, "2098-12-31"])
    prepared = update.prepare(store, [saved(book)])
    assert prepared.checked.errors == []
    update.publish_update(store, prepared, Provenance("Amina", files=prepared.files), True)
    keys.new(store, "Amina")
    store.close()
    return server(store=store.path)


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_from_the_overview_to_what_a_task_force_does_next_and_how_to_join(entered, tab, size):
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    visit(tab, f"{entered.url}/?lang=en")
    tab.get_by_role("link", name="A5 Five schemes compared").first.click()
    tab.get_by_role("heading", name="How to join").wait_for()
    ready(tab)
    assert tab.get_by_role("link", name="Write the e-mail").count() == 1
    assert tab.get_by_text("Five schemes compared").count() == 1
    assert tab.get_by_text("0 of 1 activity done, 1 under way").count() == 1


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_is_for_everybody(server, tab, width, scheme):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    visit(tab, f"{server().url}/workplan?lang=en&data=demo")
    line = tab.locator("ol.p4-plan-rows > li").filter(has_text="Try contracts for small farms")
    month = tab.locator("ul.p4-plan-list > li").filter(has_text="Contracts ready to be signed")
    assert line.first.is_visible() == (width > 640)
    assert month.first.is_visible() == (width <= 640)
    assert axe(tab) == []
    assert overflow(tab) == 0


@pytest.fixture(scope="module")
def crowded(tmp_path_factory, server):
    """The plan with 300 activities in a year."""
    return server(store=crowded_store(tmp_path_factory.mktemp("crowded") / "progress.duckdb"))


# Whatever lies on top of another text: the lines of titles, and the months above them.
OVERLAPS = """() => {
    const shown = [...document.querySelectorAll('.p4-plan-name, .p4-plan-tick, .p4-plan-list > li')]
        .map(one => [one.textContent, one.getBoundingClientRect()])
        .filter(([, box]) => box.width && box.height);
    return shown.flatMap(([text, box], place) => shown.slice(place + 1)
        .filter(([, other]) => Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1
            && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 1)
        .map(([other]) => `${text} and ${other}`));
}"""


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "dark"), (PHONE, "light")])
def test_three_hundred_activities_are_readable(crowded, tab, size, scheme):
    tab.set_viewport_size(size)
    tab.emulate_media(color_scheme=scheme)
    visit(tab, f"{crowded.url}/workplan?lang=en")
    if size == WIDE:
        assert tab.locator("ol.p4-plan-rows > li").count() == 180
        tab.get_by_text("120 activities are over").click()
        expect(tab.locator("ol.p4-plan-rows > li")).to_have_count(300)
    if size == PHONE:  # three months stand open
        assert 1 <= tab.locator(".p4-plan-months h2:visible").count() <= 3
        tab.get_by_text("The other months").click()
        tab.get_by_role("heading", name="No end set").wait_for()
    assert tab.evaluate(OVERLAPS) == []
    assert axe(tab) == []
    assert overflow(tab) == 0
    tab.get_by_text("The same as a table").click()
    table = tab.get_by_role("table", name=f"Workplan {THIS_YEAR}")
    table.wait_for()
    assert table.locator("tbody tr").count() == 300
    assert overflow(tab) == 0


def test_the_list_by_month_is_in_the_order_of_days(crowded, tab):
    tab.set_viewport_size(PHONE)
    visit(tab, f"{crowded.url}/workplan?lang=en")
    tab.get_by_text("The other months").click()
    tab.get_by_role("heading", name="No end set").wait_for()
    months = [one.locator("li").all_inner_texts() for one in tab.locator("ul.p4-plan-list").all()]
    days = [
        [int(found[1]) for text in month if (found := re.search(r"due (\d+) \w+ \d{4};", text))]
        for month in months
    ]
    assert sum(map(len, days)) > 100
    assert days == [sorted(month) for month in days]
