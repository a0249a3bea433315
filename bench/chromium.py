"""Times pages in a real browser, with the browser's own clock.

A script that Chromium runs in every page before anything else notes the moments; nothing is
polled from outside, so what is measured is what a visitor waits for.
"""

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.chromium import launch_options

WINDOW = {"width": 1280, "height": 900}

# A page is usable once its title is there, the script has ended and every chart is drawn.
# A choice is made when the pointer leaves the option; it is answered when the page beside the lists
# to choose from says something else, and over when the script has ended after that.
STOPWATCH = """
(() => {
    const all = selector => [...document.querySelectorAll(selector)];
    const hasEnded = () =>
        document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning';
    const isUsable = () => hasEnded()
        && document.querySelector('[data-testid="stMain"] h1') !== null
        && document.querySelector('[data-testid="stSkeleton"]') === null
        && all('[data-testid="stPlotlyChart"]').every(chart => chart.querySelector('.main-svg'));
    const said = () => all('[data-testid="stMain"] [data-testid="stElementContainer"]')
        .filter(one => !one.closest('.st-key-filters')
            && !one.querySelector('[data-testid="stSelectbox"]'))
        .map(one => one.textContent).join(' ');

    const moments = {};
    let tellUsable, before, tellOver;
    moments.usable = new Promise(tell => { tellUsable = tell; });
    moments.watchChoice = () => {
        before = said();
        moments.over = new Promise(tell => { tellOver = tell; });
        moments.made = moments.answered = null;
    };
    document.addEventListener('pointerup', event => {
        if (event.target.closest('[role="option"]')) moments.made = event.timeStamp;
    }, {capture: true});

    new MutationObserver(() => {
        if (tellUsable && isUsable()) {
            tellUsable(performance.now());
            tellUsable = null;
        }
        if (!moments.made || !tellOver) return;
        if (moments.answered === null && said() !== before)
            moments.answered = performance.now();
        if (moments.answered !== null && hasEnded()) {
            tellOver([moments.answered - moments.made, performance.now() - moments.made]);
            tellOver = null;
        }
    }).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
    // Nobody is left waiting for what never comes.
    moments.soon = moment => Promise.race([moment, new Promise((_, refuse) =>
        setTimeout(() => refuse(new Error('it did not happen in 60 seconds')), 60000))]);
    window.stopwatch = moments;
})()
"""
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
TRANSFERRED = (
    "performance.getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, 0) / 1e6"
)


@dataclass(frozen=True)
class Load:
    """What a visitor waits for, in milliseconds: cold with an empty cache, warm the next time."""

    first_paint: float
    usable_cold: float
    usable_warm: float
    megabytes: float  # fetched with an empty cache


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    try:
        options = launch_options()
    except LookupError as missing:
        sys.exit(str(missing))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options)
        yield browser
        browser.close()


def load(browser: Browser, address: str) -> Load:
    """Opens a page twice in a fresh profile."""
    page = _open_profile(browser)
    usable_cold = _open(page, address)
    first_paint, megabytes = page.evaluate(FIRST_PAINT), page.evaluate(TRANSFERRED)
    usable_warm = _open(page, address)
    page.context.close()
    return Load(first_paint, usable_cold, usable_warm, megabytes)


class Choices:
    """A page that stays open, on which one thing after another is chosen from a list."""

    def __init__(self, browser: Browser, address: str, label: str) -> None:
        self.page = _open_profile(browser)
        self.label = label
        _open(self.page, address)

    def choose(self, place: int) -> tuple[float, float]:
        """Chooses the option at a place, which must be another one than before. Milliseconds
        until the page says something else, and until the whole page is another one."""
        self.page.bring_to_front()
        # Whatever the run before still draws is not part of this choice.
        self.page.wait_for_timeout(200)
        self.page.get_by_role("combobox", name=self.label, exact=True).click()
        option = self.page.get_by_role("option").nth(place)
        option.wait_for()
        self.page.evaluate("stopwatch.watchChoice()")
        option.click()
        return tuple(self.page.evaluate("stopwatch.soon(stopwatch.over)"))


def _open_profile(browser: Browser) -> Page:
    context = browser.new_context(viewport=WINDOW, locale="en-GB")
    context.add_init_script(STOPWATCH)
    return context.new_page()


def _open(page: Page, address: str) -> float:
    page.goto(address, wait_until="commit")
    return page.evaluate("stopwatch.soon(stopwatch.usable)")
