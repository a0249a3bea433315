"""A plan of 2000 indicators with 1000 updates: every page stays about as large and as quick as it
is with the demonstration, and what changed is told in a moment."""

import time
from datetime import date

import pytest

from bench.servers import ROOT, App, Running
from bench.sessions import Visit, runs
from progress.assessment.changes import changes
from progress.assessment.filters import ALL_REGIONS, Filters
from progress.assessment.snapshot import first_indicators, take
from progress.store.store import open_for_reading
from progress.ui.view import MOST_SHOWN, PAGES
from tests.support.large import OBJECTIVES, large_store
from tests.support.loops import in_a_thread

INDICATORS, UPDATES = 2000, 1000
# Of a page that has hardly anything to show; in bytes and milliseconds.
LEAST_BYTES, LEAST_TIME = 60_000, 200


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    made = tmp_path_factory.mktemp("large") / "progress.duckdb"
    large_store(made, INDICATORS, UPDATES).close()
    return made


@pytest.fixture(scope="module")
def running(server, path) -> Running:
    started = server(store=path)
    return Running(App("large", ROOT, {}), started.url, started.process, 0)


@pytest.mark.parametrize("page", sorted(PAGES))
def test_page_is_about_as_large_as_with_the_demonstration(running, page):
    visit = "" if page == "overview" else page
    objective = ("objective=C1", "objective=A0") if page == "objective" else ("", "")
    demonstration = in_a_thread(runs, running, Visit(visit, f"data=demo&{objective[0]}"), 3)
    large = in_a_thread(runs, running, Visit(visit, objective[1]), 3)
    assert large[-1].bytes < 3 * max(demonstration[-1].bytes, LEAST_BYTES)
    quickest, floor = (min(run.milliseconds for run in each) for each in (large, demonstration))
    assert quickest < 3 * max(floor, LEAST_TIME)


def test_what_changed_over_all_updates_is_told_in_a_moment(path):
    store = open_for_reading(path)
    chosen = Filters(region=ALL_REGIONS)
    began = time.process_time()
    found = changes(store, date(2022, 1, 1), date(2026, 1, 1), chosen)
    assert len(found) > INDICATORS
    assert time.process_time() - began < 3  # of all cores; a machine with others on it takes longer
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
