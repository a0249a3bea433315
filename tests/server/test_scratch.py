"""What would be if this were published is tried elsewhere, on the newest records."""

import os
import shutil

import pytest

from progress.server import cache, heavy, read_copy, scratch
from progress.store.file import read_copy_path
from progress.store.releases import history
from progress.store.store import open_store
from tests.support.heavy_work import process_and_releases
from tests.support.plans import upload


@pytest.fixture
def store(first_store, tmp_path, monkeypatch):
    path = tmp_path / "progress.duckdb"
    shutil.copy(first_store, path)
    opened = open_store(path)
    monkeypatch.setenv("PROGRESS_STORE", str(path))
    monkeypatch.setattr(cache, "_stores", {False: opened})
    cache.let_commands_see()
    yield opened
    opened.close()
    heavy.end()


def test_it_is_done_elsewhere_on_the_newest_records(store):
    process, releases = scratch.on_copy(process_and_releases)
    assert (process != os.getpid(), releases) == (True, len(history(store)))


def test_it_is_done_here_where_the_copy_is_behind(store):
    upload(store, "indicator,year,value\nA2.1,2025,1\n")
    assert scratch.on_copy(process_and_releases) == (os.getpid(), len(history(store)))
    read_copy.write(store)
    process, releases = scratch.on_copy(process_and_releases)
    assert (process != os.getpid(), releases) == (True, len(history(store)))


def test_it_is_done_here_where_there_is_no_copy(store):
    read_copy_path(store.path).unlink()
    assert scratch.on_copy(process_and_releases) == (os.getpid(), len(history(store)))
