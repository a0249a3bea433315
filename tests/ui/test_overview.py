"""The overview: what is known while nothing can be judged, and where each objective stands."""

import csv
import re
from datetime import UTC, date, datetime

import pytest

from progress.assessment.filters import Filters
from progress.assessment.needs import exceptions
from progress.assessment.snapshot import take
from progress.store.releases import in_force
from tests.support.browser import axe, ready
from tests.support.pages import (
    FAMILY_WORDS,
    PHONE,
    choose_day,
    demonstration_path,
    main,
    matrix,
    opened,
    opened_by,
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

FAMILY_NAMES = {
    "achieved": "Target met",
    "on_track": "On track",
    "behind": "Behind",
    "off_course": "Off course",
    "open": "To be confirmed",
    "no_verdict": "No verdict",
}

WAYS_ON = {
    "What the plan aims for": "Goals",
    "Find a Task Force": "Task Forces",
    "What is awaited, and from whom": "Facilities",
}


def plan(name: str) -> list[dict]:
    with (PLAN / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


# What the plan has: objective -> its name and what the marks say, by column.
READY = """() => {
    const table = document.querySelector('.p4-ready table');
    const heads = [...table.querySelectorAll('thead th')].map(head => [...head.childNodes]
        .map(node => node.textContent));
    return [heads, [...table.querySelectorAll('tbody tr')].map(row => [
        row.querySelector('th').textContent.trim(),
        [...row.querySelectorAll('td')].map(cell => cell.textContent.trim())])];
}"""


def ready_plan(page) -> tuple[dict[str, str], dict[str, dict]]:
    """The totals by column, and of each objective its name and what it has, by column."""
    heads, rows = page.evaluate(READY)
    names = [name for name, _ in heads]
    found = {}
    for head, told in rows:
        code, _, name = head.partition(" ")
        found[code] = {"name": name, **dict(zip(names, told, strict=True))}
    return dict(heads), found


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


def test_every_objective_has_a_row(real):
    expected = {row["objective"]: row["label"] or "not yet entered" for row in plan("objectives")}
    _, shown = ready_plan(real)
    assert {code: row["name"] for code, row in shown.items()} == expected
    assert len(expected) == 24
    assert list(expected.values()).count("not yet entered") == 9


def test_the_marks_say_what_the_plan_has(real):
    totals, shown = ready_plan(real)
    for code, year, words in AIMS:
        assert plain(shown[code][f"Target {year}"]) == words
    objective_of = {row["indicator"]: row["objective"] for row in plan("indicators")}
    reported = plan("reported_values") if (PLAN / "reported_values.csv").exists() else []
    started = [row for row in plan("baselines") if row["comparable"] == "yes"]
    expected = {
        "Named": {row["objective"] for row in plan("objectives") if row["label"]},
        "Lead known": {row["objective"] for row in plan("objectives") if row["facility_type"]},
        "Indicator": set(objective_of.values()),
        "Starting point": {objective_of[row["indicator"]] for row in started},
    }
    for year in ("2030", "2050"):
        aims = [row for row in plan("targets") if row["year"] == year]
        expected[f"Target {year}"] = {objective_of[row["indicator"]] for row in aims}
    if reported:
        expected["Report"] = {objective_of[row["indicator"]] for row in reported}
    for part, codes in expected.items():
        assert {code for code, row in shown.items() if row[part] != "no"} == codes, part
        assert totals[part] == f"{len(codes)} of 24"


@pytest.mark.parametrize("data", ["", "demo"])
def test_the_picture_is_on_the_first_screen(server, tab, data):
    tab.set_viewport_size({"width": 1280, "height": 800})
    visit(tab, f"{server().url}/?data={data}")
    box = main(tab).locator(".p4-matrix, .p4-ready").bounding_box()
    assert box["y"] + box["height"] <= 800


def test_it_is_too_early_to_judge_and_what_is_known_is_said(real):
    assert title(real).startswith("Too early to judge: 13 of 24 objectives have a target")
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
        assert f"{used} % of the time from 2020 to {horizon} has passed" in text
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


def test_cells_say_what_status_says(server, demonstration):
    expected = status_of_objectives(demonstration_path(server()))
    found = matrix(demonstration)
    assert set(found) == set(expected)
    for place, (family, told) in found.items():
        objective = expected[place]
        assert family == objective["family"]
        word = max((w for w in words_of_family(family, place[1]) if told.startswith(w)), default="")
        assert word, (place, family, told)
        partly = 0 < objective["assessed"] < objective["indicators"]
        counted = f"{objective['assessed']} of {objective['indicators']} indicators"
        assert told == (f"{word}, {counted}" if partly else word), place


def test_the_bars_count_what_the_cells_say(server, demonstration):
    rows = status_of(demonstration_path(server()))["objectives"]
    bars = main(demonstration).locator(".p4-years > div").all()
    years = sorted({row["horizon"] for row in rows})
    assert len(bars) == len(years)
    for horizon, bar in zip(years, bars, strict=True):
        text = plain(bar.text_content())
        assert text.startswith(str(horizon))
        here = [row["family"] for row in rows if row["horizon"] == horizon]
        for family, word in FAMILY_NAMES.items():
            number = here.count(family)
            assert (f"{word}: {number}" in text) == bool(number), (horizon, family)


def test_the_sentence_counts_the_next_target_year(server, demonstration):
    rows = status_of(demonstration_path(server()))["objectives"]
    here = [row for row in rows if row["horizon"] == 2030 and row["indicators"]]
    good = sum(row["family"] in ("achieved", "on_track") for row in here)
    bad = sum(row["family"] in ("behind", "off_course") for row in here)
    told = f"On track for 2030: {good} of {len(here)} objectives; {bad} are behind or off course"
    assert plain(title(demonstration)) == told


def test_a_row_and_a_cell_lead_to_their_objective(server, tab):
    for place in ("th a", "td a"):
        visit(tab, f"{server().url}/?data=demo")
        row = tab.locator(".p4-matrix tr").filter(has=tab.get_by_text("C3", exact=True))
        row.locator(place).first.click()
        ready(tab)
        assert title(tab).startswith("C3 ")
        assert query(tab) == {"data": "demo", "objective": "C3"}


def test_below_the_picture_it_says_in_short_what_is_told_elsewhere(server, demonstration):
    with opened(demonstration_path(server())) as store:
        needs = exceptions(take(store, Filters()))[:3]
    parts = main(demonstration).locator(".p4-glance section")
    names = ["Needs attention", "Changed by the last update", "Coming up"]
    assert parts.locator("h2").all_inner_texts() == names
    told = parts.nth(0).locator("li a").all_inner_texts()
    assert [line.split()[0] for line in told] == [need.indicator for need in needs]
    assert all(0 < parts.nth(place).locator("li").count() <= 3 for place in range(3))


def test_the_trend_says_what_was_known_on_the_day_of_each_update(server, demonstration):
    picture = main(demonstration).locator(".p4-trend img")
    assert picture.evaluate("it => it.complete && it.naturalWidth") > 0
    told = re.findall(r"(\d+) of (\d+) on (\d+ \w+ \d{4})", picture.get_attribute("alt"))
    assert len(told) > 7
    path = demonstration_path(server())
    for good, total, words in told:
        day = datetime.strptime(words, "%d %B %Y").date()  # noqa: DTZ007 - a day has no zone
        found = status_of(path, as_known_on=day, horizon=2030)["objectives"]
        families = [row["family"] for row in found if row["indicators"]]
        assert int(total) == len(families)
        assert int(good) == sum(family in ("achieved", "on_track") for family in families)


def test_the_headline_of_an_earlier_day_is_a_choice_on_the_page(server, tab):
    visit(tab, f"{server().url}/?data=demo&horizon=2030")
    label = "As published on an earlier day"
    choose_day(tab, opened_by(tab, label), label, date(2024, 6, 30))
    asked = {"as_known_on": "2024-06-30", "data": "demo", "horizon": "2030"}
    assert query(tab) == asked
    path = demonstration_path(server())
    rows = status_of(path, as_known_on=date(2024, 6, 30), horizon=2030)["objectives"]
    here = [row["family"] for row in rows if row["indicators"]]
    good = sum(family in ("achieved", "on_track") for family in here)
    assert title(tab).startswith(f"On track for 2030: {good} of {len(here)} objectives")


@pytest.mark.parametrize(("screen", "most"), [({"width": 1280, "height": 800}, 2), (PHONE, 4)])
def test_the_whole_overview_is_a_few_screens(server, tab, screen, most):
    tab.set_viewport_size(screen)
    visit(tab, f"{server().url}/?data=demo")
    assert main(tab).evaluate("it => it.scrollHeight") <= most * screen["height"]


# On a phone


@pytest.mark.parametrize("data", ["", "demo"])
def test_nothing_of_the_picture_is_cut_on_a_phone(server, open_page, data):
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    visit(page, f"{server().url}/?data={data}")
    picture = main(page).locator(".p4-matrix, .p4-ready")
    assert picture.evaluate("it => it.scrollWidth - it.clientWidth") <= 0
    box = picture.bounding_box()
    assert box["x"] + box["width"] <= PHONE["width"]
    assert axe(page) == []
