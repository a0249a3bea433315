"""The Data page: choose a table, see it, take it away; and what other pages' tables hand out."""

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from progress.assessment.filters import Filters
from progress.assessment.snapshot import take
from progress.export.columns import NAMES
from progress.export.records import gather
from progress.export.table_words import cell
from progress.export.tables import table
from progress.language import ENGLISH, Language
from progress.ui.page_tables import series
from tests.support.browser import axe, overflow, ready
from tests.support.pages import (
    PHONE,
    choose,
    demonstration_path,
    main,
    notices,
    opened,
    opened_by,
    query,
    status_of,
    visit,
)


def download(page, name: str) -> tuple[str, bytes]:
    """The name and the content of the file that a button hands out."""
    place = main(page) if name.endswith("CSV") else opened_by(page, "Other files")
    with page.expect_download() as waiting:
        place.get_by_role("button", name=name).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def rows_of(content: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def table_of(path: Path, name: str, **chosen):
    with opened(path) as store:
        return table(gather(store, take(store, Filters(**chosen))), name)


def test_the_address_opens_the_same_table(server, tab):
    path = demonstration_path(server())
    visit(tab, f"{server().url}/data?data=demo&goal=A")
    count = len(table_of(path, "verdicts", goal="A").rows)
    assert main(tab).get_by_text(f"target year. {count} rows.").count() == 1
    choose(tab, "Table", "Targets", within=main(tab))
    assert query(tab) == {"data": "demo", "goal": "A", "table": "targets"}
    count = len(table_of(path, "targets", goal="A").rows)
    tab.reload()
    ready(tab)
    assert main(tab).get_by_text(f"by a target year. {count} rows.").count() == 1
    assert main(tab).get_by_role("region", name="Targets", exact=True).count() == 1


def test_what_is_not_there_is_said(server, tab):
    visit(tab, f"{server().url}/data?goal=F&family=achieved")
    assert "No row fits these filters" in notices(tab)
    assert main(tab).locator(".p4-grid").count() == 0
    visit(tab, f"{server().url}/data?table=narratives")
    assert "Nothing is entered here yet" in notices(tab)
    visit(tab, f"{server().url}/data?table=secretariat_key")
    assert "not there (table)" in notices(tab)
    assert main(tab).get_by_text("A row is the status of one indicator").count() == 1


def test_the_table_is_taken_away_in_each_format(server, tab):
    path = demonstration_path(server())
    wanted = table_of(path, "reported_values", goal="A")
    day = wanted.rows[0]["records_as_of"]
    visit(tab, f"{server().url}/data?data=demo&goal=A&table=reported_values")
    name, content = download(tab, "Table as CSV")
    assert name == f"reported-values-demonstration-{day}.csv"
    assert len(rows_of(content)) == len(wanted.rows) > 10
    name, content = download(tab, "Table as XLSX")
    assert name == f"reported-values-demonstration-{day}.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Read me", "reported_values", "Dictionary"]
    assert "Shown: goal A" in " ".join(str(cell.value) for cell in book["Read me"]["B"])
    name, content = download(tab, "Table as Parquet")
    assert name.endswith(".parquet")
    assert pq.read_table(io.BytesIO(content)).num_rows == len(wanted.rows)
    # The frame's own export would leave formulas as they are, so it has none.
    main(tab).get_by_text("Sort and search").or_(main(tab).get_by_text("All rows, to sort")).click()
    main(tab).get_by_test_id("stDataFrame").hover()
    tools = main(tab).get_by_test_id("stElementToolbarButton").locator("button")
    tools.first.wait_for()
    names = [tool.get_attribute("aria-label") for tool in tools.all()]
    assert any(name.startswith("Search") for name in names)
    assert [name for name in names if "ownload" in name] == []


def test_everything_is_taken_away_at_once(server, tab):
    visit(tab, f"{server().url}/data?lang=en")
    name, content = download(tab, "All tables as XLSX")
    assert re.fullmatch(r"strategic-plan-\d{4}-\d\d-\d\d\.xlsx", name)
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    assert book.sheetnames == ["Read me", *NAMES, "Dictionary"]
    name, content = download(tab, "All tables as a Data Package")
    assert name.endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert set(archive.namelist()) == {"datapackage.json", *(f"{name}.csv" for name in NAMES)}


def test_the_columns_are_explained_and_all_can_use_it(server, tab):
    tab.set_viewport_size(PHONE)
    visit(tab, f"{server().url}/data?data=demo&table=targets&lang=en")
    main(tab).get_by_text("What the columns mean").first.click()
    shown = main(tab).get_by_role("region", name="What the columns mean")
    shown.wait_for()
    codes = [
        text for text in shown.locator("td:first-child code").all_inner_texts() if text.strip()
    ]
    assert codes == [
        column.name for column in table_of(demonstration_path(server()), "targets").columns
    ]
    assert main(tab).get_by_text("No licence is stated for the data.").is_visible()
    assert axe(tab) == []
    assert overflow(tab) == 0


def test_pages_hand_out_what_their_tables_show(server, tab):
    path = demonstration_path(server())
    said = status_of(path, goal="A")
    found = {}
    for page in ("", "goals", "facilities", "task_forces", "updates"):
        visit(tab, f"{server().url}/{page}?data=demo&goal=A&lang=en")
        name, content = download(tab, "Download as CSV")
        assert "demonstration" in name
        found[page] = rows_of(content)
        assert {row["data"] for row in found[page]} == {"Demonstration data"}
    pairs = [(row["objective"], row["horizon"], row["family"]) for row in found[""]]
    assert pairs == [
        (row["objective"], str(row["horizon"]), row["family"]) for row in said["objectives"]
    ]
    shown = [row["sentence"] for row in said["verdicts"] if row["reason"] != "not_set"]
    assert [row["sentence"] for row in found["goals"]] == shown
    measures = {row["indicator"] for row in said["verdicts"]}
    assert {row["indicator"] for row in found["facilities"]} == measures
    assert {row["state"] for row in found["facilities"]} <= {"in_time", "overdue", "never"}
    assert {row["objective"][0] for row in found["task_forces"]} == {"A"}
    assert "leader A5" not in " ".join(row["leader"] for row in found["task_forces"])
    assert len(found["updates"]) == 10


def test_the_numbers_of_one_measure(server):
    with opened(demonstration_path(server())) as store:
        records = gather(store, take(store, Filters(region="World")))
        found = series(records, "A1.1")
    world = [row for row in found.rows if row["region"] == "World"]
    assert {row["what"] for row in world} == {"starting_point", "reported", "target"}
    assert [row["year"] for row in world] == sorted(row["year"] for row in world)
    assert {row["unit"] for row in world} == {"% of Parties"}


@pytest.mark.parametrize(("lang", "word"), [("en", "Behind"), ("fr", "En retard")])
def test_cells_speak_the_readers_language_and_say_no_more_than_the_status(server, lang, word):
    shown = table_of(demonstration_path(server()), "verdicts")
    columns = {column.name: column for column in shown.columns}
    row = next(row for row in shown.rows if row["status"] == "needs_acceleration")
    almost = row | {"pace": 0.9499, "acceleration_factor": 1.01, "time_used": 0.99999}
    t = ENGLISH if lang == "en" else Language(lang)
    assert cell(t, shown, columns["status"], almost) == word
    assert (
        cell(t, shown, columns["sentence"], almost)
        == row["sentence" if lang == "en" else f"sentence_{lang}"]
    )
    assert cell(t, shown, columns["pace"], almost) == 0.94
    assert cell(t, shown, columns["acceleration_factor"], almost) == 1.1
    assert cell(t, shown, columns["time_used"], almost) == 0.999
