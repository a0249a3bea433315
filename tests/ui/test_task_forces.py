"""From status to people: who works on an objective, and how to join them."""

import csv
from urllib.parse import unquote

import pytest

from tests.support.browser import axe, overflow, ready
from tests.support.pages import visit
from tests.support.paths import ROOT


def leaders() -> list[dict]:
    """All that the demonstration says of leaders, in every release."""
    rows = []
    for file in sorted((ROOT / "data" / "demo").glob("*/task_forces.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            rows += [row for row in csv.DictReader(lines) if row["leader"] or row["contact"]]
    return rows


def test_from_a_lagging_objective_to_the_form_in_three_clicks(server, tab):
    tab.goto(f"{server().url}/?data=demo&lang=en&status=off_course")
    ready(tab).locator(".p4-matrix th a").first.click()
    tab.get_by_role("link", name="Join this Task Force").first.wait_for()
    ready(tab).get_by_role("link", name="Join this Task Force").first.click()
    tab.get_by_role("heading", name="How to join").wait_for()
    mail = ready(tab).get_by_role("link", name="Write the e-mail")
    address = unquote(mail.get_attribute("href"))
    assert address.startswith("mailto:")
    assert "Task Force" in address
    assert "Team Member" in address


def test_a_role_for_partners_is_not_open_to_others(server, tab):
    tab.goto(f"{server().url}/task_forces?lang=en&objective=A1")
    ready(tab).get_by_text("Task Force Leader", exact=True).click()
    ready(tab).get_by_text("My organisation is neither").click()
    ready(tab)
    assert tab.get_by_text("Open to you: Team Member").count() == 1
    assert tab.get_by_role("link", name="Write the e-mail").count() == 0
    tab.get_by_text("Team Member", exact=True).click()
    ready(tab)
    assert tab.get_by_role("link", name="Write the e-mail").count() == 1


def test_with_a_login_the_form_of_the_task_force(server, tab):
    with_form = next(
        row for row in _forces_in_force() if row["join_link"] and row["status"] != "closed"
    )
    tab.goto(f"{server().url}/task_forces?lang=en&data=demo&objective={with_form['objective']}")
    ready(tab).get_by_text("I have a login").click()
    form = ready(tab).get_by_role("link", name="Open the form of this Task Force")
    assert form.get_attribute("href") == with_form["join_link"]


def _forces_in_force() -> list[dict]:
    newest = {}
    for file in sorted((ROOT / "data" / "demo").glob("*/task_forces.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            newest |= {row["objective"]: row for row in csv.DictReader(lines)}
    return list(newest.values())


def test_active_task_forces_come_first(server, tab):
    tab.goto(f"{server().url}/task_forces?lang=en")
    text = ready(tab).locator("ul.p4-cards").inner_text()
    focal = [
        "A1 NDCs",
        "A5 Carbon markets",
        "E1 name not published yet",
        "F1 name not published yet",
    ]
    assert all(name in text for name in focal)
    assert "A2 Project Development" not in text
    rest = tab.get_by_role("table", name="The other Task Forces")
    assert rest.get_by_role("row").count() == 24 - len(focal) + 1
    assert "looking for a leader" not in tab.locator("[data-testid=stMain]").inner_text().lower()
    tab.goto(f"{server().url}/task_forces?lang=en&force_status=launched")
    assert ready(tab).locator("ul.p4-cards > li").count() == len(focal)


@pytest.mark.parametrize("address", ["task_forces", "objective", "about", "updates"])
def test_nobody_is_named_without_consent(server, tab, address):
    hidden = [row for row in leaders() if row["consent"] != "yes"]
    named = {row["leader"] for row in leaders() if row["consent"] == "yes"}
    assert hidden
    codes = {row["objective"] for row in hidden} if address == "objective" else {None}
    for code in codes:
        chosen = f"&objective={code}" if code else ""
        tab.goto(f"{server().url}/{address}?lang=en&data=demo{chosen}")
        text = ready(tab).content()
        for row in hidden:
            assert row["leader"] in named or not row["leader"] or row["leader"] not in text
            assert not row["contact"] or row["contact"] not in text


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_is_for_everybody(server, tab, width, scheme):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    visit(tab, f"{server().url}/task_forces?lang=fr&data=demo")
    assert axe(tab) == []
    assert overflow(tab) == 0
