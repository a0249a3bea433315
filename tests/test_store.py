"""The store: the first start, one process at a time, and that nothing is ever lost."""

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from plans import PLAN, build, release, report, statuses, write_folder
from progress import backup, initial
from progress.problems import DataError, MissingStore, StoreBusy
from progress.releases import history, in_force
from progress.store import (
    facts,
    log_path,
    open_for_reading,
    open_for_trial,
    open_store,
    read_copy_path,
    revision,
    rows,
    transaction,
    write_copy,
)
from progress.verdicts import judge
from progress.verify import verify

ROOT = Path(__file__).parents[1]
SOURCE = {"PYTHONPATH": str(ROOT / "src")}


@pytest.fixture(scope="module")
def first_start(tmp_path_factory):
    """The store of the first start. Not written to by these tests."""
    store = initial.build(tmp_path_factory.mktemp("store") / "progress.duckdb")
    yield store
    store.close()


def python(script: str, *arguments: object) -> subprocess.Popen:
    """Another process of this program."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(
        command, env=os.environ | SOURCE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


# The first start


def test_first_start_has_the_whole_plan(first_start):
    objectives = facts(first_start, "objective", in_force(first_start))
    assert len(objectives) == 24
    assert sorted(objectives.goal.unique()) == ["A", "B", "C", "D", "E", "F"]
    assert verify(first_start) == []


def test_first_start_publishes_the_plan_and_then_what_was_reported(first_start):
    plan, reported = history(first_start)
    assert (plan["release"], plan["kind"], plan["in_force"]) == (1, "initial", True)
    assert "not yet confirmed" in plan["note"]
    assert "targets.csv" in plan["file"]
    assert (reported["release"], reported["file"]) == (2, "reported_values.csv")


def test_context_is_kept_and_never_judged(first_start):
    kept = facts(first_start, "value", in_force(first_start))
    assert {"other definition", "superseded"} <= set(kept.relation)
    judged = judge(first_start)
    assert set(judged.status) <= {"no_target", "not_reported"}
    assert judged.value.isna().all()


def test_first_start_does_not_replace_a_store(tmp_path):
    build(tmp_path).close()
    with pytest.raises(DataError, match="already"):
        initial.build(tmp_path / "store.duckdb")


def test_demonstration_has_its_releases_and_is_whole(tmp_path):
    store = initial.build(tmp_path / "demo.duckdb", demo=True)
    listed = history(store)
    assert len(listed) > 3
    assert all(one["back_dated"] for one in listed)
    assert any(one["reverts"] for one in listed)
    assert verify(store) == []
    assert {"achieved", "on_track", "behind", "off_course", "open"} <= set(judge(store).family)
    store.close()


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


# Opening


def test_no_store_says_how_to_make_one(tmp_path):
    with pytest.raises(MissingStore, match=r"no store at .* run .*init"):
        open_store(tmp_path / "store.duckdb")


def test_newer_store_is_refused(tmp_path):
    store = build(tmp_path)
    with transaction(store) as writing:
        writing.execute("update store.meta set content = '99' where name = 'schema'")
    store.close()
    with pytest.raises(DataError, match="newer version of this program; upgrade"):
        open_store(store.path)


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


def test_store_opened_for_reading_cannot_be_written(tmp_path):
    build(tmp_path).close()
    store = open_store(tmp_path / "store.duckdb", read_only=True)
    with pytest.raises(DataError, match="only be read"), transaction(store):
        pass
    store.close()


def test_store_does_not_reach_other_files(tmp_path, first_start):
    for statement in (
        "from read_csv('/etc/passwd')",
        f"attach '{tmp_path / 'other.duckdb'}' as other",
        f"copy (select 1) to '{tmp_path / 'out.csv'}'",
        "set enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            rows(first_start, statement)


# One process at a time


def test_second_process_is_told_so_in_one_sentence(tmp_path):
    store = build(tmp_path)
    script = "import sys; from progress.store import open_store; open_store(sys.argv[1])"
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
        "import sys; from progress.store import open_for_reading, rows; "
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
        "from progress.store import open_for_reading\n"
        "from progress.problems import StoreBusy\n"
        "try: open_for_reading(sys.argv[1])\n"
        "except StoreBusy: print('busy')"
    )
    said, _ = python(script, store.path).communicate(timeout=60)
    assert said.strip() == "busy"
    store.close()


def test_trial_leaves_the_store_alone(tmp_path):
    build(tmp_path).close()
    before = (tmp_path / "store.duckdb").read_bytes()
    trial = open_for_trial(tmp_path / "store.duckdb")
    report(trial, "indicator,year,value\nA1.1,2025,60")
    assert statuses(trial)["A1.1", 2030] == "on_track"
    trial.close()
    assert (tmp_path / "store.duckdb").read_bytes() == before


# Writing


def test_transaction_is_all_or_nothing(tmp_path):
    store = build(tmp_path)
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


def test_each_write_raises_the_revision(tmp_path):
    store = build(tmp_path)
    before = revision(store)
    report(store, "indicator,year,value\nA1.1,2025,60")
    assert revision(store) == before + 1
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
    assert acknowledged > 20


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


# Backup and restore


def test_backup_can_be_put_back(tmp_path):
    store = build(tmp_path)
    report(store, "indicator,year,value\nA1.1,2025,60")
    saved = backup.back_up(store, tmp_path / "backups" / "saved.duckdb")
    expected = statuses(store)
    report(store, "indicator,year,value\nA1.1,2026,1")
    store.close()
    before = backup.restore(saved, store.path)
    restored, replaced = open_store(store.path), open_store(before)
    assert statuses(restored) == expected
    assert len(history(replaced)) == 3
    restored.close()
    replaced.close()


def test_only_the_newest_backups_are_kept(tmp_path):
    store = build(tmp_path)
    made = [backup.back_up(store, tmp_path / "backups", keep=2) for _ in range(4)]
    assert sorted((tmp_path / "backups").iterdir()) == made[-2:]
    store.close()


def test_store_in_use_is_not_replaced(tmp_path):
    store = build(tmp_path)
    saved = backup.back_up(store, tmp_path / "saved.duckdb")
    script = (
        "import sys; from pathlib import Path; from progress.backup import restore; "
        "restore(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    _, said = python(script, saved, store.path).communicate(timeout=60)
    assert "StoreBusy" in said.strip().splitlines()[-1]
    assert statuses(store)
    store.close()


def test_broken_backup_is_not_put_back(tmp_path):
    store = build(tmp_path)
    broken = tmp_path / "broken.duckdb"
    backup.back_up(store, broken)
    expected = statuses(store)
    store.close()
    content = broken.read_bytes()
    broken.write_bytes(content[: len(content) // 2])
    with pytest.raises(DataError, match=f"{broken}"):
        backup.restore(broken, store.path)
    again = open_store(store.path)
    assert statuses(again) == expected
    again.close()


def test_backup_replaces_a_damaged_store_and_its_log(tmp_path):
    store = build(tmp_path)
    saved = backup.back_up(store, tmp_path / "saved.duckdb")
    report(store, "indicator,year,value\nA1.1,2025,60")
    log = log_path(store.path).read_bytes()
    store.close()
    store.path.write_bytes(b"overwritten by accident" * 1000)
    log_path(store.path).write_bytes(log)
    backup.restore(saved, store.path)
    restored = open_store(store.path)
    assert len(history(restored)) == 1
    assert verify(restored) == []
    restored.close()


def test_reading_falls_back_only_while_the_store_is_held(tmp_path):
    """A stale copy is not read where the store itself can be."""
    store = build(tmp_path)
    write_copy(store, read_copy_path(store.path))
    report(store, "indicator,year,value\nA1.1,2025,60")
    store.close()
    reading = open_for_reading(store.path)
    assert len(history(reading)) == 2
    reading.close()
