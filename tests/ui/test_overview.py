"""The overview: what is known while nothing can be judged, and where each objective stands."""

import csv
from datetime import UTC, date, datetime

import pytest

from progress.store.releases import in_force
from tests.support.browser import axe, ready
from tests.support.pages import (
    FAMILY_WORDS,
    PHONE,
    demonstration_path,
    main,
    opened,
    plain,
    query,
    status_of,
    status_of_objectives,
    title,
    visit,
    words_of_family,
)
from tests.support.paths import ROOT

PLAN = ROOT / "data" / "plan"

# What the plan aims for, as its pages say it: objective, target year, words on its tile.
AIMS = [
    ("A1", 2030, "100 % of member and partner countries"),
    ("A2", 2030, "30 projects per year · 2 conditions"),
    ("A5", 2030, "3 to 5 schemes"),
    ("A6", 2050, "3 conditions"),
    ("C1", 2030, "10 events per year · 5 languages"),
    ("C1", 2050, "50 events per year"),
    ("F2", 2030, "10 % more each year"),
    ("F2", 2050, "2 times the target before"),
]

WAYS_ON = {
    "What the plan aims for": "Goals",
    "Find a Task Force": "Task Forces",
    "What is awaited, and from whom": "Facilities",
}


def plan(name: str) -> list[dict]:
    with (PLAN / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def tiles(page) -> dict[str, dict]:
    """Of each tile that can be seen: its name and, by target year, what it says."""
    found = {}
    for tile in main(page).locator("a.p4-tile:visible").all():
        code, _, name = plain(tile.locator(".p4-name").inner_text()).partition(" ")
        years = map(int, tile.locator("dt").all_inner_texts())
        told = map(plain, tile.locator("dd").all_inner_texts())
        found[code] = {
            "name": name,
            "told": dict(zip(years, told, strict=True)),
            "text": plain(tile.inner_text()),
        }
    return found


# Loaded once, for the tests that only look.


@pytest.fixture(scope="module")
def real(server, used_profile):
    page = visit(used_profile.new_page(), server().url)
    yield page
    page.close()


@pytest.fixture(scope="module")
def demonstration(server, used_profile):
    page = visit(used_profile.new_page(), f"{server().url}/?data=demo")
    yield page
    page.close()


# The plan as it is: nothing can be judged yet


def test_every_objective_has_a_tile(real):
    expected = {row["objective"]: row["label"] or "not yet entered" for row in plan("objectives")}
    assert {code: tile["name"] for code, tile in tiles(real).items()} == expected
    assert len(expected) == 24
    assert list(expected.values()).count("not yet entered") == 9


def test_tiles_tell_what_the_plan_aims_for(real):
    shown = tiles(real)
    for code, year, words in AIMS:
        assert shown[code]["told"][year] == words
    objective_of = {row["indicator"]: row["objective"] for row in plan("indicators")}
    aims = {(objective_of[row["indicator"]], int(row["year"])) for row in plan("targets")}
    for code, tile in shown.items():
        if not any(objective == code for objective, _ in aims):
            assert tile["text"].endswith("No target entered yet")
        for year, told in tile["told"].items():
            assert (told == "no target set") == ((code, year) not in aims)


def test_it_is_too_early_to_judge_and_what_is_known_is_said(real):
    assert main(real).get_by_role("heading", name="Too early to judge", level=2).is_visible()
    text = plain(main(real).inner_text())
    objective_of = {row["indicator"]: row["objective"] for row in plan("indicators")}
    targets = plan("targets")
    covered = {objective_of[row["indicator"]] for row in targets}
    counted = f"{len(targets)} targets are entered for {len(covered)} of 24 objectives"
    assert counted in text
    assert "Reported last: Regional meetings in a year, 3 meetings per year in 2023" in text
    year = datetime.now(UTC).year
    for horizon in (2030, 2050):
        used = min(100 * (year - 2020) // (horizon - 2020), 100)
        assert f"{used} % of the time from 2020 to {horizon} is used" in text
    assert "Update 2" in text


def test_nothing_is_assessed(real):
    text = main(real).inner_text()
    for family in ("achieved", "on_track", "behind", "off_course", "open"):
        for word in FAMILY_WORDS[family]:
            assert word not in text
    assert main(real).get_by_role("img").count() == 0  # no marks that would mean anything


def test_three_ways_on(server, tab):
    visit(tab, server().url)
    for name, expected in WAYS_ON.items():
        main(tab).get_by_role("link", name=name).click()
        ready(tab)
        assert title(tab) == expected
        tab.go_back()
        ready(tab)


def test_the_demonstration_is_offered(server, tab):
    visit(tab, server().url)
    main(tab).get_by_role("link", name="demonstration data").click()
    ready(tab)
    assert query(tab) == {"data": "demo"}
    assert "Too early to judge" not in main(tab).inner_text()


def test_what_can_be_judged_does_not_depend_on_the_status_asked_for(server, tab):
    visit(tab, f"{server().url}/?data=demo&status=no_verdict")
    assert "so far no target has both" not in main(tab).inner_text()
    visit(tab, f"{server().url}/?family=no_verdict")
    assert "so far no target has both" in main(tab).inner_text()


def test_the_last_update_is_the_last_in_force_on_the_records(server, tab):
    """Update 5 was published that day; later ones took it back."""
    day = "2024-04-18"
    with opened(demonstration_path(server())) as store:
        last = max(in_force(store, date.fromisoformat(day)))
        assert last not in in_force(store)
    visit(tab, f"{server().url}/?data=demo&as_known_on={day}")
    assert f"Update {last} ·" in main(tab).inner_text()


def test_what_was_reported_last_is_of_what_is_shown(server, tab):
    visit(tab, f"{server().url}/?goal=A")
    assert "Nothing is reported yet." in main(tab).inner_text()
    assert "Regional meetings" not in main(tab).inner_text()


# With demonstration data


def test_tiles_say_what_status_says(server, demonstration):
    expected = status_of_objectives(demonstration_path(server()))
    found = tiles(demonstration)
    assert set(found) == {code for code, _ in expected}
    shown = {
        (code, year): told for code, tile in found.items() for year, told in tile["told"].items()
    }
    assert set(shown) < set(expected)
    for place in set(expected) - set(shown):  # no target at all: said once, not for each year
        assert (expected[place]["family"], expected[place]["indicators"]) == ("no_verdict", 0)
        assert found[place[0]]["text"].endswith("No target entered yet")
    for place in shown:
        objective = expected[place]
        family, told = objective["family"], shown[place]
        word = max((w for w in words_of_family(family, place[1]) if told.startswith(w)), default="")
        assert word, (place, family, told)
        partly = 0 < objective["assessed"] < objective["indicators"]
        counted = f"{objective['assessed']} of {objective['indicators']} indicators"
        assert told == (f"{word} {counted}" if partly else word), place


def test_goals_are_counted_as_status_counts_them(server, demonstration):
    text = plain(main(demonstration).locator(".p4-wide").inner_text())
    for goal in status_of(demonstration_path(server()))["goals"]:
        counts = (goal[family] for family in FAMILY_WORDS)
        assert sum(goal[family] for family in FAMILY_WORDS) == goal["objectives"]
        shown = " ".join(str(count) for count in counts if count)
        assert f"{goal['horizon']} {shown} {goal['headline']}" in text


def test_the_headline_counts_what_the_tiles_say(server, demonstration):
    text = plain(main(demonstration).inner_text())
    rows = status_of(demonstration_path(server()))["objectives"]
    for horizon in {row["horizon"] for row in rows}:
        here = [row for row in rows if row["horizon"] == horizon and row["indicators"]]
        good = sum(row["family"] in ("achieved", "on_track") for row in here)
        bad = sum(row["family"] in ("behind", "off_course") for row in here)
        assert (
            f"{horizon}: {good} of {len(here)} objectives with a target are on track or met, "
            f"{bad} are behind or off course."
        ) in text


def test_a_tile_leads_to_its_objective(server, tab):
    visit(tab, f"{server().url}/?data=demo")
    tab.locator("a.p4-tile:visible", has_text="C3").click()
    ready(tab)
    assert title(tab).startswith("C3 ")
    assert query(tab) == {"data": "demo", "objective": "C3"}


# On a phone


def test_goals_are_closed_rows_that_open_by_keyboard(server, open_page):
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    visit(page, f"{server().url}/?data=demo")
    rows = main(page).locator("summary:visible")
    assert [plain(text)[0] for text in rows.all_inner_texts()] == list("ABCDEF")
    assert tiles(page) == {}
    rows.first.focus()
    page.keyboard.press("Tab")  # what is closed is passed over
    assert rows.nth(1).evaluate("row => row === document.activeElement")
    page.keyboard.press("Enter")
    assert {code[0] for code in tiles(page)} == {"B"}
    assert axe(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    ready(page)
    assert title(page).startswith("B1 ")
