"""Every page, in both themes, wide and on a phone, with the plan and with demonstration data: it
can be read by all, fits the window, has an outline, and shows nothing of the program's insides.

That the console stays quiet and nothing is fetched from outside, the fixture itself asserts.
"""

import re
from itertools import pairwise

import pytest

from tests.support.browser import axe, overflow, ready
from tests.support.grey import too_grey
from tests.support.pages import (
    BANNER,
    PATHS,
    PHONE,
    TABLET,
    WIDE,
    all_texts,
    go_to,
    heading_levels,
    notices,
    query,
    title,
    visit,
    walk,
)

# Each data in both themes and both widths; all pairs, not all combinations, which take too long.
# Each data and each theme is looked at with axe once, on the wide screen.
LOOKS = {
    "": [("light", WIDE), ("dark", PHONE)],
    "?data=demo": [("dark", WIDE), ("light", PHONE), ("light", TABLET)],
}

# Values without a word of their own, placeholders that were not filled, and codes. (The address
# that a Task Force is given to share is one.)
INSIDES = re.compile(
    r"\b(nan|NaN|NaT|null|undefined|True|False)\b|\bNone\b(?! [a-z])|[{}]|<NA>|\b[a-z]+_[a-z]+\b"
    r"|\b(19|20)\d\d\.0\b"
)

# One address for each kind of filter, and some that leave little or nothing.
FILTERED = {
    "facility type": "facility_type=unknown",
    "family": "family=off_course",
    "region": "region=Africa",
    "all regions": "region=all",
    "records": "as_known_on=2024-04-16",
    "objective": "objective=E3",
    "all others": "goal=A&horizon=2030&year=2023",
    "nothing left": "goal=F&family=achieved&horizon=2025",
    "before the first update": "as_known_on=2001-01-01",
}

TOO_WIDE_TABLES = """() => [...document.querySelectorAll('.p4-table')]
    .filter(table => table.checkVisibility() && table.scrollWidth > table.clientWidth)
    .map(table => table.ariaLabel)"""

# Cells with a sentence that are less wide than six letters are high.
NARROW_COLUMNS = """() => [...document.querySelectorAll('.p4-table td')]
    .filter(cell => cell.checkVisibility() && cell.innerText.split(' ').length > 8)
    .filter(cell => cell.clientWidth < 6 * parseFloat(getComputedStyle(cell).fontSize))
    .map(cell => cell.innerText)"""


def outline_faults(page) -> list[str]:
    """Main headings start with the page's one title; below each, no level is left out."""
    faults = []
    levels = heading_levels(page, "stMain")
    if levels[:1] != [1] or levels.count(1) != 1:
        faults.append(f"the main headings are {levels}")
    beside = heading_levels(page, "stSidebar")
    for before, after in [*pairwise(levels), *((1, level) for level in beside)]:
        if after > before + 1:
            faults.append(f"a heading of level {after} follows one of level {before}")
    return faults


def faults(page) -> list[str]:
    found = outline_faults(page)
    if too_wide := overflow(page):
        found.append(f"{too_wide} pixels too wide")
    found += [
        f"the table {name!r} has to be pushed aside" for name in page.evaluate(TOO_WIDE_TABLES)
    ]
    found += [f"{text!r} stands in a narrow column" for text in page.evaluate(NARROW_COLUMNS)]
    found += [
        f"shows {text!r}"
        for text in all_texts(page)
        if INSIDES.search(text) and not text.startswith("http")
    ]
    return found


def wrong_label(page, data: str) -> list[str]:
    """The demonstration is called invented on every page, and nothing else is."""
    told, is_demo = notices(page), data != ""
    found = [] if query(page) == ({"data": "demo"} if is_demo else {}) else [page.url]
    if (BANNER in told) != is_demo or (is_demo and "Compiled from public pages" in told):
        found.append(f"the page says: {told}")
    return found


@pytest.mark.parametrize("data", LOOKS)
def test_every_page_is_sound(server, tab, data):
    visit(tab, f"{server().url}/{data}")
    found, paths = {}, set()
    for path in walk(tab):
        paths.add(path)
        found[path, "label"] = wrong_label(tab, data)
        for theme, size in LOOKS[data]:
            tab.emulate_media(color_scheme=theme)
            tab.set_viewport_size(size)
            ready(tab, quiet=0.15)
            scheme = "it => getComputedStyle(it).colorScheme"
            assert tab.get_by_test_id("stApp").evaluate(scheme) == theme
            found[path, theme, size["width"]] = faults(tab) + (axe(tab) if size == WIDE else [])
            if size == WIDE and not data:  # while the plan has hardly any report
                found[path, "grey"] = [f"a large grey area: {area}" for area in too_grey(tab)]
        tab.set_viewport_size(WIDE)
        ready(tab, quiet=0.15)
    assert {look: wrong for look, wrong in found.items() if wrong} == {}
    assert paths == set(PATHS)


def test_the_first_visit_on_a_dark_phone_is_sound(server, open_page):
    """As above, but without having been wide and light before."""
    page = open_page(viewport=PHONE, color_scheme="dark", has_touch=True, is_mobile=True)
    visit(page, f"{server().url}/?data=demo")
    assert faults(page) + axe(page) == []


@pytest.mark.parametrize("filters", FILTERED.values(), ids=FILTERED)
def test_page_is_sound_with_filters(server, tab, filters):
    visit(tab, f"{server().url}/?data=demo&{filters}")
    assert faults(tab) == []
    before = title(tab)
    go_to(tab, "Objectives")
    assert title(tab) != before
    assert faults(tab) == []
