"""The first visitor of a fresh server, whatever the address, gets the page from the dashboard's
own script. (With the pages beside that script, Streamlit would show the page's file alone, and
with it no sidebar, no notice, no language and no check who may see it.)"""

import shutil

import pytest

from tests.support.browser import ready
from tests.support.pages import PATHS, notices, query, sidebar, title

SIGNED_IN = ("updates", "system")  # not in the navigation for anybody else
ADDRESSES = {
    "goals?goal=A": "Goals",
    "upload": "Publish an update",
    "nowhere?goal=A": "Too early to judge",
}


@pytest.mark.parametrize(("address", "expected"), ADDRESSES.items())
def test_first_request_runs_through_the_dashboard(
    server, tab, trouble, first_store, tmp_path, address, expected
):
    store = tmp_path / "progress.duckdb"  # makes it a server that nobody has visited
    shutil.copy(first_store, store)
    fresh = server(store=store)
    tab.goto(f"{fresh.url}/{address}")
    ready(tab)
    assert sidebar(tab).get_by_role("link").count() == len(PATHS) - len(SIGNED_IN)
    assert "Compiled from public pages" in notices(tab)
    assert title(tab).startswith(expected)
    assert query(tab) == ({"goal": "A"} if "goal" in address else {})
    if expected == "Too early to judge":
        assert "does not seem to exist" in tab.get_by_role("dialog").inner_text()
        assert any("does not seem to exist" in line for line in trouble)
        trouble.clear()
    if expected == "Publish an update":
        assert tab.get_by_role("textbox", name="Key").is_visible()
        assert tab.locator("input[type=file]").count() == 0
    tab.goto("about:blank")  # or it would note that nobody answers any more
    fresh.stop()
