"""The objective page: every objective of the demonstration, compared with what `status --json`
says and with itself: chart, table, conditions; and nobody is named who did not agree to it."""

import re

import pytest

from progress.store.queries import facts
from progress.store.releases import in_force
from tests.support.browser import axe, ready
from tests.support.objectives import TABLES, Tour, drawn_charts, shown, ticks, year_and_word
from tests.support.pages import (
    choose,
    demonstration_path,
    main,
    opened,
    plain,
    query,
    status_of,
    title,
    visit,
    word,
    words_of_family,
)


@pytest.fixture(scope="module")
def tour(server, used_profile) -> Tour:
    made = Tour()
    page = used_profile.new_page()
    page.on("websocket", lambda socket: socket.on("framereceived", made.note))
    visit(page, f"{server().url}/objective?data=demo")
    codes = {row["objective"] for row in status_of(demonstration_path(server()))["objectives"]}
    for code in sorted(codes):
        if not title(page).startswith(f"{code} "):
            choose(page, "Objective", f"{code} ·", within=main(page))
        made.pages[code] = shown(page)
    visit(page, f"{server().url}/task_forces?data=demo")
    page.close()
    return made


@pytest.fixture(scope="module")
def verdicts(server) -> list[dict]:
    found = status_of(demonstration_path(server()))["verdicts"]
    return [verdict for verdict in found if verdict["target"]]


def of(verdicts: list[dict], objective: str) -> list[dict]:
    return [verdict for verdict in verdicts if verdict["objective"] == objective]


# What status says


def test_every_objective_has_its_page(tour):
    assert len(tour.pages) == 24
    assert all(page.title.startswith(f"{code} · ") for code, page in tour.pages.items())


def test_each_verdict_is_there_with_its_word_and_sentence(tour, verdicts):
    for code, page in tour.pages.items():
        expected = of(verdicts, code)
        assert [(year, told) for year, told, _ in page.verdicts] == [
            (verdict["horizon"], word(verdict)) for verdict in expected
        ], code
        for verdict, (*_, text) in zip(expected, page.verdicts, strict=True):
            assert plain(verdict["sentence"]) in text


def test_regions_with_targets_of_their_own_are_judged_beside_the_world(server, tab):
    found = status_of(demonstration_path(server()), region="all")["verdicts"]
    regional = {verdict["objective"] for verdict in found if verdict["region"] != "World"}
    code = min(regional)
    expected = [verdict for verdict in of(found, code) if verdict["target"]]
    page = visit(tab, f"{server().url}/objective?data=demo&region=all&objective={code}")
    there = shown(page).verdicts
    assert sorted((year, told) for year, told, _ in there) == sorted(
        (verdict["horizon"], word(verdict)) for verdict in expected
    )
    text = plain(main(page).inner_text())
    for verdict in expected:
        assert plain(verdict["sentence"]) in text
        assert verdict["region"] in text


def test_the_objectives_status_is_that_of_status(server, tour):
    found = status_of(demonstration_path(server()))["objectives"]
    for code, page in tour.pages.items():
        here = {row["horizon"]: row for row in found if row["objective"] == code}
        assert [year for year, _ in page.statuses] == sorted(here)
        for year, told in page.statuses:
            assert told in words_of_family(here[year]["family"], year)


def test_conditions_are_listed_and_ticked_as_they_are_counted(tour, verdicts):
    checked = 0
    for code, page in tour.pages.items():
        counted = {
            (verdict["horizon"], verdict["conditions"]["done"], verdict["conditions"]["total"])
            for verdict in of(verdicts, code)
            if verdict["conditions"] and verdict["conditions"]["total"]
        }
        assert set(page.ticks) == counted, code
        checked += len(counted)
    assert checked > 10


def test_a_yearly_condition_is_due_again(server, tab):
    """Reported as done in 2026: that says nothing about 2028."""
    for year, expected in ((2026, 1), (2027, 1), (2028, 0)):
        visit(tab, f"{server().url}/objective?data=demo&objective=B2&horizon=2030&year={year}")
        assert ticks(tab) == [(2030, expected, 1)]
        assert f"{expected} of 1 condition met" in plain(main(tab).inner_text())


# Around it


def test_the_objectives_beside_it_are_a_link_away(server, tab):
    page = visit(tab, f"{server().url}/objective?data=demo&objective=A2&year=2025")
    around = main(page).get_by_role("navigation", name="Other objectives")
    assert [plain(link.inner_text()) for link in around.get_by_role("link").all()] == [
        "← A1 NDCs",
        "A3 Share Experiences →",
    ]
    around.get_by_role("link").last.click()
    page.wait_for_url("**objective=A3**")
    ready(page)
    assert title(page).startswith("A3 · ")
    assert page.title().startswith("A3 ")
    assert query(page) == {"data": "demo", "objective": "A3", "year": "2025"}
    assert "Shown: values up to 2025." in main(page).inner_text()


def test_the_first_chart_is_on_the_first_screen_beside_its_words(server, tab):
    tab.set_viewport_size({"width": 1280, "height": 800})
    page = visit(tab, f"{server().url}/objective?data=demo&objective=A1")
    drawn_charts(page)
    chart = main(page).get_by_test_id("stPlotlyChart").first.bounding_box()
    assert chart["y"] + chart["height"] <= 800
    words = main(page).locator("p:has(> .p4-badge)").first.bounding_box()
    assert words["x"] > chart["x"] + chart["width"]
    assert words["y"] < chart["y"] + chart["height"]
    assert "Shown:" not in main(page).inner_text()


# Charts


def test_every_chart_has_its_words_and_its_table(tour):
    charts = 0
    for page in tour.pages.values():
        tables = [table for table in page.tables if table["head"][:2] == ["Year", "What"]]
        assert len(tables) == len(page.charts)
        for chart, table in zip(page.charts, tables, strict=True):
            assert chart["role"] == "figure"
            assert chart["label"].startswith(table["caption"] + ". Reported: ")
            compare(chart, table["rows"])
            charts += 1
    assert charts > 20


def compare(chart: dict, rows: list[list[str]]) -> None:
    """The points of a chart are the rows of its table, and its words say the same."""
    drawn = chart["traces"]
    for trace, what in (
        ("Reported", "Reported"),
        ("Other figures, for context", ("For context", "Known, but not comparable")),
        ("Target", "Target"),
    ):
        listed = [(int(year), plain(text)) for year, kind, text, _ in rows if kind.startswith(what)]
        points = [(x, y) for x, y, _ in drawn.get(trace, [])]
        assert len(points) == len(listed)
        for year, text in listed:
            found = next((one for one in points if one[0] == year and is_in(one[1], text)), None)
            assert found, (chart["label"], trace, year, text)
            points.remove(found)
            if trace != "Other figures, for context":
                assert f"{year}: {text}" in plain(chart["label"])
    ahead = {int(year) for year, kind, *_ in rows if kind == "At the pace so far"}
    assert {x for x, *_ in drawn.get("At the pace so far", [])} >= ahead
    starts = [(int(year), text) for year, kind, text, _ in rows if kind == "Starting point"]
    for year, text in starts:
        for x, y, _ in drawn.get("Required path", []):
            assert x >= year
            assert x > year or is_in(y, text)


def is_in(number: float, text: str) -> bool:
    """Whether a text says a number, as far as its decimals go; a range says both its ends."""
    if share := re.search(r"\(([\d,]+) of ([\d,]+)\)", text):
        count, whole = (float(part.replace(",", "")) for part in share.groups())
        return number == pytest.approx(100 * count / whole)
    said = re.findall(r"−?\d[\d,]*(?:\.\d+)?", text)
    ends = said[:2] if re.match(r"−?[\d,.]+ to ", text) else said[:1]
    for end in ends:
        decimals = len(end.partition(".")[2])
        exact = float(end.replace(",", "").replace("−", "-"))
        if abs(number - exact) <= 0.5000001 * 10**-decimals:
            return True
    return False


# The plan as it is


@pytest.fixture
def real(server, tab):
    def open_one(code: str):
        return visit(tab, f"{server().url}/objective?objective={code}")

    return open_one


def test_context_is_shown_and_not_judged(real):
    page = real("A1")
    text = plain(main(page).inner_text())
    assert "Known from 2019, but not used as a starting point: 28 of 196." in text
    assert [year_and_word(one)[1] for one in main(page).locator("p:has(> .p4-badge)").all()] == [
        "No report yet",
        "No report yet",
    ]
    main(page).get_by_text("The chart as a table").first.click()
    ready(page)
    table = page.evaluate(TABLES)[0]
    kinds = {kind: (year, plain(value)) for year, kind, value, _ in table["rows"]}
    assert kinds["For context (other definition)"] == ("2019", "15.2 % (28 of 184)")
    assert kinds["For context (superseded)"] == ("2019", "6.6 % (13 of 196)")
    chart = drawn_charts(page)[0]
    assert "Reported" not in chart["traces"]
    assert kinds["Known, but not comparable"] == ("2019", "14.3 % (28 of 196)")
    assert len(chart["traces"]["Other figures, for context"]) == 3
    assert "Reported: nothing yet." in chart["label"]
    compare(chart, table["rows"])
    assert axe(page) == []


def test_what_is_missing_says_so(real):
    text = plain(main(real("B3")).inner_text())
    assert "name not published yet" in text
    assert "No indicator and no target is entered for this objective yet." in text
    assert "code to be confirmed" in text
    assert "Lead not yet named" in text
    assert "No narrative is reported yet." in text
    assert "code to be confirmed" not in main(real("A1")).inner_text()


def test_conditions_nobody_reported_on(real):
    page = real("A6")
    assert ticks(page) == [(2030, 0, 4), (2050, 0, 3)]
    listed = main(page).locator(".p4-checks li").all_inner_texts()
    assert all("not reported on" in text for text in listed)


# Who is named


def test_nobody_is_named_without_consent(server, tour):
    with opened(demonstration_path(server())) as store:
        forces = facts(store, "task_force", in_force(store))
    agreed = forces[forces.consent.fillna(False).astype(bool)]
    others = forces.drop(agreed.index)
    sent = b"".join(tour.sent)
    everything = sent + " ".join(page.text for page in tour.pages.values()).encode()
    hidden = {*others.leader.dropna(), *others.contact.dropna()}
    assert len(hidden) >= 6
    for text in hidden:
        assert text.encode() not in everything
    for force in agreed.itertuples():
        assert f"Leader: {force.leader}" in tour.pages[force.objective].text
        assert force.leader.encode() in sent  # what is sent can be searched like this
    assert len(agreed) >= 6
