"""The first visitor of a fresh server, whatever the address, gets the page from the dashboard's
own script. (With the pages beside that script, Streamlit would show the page's file alone, and
with it no sidebar, no notice, no language and no check who may see it.)"""

import shutil

import pytest

from tests.support.browser import ready
from tests.support.pages import PATHS, notices, query, sidebar, title

ADDRESSES = {
    "goals?goal=A": "Goals",
    "upload": "Publish an update",
    "board?goal=A": "Board",
    "nowhere?goal=A": "Where the plan stands",
}


@pytest.mark.parametrize(("address", "expected"), ADDRESSES.items())
def test_first_request_runs_through_the_dashboard(
    server, page, trouble, first_store, tmp_path, address, expected
):
    store = tmp_path / "progress.duckdb"  # makes it a server that nobody has visited
    shutil.copy(first_store, store)
    fresh = server(store=store)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{fresh.url}/{address}")
    ready(page)
    assert sidebar(page).get_by_role("link").count() == len(PATHS)
    assert "Compiled from public pages" in notices(page)
    assert title(page) == expected
    assert query(page) == ({"goal": "A"} if "goal" in address else {})
    if expected == "Where the plan stands":
        assert "does not seem to exist" in page.get_by_role("dialog").inner_text()
        assert any("does not seem to exist" in line for line in trouble)
        trouble.clear()
    if expected == "Publish an update":
        assert page.get_by_role("textbox", name="Key").is_visible()
        assert page.locator("input[type=file]").count() == 0
    page.close()  # or it would note that nobody answers any more
    fresh.stop()
