"""What is not known is quiet: while the plan has hardly any report, no page has a large grey
area or an axis without a value."""

import csv

from tests.support.browser import ready
from tests.support.objectives import drawn_charts
from tests.support.pages import PATHS, visit, walk
from tests.support.paths import ROOT

SCREEN = {"width": 1280, "height": 800}
MOST_GREY = 0.05 * SCREEN["width"] * SCREEN["height"]

# The filled areas of the page that are grey, as they are painted over it: area and class. Notices
# and texts to copy are words on a ground of their own.
GREY = """() => {
    const canvas = document.createElement("canvas");
    const brush = canvas.getContext('2d', {willReadFrequently: true});
    const paint = (...colours) => {
        for (const colour of colours) { brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1); }
        return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const app = document.querySelector('[data-testid="stApp"]');
    const ground = getComputedStyle(app).backgroundColor;
    const page = paint(ground);
    return [...document.querySelectorAll('[data-testid="stMain"] *')].flatMap(element => {
        const colour = paint(ground, getComputedStyle(element).backgroundColor);
        const isGrey = Math.max(...colour) - Math.min(...colour) < 24;
        const isSeen = colour.some((part, place) => Math.abs(part - page[place]) > 8);
        const box = element.getBoundingClientRect();
        const isWords = element.closest('[data-testid="stAlert"], [data-testid="stCode"]');
        return isGrey && isSeen && !isWords ? [[box.width * box.height, element.className]] : [];
    });
}"""


def too_grey(page) -> list:
    return [found for found in page.evaluate(GREY) if found[0] > MOST_GREY]


def test_no_page_of_the_plan_has_a_large_grey_area(server, tab):
    tab.set_viewport_size(SCREEN)
    visit(tab, server().url)
    found = {path: too_grey(tab) for path in walk(tab)}
    assert {path: grey for path, grey in found.items() if grey} == {}
    assert set(found) == set(PATHS)
    # The measure finds a bar as wide as the page.
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
