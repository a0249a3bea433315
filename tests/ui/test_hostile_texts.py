"""Texts of the plan that are made to be something else: every page shows them as they are.

They come in through the web API, as the Secretariat's own files would, and a browser looks.
"""

import random

import pytest

from progress.access import keys
from progress.schema import SHEETS, UPDATED
from progress.store.store import open_store
from soak.fuzz_server import Asked, try_api, try_pages
from tests.support.browser import ready
from tests.support.callers import Caller
from tests.support.hostile_texts import IN_A_CODE, HostilePlan, altered
from tests.support.loops import in_a_thread
from tests.support.pages import PATHS, go_to, visit, walk

# These show no text of the plan, or only to the Secretariat.
WITHOUT = ("method", "system", "upload")
EVERYTHING = """() => {
    const texts = [document.title];
    const walk = node => {
        if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
        else if (!['STYLE', 'SCRIPT', 'NOSCRIPT'].includes(node.tagName)) {
            if (node.shadowRoot) walk(node.shadowRoot);
            for (const child of node.childNodes) walk(child);
            const inline = ['SPAN', 'A', 'B', 'STRONG', 'EM', 'I', 'CODE', 'DEL', 'TSPAN'];
            if (!inline.includes(node.tagName)) texts.push('\\n\\n');
        }
    };
    walk(document.body);
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        for (const element of document.body.querySelectorAll(`[${name}]`))
            texts.push('\\n' + element.getAttribute(name) + '\\n');
    return texts.join('');
}"""
OPEN_ALL = """() => document
    .querySelectorAll('[data-testid="stExpander"] details:not([open]) > summary')
    .forEach(lid => lid.click())"""
# How far the page can be scrolled to the side, in pixels.
SIDEWAYS = """() => Math.max(
    ...[document.documentElement, document.querySelector('[data-testid=stMain]')]
        .map(one => one.scrollWidth - one.clientWidth))"""
HARM = """() => [
    window.intruder,
    [...document.querySelectorAll('a[href]')].map(link => link.protocol)
        .filter(protocol => !['http:', 'https:', 'mailto:'].includes(protocol)),
    [...document.querySelectorAll('a[href]')].map(link => link.href)
        .filter(address => /^(https?:..[^/?]*invalid|mailto:c@)/.test(address)),
    [...document.images].map(image => image.src).filter(address => address.includes('invalid')),
]"""


@pytest.fixture(scope="module")
def hostile(server, tmp_path_factory):
    """A dashboard with nothing but such texts, the plan that holds them, and a key."""
    path = tmp_path_factory.mktemp("hostile") / "progress.duckdb"
    plan = HostilePlan()
    store = open_store(path, create=True)
    key = keys.new(store, plan.text("*i* <b>x</b> :red[x] $x^2$ [l](http://out.invalid)"))
    store.close()
    running = server(store=path, PROGRESS_DEMO="off")
    caller = Caller(running, key)
    for tables in ([name for name in SHEETS if name not in UPDATED], UPDATED):
        name = plan.text(f"{IN_A_CODE}.xlsx")
        fields = {"note": plan.text(), "accept_warnings": "yes"}
        done = caller.publish_workbook(plan.workbook(*tables), name, **fields)
        assert done.status == 201, done.document
    return running, plan, key


def look(page, plan: HostilePlan) -> int:
    """Opens all that is closed and reads the page; returns how many hostile texts it shows."""
    ready(page)  # or lids that come a moment later would stay closed
    page.evaluate(OPEN_ALL)
    ready(page)
    shown = page.evaluate(EVERYTHING)
    assert altered(plan.texts, shown) == []
    assert page.evaluate(HARM) == [None, [], [], []]
    assert page.evaluate(SIDEWAYS) <= 0
    return sum(tag in shown.lower() for tag in plan.texts)


def test_texts_are_shown_as_they_are(hostile, tab):
    running, plan, _ = hostile
    visit(tab, f"{running.url}/?lang=en")
    with_texts = {path for path in walk(tab) if look(tab, plan)}
    assert with_texts >= set(PATHS) - set(WITHOUT)


def test_texts_of_an_upload_are_shown_as_they_are(hostile, tab, tmp_path):
    """To the Secretariat: problems with a file, its name, the history with its files, the keys."""
    running, plan, key = hostile
    file = tmp_path / plan.text("*i*.csv")
    file.write_text(
        f'indicator,year,value,note\n"{plan.text(IN_A_CODE)}",25,"{plan.text(IN_A_CODE)}",""\n'
    )
    visit(tab, f"{running.url}/upload?lang=en")
    tab.get_by_label("Key").fill(key)
    tab.get_by_role("button", name="Sign in").click()
    tab.locator("[data-testid=stFileUploader] input").set_input_files(file)
    tab.get_by_role("heading", name="3. Check").wait_for()
    assert look(tab, plan) > 3
    go_to(tab, "Updates")
    tab.get_by_role("button", name="Undo…").first.wait_for()
    assert look(tab, plan) > 3


def test_addresses_that_nobody_would_type(hostile):
    """Neither a page nor the web API fails, whatever it is asked for."""
    running, _, key = hostile
    asked = Asked(running.url, key, lambda: not running.process.is_running())
    in_a_thread(try_pages, random.Random(1), asked, 60)
    assert 200 in in_a_thread(try_api, random.Random(1), asked, 300)
    assert "Traceback" not in running.log.read_text()
    assert key not in running.log.read_text()
