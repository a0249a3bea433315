"""A disk that is full or may not be written: nothing half, a clear sentence, and on it goes.

The limit of a process for the size of its files stands for the full disk, so no disk is needed.
"""

import json
import subprocess
import sys

import pytest

from progress.errors import StoreMoved
from progress.store.copies import write_copy
from progress.store.file import log_path
from progress.store.integrity import verify
from progress.store.queries import require_answer
from progress.store.releases import history
from progress.store.store import open_store
from progress.store.writing import transaction
from tests.support.commands import csv, process
from tests.support.paths import ROOT
from tests.support.plans import build, report, statuses

# Everything is imported before anything is taken away from the process.
START = f"""
import encodings.utf_8_sig, json, logging, os, resource, sys
sys.path[:0] = [{str(ROOT / "src")!r}, {str(ROOT)!r}]
import psycopg, pyarrow, pandas
from pathlib import Path
from tests.support.plans import build, report
from progress.server import cache
from progress.errors import DataError
from progress.store.releases import history
from progress.store.copies import write_copy
from progress.errors import StoreMoved
from progress.store.copies import write_copy
from progress.store.file import log_path
from progress.store.queries import require_answer
from progress.store.store import open_store
from progress.store.integrity import verify

def tried(work, *arguments):
    try:
        return work(*arguments)
    except DataError as error:
        return str(error)

def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
"""
FULL = """
path = Path(sys.argv[1])
store = open_store(path)
rows = [f"B1.1,{year},1,{os.urandom(950).hex()}" for year in range(1995, 2017)]
wide = "\\n".join(["indicator,year,value,note", *rows])
small = "indicator,year,value\\nA1.1,2024,55"
limit(int(sys.argv[2]))
said = [tried(report, store, wide), len(history(store)), tried(report, store, small)]
said.append(len(history(store)))
limit(resource.RLIM_INFINITY)
said += [tried(report, store, small.replace("2024", "2023")), verify(store)]
said.append(log_path(path).exists())
json.dump(said, sys.stdout)
"""


def run(script: str, *arguments: object) -> tuple[list, str]:
    done = subprocess.run(
        [sys.executable, "-c", START + script, *map(str, arguments)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout), done.stderr


@pytest.fixture
def path(tmp_path):
    store = build(tmp_path)
    store.close()
    return store.path


def test_full_disk_refuses_a_release_and_nothing_else(path):
    """The log does not fit: the first release is refused whole, a smaller one still goes in, and
    so does the next once there is room again."""
    said, _ = run(FULL, path, 5000)
    assert said == [
        "the store could not be written, so nothing was changed: File too large", 1, 2, 2,
        3, [], False,
    ]  # fmt: skip
    store = open_store(path, read_only=True)
    assert len(history(store)) == 3
    store.close()


def test_full_disk_when_the_log_is_taken_in(path):
    """There is room for the log and none in the file: what is published stays, and readers go on
    although DuckDB closes a file that it could not write."""
    said, told = run(FULL, path, 1_000_000)
    assert said == [2, 2, 3, 3, 4, [], False]
    assert "could not be taken into its file" in told


COPY = """
path, copy = Path(sys.argv[1]), Path(sys.argv[1]).with_name("progress.read.duckdb")
os.environ["PROGRESS_STORE"] = str(path)
limit(100_000)
cache.let_commands_see()
limit(resource.RLIM_INFINITY)
left = [each.name for each in path.parent.iterdir() if each.name.startswith(".")]
json.dump([copy.exists(), left, len(cache.history(False))], sys.stdout)
"""


def test_read_copy_that_does_not_fit_stops_nobody(path):
    done = subprocess.run(
        [sys.executable, "-c", START + COPY, str(path)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert json.loads(done.stdout) == [False, [], 1], done.stderr
    assert "The read copy of the store could not be written" in done.stderr


READ_ONLY = """
path = Path(sys.argv[1])
os.chmod(path.parent, 0o555)
if sys.argv[2] == "file":
    os.chmod(path, 0o444)
if os.geteuid() == 0:
    os.setresuid(65534, 65534, 65534)
opened = tried(open_store, path)
said = [opened if isinstance(opened, str) else tried(report, opened, "indicator,year,value\\n"
        "A1.1,2024,55")]
if not isinstance(opened, str):
    opened.close()
reading = open_store(path, read_only=True)
said += [len(history(reading)), verify(reading)]
json.dump(said, sys.stdout)
"""


@pytest.mark.parametrize("what", ["file", "folder"])
def test_store_that_may_not_be_written_is_read(tmp_path_factory, what):
    """Without the right to write, also for whoever is root on the machine of the tests."""
    folder = tmp_path_factory.mktemp("readable")
    for above in (folder, *folder.parents[:3]):
        above.chmod(above.stat().st_mode | 0o055)
    build(folder).close()
    content = (folder / "store.duckdb").read_bytes()
    (folder / "store.duckdb").chmod(0o666)
    try:
        said, _ = run(READ_ONLY, folder / "store.duckdb", what)
    finally:
        folder.chmod(0o755)
    refused, releases, problems = said
    assert "Permission denied" in refused
    assert (releases, problems) == (1, [])
    assert (folder / "store.duckdb").read_bytes() == content


def test_what_is_published_stands_in_the_file_and_not_in_the_log(tmp_path):
    store = build(tmp_path)
    report(store, "indicator,year,value\nA1.1,2025,60")
    assert not log_path(store.path).exists()
    before = statuses(store)
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(store.path.read_bytes())  # as a backup program would, without the log
    store.close()
    copied = open_store(copy, read_only=True)
    assert (statuses(copied), verify(copied)) == (before, [])
    copied.close()


def test_reader_in_the_way_keeps_it_in_the_log_until_the_next_time(tmp_path):
    store = build(tmp_path)
    with store.connection.cursor() as reading:
        reading.execute("begin")
        reading.execute("from store.value").fetchall()
        report(store, "indicator,year,value\nA1.1,2025,60")
        assert log_path(store.path).exists()
        reading.execute("rollback")
    report(store, "indicator,year,value\nA1.1,2024,50")
    assert not log_path(store.path).exists()
    assert len(history(store)) == 3
    store.close()


def test_commands_say_it_in_one_line(path, tmp_path):
    missing = process("status", store=tmp_path / "none.duckdb")
    newer = open_store(path)
    with transaction(newer) as writing:
        writing.execute("update store.meta set content = '99' where name = 'schema'")
    newer.close()
    content = path.read_bytes()
    file = csv(tmp_path, "indicator,year,value\nA1.1,2025,60")
    later = process("publish", file, "--by", "Amina", store=path)
    for done, words in ((missing, "there is no store"), (later, "a newer version")):
        assert (done.returncode, done.stdout) == (1, "")
        (line,) = done.stderr.splitlines()
        assert words in line
    assert path.read_bytes() == content


def test_question_mark_in_a_path_is_refused_in_a_sentence(path, tmp_path):
    """DuckDB would take it for the begin of its options."""
    (tmp_path / "d?x").mkdir()
    for place in ("a.duckdb?b=1", "d?x/a.duckdb"):
        done = process("init", store=tmp_path / place)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "holds a question mark" in done.stderr
    done = process("backup", tmp_path / "b?.duckdb", store=path)
    assert (done.returncode, "holds a question mark" in done.stderr) == (1, True)


@pytest.mark.parametrize("lost", ["deleted", "moved away", "replaced by a backup"])
def test_store_whose_file_is_gone_acknowledges_nothing(path, tmp_path, lost, caplog):
    """What would be written to it could never be found again: writing is refused, and whoever asks
    whether the store answers is told."""
    store = open_store(path)
    assert require_answer(store) == 1
    copy = tmp_path / "copy.duckdb"
    write_copy(store, copy)
    if lost == "deleted":
        path.unlink()
    else:
        path.replace(tmp_path / "elsewhere.duckdb")
    if lost == "replaced by a backup":
        copy.replace(path)
    with pytest.raises(StoreMoved, match="no longer at"):
        report(store, "indicator,year,value\nA1.1,2025,60")
    with pytest.raises(StoreMoved):
        require_answer(store)
    assert "deleted, moved or replaced" in caplog.text
    assert len(history(store)) == 1
    store.close()


def test_store_whose_file_goes_while_it_is_written_acknowledges_nothing(path):
    store = open_store(path)

    def write() -> None:
        with transaction(store) as writing:
            writing.execute("insert into store.meta values ('seen', 'yes')")
            path.unlink()

    with pytest.raises(StoreMoved):
        write()
    store.close()
