"""What is handed out holds all that is in force, says where it comes from, can be read by other
programs, and does no harm in a spreadsheet."""

import csv
import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import frictionless
import openpyxl
import pyarrow.parquet as pq
import pytest

from progress.assessment.filters import Filters
from progress.assessment.snapshot import take
from progress.assessment.verdicts import METHOD
from progress.export import column_labels, dictionary
from progress.export.columns import FACTS, NAMES
from progress.export.data_package import zipped_package
from progress.export.files import WORKBOOK
from progress.export.formats import safe
from progress.export.records import gather
from progress.export.tables import table, tables
from progress.intake import seed
from progress.language import ENGLISH, Language
from progress.publishing.provenance import COMPILED
from progress.store import backup
from progress.store.queries import facts
from progress.store.releases import in_force
from progress.store.store import open_store
from tests.support.commands import document, process, refused, run
from tests.support.plans import PLAN, build, empty_store, release, report

HOSTILE = ('=HYPERLINK("http://x","y")', "+1", "@SUM(1)", "-2", "\t=1", "a;=1+1", "#N/A")
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    """The demonstration data. Read it, do not write to it."""
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    seed.build(path, demo=True).close()
    return path


@pytest.fixture(scope="module")
def exported(demo, tmp_path_factory) -> Path:
    """A folder with the demonstration data of all regions, in all formats."""
    folder = tmp_path_factory.mktemp("exported") / "made" / "here"
    done = run("export", folder, "--region", "all", store=demo)
    assert done.returncode == 0, done.stderr
    return folder


def rows_of(folder: Path, name: str) -> list[dict]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def records_of(path: Path, **chosen):
    store = open_store(path, read_only=True)
    try:
        return gather(store, take(store, Filters(**chosen)))
    finally:
        store.close()


def sheets_of(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def faults(descriptor: Path) -> list[list]:
    checked = frictionless.validate(str(descriptor))
    return [] if checked.valid else checked.flatten(["type", "rowNumber", "fieldName", "note"])


# ---- What is in it ---------------------------------------------------------------------------


def test_every_fact_in_force_is_there(demo, exported):
    store = open_store(demo, read_only=True)
    try:
        release_ids = in_force(store)
        for name, sheet in FACTS.items():
            found = facts(store, sheet.table, release_ids)
            there = rows_of(exported, name)
            assert len(there) == len(found), name
            # The keys alone; the leaders' names are another matter.
            keys = {tuple(str(row[column]) for column in sheet.key) for row in there}
            wanted = found[list(sheet.key)].astype(str)
            assert keys == set(wanted.itertuples(index=False, name=None)), name
    finally:
        store.close()


def test_verdicts_are_those_of_the_status_command(demo, exported):
    said = document("status", "--region", "all", store=demo)["verdicts"]
    rows = rows_of(exported, "verdicts")
    assert len(rows) == len(said) > 100
    same = ("indicator", "objective", "goal", "region", "status", "family", "sentence")
    for row, verdict in zip(rows, said, strict=True):
        assert [row[name] for name in same] == [verdict[name] for name in same]
        assert row["flags"] == " ".join(verdict["flags"])
        assert row["horizon"] == str(verdict["horizon"])
        for column, part, name in (
            ("baseline_value", "baseline", "value"),
            ("value", "value", "value"),
            ("value_year", "value", "year"),
            ("target_number", "target", "number"),
            ("conditions_done", "conditions", "done"),
            ("compound_ratio", "compound", "ratio"),
        ):
            number = (verdict[part] or {}).get(name)
            assert (float(row[column]) if row[column] else None) == number, (column, verdict)
        assert (float(row["pace"]) if row["pace"] else None) == verdict["pace"]
    assert len({row["sentence_fr"] for row in rows} - {row["sentence"] for row in rows}) > 50


def test_roll_ups_are_those_of_the_status_command(demo, exported):
    said = document("status", "--region", "all", store=demo)
    for name, key in (
        ("objective_statuses", "objectives"),
        ("goal_statuses", "goals"),
        ("facility_type_statuses", "facility_types"),
    ):
        rows = rows_of(exported, name)
        assert len(rows) == len(said[key])
        for row, other in zip(rows, said[key], strict=True):
            assert {column: row[column] for column in other} == {
                column: "" if value is None else str(value) for column, value in other.items()
            }


def test_every_row_says_where_it_comes_from(demo, exported):
    releases = {row["release"]: row for row in rows_of(exported, "releases")}
    newest = max(releases, key=int)
    said = document("releases", store=demo)["releases"]
    assert [row["release"] for row in rows_of(exported, "releases")] == [
        str(row["release"]) for row in said
    ]
    for name in NAMES:
        rows = rows_of(exported, name)
        assert rows, name
        for row in rows:
            assert row["data"] == "Demonstration data"
            assert row["records_as_of"] == releases[newest]["published_at"][:10]
            if name != "releases":
                assert row["published_on"] == releases[row["release"]]["published_at"][:10]
            if name in NAMES[:4]:
                assert (row["method"], row["release"]) == (METHOD, newest)
    brought = {row["release"] for row in rows_of(exported, "reported_values")}
    assert len(brought) > 3
    assert {row["source_title"] for row in rows_of(exported, "targets")} == {
        "Demonstration data, invented"
    }


def test_numbers_have_their_unit(exported):
    units = {row["indicator"]: row["unit"] for row in rows_of(exported, "indicators")}
    for name in ("baselines", "reported_values", "verdicts"):
        for row in rows_of(exported, name):
            assert row["unit"] == units[row["indicator"]]
    kinds = {row["kind"]: row["unit"] for row in rows_of(exported, "targets")}
    assert kinds["growth"] == "% a year"
    assert kinds["multiple"] == "times the target before"


def test_the_plan_from_public_pages_says_so_with_the_sources_of_its_numbers(first_store):
    records = records_of(first_store)
    (row,) = [
        row
        for row in table(records, "verdicts").rows
        if row["indicator"] == "A1.1" and row["horizon"] == 2050
    ]
    assert row["data"] == COMPILED
    assert row["source"] == "a1"
    assert row["source_url"].startswith("https://")


def test_leaders_are_named_only_with_consent(exported):
    rows = rows_of(exported, "task_forces")
    named = [row for row in rows if row["leader"] or row["contact"]]
    assert named
    assert {row["consent"] for row in named} == {"true"}
    hidden = [row for row in rows if row["consent"] == "false"]
    assert hidden
    everything = b"".join(file.read_bytes() for file in exported.iterdir())
    archive = zipfile.ZipFile(exported / WORKBOOK)
    everything += b"".join(archive.read(name) for name in archive.namelist())
    for row in hidden:
        assert f"leader {row['objective']} (invented)".encode() not in everything
        assert f"task-force-{row['objective'].lower()}@".encode() not in everything


def test_consent_taken_back_holds_for_earlier_records_too(tmp_path):
    store = empty_store(tmp_path)
    release(store, {name: PLAN[name] for name in ("goals.csv", "objectives.csv")}, "2024-01-01")
    for day, consent in (("2024-02-01", "yes"), ("2025-02-01", "no")):
        force = f"""
            objective, status, leader, contact,         consent
            A1,        active, Alma,   alma@example.org, {consent}
            """
        release(store, {"task_forces.csv": force}, day)
    for chosen in (Filters(), Filters(as_known_on=date(2024, 6, 30))):
        (row,) = table(gather(store, take(store, chosen)), "task_forces").rows
        assert (row["leader"], row["contact"]) == (None, None)
        assert row["status"] == "active"


def test_nothing_of_keys_and_files_is_handed_out(exported):
    header = [column for name in NAMES for column in rows_of(exported, name)[0]]
    assert not {"file", "content", "hash", "key_id"} & set(header)


def test_an_unconfirmed_plan_is_told_from_a_published_one(tmp_path):
    store = build(tmp_path)
    assert gather(store, take(store, Filters())).state is None


# ---- Filters ---------------------------------------------------------------------------------


def test_filters_narrow_every_table(demo):
    found = {each.name: each.rows for each in tables(records_of(demo, goal="A", horizon=2030))}
    assert {row["goal"] for row in found["objectives"]} == {"A"}
    assert {row["goal"] for row in found["goals"]} == {"A"}
    assert {row["objective"][0] for row in found["narratives"]} == {"A"}
    assert {row["indicator"][0] for row in found["reported_values"]} == {"A"}
    assert {row["year"] for row in found["targets"]} == {2030}
    assert {row["horizon"] for row in found["verdicts"]} == {2030}
    assert {row["facility"] for row in found["facilities"]} == {
        row["facility"] for row in found["objectives"] if row["facility"]
    }


def test_a_region_leaves_its_own_numbers(demo):
    found = {each.name: each.rows for each in tables(records_of(demo, region="Africa"))}
    for name in ("verdicts", "targets", "baselines", "reported_values"):
        assert {row["region"] for row in found[name]} == {"Africa"}, name


def test_a_status_leaves_the_objectives_that_have_it(demo):
    records = records_of(demo, family="off_course")
    found = {each.name: each.rows for each in tables(records)}
    assert {row["family"] for row in found["verdicts"]} == {"off_course"}
    having = {row["objective"] for row in found["verdicts"] + found["objective_statuses"]}
    assert {row["objective"] for row in found["objectives"]} == having
    assert {row["objective"] for row in found["indicators"]} <= having


def test_the_records_of_an_earlier_day(demo):
    day = date(2023, 12, 31)
    found = {each.name: each.rows for each in tables(records_of(demo, as_known_on=day))}
    assert {row["records_as_of"] for name in NAMES for row in found[name]} == {day}
    assert max(row["published_at"] for row in found["releases"]).date() <= day
    assert {row["year"] for row in found["reported_values"]} <= set(range(1900, 2024))
    assert {row["values_up_to"] for row in found["verdicts"]} == {2023}
    assert max(row["year"] for row in table(records_of(demo, year=2022), "narratives").rows) == 2022


def test_before_the_first_release_all_tables_are_empty(demo, tmp_path):
    folder = tmp_path / "empty"
    document("export", folder, "--as-known-on", "2001-01-01", store=demo)
    assert [rows_of(folder, name) for name in NAMES] == [[]] * len(NAMES)
    assert faults(folder / "datapackage.json") == []


# ---- The command -----------------------------------------------------------------------------


def test_the_command_says_what_it_wrote(demo, tmp_path):
    files = document("export", tmp_path, "--format", "csv,parquet", store=demo)["files"]
    assert sorted(files) == sorted(map(str, tmp_path.iterdir()))
    assert {Path(file).suffix for file in files} == {".csv", ".parquet"}
    assert len(files) == 2 * len(NAMES)


def test_it_replaces_its_own_files_and_leaves_others_alone(demo, tmp_path):
    other, own = tmp_path / "notes.txt", tmp_path / "goals.csv"
    other.write_text("mine")
    own.write_text("old")
    document("export", tmp_path, "--format", "csv", store=demo)
    assert other.read_text() == "mine"
    assert len(rows_of(tmp_path, "goals")) == 6
    assert [file for file in tmp_path.iterdir() if file.name.startswith(".")] == []


def test_what_cannot_be_is_refused(demo, tmp_path):
    file = tmp_path / "a_file"
    file.write_text("")
    assert "is not a directory" in refused("export", file, store=demo)
    assert 'unknown goal "Z"' in refused("export", tmp_path / "new", "--goal", "Z", store=demo)
    assert not (tmp_path / "new").exists()
    wrong = run("export", tmp_path, "--format", "csv,pdf", store=demo)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert '"pdf" is no format; there is: csv, xlsx, parquet, datapackage' in wrong.stderr
    assert run("export", tmp_path, "--year", "soon", store=demo).returncode == 2
    assert "init" in refused("export", tmp_path, store=tmp_path / "none.duckdb")


def test_it_reads_beside_a_dashboard(server, tmp_path):
    done = process("export", tmp_path, "--format", "csv", "--json", store=server().store)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["files"]) == len(NAMES)


# ---- The formats -----------------------------------------------------------------------------


def test_the_same_store_gives_the_same_bytes(demo, exported, tmp_path):
    store = open_store(demo, read_only=True)
    copy = backup.back_up(store, tmp_path / "copy.duckdb")
    store.close()
    done = process("export", tmp_path / "again", "--region", "all", store=copy)
    assert done.returncode == 0, done.stderr
    first = {file.name: file.read_bytes() for file in exported.iterdir()}
    assert {file.name: file.read_bytes() for file in (tmp_path / "again").iterdir()} == first
    # Not by luck, in the same second: an archive tells no time at all.
    archive = zipfile.ZipFile(exported / WORKBOOK)
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert str(date.today().year).encode() not in archive.read("docProps/core.xml")  # noqa: DTZ011


def test_the_workbook_is_ready_to_work_with(exported):
    book = openpyxl.load_workbook(exported / WORKBOOK)
    assert book.sheetnames == ["Read me", *NAMES, "Dictionary"]
    told = [cell.value for row in book["Read me"].iter_rows() for cell in row if cell.value]
    assert any("Demonstration data" in str(text) for text in told)
    assert any(text == "Shown: world and regions." for text in told)
    for name in NAMES:
        sheet = book[name]
        assert (sheet.freeze_panes, sheet["A1"].font.bold) == ("B2", True)
        assert sheet.auto_filter.ref == sheet.dimensions
        assert [cell.value for cell in sheet[1]] == list(rows_of(exported, name)[0])
        assert sheet.max_row == len(rows_of(exported, name)) + 1
    verdicts = book["verdicts"]
    places = {cell.value: cell.column for cell in verdicts[1]}
    published = verdicts.cell(2, places["published_on"])
    assert isinstance(published.value, datetime)
    assert published.number_format == "yyyy-mm-dd"
    used = next(
        cell for row in range(2, 20) if (cell := verdicts.cell(row, places["time_used"])).value
    )
    assert used.number_format == "0.0##%"
    assert isinstance(verdicts.cell(2, places["horizon"]).value, int)
    assert all(row[2].value for row in book["Dictionary"].iter_rows(min_row=2))


def test_csv_is_what_spreadsheets_and_programs_read(exported):
    content = (exported / "indicators.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfindicator,objective,")
    assert "dont la CDN" in content.decode("utf-8-sig")
    assert content.count(b"\r\n") == len(rows_of(exported, "indicators")) + 1


def test_parquet_is_typed_and_explains_itself(exported):
    read = pq.read_table(exported / "verdicts.parquet")
    kinds = {field.name: str(field.type) for field in read.schema}
    assert kinds["value"] == "double"
    assert kinds["horizon"] == "int32"
    assert kinds["published_on"] == "date32[day]"
    assert kinds["robust"] == "bool"
    told = json.loads(read.schema.metadata[b"dictionary"])
    assert told["pace"]["meaning"].startswith("The share of the way")
    assert read.schema.field("pace").metadata[b"unit"] == b"ratio"
    rows = rows_of(exported, "verdicts")
    assert [row["sentence"] for row in read.to_pylist()] == [row["sentence"] for row in rows]


def test_every_column_has_a_meaning_and_a_name(demo):
    for each in tables(records_of(demo)):
        assert dictionary.titles(ENGLISH)[each.name]
        assert dictionary.rows_mean(ENGLISH)[each.name]
        for column in each.columns:
            for t in (ENGLISH, Language("fr")):
                assert dictionary.meaning(t, each, column), (each.name, column.name)
                assert column_labels.label(t, column), column.name
            assert dictionary.kind_words(ENGLISH)[column.kind]


# ---- The Data Package ------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", [{}, {"goal": "A", "family": "behind"}, {"region": "Africa"}])
def test_the_data_package_is_valid(demo, tmp_path, chosen):
    records = records_of(demo, **chosen)
    (tmp_path / "package.zip").write_bytes(zipped_package(records))
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        archive.extractall(tmp_path / "package")
    assert faults(tmp_path / "package" / "datapackage.json") == []


def test_the_data_package_of_the_plan_is_valid(first_store, tmp_path):
    document("export", tmp_path, "--format", "datapackage", store=first_store)
    assert faults(tmp_path / "datapackage.json") == []
    package = json.loads((tmp_path / "datapackage.json").read_text())
    assert len(package["sources"]) > 10
    assert package["data"] == COMPILED


def test_the_data_package_tells_what_its_columns_may_hold(exported):
    """A package that says too little would always be valid."""
    package = json.loads((exported / "datapackage.json").read_text())
    schemas = {each["name"]: each["schema"] for each in package["resources"]}
    assert schemas["verdicts"]["primaryKey"] == ["indicator", "region", "horizon"]
    named = [(key["fields"], key["reference"]["resource"])
             for key in schemas["condition_reports"]["foreignKeys"]]  # fmt: skip
    assert (["indicator", "target_year", "condition"], "conditions") in named
    assert (["source"], "sources") in [
        (key["fields"], key["reference"]["resource"]) for key in schemas["targets"]["foreignKeys"]
    ]
    fields = {field["name"]: field for field in schemas["verdicts"]["fields"]}
    assert fields["family"]["constraints"]["required"] is True
    assert "off_course" in fields["family"]["constraints"]["enum"]


def test_a_package_with_a_fault_is_not_valid(exported, tmp_path):
    for file in exported.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    package = json.loads((exported / "datapackage.json").read_text())
    for each in package["resources"]:
        del each["hash"], each["bytes"]
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    assert faults(tmp_path / "datapackage.json") == []
    content = (exported / "objectives.csv").read_bytes().replace(b"A1,A,", b"A1,Z,", 1)
    (tmp_path / "objectives.csv").write_bytes(content)
    assert [fault[0] for fault in faults(tmp_path / "datapackage.json")] == ["foreign-key"]


# ---- Hostile texts ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """Everything that a spreadsheet program might take for a formula, as notes of values."""
    folder = tmp_path_factory.mktemp("hostile")
    store = build(folder)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["indicator", "year", "value", "note", "source"])
    for place, text in enumerate(HOSTILE):
        writer.writerow(["A1.1", 2021 + place if place < 5 else 2010 + place, -5, text, text])
    report(store, out.getvalue())
    path = store.path
    store.close()
    done = run("export", folder / "out", store=path)
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_no_cell_of_a_csv_is_a_formula(hostile):
    notes = {row["note"] for row in rows_of(hostile, "reported_values")}
    assert {'\'=HYPERLINK("http://x","y")', "'+1", "'@SUM(1)", "'-2", "a;'=1+1"} <= notes
    for name in NAMES:
        for delimiter in (",", ";"):  # how other countries' programs part the cells
            with (hostile / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
                cells = [cell for row in csv.reader(lines, delimiter=delimiter) for cell in row]
            found = [cell for cell in cells if cell.startswith(FORMULAS) and not _is_number(cell)]
            assert found == []


def test_no_cell_of_a_workbook_is_a_formula(hostile):
    book = openpyxl.load_workbook(hostile / WORKBOOK)
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in texts} <= {"s", "n", "b", "d"}
    notes = [cell.value for cell in texts if cell.value and "HYPERLINK" in str(cell.value)]
    assert set(notes) == {'\'=HYPERLINK("http://x","y")'}
    assert "#N/A" in {cell.value for cell in texts if cell.data_type == "s"}


def test_numbers_stay_numbers_and_parquet_holds_the_texts_themselves(hostile):
    assert {row["value"] for row in rows_of(hostile, "reported_values")} == {"-5"}
    read = pq.read_table(hostile / "reported_values.parquet").to_pylist()
    assert {row["value"] for row in read} == {-5.0}
    assert HOSTILE[0] in {row["note"] for row in read}


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("=1", "'=1"),
        ("\r=1", "'\n'=1"),
        ("\tx", "'\tx"),
        ("first\n=1", "first\n'=1"),
        ('a;"=1', "a;\"'=1"),
        ("＝1", "'＝1"),
        ("a, -5 % less", "a, -5 % less"),
        ("soil-carbon", "soil-carbon"),
        ("a\x00b\x0bc", "abc"),
        ("", ""),
    ],
)
def test_what_is_escaped(text, escaped):
    assert safe(text) == escaped


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
