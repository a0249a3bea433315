"""How the headline moved: which days are looked at, and that earlier ones are counted as they were
known then."""

from datetime import date, timedelta

from progress.assessment.filters import Filters
from progress.assessment.trend import MOST_DAYS, days, point, standings
from progress.assessment.verdicts import judge, status
from progress.store.releases import history, in_force
from progress.store.store import open_for_reading
from tests.support.large import large_store

TODAY = date(2026, 11, 26)


def test_few_updates_are_all_looked_at():
    published = [date(2024, 1, day) for day in (1, 5, 5, 9)]
    assert days(published, TODAY) == [date(2024, 1, 1), date(2024, 1, 5), date(2024, 1, 9)]
    assert days(published, date(2024, 1, 9)) == [date(2024, 1, 1), date(2024, 1, 5)]


def test_of_many_updates_the_last_of_a_period_are():
    every_day = [date(2024, 1, 1) + timedelta(days=number) for number in range(1000)]
    found = days(every_day, TODAY)
    assert 6 < len(found) <= MOST_DAYS
    assert found[0] == date(2024, 3, 31)
    assert found[-1] == every_day[-1]
    every_year = [date(year, 6, 1) for year in range(1990, 2027)]
    assert days(every_year, TODAY) == every_year[-MOST_DAYS:]


def test_a_day_is_counted_as_it_was_known_then(tmp_path):
    path = tmp_path / "progress.duckdb"
    large_store(path, 60, 40).close()
    store = open_for_reading(path)
    releases = history(store)
    place = len(releases) // 2
    day = date.fromisoformat(releases[place].published_at[:10])
    judged = judge(store, day.year, day, in_force(store, day, releases[place].release))
    found = standings(store, judged, day, "World")
    for chosen in (Filters(), Filters(goal=found[0].goal), Filters(objective=found[-1].objective)):
        horizon = found[0].horizon
        asked = Filters(
            goal=chosen.goal, objective=chosen.objective, as_known_on=day, horizon=horizon
        )
        rows = status(store, asked).objectives
        rows = rows[rows.indicators > 0]
        counted = point(day, found, chosen, horizon)
        assert counted.with_target == len(rows)
        assert counted.good == int(rows.family.isin(["achieved", "on_track"]).sum())
    store.close()
