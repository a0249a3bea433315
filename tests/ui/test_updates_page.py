"""The page Updates: a long history comes a part at a time."""

from progress.ui.pages.updates import UPDATES_AT_ONCE
from tests.support.browser import ready
from tests.support.pages import main, visit
from tests.support.plans import build, report


def numbers(page) -> list[int]:
    headings = main(page).get_by_role("heading", level=3).all_inner_texts()
    return [int(heading.split()[1]) for heading in headings]


def test_the_newest_updates_come_first_and_earlier_ones_on_demand(server, tmp_path, tab):
    store = build(tmp_path)
    last = 1
    while last < UPDATES_AT_ONCE + 3:
        last = report(store, f"indicator,year,value\nA1.1,2024,{last}")
    store.close()
    running = server(store=store.path, PROGRESS_DEMO="off")
    visit(tab, f"{running.url}/updates?lang=en")
    assert numbers(tab) == list(range(last, last - UPDATES_AT_ONCE, -1))
    more = main(tab).get_by_role("button", name="Show earlier updates")
    more.click()
    ready(tab, quiet=0.5)
    assert numbers(tab) == list(range(last, 0, -1))
    assert more.count() == 0
