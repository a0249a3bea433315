"""Pages as they are printed, in the system's own few colours, and enlarged four times."""

import pytest

from tests.support.browser import axe, overflow, ready
from tests.support.pages import visit

PAGES = ("", "objective?objective=C1", "board", "workplan")
A4 = {"width": 718, "height": 1000}  # between margins, in the pixels of a page
ENLARGED = {"width": 320, "height": 256}  # a window of 1280 pixels at 400 %
OPEN_ALL = "() => document.querySelectorAll('details').forEach(it => { it.open = true })"
# What nobody can press on paper.
PRESSED = "[data-testid=stSidebar], [data-testid=stMain] button, .st-key-filters"


def with_demonstration(server, page: str) -> str:
    return f"{server().url}/{page}{'&' if '?' in page else '?'}data=demo&lang=en"


def fits(tab) -> None:
    """Charts are drawn anew a moment after the window has changed."""
    for _ in range(50):
        if overflow(tab) <= 0:
            return
        tab.wait_for_timeout(100)
    raise AssertionError(f"{overflow(tab)} pixels too wide")


@pytest.mark.parametrize("page", PAGES)
def test_printing_gives_whole_pictures_and_no_navigation(server, tab, page):
    tab.set_viewport_size(A4)
    visit(tab, with_demonstration(server, page))
    tab.emulate_media(media="print")
    ready(tab)
    assert [one.inner_text() for one in tab.locator(PRESSED).all() if one.is_visible()] == []
    ready(tab, quiet=1)  # charts are drawn anew a moment after the window has changed
    pictures = tab.locator(
        "[data-testid=stPlotlyChart], .p4-matrix, .p4-plan-mark, .p4-trend"
    ).all()
    assert pictures
    for picture in pictures:
        place = picture.bounding_box()
        assert place is None or place["x"] + place["width"] <= A4["width"]
    closed = tab.locator("details:not([open]) > :not(summary)").first
    assert closed.count() == 0 or closed.is_visible()


@pytest.mark.parametrize("page", PAGES)
def test_few_colours_and_four_times_the_size(server, tab, page):
    visit(tab, with_demonstration(server, page))
    tab.evaluate(OPEN_ALL)
    tab.emulate_media(forced_colors="active")
    tab.set_viewport_size(ENLARGED)
    ready(tab)
    fits(tab)
    assert axe(tab) == []
