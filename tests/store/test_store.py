"""The store: the first start, one file held by one process at a time, and its transactions."""

import os

import duckdb
import pytest

from progress.assessment.verdicts import judge
from progress.errors import DataError, MissingStore, StoreBusy
from progress.intake import seed
from progress.store.copies import write_copy
from progress.store.file import read_copy_path
from progress.store.integrity import verify
from progress.store.queries import facts, primary_read, revision, rows
from progress.store.releases import history, in_force
from progress.store.store import open_for_reading, open_scratch_copy, open_store
from progress.store.writing import transaction
from tests.support.commands import python
from tests.support.plans import build, report, statuses

THREADS = "select current_setting('threads')"


@pytest.fixture(scope="module")
def first_start(tmp_path_factory):
    """The store of the first start. Not written to by these tests."""
    store = seed.build(tmp_path_factory.mktemp("store") / "progress.duckdb")
    yield store
    store.close()


# The first start


def test_first_start_has_the_whole_plan(first_start):
    objectives = facts(first_start, "objective", in_force(first_start))
    assert len(objectives) == 24
    assert sorted(objectives.goal.unique()) == ["A", "B", "C", "D", "E", "F"]
    assert verify(first_start) == []


def test_first_start_publishes_the_plan_and_then_what_was_reported(first_start):
    plan, reported = history(first_start)
    assert (plan.release, plan.kind, plan.in_force) == (1, "initial", True)
    assert "not yet confirmed" in plan.note
    assert "targets.csv" in plan.file
    assert (reported.release, reported.file) == (2, "reported_values.csv")


def test_context_is_kept_and_never_judged(first_start):
    kept = facts(first_start, "value", in_force(first_start))
    assert {"other definition", "superseded"} <= set(kept.relation)
    judged = judge(first_start)
    assert set(judged.status) <= {"no_target", "not_reported"}
    assert judged.value.isna().all()


def test_first_start_does_not_replace_a_store(home):
    build(home).close()
    with pytest.raises(DataError, match="already"):
        seed.build(home.url)


def test_demonstration_has_its_releases_and_is_whole(tmp_path):
    store = seed.build(tmp_path / "demo.duckdb", demo=True)
    listed = history(store)
    assert len(listed) > 3
    assert all(one.back_dated for one in listed)
    assert any(one.reverts for one in listed)
    assert verify(store) == []
    assert {"achieved", "on_track", "behind", "off_course", "open"} <= set(judge(store).family)
    store.close()


# Opening


def test_no_store_says_how_to_make_one(home):
    with pytest.raises(MissingStore, match=r"no store (at|in) .* run .*init"):
        open_store(home.nowhere())


def test_newer_store_is_refused(home):
    store = build(home)
    with transaction(store) as writing:
        writing.execute("update store.meta set content = '99' where name = 'schema'")
    store.close()
    with pytest.raises(DataError, match="newer version of this program; upgrade"):
        open_store(home.url)


def test_another_database_is_no_store(tmp_path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("create table release (n integer)")
    with pytest.raises(DataError, match="not a store of this program"):
        open_store(path)


def test_file_that_is_no_database_is_no_store(tmp_path):
    path = tmp_path / "blocks" / "notes.duckdb"  # "lock" in a name does not make it locked
    path.parent.mkdir()
    path.write_text("Minutes of the meeting\n" * 1000)
    with pytest.raises(DataError, match="cannot be opened as a store") as refusal:
        open_store(path)
    assert not isinstance(refusal.value, StoreBusy)
    assert len(str(refusal.value).splitlines()) == 1


def test_store_opened_for_reading_cannot_be_written(home):
    build(home).close()
    store = open_store(home.url, read_only=True)
    with pytest.raises(DataError, match="only be read"), transaction(store):
        pass
    with primary_read(store) as reading, pytest.raises(duckdb.Error):
        reading.execute("delete from store.target")
    store.close()


def test_store_does_not_reach_other_files(home, tmp_path_factory):
    store, elsewhere = build(home), tmp_path_factory.mktemp("elsewhere")
    for statement in (
        "from read_csv('/etc/passwd')",
        f"attach '{elsewhere / 'other.duckdb'}' as other",
        f"copy (select 1) to '{elsewhere / 'out.csv'}'",
        "set enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            rows(store, statement)
        with primary_read(store) as reading, pytest.raises(duckdb.Error):
            rows(reading, statement)
    store.close()


# One process at a time


def test_second_process_is_told_so_in_one_sentence(tmp_path):
    store = build(tmp_path)
    script = "import sys; from progress.store.store import open_store; open_store(sys.argv[1])"
    second = python(script, store.path)
    _, said = second.communicate(timeout=60)
    last = said.strip().splitlines()[-1]
    assert "StoreBusy" in last
    assert last.endswith("is in use by another program, most likely the dashboard")
    store.close()


def test_second_process_reads_the_copy(tmp_path):
    store = build(tmp_path)
    write_copy(store, read_copy_path(store.path))
    report(store, "indicator,year,value\nA1.1,2025,60")  # after the copy was written
    script = (
        "import sys; from progress.store.queries import rows; "
        "from progress.store.store import open_for_reading; "
        "print(rows(open_for_reading(sys.argv[1]), 'select max(release_id) from store.release'))"
    )
    reader = python(script, store.path)
    said, trouble = reader.communicate(timeout=60)
    assert (said.strip(), trouble) == ("[(1,)]", "")
    store.close()


def test_without_a_copy_the_second_process_is_refused(tmp_path):
    store = build(tmp_path)
    script = (
        "import sys\n"
        "from progress.store.store import open_for_reading\n"
        "from progress.errors import StoreBusy\n"
        "try: open_for_reading(sys.argv[1])\n"
        "except StoreBusy: print('busy')"
    )
    said, _ = python(script, store.path).communicate(timeout=60)
    assert said.strip() == "busy"
    store.close()


def test_trial_leaves_the_store_alone(home):
    build(home).close()
    trial = open_scratch_copy(home.url)
    report(trial, "indicator,year,value\nA1.1,2025,60")
    assert statuses(trial)["A1.1", 2030] == "on_track"
    trial.close()
    store = open_store(home.url)
    assert (len(history(store)), statuses(store)["A1.1", 2030]) == (1, "not_reported")
    store.close()


def test_reading_falls_back_only_while_the_store_is_held(tmp_path):
    """A stale copy is not read where the store itself can be."""
    store = build(tmp_path)
    write_copy(store, read_copy_path(store.path))
    report(store, "indicator,year,value\nA1.1,2025,60")
    store.close()
    reading = open_for_reading(store.path)
    assert len(history(reading)) == 2
    reading.close()


# Writing


def test_transaction_is_all_or_nothing(home):
    store = build(home)
    before = revision(store), len(history(store))

    def fail_half_way() -> None:
        with transaction(store) as writing:
            writing.execute("delete from store.release")
            writing.execute("delete from store.target")
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way()
    assert (revision(store), len(history(store))) == before
    assert verify(store) == []
    report(store, "indicator,year,value\nA1.1,2025,60")  # and the next one goes through
    store.close()


def test_each_write_raises_the_revision(home):
    store = build(home)
    before = revision(store)
    report(store, "indicator,year,value\nA1.1,2025,60")
    assert revision(store) == before + 1
    store.close()


# How many threads answer a question


def test_small_store_is_not_divided_among_threads_and_large_one_is(tmp_path):
    store = build(tmp_path)
    assert rows(store, THREADS) == [(1,)]
    with transaction(store) as cur:
        cur.execute(
            "insert into store.value by name select 1 as release_id, false as withdraw, "
            "'A1.1' as indicator, 'Region ' || n as region, 2024 as year, n as value, "
            "'direct' as relation from range(250_000) as numbers(n)"
        )
    store.connection.execute("checkpoint store")
    store.close()
    again = open_store(tmp_path / "store.duckdb")
    assert rows(again, THREADS) == [(min(3, os.cpu_count()),)]
    again.close()
