"""What the tests of the pages share: where things are on a page, and what the data says."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page

from progress.assessment.filters import Filters
from progress.assessment.verdicts import status
from progress.publishing.confirmation import confirmation
from progress.store.releases import in_force
from progress.store.store import Store, open_store
from progress.ui import view
from progress.wording import documents
from tests.support.browser import ready

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
TABLET = {"width": 820, "height": 1180}

# What the demonstration is called, in the notice of every page.
BANNER = "Demonstration data: invented"

# The filters that are less often asked for lie behind a button.
MORE_FILTERS = ("Status", "Region", "Values up to", "As published on")

# The addresses of all pages. The overview is the front page and has no name of its own.
PATHS = ("", *sorted(set(view.PAGES) - {"overview"}))

# The word of every status, from the table of the design; of no target, by its reason.
STATUS_WORDS = {
    "achieved": "Target met",
    "on_track": "On track",
    "on_schedule": "On track",
    "needs_acceleration": "Behind",
    "behind_schedule": "Behind",
    "insufficient": "Far behind",
    "no_change": "No progress",
    "moving_away": "Going backwards",
    "missed": "Target missed",
    "under_way": "In progress",
    "not_started": "No condition met yet",
    "no_baseline": "Pace not known yet",
    "not_reported": "No report yet",
    "overdue_report": "No report yet",
    "too_early": "Too early to tell",
    "too_old": "Last report too old",
    "not_set": "No target for {horizon}",
    "not_entered": "Not yet entered",
}

# The words a tile may have in a family.
FAMILY_WORDS = {
    "achieved": {"Target met"},
    "on_track": {"On track"},
    "behind": {"Behind", "Far behind", "No progress"},
    "off_course": {"Going backwards", "Target missed"},
    "open": {"In progress", "No condition met yet", "Pace not known yet"}
    | {STATUS_WORDS["too_early"], STATUS_WORDS["too_old"]},
    "no_verdict": {"No report yet", "Not yet entered", "No target for {horizon}"},
}

# All words of a page, also those behind a closed lid and those that only a screen reader says.
ALL_TEXTS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [document.title];
    const others = 'style, script, noscript, code, [translate="no"]';  // the last: icons
    while (walker.nextNode())
        if (!walker.currentNode.parentElement.closest(others))
            texts.push(walker.currentNode.data);
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        for (const element of document.body.querySelectorAll(`[${name}]`))
            texts.push(element.getAttribute(name));
    return texts.map(text => text.trim()).filter(text => text !== '');
}"""

HEADING_LEVELS = """place => [...document.querySelectorAll(place + ' :is(h1, h2, h3, h4, h5, h6)')]
    .filter(heading => heading.checkVisibility()).map(heading => Number(heading.tagName[1]))"""


def visit(page: Page, address: str) -> Page:
    page.goto(address)
    return ready(page)


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def filters(page: Page) -> Locator:
    """The line above the page, and what its button opens."""
    return page.locator(".st-key-filters, [data-testid=stPopoverBody]")


def sidebar(page: Page) -> Locator:
    return page.get_by_test_id("stSidebar")


# The cells of the status matrix: objective, target year, family, words. An objective without any
# target has one cell for all target years.
MATRIX = """() => [...document.querySelectorAll('.p4-matrix table')].flatMap(table => {
    const years = [...table.querySelectorAll('thead th')].slice(1).map(head => +head.textContent);
    return [...table.querySelectorAll('tbody tr')].flatMap(row => {
        const code = row.querySelector('.p4-code').textContent;
        const cells = [...row.querySelectorAll('td')]
            .flatMap(cell => Array(cell.colSpan).fill(cell));
        return cells.flatMap((cell, place) => cell.classList.contains('p4-cell')
            ? [[code, years[place], cell.className.match(/p4-(?!cell)(\\w+)/)[1],
                cell.textContent.trim()]] : []);
    });
})"""


def matrix(page: Page) -> dict[tuple[str, int], tuple[str, str]]:
    """Of the overview: objective and target year -> family and words."""
    return {(code, year): (family, words) for code, year, family, words in page.evaluate(MATRIX)}


def go_to(page: Page, name: str) -> Page:
    """Follows the link of the sidebar."""
    sidebar(page).get_by_role("link", name=name, exact=True).click()
    return ready(page, quiet=0.5)


def walk(page: Page) -> Iterator[str]:
    """Visits every page by its link in the sidebar, which is quicker than by its address; gives
    the path of each while it is shown. Those that only the Secretariat has a link to come last."""
    for link in sidebar(page).get_by_role("link").all():
        path = urlsplit(link.get_attribute("href")).path.rpartition("/")[2]
        link.click()
        ready(page, quiet=0.5)
        assert urlsplit(page.url).path == f"/{path}"
        yield path
    here = urlsplit(page.url)
    for path in ("updates", "system"):
        visit(page, here._replace(path=f"/{path}").geturl())
        yield path


def notices(page: Page) -> str:
    return "\n".join(page.get_by_test_id("stAlert").all_inner_texts())


def query(page: Page) -> dict[str, str]:
    """What the address asks for."""
    return dict(parse_qsl(urlsplit(page.url).query))


def title(page: Page) -> str:
    return main(page).get_by_role("heading", level=1).inner_text()


def all_texts(page: Page) -> list[str]:
    return page.evaluate(ALL_TEXTS)


def heading_levels(page: Page, place: str) -> list[int]:
    return page.evaluate(HEADING_LEVELS, f'[data-testid="{place}"]')


def choose(page: Page, label: str, option: str, *, within: Locator | None = None) -> Page:
    """Picks an option of a list, by the keyboard."""
    place = within or filters(page)
    if within is None and label in MORE_FILTERS:
        more_filters(page)
    box = place.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.wait_for()
    box.press("Enter")
    return ready(page, quiet=0.5)


def more_filters(page: Page) -> None:
    """Opens the filters that are less often asked for, if they are closed."""
    if not filters(page).get_by_role("combobox", name="Status").is_visible():
        filters(page).get_by_role("button", name="More filters").click()
        filters(page).get_by_role("combobox", name="Status").wait_for()
        ready(page, quiet=0.25)


def opened_by(page: Page, button: str) -> Locator:
    """What a button of the page opens; opens it, if it is closed."""
    body = page.get_by_test_id("stPopoverBody")
    if not body.is_visible():
        main(page).get_by_role("button", name=button).click()
        body.wait_for()
        ready(page, quiet=0.25)
    return body


def choose_day(page: Page, place: Locator, label: str, day: date) -> Page:
    """Types a day into a field, and leaves it."""
    field = place.get_by_test_id("stDateInput").filter(has_text=label)
    field.get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{day:%Y%m%d}")
    page.keyboard.press("Tab")  # to the button of the calendar
    page.keyboard.press("Tab")
    return ready(page, quiet=0.5)


def plain(text: str) -> str:
    """With ordinary spaces, each one alone."""
    return re.sub(r"\s+", " ", text).strip()


def demonstration_path(server) -> Path:
    """Where the dashboard keeps the demonstration data; the first start has built it."""
    return server.store.with_name("demo.duckdb")


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    store = open_store(path, read_only=True)
    try:
        yield store
    finally:
        store.close()


def status_of(path: Path, **chosen) -> dict:
    """The document of ``status --json`` with these filters."""
    with opened(path) as store:
        indicators = documents.indicators_by_code(store)
        return documents.status_document(
            status(store, Filters(**chosen)), indicators, confirmation(store, in_force(store))
        )


def status_of_objectives(path: Path, **chosen: object) -> dict[tuple[str, int], dict]:
    rows = status_of(path, **chosen)["objectives"]
    return {(row["objective"], row["horizon"]): row for row in rows}


def word(verdict: dict) -> str:
    """The word that the design gives a verdict of ``status --json``."""
    found = verdict["reason"] or verdict["status"]
    return STATUS_WORDS[found].format(horizon=verdict["horizon"])


def words_of_family(family: str, horizon: int) -> set[str]:
    return {each.format(horizon=horizon) for each in FAMILY_WORDS[family]}
