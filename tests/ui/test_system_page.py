"""The page System: what the Secretariat sees of how the dashboard is doing."""

import pytest

from progress.store.releases import history
from progress.store.store import open_store
from tests.support.browser import axe, overflow, ready
from tests.support.callers import Caller, unseen
from tests.support.operations import NAME, secretariat
from tests.support.pages import PHONE, WIDE, main, visit


@pytest.fixture(scope="module")
def amina(server, tmp_path_factory) -> Caller:
    return secretariat(server, tmp_path_factory)


def sign_in(page, caller: Caller, language: str) -> None:
    visit(page, f"{caller.server.url}/system?lang={language}")
    page.locator("input[type=password]").fill(caller.key)
    page.locator("[data-testid=stFormSubmitButton] button").click()
    page.locator(".st-key-backup").wait_for()
    ready(page)


def download(page) -> bytes:
    with page.expect_download() as waiting:
        page.locator(".st-key-backup button").click()
    return waiting.value.path().read_bytes()


def test_others_see_nothing_of_it(amina, tab):
    visit(tab, f"{amina.server.url}/system?lang=en")
    assert tab.get_by_role("textbox", name="Key").is_visible()
    shown = main(tab).inner_text()
    assert str(amina.server.store) not in shown
    assert "Backup" not in shown
    assert tab.locator(".st-key-backup, .st-key-verify").count() == 0


def test_backup_over_the_page_holds_the_newest_update(amina, tab, tmp_path):
    sign_in(tab, amina, "en")
    number = amina.publish(unseen(), accept_warnings="true").document["release"]
    (tmp_path / "saved.duckdb").write_bytes(download(tab))
    saved = open_store(tmp_path / "saved.duckdb", read_only=True)
    assert history(saved)[-1].release == number
    saved.close()
    amina.publish(unseen(), accept_warnings="true")

    tab.locator(".st-key-verify button").click()
    tab.get_by_text("The store is whole.").wait_for()
    shown = main(ready(tab)).inner_text()
    assert f"with updates up to {number}." in shown
    assert "1 update since then is in no backup." in shown
    assert str(amina.server.store) in shown
    assert f"Signed in as {NAME}" in shown
    tab.locator("[data-testid=stExpander] summary").last.click()
    tab.get_by_text("progress restore").wait_for()
    for theme, size in (("light", WIDE), ("dark", PHONE)):
        tab.emulate_media(color_scheme=theme)
        tab.set_viewport_size(size)
        ready(tab)
        assert axe(tab) == []
        assert overflow(tab) == 0


def test_a_key_that_was_revoked_downloads_nothing(amina, tab, trouble):
    """Also from a page that was drawn before."""
    key = amina.post("keys", {"name": "Moussa"}).document["key"]
    sign_in(tab, Caller(amina.server, key), "fr")
    assert amina.send("DELETE", "keys/Moussa").status == 200
    downloads = []

    def note(download) -> None:
        downloads.append(download)

    tab.on("download", note)
    tab.locator(".st-key-backup button").click()
    tab.wait_for_timeout(1500)
    tab.remove_listener("download", note)
    assert downloads == []
    assert '"event": "backup", "by_key": "' + key.split("_")[1] not in amina.server.log.read_text()
    trouble.clear()
    tab.locator(".st-key-verify button").click()
    ready(tab)
    assert tab.locator("input[type=password]").is_visible()
