"""What surrounds the pages: where one can go, and what shows when the server is away."""

import shutil

import pytest

from tests.support.browser import TOO_WIDE, axe, ready
from tests.support.pages import PHONE, filters, go_to, main, plain, query, sidebar, title, visit
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
        assert filters(tab).count() == there, name
        assert "goal=A" in tab.url


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_the_filters_take_one_line_above_the_page_and_count_those_out_of_sight(server, tab, size):
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    visit(tab, f"{server().url}/goals?data=demo&goal=A&family=behind&region=all")
    bar = tab.locator(".st-key-filters").bounding_box()
    assert bar["height"] < 70
    assert bar["y"] + bar["height"] < main(tab).locator("h1").bounding_box()["y"] < 300
    assert filters(tab).get_by_role("button", name="More filters (2)").count() == 1
    assert tab.evaluate(TOO_WIDE) <= 0


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


# Search


def test_a_word_is_searched_from_any_page_by_the_keyboard(server, tab):
    visit(tab, f"{server().url}/board?data=demo&lang=fr&goal=B")
    box = sidebar(tab).get_by_role("textbox", name="Chercher dans le plan")
    box.focus()
    tab.keyboard.type("marches du carbone")
    tab.keyboard.press("Enter")
    main(tab).locator(".p4-found").wait_for()
    ready(tab)
    assert plain(title(tab)) == "Recherche : marches du carbone"
    assert query(tab)["q"] == "marches du carbone"
    first = main(tab).locator(".p4-found li").first
    assert "A5 Marchés du carbone" in plain(first.inner_text())
    assert first.locator(".p4-tag").inner_text() == "Objectif"
    assert axe(tab) == []
    first.get_by_role("link").click()
    tab.wait_for_url("**/objective?**")
    ready(tab)
    assert title(tab).startswith("A5 · Marchés du carbone")
    assert query(tab) == {"data": "demo", "lang": "fr", "objective": "A5"}


def test_a_search_is_an_address_and_leads_back(server, tab):
    visit(tab, f"{server().url}/goals?goal=B&q=xylophone")
    assert "Nothing in the plan has “xylophone”." in main(tab).inner_text()
    assert main(tab).get_by_test_id("stPlotlyChart").count() == 0
    main(tab).get_by_role("link", name="Back to the page").click()
    tab.wait_for_url(lambda address: "q=" not in address)
    ready(tab)
    assert title(tab) == "Goals"
    assert query(tab) == {"goal": "B"}


def test_a_choice_of_where_to_go_ends_the_search(server, tab):
    for name in ("Goals", "Board"):
        visit(tab, f"{server().url}/goals?data=demo&goal=B&q=soil")
        sidebar(tab).get_by_role("link", name=name, exact=True).click()
        tab.wait_for_url(lambda address: "q=" not in address)
        ready(tab, quiet=0.5)
        assert title(tab) == name
        assert query(tab) == {"data": "demo", "goal": "B"}


def test_on_a_phone_the_answer_is_in_sight(server, open_page):
    tab = open_page(viewport=PHONE)
    visit(tab, server().url)
    tab.get_by_test_id("stExpandSidebarButton").click()
    box = sidebar(tab).get_by_role("textbox", name="Search the plan")
    box.fill("carbon")
    box.press("Enter")
    main(tab).locator(".p4-found").wait_for()
    ready(tab, quiet=0.5)
    assert tab.get_by_test_id("stSidebar").evaluate("it => it.getBoundingClientRect().right <= 0")
    assert main(tab).locator(".p4-found li").first.is_visible()
    assert tab.evaluate(TOO_WIDE) <= 0
