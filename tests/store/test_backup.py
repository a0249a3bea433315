"""Backups: a copy of the store that can be put back in its place."""

import shutil

import duckdb
import pytest

from progress.errors import DataError
from progress.store import backup
from progress.store.file import log_path
from progress.store.integrity import verify
from progress.store.releases import history
from progress.store.store import open_store
from tests.support.commands import python, run
from tests.support.plans import build, report, statuses


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
        "import sys; from pathlib import Path; from progress.store.backup import restore; "
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
    store.close()
    with duckdb.connect(tmp_path / "other.duckdb") as other:
        other.execute("create table leftover as select 1")
        log = log_path(tmp_path / "other.duckdb").read_bytes()
    store.path.write_bytes(b"overwritten by accident" * 1000)
    log_path(store.path).write_bytes(log)
    backup.restore(saved, store.path)
    restored = open_store(store.path)
    assert len(history(restored)) == 1
    assert verify(restored) == []
    restored.close()


@pytest.mark.parametrize("name", ["progress.duckdb", "progress.read.duckdb"])
def test_a_backup_does_not_take_the_place_of_the_store(first_store, tmp_path, name):
    path = tmp_path / "progress.duckdb"
    shutil.copy(first_store, path)
    content = path.read_bytes()
    refused = run("backup", tmp_path / "elsewhere" / ".." / name, store=path)
    assert refused.returncode == 1
    assert "is the store itself" in refused.stderr
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [
        ("progress.duckdb", content)
    ]
