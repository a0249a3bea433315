"""A store in PostgreSQL: its address, the commands, and moving there and back."""

import re

import pytest

from progress.access import keys
from progress.assessment.verdicts import judge
from progress.errors import DataError
from progress.intake import seed
from progress.store.postgres import parse
from progress.store.queries import primary_read, rows
from progress.store.store import open_store
from progress.store.tables import TABLES
from tests.support.commands import document, python, refused, run
from tests.support.plans import build, report
from tests.support.postgres import PASSWORD


@pytest.fixture
def home(postgres_home):
    return postgres_home


# Addresses


@pytest.mark.parametrize(
    ("url", "said", "password"),
    [
        ("postgres://amina:s%27%40x@db:5433/plan", '"plan" on db', "s'@x"),
        ("postgresql://db/plan?sslmode=require&password=x", '"plan" on db', "x"),
        ("postgres:host=db dbname=plan password='a b\\'c\\\\'", '"plan" on db', "a b'c\\"),
        ("postgres:host = db dbname= 'the plan' password=''", '"the plan" on db', ""),
        ("postgres:dbname=plan", '"plan" on', None),
    ],
)
def test_password_stands_apart(url, said, password):
    address = parse(url)
    assert said in address.shown
    assert address.password == password
    for text in (address.shown, address.settings, repr(address)):
        assert "password" not in text
        assert not password or password not in text


@pytest.mark.parametrize("rest", ["host=a geheim", "password='geheim", "="])
def test_address_that_means_nothing_is_not_repeated(rest):
    with pytest.raises(DataError, match="cannot be read; it is such as postgres://") as refusal:
        parse(f"postgres:{rest}")
    assert "geheim" not in str(refusal.value)


def test_what_went_wrong_is_one_sentence_without_the_password(home, tmp_path):
    build(home).close()
    port, name = home.server.port, home.databases[-1]
    wrong = {
        home.server.url("nowhere"): r'there is no PostgreSQL database "nowhere" .* run .*init',
        home.server.url(name, "geheim"): "lets nobody in: password authentication failed",
        home.url.replace(f"port={port}", "port=1"): "does not answer: Connection refused",
        home.server.url(home.server.database()): r"there is no store in .* run .*init",
    }
    for url, said in wrong.items():
        with pytest.raises(DataError, match=said) as refusal:
            open_store(url)
        assert PASSWORD not in str(refusal.value)
        assert "geheim" not in str(refusal.value)
    line = refused("status", store=home.server.url(name, "geheim"))
    assert re.match("error: PostgreSQL database .* lets nobody in", line)
    assert "geheim" not in line


def test_attached_databases_do_not_show_the_password(home):
    store = build(home)
    with primary_read(store) as reading:
        told = rows(reading, "from duckdb_databases()") + rows(reading, "from duckdb_secrets()")
    told += rows(store, "from duckdb_databases()")
    assert PASSWORD not in repr(told)
    assert PASSWORD not in repr(store)
    store.close()


def test_password_may_come_from_the_environment(home, monkeypatch):
    build(home).close()
    bare = home.url.partition(" password")[0]
    with pytest.raises(DataError, match="lets nobody in"):
        open_store(bare)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    open_store(bare).close()


def test_without_the_package_it_says_what_to_install(home):
    build(home).close()
    script = (
        "import sys; sys.modules['duckdb_extension_postgres_scanner'] = None\n"
        "from progress.cli.commands import main\n"
        "main(['status', '--store', sys.argv[1]])"
    )
    _, said = python(script, home.url).communicate(timeout=60)
    assert said == (
        "error: a store in PostgreSQL needs one more package: "
        "pip install -r requirements-postgres.txt\n"
    )


# The commands


def test_a_life_of_a_store(home, tmp_path):
    url, file = home.nowhere(), tmp_path / "values.csv"
    file.write_text("indicator,year,value\nA1.1,2024,50\n")
    assert document("init", store=url)["built"]
    assert not document("init", store=url)["built"]
    assert "already" in refused("init", "--plan", tmp_path, store=url)
    assert document("compare", file, store=url)["new"] == 1
    done = document("publish", file, "--by", "Amina", "--accept-warnings", store=url)
    assert done == {"release": 3}
    copy = tmp_path / "backups" / "copy.duckdb"
    assert document("backup", copy, store=url)["file"] == str(copy)
    assert document("revert", "3", "--by", "Amina", store=url) == {"release": 4}
    assert document("verify", store=url) == {"ok": True, "problems": []}
    assert "restore to the address of a new, empty database" in refused("restore", copy, store=url)
    other = home.nowhere()
    document("restore", copy, store=other)
    assert [one["release"] for one in document("releases", store=other)["releases"]] == [1, 2, 3]


def test_a_backup_is_noted_only_for_the_store_that_is_served(home, tmp_path, monkeypatch):
    """The note lies in a folder of this machine, which belongs to one store."""
    build(home).close()
    local = tmp_path / "local"
    local.mkdir()
    monkeypatch.setenv("PROGRESS_LOCAL", str(local))
    for served, noted in ((tmp_path / "other.duckdb", []), (home.url, ["progress.backup.json"])):
        monkeypatch.setenv("PROGRESS_STORE", str(served))
        document("backup", tmp_path / "copy.duckdb", store=home.url)
        assert [path.name for path in local.iterdir()] == noted


def test_other_tables_in_the_database_are_left_alone(home):
    url = home.nowhere()
    home.server.execute("create table value (n integer)", home.databases[-1])
    assert 'there is a table "value"' in refused("init", store=url)
    home.server.execute("drop table value", home.databases[-1])
    home.server.execute("create table notes (n integer)", home.databases[-1])
    seed.build(url).close()
    assert home.server.execute("select count(*) from notes", home.databases[-1]) == [(0,)]


def test_copies_from_file_to_postgres_and_back(home, tmp_path):
    """The demonstration has releases back-dated, reverted, and with several files."""
    first, last = tmp_path / "first.duckdb", tmp_path / "last.duckdb"
    store = seed.build(first, demo=True)
    key = keys.new(store, "Amina")
    store.close()
    url = home.nowhere()
    count = document("copy-store", first, url)["releases"]
    assert count > 3
    assert document("copy-store", url, last) == {"store": str(last), "releases": count}
    one, other, shared = open_store(first), open_store(last), open_store(url)
    for table in TABLES:
        content = [sorted(map(repr, rows(store, f"from store.{table}"))) for store in (one, other)]
        assert content[0] == content[1]
    assert keys.who(shared, key).name == keys.who(other, key).name == "Amina"
    for year in (2022, 2026):
        expected = judge(one, year).to_json()
        assert judge(shared, year).to_json() == expected
        with primary_read(shared) as reading:  # in the database, not in the copy of it
            assert judge(reading, year).to_json() == expected
    for store in (one, other, shared):
        store.close()
    assert "already" in refused("copy-store", first, last)
    assert "already" in refused("copy-store", last, url)


def test_export_is_the_same_after_a_journey(home, tmp_path):
    first, last = tmp_path / "first.duckdb", tmp_path / "last.duckdb"
    made = build(tmp_path)
    report(made, "indicator,year,value\nA1.1,2025,60.1")
    made.close()
    made.path.rename(first)
    url = home.nowhere()
    run("copy-store", first, url)
    run("copy-store", url, last)
    exported = {}
    for name, place in (("first", first), ("shared", url), ("last", last)):
        folder = tmp_path / name
        document("export", folder, "--format", "csv", store=place)
        exported[name] = {path.name: path.read_bytes() for path in folder.rglob("*.csv")}
    assert exported["first"]
    assert exported["first"] == exported["shared"] == exported["last"]


def test_copy_that_fails_half_way_leaves_nothing(home, tmp_path):
    store = build(tmp_path)
    store.close()
    url = home.nowhere()
    # The database refuses one of the last tables.
    home.server.execute("create view narrative as select 1 as n", home.databases[-1])
    assert refused("copy-store", store.path, url).startswith("error: ")
    left = home.server.execute(
        "select count(*) from pg_tables where schemaname = 'public'", home.databases[-1]
    )
    assert left == [(0,)]
