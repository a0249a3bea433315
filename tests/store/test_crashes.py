"""Whatever happens to the program, the disk or the clock: nothing is lost, or it is told."""

import threading

import pytest

from progress.errors import DataError
from progress.intake import seed
from progress.store import backup
from progress.store.copies import write_copy
from progress.store.file import log_path
from progress.store.integrity import verify
from progress.store.queries import consistent_read, facts, revision
from progress.store.releases import history, in_force
from progress.store.store import open_store
from progress.store.writing import transaction
from tests.support.plans import PLAN, build, release, report, statuses, write_folder


@pytest.fixture(scope="module")
def first_start(tmp_path_factory):
    """The store of the first start. Not written to by these tests."""
    store = seed.build(tmp_path_factory.mktemp("store") / "progress.duckdb")
    yield store
    store.close()


def test_cut_off_file_is_refused(tmp_path, first_start):
    whole = tmp_path / "whole.duckdb"
    write_copy(first_start, whole)
    path = tmp_path / "cut.duckdb"
    path.write_bytes(whole.read_bytes()[:100_000])
    with pytest.raises(DataError, match="cannot be opened"):
        open_store(path)


def test_log_of_a_store_that_is_gone_does_not_leak_into_the_next_one(tmp_path):
    store = build(tmp_path)
    gone = log_path(store.path)
    with consistent_read(
        store
    ) as reading:  # while somebody reads, what is written stays in the log
        revision(reading)
        with transaction(store) as writing:
            writing.execute("delete from store.target")
        kept = gone.read_bytes()
    store.close()
    store.path.unlink()
    gone.write_bytes(kept)
    again = seed.build(store.path, write_folder(tmp_path / "plan", PLAN))
    assert len(statuses(again)) == 4
    assert verify(again) == []
    again.close()


def test_clock_that_was_ahead_does_not_make_a_store_broken(tmp_path):
    """Releases stay in the order of their numbers, also when a clock is put right again."""
    store = build(tmp_path)
    report(store, "indicator,year,value\nA1.1,2025,60")
    with transaction(store) as writing:
        writing.execute(
            "update store.release set published_at = published_at + interval 1 hour, "
            "recorded_at = recorded_at + interval 1 hour where release_id = 2"
        )
    report(store, "indicator,year,value\nA1.1,2025,61")
    first, ahead, after = (one.published_at for one in history(store))
    assert first < ahead == after
    assert verify(store) == []
    store.close()


def test_copies_made_while_others_write_are_whole(tmp_path):
    """Each copy is one moment of the store: as many values as releases, whatever goes on."""
    store = build(tmp_path)
    done = threading.Event()
    failures = []

    def write(first_year: int) -> None:
        try:
            for year in range(first_year, first_year + 4):
                row = f"B1.1,{year},{year - 2000}"
                release(store, {"reported_values.csv": f"indicator,year,value\n{row}"})
        except Exception as error:
            failures.append(error)

    writers = [threading.Thread(target=write, args=(year,)) for year in (2001, 2011)]
    for writer in writers:
        writer.start()
    copies = []

    def copy() -> None:
        try:
            while not done.is_set():
                path = tmp_path / "copies" / f"{len(copies)}.duckdb"
                copies.append(backup.back_up(store, path))
        except Exception as error:
            failures.append(error)

    copier = threading.Thread(target=copy)
    copier.start()
    for writer in writers:
        writer.join()
    done.set()
    copier.join()
    assert failures == []
    assert copies
    for path in copies:
        copied = open_store(path, read_only=True)
        assert verify(copied) == []
        count = len(facts(copied, "value", in_force(copied)))
        assert count == len(history(copied)) - 1
        copied.close()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    store.close()
