"""What surrounds the pages: where one can go, and what shows when the server is away."""

import shutil

import pytest

from tests.support.browser import ready
from tests.support.pages import PHONE, go_to, main, sidebar, visit
from tests.support.server import free_port, start_server

GROUPS = {
    "en": ["The plan", "Take part", "Data", "Secretariat"],
    "fr": ["Le plan", "Participer", "Données", "Secrétariat"],
}
LOOK = """element => {
    const style = getComputedStyle(element);
    return [style.outlineStyle, parseFloat(style.outlineWidth)];
}"""


@pytest.mark.parametrize("lang", GROUPS)
def test_the_navigation_is_in_groups(server, tab, lang):
    visit(tab, f"{server().url}/?lang={lang}")
    assert sidebar(tab).locator(".p4-nav").all_inner_texts() == GROUPS[lang]
    assert sidebar(tab).get_by_role("link").count() == 11
    way_in = {"en": "Sign in", "fr": "Se connecter"}[lang]
    go_to(tab, way_in)
    assert tab.url.partition("?")[0].endswith("/upload")


def test_filters_stand_only_where_they_do_something(server, tab):
    visit(tab, f"{server().url}/?goal=A")
    for name, there in (("Goals", 1), ("Method", 0), ("Data", 1), ("About", 0), ("Sign in", 0)):
        go_to(tab, name)
        assert sidebar(tab).get_by_text("Filters", exact=True).count() == there, name
        assert "goal=A" in tab.url


def test_the_keyboard_shows_where_it_is(server, tab):
    visit(tab, server().url)
    for link in sidebar(tab).get_by_role("link").all()[:3]:
        before = link.evaluate(LOOK)
        link.focus()
        tab.keyboard.press("Shift+Tab")
        tab.keyboard.press("Tab")
        assert link.evaluate(LOOK) == ["solid", 3], before


def test_the_drawer_of_a_phone_closes_after_a_choice(server, open_page):
    # Not in the profile that all share: the browser remembers that the sidebar is closed.
    tab = open_page(viewport=PHONE)
    visit(tab, server().url)
    tab.get_by_test_id("stExpandSidebarButton").click()
    board = sidebar(tab).get_by_role("link", name="Board", exact=True)
    board.click()
    ready(tab, quiet=0.5)
    assert main(tab).locator("h1").inner_text() == "Board"
    assert not tab.get_by_test_id("stSidebar").evaluate(
        "it => it.getBoundingClientRect().right > 0"
    )


def test_a_stopped_server_is_told_in_one_line(browser, first_store, tmp_path):
    store, port = tmp_path / "progress.duckdb", free_port()
    shutil.copy(first_store, store)
    running = start_server("app.py", store, tmp_path / "log", {}, port)
    # The failed requests in its console are what is tried here.
    tab = browser.new_page(locale="fr-FR")
    visit(tab, f"{running.url}/goals?lang=fr&goal=A")
    line = tab.locator(".p4-away")
    assert not line.is_visible()
    running.stop()
    line.wait_for(state="visible")
    assert line.inner_text().startswith("La connexion est perdue.")
    tab.wait_for_timeout(4000)  # by now Streamlit would show its dialog
    assert not tab.get_by_role("dialog").is_visible()
    again = start_server("app.py", store, tmp_path / "log", {}, port)
    try:
        line.wait_for(state="hidden")
        assert "goal=A" in ready(tab).url
    finally:
        tab.close()
        again.stop()
