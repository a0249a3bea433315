"""What updates changed: the page Updates, and the history of an objective."""

from progress.ui.pages.updates import UPDATES_AT_ONCE
from tests.support.browser import ready
from tests.support.pages import main, query, title, visit
from tests.support.plans import build, release, report


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


def rows_of(page, caption: str) -> list[str]:
    table = main(page).locator("table", has_text=caption)
    return [" | ".join(row.split("\t")) for row in table.locator("tbody tr").all_inner_texts()]


def test_who_changed_a_target_and_from_what_to_what(server, tmp_path, tab):
    store = build(tmp_path)
    release(store, {"targets.csv": "indicator,year,kind,value\nA1.1,2030,level,90"})
    report(store, "indicator,year,value\nA1.1,2025,60")
    store.close()
    running = server(store=store.path, PROGRESS_DEMO="off")
    visit(tab, f"{running.url}/objective?objective=A1&lang=en")
    main(tab).locator("summary", has_text="What changed").click()
    (value, relation, target) = rows_of(tab, "Targets: A1.1, 2030")
    assert target.startswith(
        "Targets: A1.1, 2030 | value | 100 | 90 (easier to reach) | Update 2, "
    )
    assert target.endswith(", Amina")
    assert value.startswith("Values: A1.1, 2025 | value | – | 60 | Update 3, ")
    assert "relation" in relation
    visit(tab, f"{running.url}/updates?lang=en")
    main(tab).get_by_text("What it changed", exact=True).nth(1).click()
    ready(tab, quiet=0.5)
    assert rows_of(tab, "Targets: A1.1, 2030") == [
        "Targets: A1.1, 2030 | value | 100 | 90 (easier to reach)"
    ]


def test_the_code_of_before_finds_an_objective_and_its_history(server, tmp_path, tab):
    store = build(tmp_path)
    release(store, {"objectives.csv": "objective,new_code\nA1,A9"})
    store.close()
    running = server(store=store.path, PROGRESS_DEMO="off")
    visit(tab, f"{running.url}/objective?objective=A1&lang=en")
    assert title(tab).startswith("A9 · ")
    assert query(tab)["objective"] == "A9"
    main(tab).locator("summary", has_text="What changed").click()
    (told,) = rows_of(tab, "Objectives: A9")
    assert told.startswith("Objectives: A9 | objective | A1 | A9 | Update 2, ")
    answer = tab.request.get(f"{running.url}/api/v1/status?objective=A1").json()
    assert {one["objective"] for one in answer["objectives"]} == {"A9"}
