"""Whatever happens to the program, the disk or the clock: nothing is lost, or it is told."""

import random
import threading
import time

import pytest

from commands import python
from plans import PLAN, build, release, report, statuses, write_folder
from progress import backup, initial
from progress.problems import DataError, StoreBusy
from progress.releases import history, in_force
from progress.store import (
    facts,
    log_path,
    open_store,
    transaction,
    write_copy,
)
from progress.verify import verify


@pytest.fixture(scope="module")
def first_start(tmp_path_factory):
    """The store of the first start. Not written to by these tests."""
    store = initial.build(tmp_path_factory.mktemp("store") / "progress.duckdb")
    yield store
    store.close()


def test_damage_never_goes_unseen(tmp_path, first_start):
    """Wherever bytes of a store are lost, opening or verifying tells, or nothing was lost."""
    whole = tmp_path / "whole.duckdb"
    write_copy(first_start, whole)
    content = whole.read_bytes()
    targets = facts(first_start, "target", [1]).to_csv()
    chance = random.Random(4)
    outcomes = set()
    for _ in range(25):
        place = chance.randrange(len(content))
        path = tmp_path / "damaged.duckdb"
        path.write_bytes(content[:place] + chance.randbytes(100) + content[place + 100 :])
        try:
            store = open_store(path, read_only=True)
        except StoreBusy:
            pytest.fail("damage was taken for a lock")
        except DataError:
            outcomes.add("refused")
            continue
        problems = verify(store)
        if problems:
            assert "damaged" in problems[0]
            outcomes.add("reported")
        else:
            assert facts(store, "target", [1]).to_csv() == targets
        store.close()
    assert outcomes == {"refused", "reported"}


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
    with transaction(store) as writing:  # what is not yet in the file stays in the log
        writing.execute("delete from store.target")
    kept = gone.read_bytes()
    store.close()
    store.path.unlink()
    gone.write_bytes(kept)
    again = initial.build(store.path, write_folder(tmp_path / "plan", PLAN))
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
    first, ahead, after = (one["published_at"] for one in history(store))
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


PUBLISH_FOR_EVER = """
import sys
from progress import update
from progress.publish import Origin, publish
from progress.store import open_store
from progress.workbook.read import File

store = open_store(sys.argv[1])
text = "indicator,year,value\\n" + "".join(f"B1.1,{year},1\\n" for year in range(1900, 2020))
prepared = update.prepare(store, [File("values.csv", text.encode())])
number = int(sys.argv[2])
while True:
    number += 1
    rows = [{**row, "value": number} for row in prepared.checked.rows["value"]]
    print(publish(store, {"value": rows}, Origin("Amina", files=prepared.files)), flush=True)
"""


def test_kill_at_any_moment_loses_nothing(tmp_path):
    """`kill -9` while it publishes, again and again: what was acknowledged is there, whole."""
    path = tmp_path / "store.duckdb"
    build(tmp_path).close()
    chance = random.Random(9)
    acknowledged = 1
    for round_ in range(10):
        publishing = python(PUBLISH_FOR_EVER, path, 1000 * round_)
        acknowledged = int(publishing.stdout.readline())  # it has begun
        time.sleep(chance.uniform(0, 0.2))
        publishing.kill()
        said, trouble = publishing.communicate()
        assert trouble == ""
        acknowledged = int(said.split()[-1]) if said.split() else acknowledged
        # Reading alone does not write, so the next round opens what the kill left behind.
        store = open_store(path, read_only=True)
        releases = [listed["release"] for listed in history(store)]
        assert releases[-1] in (acknowledged, acknowledged + 1)
        assert verify(store) == []
        store.close()
    assert acknowledged > 10
