"""Demonstration data: marked as such, shows all there is to show, can be taken away, and nobody can
change it. That every page says so, ``test_pages`` sees."""

from datetime import date

import pytest

from progress.assessment.verdicts import judge
from progress.errors import DataError
from progress.store.writing import transaction
from tests.support.pages import (
    BANNER,
    STATUS_WORDS,
    all_texts,
    demonstration_path,
    go_to,
    main,
    notices,
    opened,
    query,
    title,
    visit,
)

FAMILIES = {"achieved", "on_track", "behind", "off_course", "open", "no_verdict"}
KINDS = {"level", "range", "between", "growth", "multiple", "conditions"}
FLAGS = {
    "before_target_year",
    "lost_since",
    "worsening",
    "baseline_at_target",
    "baseline_better_than_target",
    "within_range",
    "late",
    "baseline_only",
    "target_lost",
    "early_signal",
    "baseline_first_report",
    "kept_within_unit",
    "awaiting_final",
    "stale",
}


@pytest.mark.parametrize("data", ["demo", ""])
def test_charts_are_watermarked(server, tab, data):
    visit(tab, f"{server().url}/objective?objective=C1" + (f"&data={data}" if data else ""))
    charts = main(tab).get_by_test_id("stPlotlyChart")
    charts.locator(".main-svg").first.wait_for()
    assert charts.count() > 0
    for chart in charts.all():
        marks = chart.locator(".annotation-text", has_text="Demonstration data").count()
        assert marks == (1 if data else 0)


def test_the_plan_itself_does_not_say_so(server, tab):
    visit(tab, f"{server().url}/objective")
    assert BANNER not in notices(tab)


def test_it_can_be_taken_away(server, tab):
    url = server(PROGRESS_DEMO="off").url
    visit(tab, url)
    assert not any("demonstration" in text.lower() for text in all_texts(tab))
    visit(tab, f"{url}/?data=demo&goal=A")
    assert "not there (data)" in notices(tab)
    assert "Compiled from public pages" in notices(tab)
    assert "Too early to judge" in main(tab).inner_text()
    go_to(tab, "About")
    assert "not there" not in notices(tab)  # links do not carry on what means nothing
    assert query(tab) == {"goal": "A"}
    assert title(tab) == "About"
    assert not any("demonstration" in text.lower() for text in all_texts(tab))


def test_it_covers_all_there_is_to_show(server):
    """On a day of its own, so that it stays so. Then no target year of its plan is running."""
    with opened(demonstration_path(server())) as store:
        found = judge(store, 2026, date(2026, 11, 1))
    statuses = set(found.status) - {"no_target", "open"} | set(found.reason.dropna())
    assert statuses == set(STATUS_WORDS)
    assert set(found.family) == FAMILIES
    assert set(found.target_kind.dropna()) == KINDS
    flags = {flag for row in found["flags"] for flag in row}
    assert flags >= FLAGS
    assert {flag[:13] for flag in flags - FLAGS} == {"was_achieved_"}
    assert {True, False} <= set(found.robust.dropna())
    assert found.region.nunique() > 3


def test_it_is_only_read(server):
    """The dashboard holds it so, or no other process could open it beside it."""
    with (
        opened(demonstration_path(server())) as store,
        pytest.raises(DataError, match="only be read"),
        transaction(store),
    ):
        pass


def test_nobody_publishes_into_it(server, tab):
    visit(tab, f"{server().url}/upload?data=demo")
    assert tab.locator("input[type=file]").count() == 0
