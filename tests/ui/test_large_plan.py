"""A plan of 2000 indicators with 1000 updates: every page stays about as large as it is with the
demonstration (how quick it is, ``bench.large`` measures)."""

from cProfile import Profile
from datetime import date

import pytest

from bench.servers import Running
from bench.sessions import Visit, runs
from progress.assessment.changes import changes
from progress.assessment.filters import ALL_REGIONS, Filters
from progress.assessment.snapshot import first_indicators, take
from progress.assessment.verdicts import judge
from progress.store.store import open_for_reading
from progress.ui.view import MOST_SHOWN, PAGES
from tests.support.large import OBJECTIVES, large_store
from tests.support.loops import in_a_thread
from tests.support.server import without_browser

INDICATORS, UPDATES = 2000, 1000
# Of a page that has hardly anything to show.
LEAST_BYTES = 60_000


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    made = tmp_path_factory.mktemp("large") / "progress.duckdb"
    large_store(made, INDICATORS, UPDATES).close()
    return made


@pytest.fixture(scope="module")
def running(server, path) -> Running:
    started = server(store=path)
    return without_browser(started)


def size(running: Running, visit: Visit) -> int:
    """Bytes that one run of a page sends."""
    (run,) = in_a_thread(runs, running, visit, 1)
    return run.bytes


@pytest.mark.parametrize("page", sorted(PAGES))
def test_page_is_about_as_large_as_with_the_demonstration(running, page):
    visit = "" if page == "overview" else page
    objective = ("objective=C1", "objective=A0") if page == "objective" else ("", "")
    demonstration = size(running, Visit(visit, f"data=demo&{objective[0]}"))
    large = size(running, Visit(visit, objective[1]))
    assert large < 3 * max(demonstration, LEAST_BYTES)


def test_what_changed_over_all_updates_is_told(path):
    store = open_for_reading(path)
    with Profile() as counted:
        found = changes(store, date(2022, 1, 1), date(2026, 1, 1), Filters(region=ALL_REGIONS))
    assert len(found) > INDICATORS
    judgings = [one.callcount for one in counted.getstats() if one.code == judge.__code__]
    assert 1 <= sum(judgings) <= 5
    store.close()


def test_what_is_left_out_is_said_and_no_objective_stands_empty(path):
    store = open_for_reading(path)
    snapshot = take(store, Filters())
    part, more = first_indicators(snapshot, MOST_SHOWN)
    shown = {row.indicator for row in part.verdicts}
    assert (len(shown), more) == (MOST_SHOWN, INDICATORS - MOST_SHOWN)
    owners = {snapshot.facts.indicator[code].objective for code in shown}
    assert len(owners) == OBJECTIVES
    assert part.objectives == snapshot.objectives
    assert first_indicators(snapshot, INDICATORS) == (snapshot, 0)
    store.close()
