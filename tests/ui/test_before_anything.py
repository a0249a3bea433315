"""Every page as it was known before anything was published: nothing in the plan, and no failure."""

import pytest

from bench.sessions import Visit, runs
from progress.ui.view import PAGES
from tests.support.loops import in_a_thread
from tests.support.server import without_browser


@pytest.mark.parametrize("page", sorted(PAGES))
def test_page_of_an_empty_plan_does_not_fail(server, page):
    running = without_browser(server())
    visit = Visit("" if page == "overview" else page, "as_known_on=2001-01-01")
    in_a_thread(runs, running, visit, 1)
    with_objective = Visit(visit.page, f"{visit.query}&objective=A5&year=2030")
    in_a_thread(runs, running, with_objective, 1)
