"""The address holds the whole view: filters, language and data, as codes. A link, the back button
and a reload give the same view again."""

import time
from datetime import date
from urllib.parse import urlencode

import pytest

from progress.language import Language, language_name, languages
from progress.ui.view import PAGES
from tests.support.browser import ready
from tests.support.pages import (
    MORE_FILTERS,
    all_texts,
    choose,
    choose_day,
    demonstration_path,
    filters,
    go_to,
    main,
    matrix,
    more_filters,
    notices,
    plain,
    query,
    sidebar,
    status_of_objectives,
    title,
    visit,
)

# Filters as the address holds them, what their lists show, and what the sentence above the page
# says.
DEEP_LINKS = [
    (
        {"goal": "A", "horizon": 2030, "year": 2023},
        {"Goal": "A · Inception and conceptualization", "Target year": "2030"},
        ("goal A (Inception", "target year 2030", "values up to 2023"),
    ),
    (
        {"facility_type": "core", "region": "Africa"},
        {"Who leads": "Led by the Secretariat (core", "Region": "Africa"},
        ("led by the Secr", "region Africa"),
    ),
    (
        {"family": "off_course", "region": "all"},
        {"Status": "Off course", "Region": "World and regions"},
        ("status off course", "world and regions"),
    ),
    ({"as_known_on": date(2024, 4, 16)}, {}, ("as published on 16 April 2024",)),
]

# What a visitor picks in the sidebar, and what the address holds then.
CHOICES = [
    ("Goal", "A · Inception", "goal", "A"),
    ("Who leads", "Led by the Secretariat", "facility_type", "core"),
    ("Target year", "2030", "horizon", "2030"),
    ("Status", "Behind", "family", "behind"),
    ("Region", "World and regions", "region", "all"),
    ("Values up to", "2024", "year", "2024"),
]

SEVERAL = {"data": "demo", "goal": "A", "horizon": "2030", "region": "all", "year": "2024"}


def at(server, path: str = "", **parameters) -> str:
    return f"{server().url}/{path}?{urlencode(parameters)}"


def shown(page, label: str) -> str:
    if label in MORE_FILTERS:
        more_filters(page)
    return filters(page).get_by_role("combobox", name=label).input_value()


def day_shown(page) -> str:
    more_filters(page)
    parts = filters(page).get_by_role("group", name="As published on").get_by_role("spinbutton")
    return "-".join(parts.all_inner_texts())


def view_of(page) -> str:
    return plain(main(page).inner_text())


@pytest.mark.parametrize(
    ("chosen", "lists", "sentences"),
    DEEP_LINKS,
    ids=[urlencode(chosen) for chosen, *_ in DEEP_LINKS],
)
def test_a_deep_link_shows_its_filters(server, tab, chosen, lists, sentences):
    visit(tab, at(server, data="demo", **chosen))
    for sentence in sentences:
        assert sentence in view_of(tab)
    for label, value in lists.items():
        assert shown(tab, label).startswith(value)
    if "as_known_on" in chosen:
        assert day_shown(tab) == "2024-04-16"
    # And it is not only said: the objectives stand where the command line has them.
    shown_families = {place: family for place, (family, _) in matrix(tab).items()}
    expected = status_of_objectives(demonstration_path(server()), **chosen)
    assert expected
    assert shown_families == {place: row["family"] for place, row in expected.items()}


def test_a_deep_link_to_an_objective(server, tab):
    visit(tab, at(server, "objective", data="demo", objective="C3"))
    assert title(tab).startswith("C3 ")
    box = main(tab).get_by_role("combobox", name="Objective")
    assert box.input_value().startswith("C3 ")
    choose(tab, "Objective", "D1 ·", within=main(tab))
    assert query(tab) == {"data": "demo", "objective": "D1"}
    assert title(tab).startswith("D1 ")


def test_choosing_writes_codes_into_the_address_and_clearing_takes_them_out(server, tab):
    visit(tab, at(server, data="demo"))
    expected = {"data": "demo"}
    for label, option, name, code in CHOICES:
        choose(tab, label, option)
        expected[name] = code
        assert query(tab) == expected
    more_filters(tab)
    choose_day(tab, filters(tab), "As published on", date(2025, 4, 1))
    expected["as_known_on"] = "2025-04-01"
    assert query(tab) == expected
    assert "as published on 1 April 2025" in view_of(tab)
    filters(tab).get_by_role("button", name="Clear the filters").click()
    ready(tab)
    assert query(tab) == {"data": "demo"}
    assert "The whole plan" in view_of(tab)
    assert filters(tab).get_by_role("button", name="Clear the filters").count() == 0


def test_clearing_one_filter_leaves_the_others(server, tab):
    visit(tab, at(server, **SEVERAL))
    filters(tab).get_by_test_id("stSelectbox").filter(has=tab.get_by_label("Goal")).get_by_role(
        "button", name="Clear"
    ).click()
    ready(tab)
    assert query(tab) == {name: code for name, code in SEVERAL.items() if name != "goal"}


def test_filters_stay_from_page_to_page(server, tab):
    visit(tab, at(server, **SEVERAL))
    links = sidebar(tab).get_by_role("link")
    names = [link.locator("p").inner_text() for link in links.all()]
    assert len(names) == len(PAGES) - 2  # Updates and System are behind “Sign in”
    titles = set()
    for name in names[1:]:
        go_to(tab, name)
        assert query(tab) == SEVERAL, name
        if filters(tab).count():
            assert shown(tab, "Goal").startswith("A ")
        titles.add(title(tab))
    assert len(titles) == len(names) - 1
    go_to(tab, "Goals")
    main(tab).get_by_role("link", name="A1 ").click()
    ready(tab)
    assert query(tab) == {**SEVERAL, "objective": "A1"}
    go_to(tab, "Goals")  # an objective is chosen for its own page only
    assert query(tab) == SEVERAL


def test_the_link_to_the_page_one_is_on_changes_nothing(server, tab):
    visit(tab, at(server, "task_forces", data="demo", objective="C3"))
    before = view_of(tab)
    go_to(tab, "Task Forces")
    assert query(tab) == {"data": "demo", "objective": "C3"}
    assert view_of(tab) == before
    filters(tab).get_by_role("button", name="Clear the filters").click()
    ready(tab)
    assert query(tab) == {"data": "demo"}


def test_clearing_leaves_the_objective_one_looks_at(server, tab):
    visit(tab, at(server, "objective", data="demo", objective="C3", year="2024"))
    filters(tab).get_by_role("button", name="Clear the filters").click()
    ready(tab)
    assert query(tab) == {"data": "demo", "objective": "C3"}
    assert title(tab).startswith("C3 ")


def test_clearing_leaves_what_is_no_filter(server, tab):
    visit(tab, at(server, "data", data="demo", table="releases", goal="A"))
    filters(tab).get_by_role("button", name="Clear the filters").click()
    ready(tab)
    assert query(tab) == {"data": "demo", "table": "releases"}


def settles_as(tab, wanted: str) -> bool:
    """Whether the page becomes this view. The browser is there before the script has begun."""
    give_up = time.monotonic() + 30
    while view_of(ready(tab)) != wanted and time.monotonic() < give_up:
        tab.wait_for_timeout(100)
    return view_of(tab) == wanted


def test_back_and_forward_and_reload(server, tab):
    visit(tab, at(server, "goals", data="demo"))
    whole = view_of(tab)
    choose(tab, "Goal", "B ·")
    only_b = view_of(tab)
    go_to(tab, "Facilities")
    facilities_of_b = view_of(tab)
    assert len({whole, only_b, facilities_of_b}) == 3
    tab.go_back()
    assert settles_as(tab, only_b)
    assert shown(tab, "Goal")[0] == "B"
    tab.go_back()
    assert settles_as(tab, whole)
    assert shown(tab, "Goal") == ""
    tab.go_forward()
    assert settles_as(tab, only_b)
    tab.go_forward()
    assert settles_as(tab, facilities_of_b)
    tab.reload()
    assert settles_as(tab, facilities_of_b)
    assert query(tab) == {"data": "demo", "goal": "B"}


WRONG = {
    "goal": "Z",
    "objective": "<script>window.intruder=1</script>",
    "family": "<img src=x onerror=window.intruder=1>",
    "facility_type": "CORE",
    "horizon": "2031",
    "region": "Atlantis",
    "year": "abc",
    "as_known_on": "yesterday",
    "lang": "xx",
    "data": "other",
}


def test_wrong_addresses_show_the_default_view_and_say_so(server, tab):
    visit(tab, server().url)
    expected = view_of(tab)
    visit(tab, at(server, **WRONG))
    said = notices(tab)
    for name in WRONG:
        assert name in said
    assert not any("intruder" in text for text in all_texts(tab))
    assert tab.locator("script:text('intruder'), [onerror]").count() == 0
    assert tab.evaluate("window.intruder") is None
    notice = plain(tab.get_by_test_id("stAlert").last.inner_text())
    assert view_of(tab).replace(notice, "").split() == expected.replace(notice, "").split()
    go_to(tab, "Goals")
    assert query(tab) == {}
    assert "not there" not in notices(tab)


@pytest.mark.parametrize("code", languages())
def test_the_browsers_language_comes_first(server, open_page, code):
    t = Language(code)
    page = open_page(locale=code, viewport={"width": 1280, "height": 900})
    visit(page, server().url)
    assert title(page).startswith(t("Too early to judge"))
    assert query(page) == {}
    others = [other for other in languages() if other != code]
    for other in others:
        name = language_name(other)
        sidebar(page).get_by_role("radio", name=name).click()
        ready(page)
        assert title(page).startswith(Language(other)("Too early to judge"))
        assert query(page) == {"lang": other}


@pytest.mark.parametrize("code", languages())
def test_the_language_of_the_address_wins_and_filters_stay(server, tab, code):
    t = Language(code)
    visit(tab, at(server, "goals", lang=code, **SEVERAL))
    assert title(tab) == t("Goals")
    assert t("target year {year}", year=2030) in view_of(tab)
    for other in languages():
        sidebar(tab).get_by_role("radio", name=language_name(other)).click()
        ready(tab)
        assert query(tab) == {**SEVERAL, "lang": other}
        assert title(tab) == Language(other)("Goals")
        assert sidebar(tab).get_by_role("radio", name=language_name(other)).is_checked()


def test_a_language_nobody_translated_is_answered_in_english(server, open_page):
    page = open_page(locale="fi-FI")
    visit(page, server().url)
    assert title(page).startswith("Too early to judge")
