"""Passing a view on: the address to copy, and the scorecard in the page of another site."""

import re
import threading
import time
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support.answers import answer, policy
from tests.support.browser import axe, overflow, ready
from tests.support.pages import main, notices, query, sidebar, title, visit


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Another site on this machine: a folder to put pages into, and its address."""
    folder = tmp_path_factory.mktemp("site")
    handler = partial(Silent, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def put(site, name: str, frame: str) -> str:
    """A page of the site that holds a frame, 600 pixels wide; returns its address."""
    folder, address = site
    html = f'<!doctype html><link rel=icon href="data:,"><div style="width:600px">{frame}</div>'
    (folder / f"{name}.html").write_text(html)
    return f"{address}/{name}.html"


def share(page) -> list[str]:
    """Opens the button and returns what can be copied."""
    sidebar(page).get_by_role("button", name=re.compile("Share|Partager")).click()
    body = page.get_by_test_id("stPopoverBody")
    body.get_by_test_id("stCode").first.wait_for()
    return [one.inner_text().strip() for one in body.get_by_test_id("stCode").all()]


def test_who_opens_the_address_sees_the_same(server, tab):
    visit(tab, f"{server().url}/goals?data=demo&year=2023&goal=B")
    control = sidebar(tab).get_by_test_id("stPopover")
    assert control.count() == 1
    assert sidebar(tab).get_by_test_id("stCode").count() == 0
    # After everything else beside the page.
    last = "it => it.getBoundingClientRect().bottom"
    buttons = sidebar(tab).get_by_role("button").all()
    assert control.evaluate(last) >= max(button.evaluate(last) for button in buttons)
    seen = (query(tab), title(tab), main(tab).inner_text())
    (address,) = share(tab)  # no site is named, so there is nothing to embed
    assert address.startswith(f"{server().url}/goals?")
    visit(tab, address)
    assert query(tab) == seen[0] | {"lang": "en"}
    assert (title(tab), main(tab).inner_text()) == seen[1:]


def test_the_address_leaves_out_what_means_nothing(server, tab):
    visit(tab, f"{server().url}?goal=Z&year=2023&lang=fr")
    assert share(tab) == [f"{server().url}/?year=2023&lang=fr"]


def test_another_site_shows_the_scorecard(server, site, tab):
    running = server(PROGRESS_EMBED_ORIGINS=site[1])
    with answer(running.url) as response:
        assert policy(response)["frame-ancestors"] == ["'self'", site[1]]
    visit(tab, f"{running.url}/?data=demo&goal=A")
    _, snippet = share(tab)
    source = unescape(re.search('src="([^"]*)"', snippet)[1])
    assert source == f"{running.url}/?lang=en&data=demo&goal=A&embed=true"

    tab.goto(put(site, "allowed", snippet))
    frame = tab.frame_locator("iframe")
    frame.get_by_role("heading", level=1).wait_for(timeout=30_000)
    # As it is shown there, in a window of that width.
    tab.set_viewport_size({"width": 600, "height": 900})
    visit(tab, source)
    assert title(tab).startswith("On track for 2030")
    assert sidebar(tab).count() == 0
    assert "Demonstration data" in notices(tab)
    assert "goal A" in main(tab).inner_text()
    assert overflow(tab) == 0
    assert axe(tab) == []


def test_links_from_within_another_site_open_the_dashboard_apart(server, site, tab):
    running = server(PROGRESS_EMBED_ORIGINS=site[1])
    tab.set_viewport_size({"width": 700, "height": 1000})
    source = f"{running.url}/?data=demo&goal=A&lang=fr&embed=true"
    tab.goto(put(site, "links", f'<iframe src="{source}" width="100%" height="900"></iframe>'))
    frame = tab.frame_locator("iframe")
    with tab.expect_popup() as opened:
        frame.locator(".p4-matrix th a").first.click()
    apart = ready(opened.value)
    assert "/objective?" in apart.url
    assert query(apart) == {"objective": "A1", "data": "demo", "goal": "A", "lang": "fr"}
    assert sidebar(apart).count() == 1
    with tab.expect_popup() as opened:
        frame.locator("p.p4-links a").first.click()
    whole = ready(opened.value)
    assert query(whole) == {"data": "demo", "goal": "A", "lang": "fr"}
    assert sidebar(whole).count() == 1
    # What is not opened apart would trap visitors in the frame.
    targets = frame.locator('a:visible:not([href^="#"])').evaluate_all(
        "all => all.map(one => one.target)"
    )
    assert set(targets) == {"_blank"}


def test_while_nothing_is_assessed_the_frame_has_no_link_that_stays_in_it(server, tab):
    visit(tab, f"{server().url}/?embed=true")
    assert "Too early to judge" in main(tab).inner_text()
    assert "not yet confirmed" in notices(tab)
    targets = main(tab).locator("a").evaluate_all("all => all.map(one => one.target)")
    assert set(targets) == {"_blank"}


def test_sites_that_are_not_named_may_not_show_it(server, site, tab, trouble):
    source = f"{server().url}/?embed=true"
    tab.goto(put(site, "refused", f'<iframe src="{source}"></iframe>'))
    give_up = time.monotonic() + 10
    while not trouble and time.monotonic() < give_up:
        tab.wait_for_timeout(50)
    assert "frame-ancestors" in trouble[0]
    assert not any(frame.url.startswith(server().url) for frame in tab.frames)
    trouble.clear()
