"""What is not known is quiet: while the plan has hardly any report, no page has a large grey
area or an axis without a value."""

import csv

from tests.support.browser import ready
from tests.support.grey import too_grey
from tests.support.objectives import drawn_charts
from tests.support.pages import visit
from tests.support.paths import ROOT


def test_a_bar_as_wide_as_the_page_is_a_large_grey_area(server, tab):
    """No page has one, as ``test_pages`` finds with this measure."""
    visit(tab, server().url)
    assert too_grey(tab) == []
    tab.evaluate(
        """() => document.querySelector('[data-testid="stMain"] h1').style.cssText =
            'background: #83837e; height: 100px; display: block'"""
    )
    ready(tab)
    assert len(too_grey(tab)) == 1


def test_no_axis_of_the_plan_is_without_a_value(server, tab):
    """A target alone is a line of text."""
    with (ROOT / "data" / "plan" / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        objectives = sorted({row["objective"] for row in csv.DictReader(lines)})
    charts = []
    for code in objectives:
        visit(tab, f"{server().url}/objective?objective={code}")
        charts += [set(chart["traces"]) - {"Target"} for chart in drawn_charts(tab)]
    assert len(objectives) == 13
    assert charts
    assert all(charts)
