"""Backups made and put back by somebody who keeps the dashboard running."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from progress.access import keys
from progress.access.backoff import Backoff
from progress.access.people import SECRETARIAT, Person
from progress.errors import NotAllowed, WrongKey
from progress.server import backup_record, read_copy
from progress.store.file import read_copy_path
from progress.store.integrity import verify
from progress.store.queries import revision
from progress.store.releases import history
from progress.store.store import Store, open_store
from tests.support.callers import Caller, unseen
from tests.support.commands import document, refused, run
from tests.support.operations import monitored, secretariat
from tests.support.paths import ROOT
from tests.support.plans import build, report, statuses

VALUES = "indicator,year,value\nA1.1,2025,60"


@pytest.fixture(scope="module")
def amina(server, tmp_path_factory) -> Caller:
    return secretariat(server, tmp_path_factory)


@pytest.fixture
def store(tmp_path) -> Store:
    opened = build(tmp_path)
    yield opened
    opened.close()


# Beside a running dashboard


def test_backup_holds_what_was_published_just_now(amina, tmp_path):
    number = amina.publish(unseen(), accept_warnings="true").document["release"]
    made = document("backup", tmp_path / "saved.duckdb", store=amina.server.store)
    assert made["release"] == number
    saved = open_store(tmp_path / "saved.duckdb", read_only=True)
    assert history(saved)[-1].release == number
    assert verify(saved) == []
    assert made["bytes"] == saved.path.stat().st_size
    saved.close()

    # The dashboard knows of it, though its store was not written to.
    found = backup_record.last(amina.server.store)
    assert (found.release, found.file) == (number, str(tmp_path / "saved.duckdb"))
    assert timedelta(0) <= datetime.now(UTC) - found.moment < timedelta(minutes=1)
    numbers = monitored(amina)
    at = numbers["progress_last_backup_timestamp_seconds",]
    assert at == found.moment.timestamp()
    assert run("backup", tmp_path, "--keep", "2", store=amina.server.store).returncode == 0
    assert monitored(amina)["progress_store_revision",] == numbers["progress_store_revision",]


def test_store_that_a_dashboard_holds_is_not_replaced(amina, tmp_path):
    saved = tmp_path / "saved.duckdb"
    assert run("backup", saved, store=amina.server.store).returncode == 0
    number = amina.publish(unseen(), accept_warnings="true").document["release"]
    beside = sorted(amina.server.store.parent.iterdir())
    line = refused("restore", saved, store=amina.server.store)
    assert line.endswith("most likely the dashboard; stop it first. Nothing was changed")
    assert sorted(amina.server.store.parent.iterdir()) == beside
    listed = document("releases", store=amina.server.store)["releases"]
    assert listed[-1]["release"] == number


def test_copy_that_cannot_be_renewed_goes(store):
    """Else backups would lack what was published, and nobody would know."""
    copy = read_copy_path(store.path)
    read_copy.write(store)
    assert copy.exists()
    store.connection.execute("create table store.in_the_way (n integer check (n > 0))")
    store.close()
    with pytest.raises(Exception, match="closed"):
        read_copy.write(store)
    assert not copy.exists()


# Putting back


def test_restoring_names_keys_that_were_revoked_since(store, tmp_path):
    for name in ("Amina", "Paul", "Awa"):
        keys.new(store, name)
    keys.revoke(store, "Awa")
    saved = tmp_path / "saved.duckdb"
    store.close()
    assert run("backup", saved, store=store.path).returncode == 0
    again = open_store(store.path)
    keys.revoke(again, "Paul")
    keys.new(again, "Paul")  # another one
    again.close()
    found = document("restore", saved, store=store.path)
    assert found["keys"] == ["Amina", "Paul"]
    assert found["revoked_since"] == ["Paul"]

    said = run("restore", found["before"], store=store.path)
    assert "keys that are valid in it: Amina, Paul\n" in said.stdout
    assert "revoked since" not in said.stdout
    said = run("restore", saved, store=store.path)
    assert 'valid again although revoked since: Paul; end it with: key revoke "Paul"' in said.stdout


def test_restoring_over_a_damaged_store_still_names_the_keys(store, tmp_path):
    keys.new(store, "Amina")
    store.close()
    saved = tmp_path / "saved.duckdb"
    assert run("backup", saved, store=store.path).returncode == 0
    store.path.write_bytes(b"damaged" * 1000)
    found = document("restore", saved, store=store.path)
    assert (found["keys"], found["revoked_since"]) == (["Amina"], [])
    assert open_store(store.path, read_only=True)


def test_backup_that_cannot_be_noted_is_made_all_the_same(store, tmp_path):
    backup_record.record_path(store.path).mkdir()
    store.close()
    done = run("backup", tmp_path / "saved.duckdb", store=store.path)
    assert done.returncode == 0
    assert done.stderr.startswith("note: the time of the backup could not be kept")
    assert (tmp_path / "saved.duckdb").exists()
    assert backup_record.last(store.path) is None


def test_note_of_a_backup_that_means_nothing_is_no_note(store):
    record = backup_record.record_path(store.path)
    for text in ("", "[]", "{}", '{"made_at": "today"', "\x00", '{"made_at": 3, "x": 4}'):
        record.write_text(text)
        assert backup_record.last(store.path) is None


# Over the page


def test_only_the_secretariat_downloads_a_backup(store, tmp_path):
    served = replace(store, served=True)
    report(store, VALUES)
    key = keys.new(store, "Paul")
    paul = keys.sign_in(served, key, "192.0.2.1", Backoff())
    content = backup_record.download(served, paul)
    (tmp_path / "downloaded.duckdb").write_bytes(content)
    downloaded = open_store(tmp_path / "downloaded.duckdb", read_only=True)
    assert statuses(downloaded) == statuses(store)
    assert verify(downloaded) == []
    downloaded.close()
    found = backup_record.last(store.path)
    assert (found.release, found.bytes, found.file) == (2, len(content), None)

    for person in (None, Person(), Person("Paul", "member")):
        with pytest.raises(NotAllowed):
            backup_record.download(served, person)
    keys.revoke(store, "Paul")  # after the page was drawn
    with pytest.raises(WrongKey):
        backup_record.download(served, paul)
    assert backup_record.download(served, Person("Amina", SECRETARIAT))
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_backup_does_not_write_to_the_store(home, tmp_path, monkeypatch):
    monkeypatch.setenv("PROGRESS_LOCAL", str(tmp_path / "local"))
    store = build(home)
    report(store, VALUES)
    before = revision(store)
    content = backup_record.download(replace(store, served=True), Person("Amina", SECRETARIAT))
    (tmp_path / "downloaded.duckdb").write_bytes(content)
    downloaded = open_store(tmp_path / "downloaded.duckdb", read_only=True)
    assert statuses(downloaded) == statuses(store)
    downloaded.close()
    assert revision(store) == before
    assert backup_record.last(store.path).release == 2
    store.close()


def test_command_without_a_store_says_so(tmp_path):
    assert "there is no store" in refused("backup", tmp_path / "x", store=tmp_path / "none.duckdb")


# The page for whoever keeps it running


def test_page_for_operators_has_every_variable_and_no_other_command():
    page = (ROOT / "docs" / "operate.md").read_text("utf-8")
    sources = [ROOT / "app.py", *(ROOT / "src").rglob("*.py")]
    used = {name for file in sources for name in re.findall(r"PROGRESS_[A-Z_]+", file.read_text())}
    assert used == set(re.findall(r"PROGRESS_[A-Z_]+", page))
    named = set(re.findall(r"(?:-m |# |`)progress ([a-z]+)", page))
    assert {"init", "backup", "restore", "verify", "releases", "key"} <= named
    for name in named:
        assert run(name, "--help").returncode == 0, name
