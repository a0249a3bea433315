"""The goals page: the pace of every indicator on one scale, and, goal by goal, every indicator with
a target, its status, and bars that draw the numbers."""

import re

import pytest

from progress.assessment.filters import Filters
from progress.assessment.snapshot import take
from progress.language import ENGLISH
from progress.ui.pages import goals
from progress.wording.goal import goal_views
from tests.support.browser import ready
from tests.support.pages import (
    FAMILY_WORDS,
    demonstration_path,
    main,
    opened,
    plain,
    query,
    status_of,
    title,
    visit,
    word,
)
from tests.support.plans import build, report

# Of each bar: how far it and its tick reach, in percent; of the tick only where there is one.
BARS = """row => ({
    filled: row.querySelector('.p4-fill')?.style.width ?? null,
    tick: row.querySelector('.p4-tick')?.style.left ?? null,
})"""


OPEN_ALL = "() => document.querySelectorAll('.p4-goal').forEach(goal => { goal.open = true; })"


@pytest.fixture(scope="module")
def page(server, used_profile):
    """The demonstration, with all goals open."""
    page = visit(used_profile.new_page(), f"{server().url}/goals?data=demo")
    page.evaluate(OPEN_ALL)
    yield page
    page.close()


@pytest.fixture(scope="module")
def expected(server):
    return status_of(demonstration_path(server()))


def said_of(page, measure: str) -> str | None:
    """What stands below the name of an indicator; None where it is not on the page."""
    found = main(page).locator(".p4-measure", has_text=measure)
    return found.locator("xpath=following-sibling::*[1]").inner_text() if found.count() else None


def test_a_target_of_another_year_is_not_called_missing(server, tab):
    """C3.2 has a target for 2050 alone."""
    with opened(demonstration_path(server())) as store:
        measures = take(store, Filters()).facts.indicators
    name = next(row.name for row in measures if row.indicator == "C3.2")
    visit(tab, f"{server().url}/goals?data=demo&horizon=2030&goal=C")
    assert said_of(tab, name) == "No target for 2030."
    visit(tab, f"{server().url}/objective?data=demo&horizon=2030&objective=C3")
    assert main(tab).get_by_text("No target for 2030.").count() == 1


def test_a_measure_that_the_status_leaves_out_is_not_there(server, tab, expected):
    visit(tab, f"{server().url}/goals?data=demo&family=behind")
    assert main(tab).get_by_text("No target entered yet.").count() == 0
    behind = [verdict for verdict in expected["verdicts"] if verdict["family"] == "behind"]
    assert len(measures(tab)) == len(behind) > 5


def test_an_objective_that_is_on_track_only_as_a_whole_says_so(tmp_path):
    """One indicator is met, the other never reported: on track, which neither is itself."""
    store = build(tmp_path)
    report(store, "indicator,year,value\nA2.1,2025,10")
    snapshot = take(store, Filters(family="on_track", year=2026))
    store.close()
    assert [row.objective for row in snapshot.objectives] == ["A2"]
    (goal,) = goal_views(ENGLISH, snapshot)
    shown = goals.objectives(ENGLISH, goal, lambda page, **_: page)
    assert "None of its indicators has this status by itself." in shown


def measures(page):
    """The rows of verdicts; the others are the distributions of the goals."""
    return main(page).locator(".p4-row:has(.p4-word)").all()


def test_every_verdict_has_its_row(page, expected):
    found = [plain(row.inner_text()) for row in measures(page)]
    verdicts = [verdict for verdict in expected["verdicts"] if verdict["target"]]
    assert len(found) > 60
    for row, verdict in zip(found, verdicts, strict=True):
        stale = ", overdue" if "stale" in verdict["flags"] else ""
        judged = verdict["family"] != "no_verdict"
        rests_on = (
            f" as of {verdict['value']['year']}{stale}" if judged and verdict["value"] else ""
        )
        told = plain(f"{verdict['horizon']} {word(verdict)}{rests_on} {verdict['sentence']}")
        # Where it lands at the pace so far may follow, and nothing else.
        ahead = r"( At the pace so far it would be [^.]+(\.\d+[^.]*)? in \d{4}\.)?"
        assert re.fullmatch(re.escape(told) + ahead, row), row


def test_bars_draw_the_numbers(page, expected):
    verdicts = [verdict for verdict in expected["verdicts"] if verdict["target"]]
    full = 0
    for row, verdict in zip(measures(page), verdicts, strict=True):
        drawn = row.evaluate(BARS)
        used, covered = verdict["time_used"], verdict["distance_covered"]
        if verdict["target"]["kind"] == "conditions":
            counted = verdict["conditions"]
            covered, used = counted["done"] / counted["total"], None
        if verdict["family"] == "no_verdict":
            covered = used = None
        if verdict["status"] == "achieved":
            covered = 1
            full += 1
        if covered is None and used is None:
            assert drawn == {"filled": None, "tick": None}, verdict
        else:
            assert percent(drawn["filled"]) == pytest.approx(share(covered), abs=0.06), verdict
        assert (drawn["tick"] is None) == (used is None), verdict
        if used is not None:
            assert percent(drawn["tick"]) == pytest.approx(share(used), abs=0.06)
    assert full > 10


def percent(text: str) -> float:
    return float(re.fullmatch(r"([\d.]+)%", text)[1])


def share(value: float | None) -> float:
    return min(max(value or 0, 0), 1) * 100


def test_goals_are_counted_as_status_counts_them(page, expected):
    text = plain(main(page).inner_text())
    for goal in expected["goals"]:
        counts = " ".join(str(goal[family]) for family in FAMILY_WORDS if goal[family])
        assert f"{goal['horizon']} {counts} {goal['headline']}" in text


def test_parts_are_as_wide_as_their_counts(page, expected):
    """The parts of a goal's bar share its width as its objectives share the families."""
    bars = main(page).locator(".p4-row .p4-parts").all()
    assert len(bars) == len(expected["goals"])
    for bar, goal in zip(bars, expected["goals"], strict=True):
        widths = bar.evaluate(
            "bar => [...bar.children].map(part => part.getBoundingClientRect().width)"
        )
        counts = [goal[family] for family in FAMILY_WORDS if goal[family]]
        for width, count in zip(widths, counts, strict=True):
            assert width / sum(widths) == pytest.approx(count / sum(counts), abs=0.01)


def test_an_objective_leads_to_its_page(server, tab):
    visit(tab, f"{server().url}/goals?data=demo&goal=D")
    assert main(tab).get_by_role("heading", name="Goal ", level=2).count() == 1  # it is open
    main(tab).locator(".p4-goal").get_by_role("link", name="D2 ").click()
    ready(tab)
    assert title(tab).startswith("D2 ")


# The picture


@pytest.mark.parametrize("data", ["", "demo"])
def test_the_picture_is_on_the_first_screen(server, tab, data):
    tab.set_viewport_size({"width": 1280, "height": 800})
    visit(tab, f"{server().url}/goals?data={data}")
    box = main(tab).locator(".p4-pace, .p4-aims").bounding_box()
    assert box["y"] + box["height"] <= 800
    assert main(tab).evaluate("it => it.scrollHeight") <= 3 * 800


def test_a_line_of_the_plot_opens_to_its_sentence(page, expected):
    line = main(page).locator(".p4-pace li", has_text="A1.1").first
    assert "years behind" in line.inner_text()
    line.locator("summary").press("Enter")
    (verdict,) = (
        row for row in expected["verdicts"] if (row["indicator"], row["horizon"]) == ("A1.1", 2030)
    )
    assert plain(verdict["sentence"]) in plain(line.inner_text())


def test_another_target_year_is_one_link_away(server, tab, expected):
    visit(tab, f"{server().url}/goals?data=demo")
    main(tab).get_by_role("navigation", name="Target year").get_by_text("2050").click()
    ready(tab)
    assert query(tab) == {"data": "demo", "horizon": "2050"}
    assert main(tab).get_by_role("heading", name="How far on the way to 2050").count() == 1
