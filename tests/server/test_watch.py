"""The files of a store that is served are looked after: damage is found, the copy for commands is
made anew, and what a killed process left half-made is taken away."""

import os
import time

import pytest

from progress.errors import DataError
from progress.server import cache, heavy, read_copy, watch
from progress.server.watch import Watch
from progress.store.file import read_copy_path, sweep
from progress.store.integrity import verify
from progress.store.store import open_store
from tests.support.plans import build, report

VALUES = "indicator,year,value\nA1.1,2025,60"


@pytest.fixture
def store(tmp_path):
    made = build(tmp_path)
    yield made
    heavy.end()
    made.close()


def damage(path) -> None:
    """What a failing disk does: other bytes in the middle of the file."""
    content = bytearray(path.read_bytes())
    for place in range(12_288, len(content), 4096):
        content[place + 100] ^= 0xFF
    with path.open("r+b") as file:  # the same file, written to by somebody else
        file.write(content)


def test_damage_to_the_file_is_found_while_it_is_served(store, monkeypatch, caplog):
    looking = Watch(store)
    monkeypatch.setattr(cache, "_watching", [looking])
    monkeypatch.setattr(cache, "_stores", {False: store})
    looking.look()
    assert cache.check() == 1
    damage(store.path)
    assert cache.check() == 1  # what was read is kept, so asking tells nothing
    looking.look()
    with pytest.raises(DataError, match=r"damaged|cannot be opened|orrupt|hecksum"):
        cache.check()
    assert "The file of the store is damaged" in caplog.text


def test_whole_file_is_read_now_and_then_though_nobody_wrote_to_it(store, monkeypatch):
    looking = Watch(store)
    looking.look()
    stat = store.path.stat()
    damage(store.path)
    os.utime(store.path, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # as a disk rots
    looking.look()
    assert looking.found is None
    monkeypatch.setattr(watch, "READ_EVERY", -1)
    looking.look()
    assert looking.found


def test_publishing_is_no_damage(store, monkeypatch):
    looking = Watch(store)
    monkeypatch.setattr(watch, "READ_EVERY", -1)
    for _ in range(2):
        looking.look()
        assert looking.found is None
    report(store, VALUES)
    looking.look()
    assert looking.found is None
    assert sorted(path.name for path in store.path.parent.glob(".*")) == []


@pytest.mark.parametrize("lost", ["deleted", "damaged", "emptied"])
def test_copy_for_the_commands_is_made_anew(store, lost):
    copy = read_copy_path(store.path)
    read_copy.write(store)
    looking = Watch(store)
    looking.look()
    before = copy.stat().st_mtime_ns
    if lost == "deleted":
        copy.unlink()
    else:
        copy.write_bytes(b"" if lost == "emptied" else b"no store")
    looking.look()
    assert copy.stat().st_mtime_ns != before
    copied = open_store(copy, read_only=True)
    assert verify(copied) == []
    copied.close()
    assert not read_copy.renew_if_changed(store)


def test_what_a_killed_process_left_is_taken_away(store):
    folder, name = store.path.parent, read_copy_path(store.path).name
    left = folder / f".{name}.4711.copy_1"
    old = folder / ".backup-2025.duckdb.4711.copy_2"
    new = folder / ".backup-2026.duckdb.4711.copy_3"  # somebody may be writing it
    other = folder / ".notes"
    for file in (left, old, new, other):
        file.write_bytes(b"half")
    os.utime(old, (time.time() - 2 * 24 * 3600,) * 2)
    sweep(store.path)
    assert [file.exists() for file in (left, old, new, other)] == [False, False, True, True]
