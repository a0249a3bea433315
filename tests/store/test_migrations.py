"""Upgrades: a store that any earlier version has made opens, and is judged as it was."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from progress.assessment.facts import facts_in_force
from progress.errors import DataError
from progress.store import backup, file, migrations, replica
from progress.store import postgres as store_postgres
from progress.store.integrity import verify
from progress.store.queries import rows
from progress.store.releases import history
from progress.store.store import Store, open_in_memory, open_scratch_copy, open_store
from progress.store.tables import MIGRATIONS, newest_version
from tests.support.commands import python, run
from tests.support.homes import PostgresHome
from tests.support.paths import ROOT
from tests.support.plans import build, release, report, statuses

STORES = ROOT / "tests" / "support" / "stores"

# What each kept store was judged as by the version that made it.
VERDICTS = {
    1: {
        ("A1.1", 2030): "on_track",
        ("A2.1", 2030): "needs_acceleration",
        ("A2.2", 2030): "under_way",
        ("B1.1", 2030): "needs_acceleration",
    },
    2: {
        ("A1.1", 2030): "on_track",
        ("A2.1", 2030): "needs_acceleration",
        ("A2.2", 2030): "under_way",
        ("B1.1", 2030): "needs_acceleration",
    },
    3: {
        ("A1.1", 2030): "on_track",
        ("A2.1", 2030): "needs_acceleration",
        ("A2.2", 2030): "under_way",
        ("B1.1", 2030): "needs_acceleration",
    },
    4: {
        ("A1.1", 2030): "on_track",
        ("A2.1", 2030): "needs_acceleration",
        ("A2.2", 2030): "under_way",
        ("B1.1", 2030): "needs_acceleration",
    },
    5: {
        ("A1.1", 2030): "on_track",
        ("A2.1", 2030): "needs_acceleration",
        ("A2.2", 2030): "under_way",
        ("B1.1", 2030): "needs_acceleration",
    },
    6: {
        ("A1.1", 2030): "on_track",
        ("A2.1", 2030): "needs_acceleration",
        ("A2.2", 2030): "under_way",
        ("B1.1", 2030): "needs_acceleration",
    },
}

# A version that this program does not have: a column, filled, and a table.
COLUMN = "alter table store.release add column seen_by varchar;\n"
FILLED = "update store.release set seen_by = published_by;\n"
TABLE = "create table store.visit (release_id integer not null);\n"
# Takes long enough to be killed in.
ENDLESS = "insert into store.visit select sum(range % 7) from range(1000000000000);\n"

OPEN = """
import sys
from pathlib import Path
from progress.store import file
print("opening", flush=True)
file.connect(Path(sys.argv[1]), read_only=False, folder=Path(sys.argv[2]))
"""


@pytest.fixture
def newer(tmp_path) -> Path:
    """The migrations of a version that is two newer."""
    folder = shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    newest = newest_version()
    (folder / f"{newest + 1}.sql").write_text(COLUMN)
    (folder / f"{newest + 2}.sql").write_text(FILLED + TABLE)
    return folder


def kept(version: int, folder: Path) -> Path:
    path = folder / f"schema_{version}.duckdb"
    path.write_bytes(gzip.decompress((STORES / f"schema_{version}.duckdb.gz").read_bytes()))
    return path


def opened(path: Path, folder: Path, *, read_only: bool = False) -> Store:
    return Store(file.connect(path, read_only=read_only, folder=folder), path, read_only)


def version_of(store: Store) -> int:
    return int(rows(store, "select content from store.meta where name = 'schema'")[0][0])


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.schema-*"))


def tables(store: Store) -> set[tuple]:
    return set(
        rows(
            store,
            "select table_name, column_name, data_type from duckdb_columns() "
            "where database_name = 'store'",
        )
    )


def test_there_is_a_store_of_every_version():
    versions = range(1, newest_version() + 1)
    assert sorted(VERDICTS) == list(versions)
    assert sorted(int(path.stem) for path in MIGRATIONS.glob("*.sql")) == list(versions)[1:]


@pytest.mark.parametrize("version", VERDICTS)
@pytest.mark.parametrize("read_only", [True, False])
def test_store_of_an_earlier_version_opens(tmp_path, version, read_only):
    path = kept(version, tmp_path)
    assert path.stat().st_size < 8_000_000
    store = open_store(path, read_only=read_only)
    assert statuses(store) == VERDICTS[version]
    assert verify(store) == []
    assert [one.by for one in history(store)][1:] == ["Amina"] * 4
    fresh = open_in_memory()
    assert tables(store) == tables(fresh)
    fresh.close()
    store.close()


@pytest.mark.parametrize("version", VERDICTS)
def test_backup_of_an_earlier_version_is_put_back(tmp_path, version):
    saved = kept(version, tmp_path)
    backup.restore(saved, tmp_path / "progress.duckdb")
    store = open_store(tmp_path / "progress.duckdb")
    assert statuses(store) == VERDICTS[version]
    store.close()


def test_older_store_is_brought_up_to_date_with_a_copy_beside_it(tmp_path, newer):
    store = build(tmp_path)
    report(store, "indicator,year,value\nA1.1,2025,60")
    expected, revision = statuses(store), rows(store, "select n from store.revision")
    before = version_of(store)
    store.close()

    upgraded = opened(store.path, newer)
    assert version_of(upgraded) == before + 2
    assert statuses(upgraded) == expected
    assert verify(upgraded) == []
    assert rows(upgraded, "select distinct seen_by from store.release where release_id = 2") == [
        ("Amina",)
    ]
    assert rows(upgraded, "select count(*) from store.visit") == [(0,)]
    assert rows(upgraded, "select n from store.revision") > revision
    report(upgraded, "indicator,year,value\nA1.1,2026,70")
    upgraded.close()
    (copy,) = copies(tmp_path)
    untouched = open_store(copy, read_only=True)
    assert (version_of(untouched), statuses(untouched)) == (before, expected)
    untouched.close()

    again = opened(store.path, newer)
    assert len(history(again)) == 3
    again.close()
    assert copies(tmp_path) == [copy]
    # This version, which is older, leaves it alone.
    with pytest.raises(DataError, match="newer version"):
        open_store(store.path)


def test_reading_leaves_an_older_store_as_it_is(tmp_path, newer):
    store = build(tmp_path)
    expected = statuses(store)
    store.close()
    content = store.path.read_bytes()
    reading = opened(store.path, newer, read_only=True)
    assert version_of(reading) == newest_version(newer)
    assert statuses(reading) == expected
    reading.close()
    assert store.path.read_bytes() == content
    assert copies(tmp_path) == []
    trial = open_scratch_copy(store.path)
    assert statuses(trial) == expected
    trial.close()


def test_migration_that_fails_changes_nothing(tmp_path, newer):
    store = build(tmp_path)
    expected, before = statuses(store), version_of(store)
    store.close()
    (newer / f"{newest_version(newer)}.sql").write_text(TABLE + "select no_such_column;")
    with pytest.raises(DataError, match=r"could not be brought up to date.*nothing was changed"):
        opened(store.path, newer)
    again = open_store(store.path)
    assert (version_of(again), statuses(again)) == (before, expected)
    assert ("release", "seen_by", "VARCHAR") not in tables(again)
    again.close()


def test_program_killed_while_it_migrates_leaves_the_old_store(tmp_path, newer):
    store = build(tmp_path)
    expected, before = statuses(store), version_of(store)
    store.close()
    (newer / f"{newest_version(newer)}.sql").write_text(TABLE + ENDLESS)
    running = python(OPEN, store.path, newer)
    assert running.stdout.readline() == "opening\n"
    while not copies(tmp_path):
        assert running.poll() is None, running.stderr.read()
    with pytest.raises(subprocess.TimeoutExpired):
        running.wait(1)
    running.kill()
    running.communicate()
    again = open_store(store.path)
    assert (version_of(again), statuses(again)) == (before, expected)
    assert ("release", "seen_by", "VARCHAR") not in tables(again)
    assert verify(again) == []
    again.close()


def test_store_in_postgres_is_brought_up_to_date(postgres, tmp_path, newer):
    home = PostgresHome(postgres, tmp_path)
    try:
        store = build(home)
        report(store, "indicator,year,value\nA1.1,2025,60")
        expected, before = statuses(store), version_of(store)
        store.close()
        address, beside = store_postgres.parse(home.url), tmp_path / "progress.duckdb"
        with pytest.raises(DataError, match="older version"):
            replica.open_replica(address, beside, read_only=True, folder=newer)
        found = replica.open_replica(address, beside, read_only=False, folder=newer)
        upgraded = Store(found.reading, beside, False, primary=found)
        assert version_of(upgraded) == before + 2
        assert statuses(upgraded) == expected
        report(upgraded, "indicator,year,value\nA1.1,2026,70")
        assert len(history(upgraded)) == 3
        upgraded.close()
        with pytest.raises(DataError, match="newer version"):
            open_store(home.url)
        (copy,) = copies(tmp_path)
        untouched = open_store(copy, read_only=True)
        assert (version_of(untouched), statuses(untouched)) == (before, expected)
        untouched.close()
    finally:
        home.close()


def in_postgres(path: Path, url: str) -> None:
    """The tables of a file, as they are, as a store in PostgreSQL."""
    with duckdb.connect(str(path), read_only=True) as old:
        made = dict(old.execute("select table_name, sql from duckdb_tables()").fetchall())
        found = {name: old.table(name).to_arrow_table() for name in made}

    def fill(cur) -> None:
        for name, statement in made.items():
            cur.execute(f"create table store.{name}({statement.partition('(')[2]}")
            cur.register("copied", found[name])
            cur.execute(f"insert into store.{name} from copied")
            cur.unregister("copied")

    store_postgres.create(store_postgres.parse(url), fill)


@pytest.mark.parametrize("version", VERDICTS)
def test_store_of_an_earlier_version_in_postgres_opens(postgres, tmp_path, version):
    """With all tables of today: a workplan can be entered in it."""
    home = PostgresHome(postgres, tmp_path)
    try:
        url = home.nowhere()
        in_postgres(kept(version, tmp_path), url)
        store = open_store(url)
        assert version_of(store) == newest_version()
        assert statuses(store) == VERDICTS[version]
        assert verify(store) == []
        assert [one.by for one in history(store)][1:] == ["Amina"] * 4
        release(
            store,
            {
                "activities.csv": "objective,activity,year_of_workplan,title,state\n"
                "B1,7,2026,Visit the fields,planned",
                "milestones.csv": "objective,activity,milestone,title,due\n"
                "B1,7,1,Fields chosen,2026-05",
            },
        )
        facts = facts_in_force(store, None)
        assert [row.title for row in facts.activities_of("B1")] == ["Visit the fields"]
        assert [row.title for row in facts.milestones if row.objective == "B1"] == ["Fields chosen"]
        store.close()
    finally:
        home.close()


def test_two_that_start_at_once_migrate_once(postgres, tmp_path, newer):
    """Whoever comes second finds nothing left to do."""
    home = PostgresHome(postgres, tmp_path)
    try:
        build(home).close()
        address = store_postgres.parse(home.url)
        first = store_postgres.connect(address, "store", read_only=False)
        second = store_postgres.connect(address, "store", read_only=False)
        migrations.bring_up_to_date(first, "the store", newer)
        migrations.bring_up_to_date(second, "the store", newer)
        assert first.execute("select count(*) from store.visit").fetchall() == [(0,)]
        first.close()
        second.close()
    finally:
        home.close()


def test_commands_say_that_a_newer_store_needs_an_upgrade(tmp_path, newer):
    store = build(tmp_path)
    store.close()
    opened(store.path, newer).close()
    done = run("status", store=store.path)
    assert done.returncode == 1
    assert re.fullmatch(
        r"error: .* newer version of this program; upgrade to open it\n", done.stderr
    )
