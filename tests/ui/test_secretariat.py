"""The Secretariat at work: from the template to a published update, and back again."""

import io
import re
import shutil

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from progress.access import keys
from progress.store.releases import history
from progress.store.store import open_for_reading, open_store
from tests.support.browser import axe, overflow, ready
from tests.support.pages import notices
from tests.support.plans import build, report, value_of
from tests.support.workbooks import ods, workbook


@pytest.fixture(scope="module")
def secretariat(server, first_store, tmp_path_factory):
    """A dashboard of its own, and a key for it."""
    path = tmp_path_factory.mktemp("secretariat") / "progress.duckdb"
    shutil.copy(first_store, path)
    store = open_store(path)
    key = keys.new(store, "Amina")
    store.close()
    return server(store=path), key


def sign_in(page, url: str, key: str, lang: str) -> None:
    page.goto(f"{url}/upload?lang={lang}")
    ready(page)
    page.locator("input[type=password]").fill(key)
    page.locator("[data-testid=stFormSubmitButton] button").click()
    page.locator("[data-testid=stFileUploader]").wait_for()
    ready(page)


def take_template(page) -> bytes:
    with page.expect_download() as waiting:
        page.locator("[data-testid=stDownloadButton] button").first.click()
    return waiting.value.path().read_bytes()


def columns_of(sheet) -> tuple[int, dict[str, int]]:
    """The header row of a template's sheet, and its columns by the words of the header, or by the
    code below them where there is one."""
    for row in sheet.iter_rows(max_row=10):
        texts = {
            str(cell.value).split("\n")[-1].replace("_", " ").strip().lower(): cell.column
            for cell in row
            if cell.value
        }
        if len(texts) > 3:
            return row[0].row, texts
    raise AssertionError(f"no header in {sheet.title}")


def fill_in(content: bytes, sheet_names: dict, typed: list[tuple[str, dict, dict]]) -> bytes:
    """Types into the template like a person: finds the pre-filled row, or takes the next empty
    one, and fills in cells. ``typed``: (sheet, how the row begins, what is typed)."""
    workbook = load_workbook(io.BytesIO(content))
    for name, begins, cells in typed:
        sheet = workbook[sheet_names[name]]
        header, columns = columns_of(sheet)
        row = next(
            number
            for number in range(header + 1, sheet.max_row + 2)
            if all(
                sheet.cell(number, columns[column]).value in (value, str(value))
                for column, value in begins.items()
            )
        )
        for column, value in cells.items():
            sheet.cell(row, columns[column]).value = value
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


ENGLISH = (
    {"values": "Values", "conditions": "Conditions", "narratives": "Narratives"},
    [
        ("values", {"indicator": "A1.1"}, {"year": 2025, "count": 40, "out of": 196}),
        ("values", {"indicator": "C1.1"}, {"year": 2025, "value": 12}),
        ("values", {"indicator": "C1.2"}, {"year": 2025, "value": 5}),
        (
            "conditions",
            {"indicator": "A6.1", "target year": 2030, "condition": 1},
            {"state": "done", "done year": 2025},
        ),
        ("narratives", {"objective": "A1"}, {"year": 2025, "summary": "Forty Parties by now"}),
    ],
)
FRENCH = (
    {"values": "Valeurs", "conditions": "Conditions", "narratives": "Récits"},
    [
        ("values", {"indicateur": "A1.1"}, {"année": 2025, "nombre": 40, "sur un total de": 196}),
        ("values", {"indicateur": "C1.1"}, {"année": 2025, "valeur": 12}),
        ("values", {"indicateur": "C1.2"}, {"année": 2025, "valeur": 5}),
        (
            "conditions",
            {"indicateur": "A6.1", "échéance": 2030, "condition": 1},
            {"état": "fait", "année de réalisation": 2025},
        ),
        ("narratives", {"objectif": "A1"}, {"année": 2025, "résumé": "Quarante Parties à ce jour"}),
    ],
)


@pytest.mark.parametrize(("lang", "words"), [("en", ENGLISH), ("fr", FRENCH)])
def test_from_the_template_to_the_overview_and_back(secretariat, tab, lang, words):
    """Take the template, type, publish, see the overview change, undo, see it as before."""
    served, key = secretariat
    tab.goto(f"{served.url}/?lang={lang}")
    before = ready(tab).locator(".p4-matrix, .p4-ready").inner_text()
    sign_in(tab, served.url, key, lang)
    filled = fill_in(take_template(tab), *words)
    tab.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
        {"name": f"update-{lang}.xlsx", "mimeType": "application/octet-stream", "buffer": filled}
    )
    publish = tab.locator("[class*=st-key-publish_update] button")
    publish.wait_for()
    ready(tab)
    for tick in tab.locator("[class*=st-key-accept_] label").all():
        tick.click()
        ready(tab)
    publish.click()
    tab.wait_for_url("**/updates*")
    ready(tab)
    links = tab.locator("[data-testid=stSidebar] [data-testid=stPageLink-NavLink]")
    links.first.click()
    tab.locator(".p4-matrix, .p4-ready").wait_for()
    ready(tab)
    after = tab.locator(".p4-matrix, .p4-ready").inner_text()
    assert after != before
    met = {"en": "Target met", "fr": "Cible atteinte"}[lang]
    assert met in after
    assert met not in before

    links.and_(tab.locator("[href*=updates]")).click()
    tab.locator("[class*=st-key-undo_]").first.wait_for()
    ready(tab)
    tab.locator("[class*=st-key-undo_] button").first.click()
    ready(tab)
    tab.locator("[class*=st-key-undo_now_] button").click()
    ready(tab)
    tab.goto(f"{served.url}/?lang={lang}")
    assert ready(tab).locator(".p4-matrix, .p4-ready").inner_text() == before


def test_a_wide_french_table_of_libreoffice(secretariat, tab):
    """Somebody who never saw the template answers one question, publishes, and takes it back."""
    served, key = secretariat
    tab.goto(f"{served.url}/objective?lang=fr&objective=C1")
    before = ready(tab).locator("[data-testid=stMain]").inner_text()
    sign_in(tab, served.url, key, "fr")
    file = ods(
        {"Tableau 1": "Suivi des indicateurs\n\nIntitulé, 2023, 2024, 2025\n"
                      "Événements de sensibilisation dans l’année, 7, 8, 12"}
    )  # fmt: skip
    tab.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
        {"name": "suivi.ods", "mimeType": "application/octet-stream", "buffer": file.content}
    )
    tab.get_by_text("À quoi correspond chaque colonne").wait_for()
    ready(tab)
    question = tab.locator("[data-testid=stForm] [data-testid=stSelectbox]")
    assert question.count() == 1
    question.locator("input").click()
    tab.get_by_role("option", name="Intitulé", exact=True).click()
    tab.locator("[data-testid=stForm] [data-testid=stFormSubmitButton] button").click()
    publish = tab.locator("[class*=st-key-publish_update] button")
    publish.wait_for()
    ready(tab)
    rows = tab.locator(".p4-table").first.inner_text()
    assert [text in rows for text in ("C1.1", "2023", "2025", "12")] == [True] * 4
    assert axe(tab) == []
    for tick in tab.locator("[class*=st-key-accept_] label").all():
        tick.click()
        ready(tab)
    publish.click()
    tab.wait_for_url("**/updates*")
    ready(tab)
    tab.goto(f"{served.url}/objective?lang=fr&objective=C1")
    assert ready(tab).locator("[data-testid=stMain]").inner_text() != before
    tab.goto(f"{served.url}/updates?lang=fr")  # a link inside the page; the key is kept
    ready(tab)
    tab.locator("[class*=st-key-undo_] button").first.click()
    ready(tab)
    tab.locator("[class*=st-key-undo_now_] button").click()
    expect(tab.get_by_text(re.compile("est annulée"))).to_be_visible()
    tab.goto(f"{served.url}/objective?lang=fr&objective=C1")
    assert ready(tab).locator("[data-testid=stMain]").inner_text() == before


def hand_in(page, text: str) -> None:
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
        {"name": "values.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.locator("[class*=st-key-publish_update] button").wait_for()
    ready(page)
    for tick in page.locator("[class*=st-key-accept_] label").all():
        tick.click()
        ready(page)


def test_the_second_to_publish_is_told_what_the_first_published(server, tmp_path, open_page):
    """Two browsers: nothing of the second person's is written before it was looked at again."""
    store = build(tmp_path)
    people = {name: keys.new(store, name) for name in ("Amina", "Bo")}
    store.close()
    url = server(store=store.path, PROGRESS_DEMO="off").url
    pages = {name: open_page() for name in people}
    for (name, page), value in zip(pages.items(), (60, 61), strict=True):
        sign_in(page, url, people[name], "en")
        hand_in(page, f"indicator,year,value\nA1.1,2025,{value}\nB1.1,2025,300\n")
    amina, bo = pages.values()
    amina.get_by_role("button", name="Publish, as compared with update 1").click()
    amina.wait_for_url("**/updates*")
    bo.get_by_role("button", name="Publish, as compared with update 1").click()
    bo.get_by_text("Somebody else published while you were looking: update 2 by Amina").wait_for()
    ready(bo)
    different = bo.locator("table", has_text="What is different in your update")
    assert "– → 61" in different.inner_text()
    assert "60 → 61" in different.inner_text()
    assert "Values: A1.1, 2025" in bo.locator("table", has_text="in between").inner_text()
    assert axe(bo) == []
    for tick in bo.locator("[class*=st-key-accept_] label").all():
        tick.click()
        ready(bo)
    bo.get_by_role("button", name="Publish, as compared with update 2").click()
    bo.wait_for_url("**/updates*")
    ready(bo)
    seen = open_for_reading(store.path)
    assert [(one.by, one.rows) for one in history(seen)[1:]] == [("Amina", 2), ("Bo", 1)]
    seen.close()


def test_an_indicator_is_withdrawn_with_all_that_belongs_to_it(server, tmp_path, tab):
    """One row, one tick, one update, and one undo that brings all back."""
    store = build(tmp_path)
    report(store, "indicator,year,value\nA1.1,2022,45\nA1.1,2023,50")
    key = keys.new(store, "Amina")
    store.close()
    served = server(store=store.path, PROGRESS_DEMO="off")
    sign_in(tab, served.url, key, "en")
    file = workbook({"Indicators": "indicator,objective,measure,withdraw\nA1.1,,,yes"})
    tab.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
        {"name": file.name, "mimeType": "application/octet-stream", "buffer": file.content}
    )
    tab.get_by_text("3 problems have to be mended").wait_for()
    ready(tab)
    belongs = tab.locator("table", has_text="What belongs to the rows you withdraw")
    assert belongs.locator("tbody tr").count() == 4
    assert axe(tab) == []
    tab.get_by_text("With all that belongs to it (4 rows)").click()
    publish = tab.locator("[class*=st-key-publish_update] button")
    publish.wait_for()
    ready(tab)
    assert tab.get_by_text("have to be mended").count() == 0
    assert "Targets, with Indicators, row 2" in tab.locator("[data-testid=stMain]").inner_text()
    assert "A1.1 World 2023: 50 was published and is taken out" in tab.content()
    for tick in tab.locator("[class*=st-key-accept_] label").all():
        tick.click()
        ready(tab)
    publish.click()
    tab.wait_for_url("**/updates*")
    ready(tab)
    tab.locator("[class*=st-key-undo_] button").first.click()
    ready(tab)
    tab.locator("[class*=st-key-undo_now_] button").click()
    expect(tab.get_by_text("Update 3 is undone")).to_be_visible()
    seen = open_for_reading(store.path)
    assert [(one.rows, one.in_force) for one in history(seen)[2:]] == [(5, False), (0, True)]
    assert value_of(seen, year=2023).value == 50
    seen.close()


def test_one_name_of_one_goal_leaves_the_rest_to_be_confirmed(server, first_store, tmp_path, tab):
    """The banner counts and stays; on the same page the rest can be confirmed with one tick."""
    path = tmp_path / "progress.duckdb"
    shutil.copy(first_store, path)
    store = open_store(path)
    key = keys.new(store, "Amina")
    store.close()
    served = server(store=path)
    sign_in(tab, served.url, key, "en")
    assert "not yet confirmed by the Executive Secretariat" in notices(tab)
    file = workbook({"Goals": "goal,name,confirm\nA,Policies for soils,\nB,,\nC,,yes"})
    tab.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
        {"name": file.name, "mimeType": "application/octet-stream", "buffer": file.content}
    )
    tab.get_by_text("The rest is right: 2 rows of the plan").wait_for()
    ready(tab)
    expect(tab.get_by_text("1 row is confirmed by this update.")).to_be_visible()
    tab.get_by_text("The rest is right: 2 rows of the plan").click()
    expect(tab.get_by_text("2 rows are confirmed by this update.")).to_be_visible()
    ready(tab)
    assert axe(tab) == []
    for tick in tab.locator("[class*=st-key-accept_] label").all():
        tick.click()
        ready(tab)
    tab.locator("[class*=st-key-publish_update] button").click()
    tab.wait_for_url("**/updates*")
    ready(tab)
    assert re.search(r"3 of \d{3} entries of the plan are confirmed by the", notices(tab))
    tab.goto(f"{served.url}/objective?lang=en&objective=A1")
    ready(tab)
    assert "Not confirmed by the Executive Secretariat" in tab.content()
    for page in ("", "goals", "about", "lite/en/"):
        tab.goto(f"{served.url}/{page}")
        if not page.startswith("lite"):
            ready(tab)
        assert "marked *" in tab.locator("body").inner_text()
        assert tab.get_by_text(re.compile(r"\w\s\*")).count() > 3, page


def test_every_problem_is_told_where_it_stands(secretariat, tab):
    """A bad file is refused with the place of each problem, and comes back marked."""
    served, key = secretariat
    sign_in(tab, served.url, key, "en")
    text = "indicator,year,value\nA1.9,2025,3\nA1.1,25,3\nC1.1,2024,many\nC1.2,2024,5\n"
    tab.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
        {"name": "bad.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    tab.get_by_text("3 problems have to be mended").wait_for()
    ready(tab)
    table = tab.locator(".p4-table").first.inner_text()
    assert all(found in table for found in ("A1.9", "25", "many"))
    assert "C1.2" not in table
    assert axe(tab) == []
    assert overflow(tab) == 0
    assert tab.locator("[class*=st-key-publish_update]").count() == 0

    tab.reload()
    tab.get_by_text("Handed in before, not yet published: bad.csv").wait_for()
    ready(tab)
    tab.locator(".st-key-throw_away button").click()
    ready(tab)
    assert tab.get_by_text("Handed in before").count() == 0


def test_without_a_key_nothing_can_be_published(server, tab):
    """The first request to a fresh server is the address of the restricted page."""
    tab.goto(f"{server(PROGRESS_DEMO='off').url}/upload?lang=en")
    ready(tab)
    assert tab.locator("input[type=password]").count() == 1
    assert tab.locator("[data-testid=stFileUploader]").count() == 0
