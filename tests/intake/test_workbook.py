"""Workbooks handed in: what is read, what is ignored, and that nothing is guessed."""

import io
import random
import zipfile
from datetime import date

import openpyxl
import pandas as pd
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from progress.errors import NothingToPublish
from progress.intake import update
from progress.publishing.provenance import File, Provenance
from progress.schema import SHEETS
from progress.store.queries import facts
from progress.store.releases import in_force
from progress.vocabulary import names
from progress.xlsx.cells import Remarks
from progress.xlsx.spreadsheet import open_spreadsheet
from tests.support.paths import ROOT
from tests.support.plans import build, places, values
from tests.support.workbooks import repacked, saved, workbook, xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
VALUES = """
    indicator, year, value
    A1.1,      2025, 60
    """


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A store of the small plan that is not written to."""
    made = build(tmp_path_factory.mktemp("store"))
    yield made
    made.close()


@pytest.fixture
def store(tmp_path):
    made = build(tmp_path)
    yield made
    made.close()


def errors(store, *files):
    return places(update.prepare(store, list(files)).checked.errors)


def rows_of(store, file, table="value"):
    """The rows of a file as they would be published."""
    prepared = update.prepare(store, [file])
    assert places(prepared.checked.errors) == []
    return prepared.checked.rows[table]


def with_part(path, old, new, content=None):
    """A workbook with one of its parts rewritten."""
    content = content or xlsx({"Values": VALUES})
    part = zipfile.ZipFile(io.BytesIO(content)).read(path).decode()
    assert old in part
    return File("odd.xlsx", repacked(content, {path: part.replace(old, new).encode()}))


# What is read


def test_all_sheets_of_an_update(store):
    file = workbook(
        {
            "Values": """
                indicator, year, value, note
                A1.1,      2025, 60.5,  all of them
                B1.1,      2025, 0,
                """,
            "Conditions": """
                indicator, target_year, condition, state,    done_year
                A2.2,      2030,        1,         done,     2024
                A2.2,      2030,        2,         not done,
                """,
            "Narratives": """
                objective, year, summary
                A1,        2025, It went well
                """,
            "Task Forces": """
                objective, status, leader, consent
                A1,        active, Amina,  yes
                """,
            "Focal objectives": """
                year, objective
                2025, B1
                """,
        }
    )
    prepared = update.prepare(store, [file])
    assert places(prepared.checked.errors) == []
    assert prepared.checked.count == 7
    update.publish_update(store, prepared, Provenance("Amina", files=prepared.files), True)
    release_ids = in_force(store)
    assert sorted(facts(store, "value", release_ids).value) == [0, 60.5]
    assert facts(store, "condition_report", release_ids).done_year.iloc[0] == 2024
    assert bool(facts(store, "task_force", release_ids).consent[0]) is True


def test_names_are_understood_in_both_languages_and_spellings(shared):
    file = workbook(
        {
            "VALEURS ": """
                Indicateur, ANNEE, Region, Valeur, Sur un total de, nombre, Retirer
                A1.1,       2025,  monde,  ,       196,             40,     Non
                """,
            "recits": """
                Objectif, Année, Résumé,       Prochaine_étape, cause
                A1,       2025,  Tout va bien, Continuer,       Un élan
                """,
            "conditions": """
                INDICATEUR, échéance, condition, Etat,    année de réalisation
                A2.2,       2030,     1,         Fait,    2024
                A2.2,       2030,     2,         non fait,
                """,
        }
    )
    prepared = update.prepare(shared, [file])
    assert places(prepared.checked.errors) == []
    (value,) = prepared.checked.rows["value"]
    assert (value["region"], value["withdraw"]) == ("World", False)
    assert value["value"] == pytest.approx(20.408163265)
    (narrative,) = prepared.checked.rows["narrative"]
    assert narrative["summary_fr"] == "Tout va bien"
    assert (narrative["summary"], narrative["cause_fr"]) == (None, "Un élan")
    assert [row["state"] for row in prepared.checked.rows["condition_report"]] == [
        "done",
        "not done",
    ]


@pytest.mark.parametrize("lang", names.LANGUAGES)
def test_every_name_is_understood_and_means_one_thing(lang):
    for table, sheet in SHEETS.items():
        assert names.sheet_of(names.sheet_label(sheet, lang).upper()).table == table
        columns = [*sheet.names, "withdraw"]
        labels = [names.column_label(name, lang) for name in columns]
        assert len({names.fold(label) for label in labels}) == len(labels)
        if lang == "en":
            assert names.understood_columns(sheet, labels) == columns
        for column in sheet.columns:
            for choice in column.choices or (("yes", "no") if column.kind == "yes" else ()):
                kind = "yes" if column.kind == "yes" else column.name
                label = names.choice_label(kind, choice, lang)
                assert names.choice(column.name, column.kind, label.upper()) == choice


def test_title_above_the_header_blank_rows_and_spaces(shared):
    text = """
        Report of the year
        ,
        indicator , year, value
        ,
        A1.1,       2025, 60
        ,
        " B1.1 ",   2025, 300
        """
    found = rows_of(shared, workbook({"Values": text}))
    assert [(row["row"], row["indicator"], row["value"]) for row in found] == [
        (5, "A1.1", 60),
        (7, "B1.1", 300),
    ]


def test_rows_with_only_codes_say_nothing(shared):
    text = """
        indicator, name,      unit, last_value, region, year, value
        A1.1,      Countries, %,    12,         World,  ,
        Z9.9,      ,          ,     ,           World,  ,
        B1.1,      Hectares,  ha,   100,        World,  2025, 300
        """
    found = rows_of(shared, workbook({"Values": text}))
    assert [(row["indicator"], row["value"]) for row in found] == [("B1.1", 300)]
    lines = [line.strip() for line in text.strip().splitlines()]
    assert len(rows_of(shared, values("\n".join(lines)))) == 1


def test_hidden_rows_with_only_codes_say_nothing(shared):
    """Whoever filters a template hides the rows of others."""

    def hide(book):
        book["Values"].row_dimensions[2].hidden = True

    text = "indicator, year, value\nB1.1, ,\nA1.1, 2025, 60"
    assert len(rows_of(shared, workbook({"Values": text}, hide))) == 1


def test_empty_sheets_and_instructions_are_left_alone(shared):
    file = workbook(
        {"Sheet": "", "Mode d’emploi": "Read, this", "Values": VALUES, "Conditions": ""},
        lambda book: book.create_sheet("Scratch").__setattr__("sheet_state", "hidden"),
    )
    assert len(rows_of(shared, file)) == 1


def test_texts_keep_their_content(shared):
    def write(book):
        sheet = book["Values"]
        sheet["D1"] = "note"
        sheet["D2"] = CellRichText("plain ", TextBlock(InlineFont(b=True), "and bold"))
        sheet["E1"], sheet["E2"] = "source", date(2025, 3, 24)

    (row,) = rows_of(shared, workbook({"Values": VALUES}, write))
    assert (row["note"], row["source"]) == ("plain and bold", "2025-03-24")


def test_computed_formulas_count_by_their_value(shared):
    file = with_part("xl/worksheets/sheet1.xml", "<v>60</v>", "<f>30*2</f><v>60</v>")
    (row,) = rows_of(shared, file)
    assert row["value"] == 60
    file = with_part(
        "xl/worksheets/sheet1.xml",
        '<c r="C2" t="n"><v>60</v></c>',
        '<c r="C2"><v>60</v></c><c r="D2" t="str"><f>""</f><v></v></c>',
    )
    assert rows_of(shared, file)[0]["value"] == 60


# Spreadsheets of different origins


def test_written_by_pandas(shared):
    buffer = io.BytesIO()
    frame = pd.DataFrame({"indicator": ["A1.1"], "year": [2025], "value": [60.5]})
    frame.to_excel(buffer, sheet_name="Values", index=False)
    (row,) = rows_of(shared, File("pandas.xlsx", buffer.getvalue()))
    assert row["value"] == 60.5


def test_written_in_one_go_by_openpyxl(shared):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Values")
    for line in (["indicator", "year", "value"], ["A1.1", 2025, 60.5]):
        sheet.append(line)
    assert rows_of(shared, saved(book))[0]["value"] == 60.5


def test_saved_by_libreoffice(shared, request):
    """A French workbook: title, grey columns, a computed share, a percent sign in quotes."""
    path = ROOT / "tests" / "support" / "files" / "libreoffice.xlsx"
    found = rows_of(shared, File(path.name, path.read_bytes()))
    assert [(row["row"], row["indicator"], row["year"], row["value"]) for row in found] == [
        (4, "A1.1", 2025, 60.5),
        (6, "B1.1", 2024, 300),
    ]
    assert found[0]["note_fr"] == "Été comme hiver"


def test_tags_with_a_prefix(shared):
    """As some programs on Windows write them."""
    content = xlsx({"Values": VALUES})
    part = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    part = part.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    part = part.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"').replace("<x:?xml", "<?xml")
    file = File("prefix.xlsx", repacked(content, {"xl/worksheets/sheet1.xml": part.encode()}))
    assert rows_of(shared, file)[0]["value"] == 60


def test_strict_workbooks(shared):
    content = xlsx({"Values": VALUES})
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: archive.read(name) for name in archive.namelist() if name.startswith("xl/")}
    parts = {name: part.replace(MAIN.encode(), STRICT.encode()) for name, part in parts.items()}
    assert rows_of(shared, File("strict.xlsx", repacked(content, parts)))[0]["value"] == 60


def test_cells_without_a_reference_and_inline_texts(shared):
    rows = (
        '<row><c t="inlineStr"><is><t>indicator</t></is></c><c t="inlineStr"><is><t>year</t></is>'
        '</c><c t="inlineStr"><is><r><t>val</t></r><r><t>ue</t></r><rPh><t>no</t></rPh></is></c>'
        '</row><row><c t="inlineStr"><is><t>A1.1</t></is></c><c><v>2025</v></c><c><v>60</v></c>'
        "</row>"
    )
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    content = repacked(xlsx({"Values": VALUES}), {"xl/worksheets/sheet1.xml": sheet.encode()})
    assert rows_of(shared, File("bare.xlsx", content))[0]["value"] == 60


def test_cells_are_those_that_openpyxl_sees():
    """Random workbooks, read both ways."""
    rng = random.Random(4)
    options = ["text", " é_x000D_ ", "=", "-5", "1e3", True, False, 0, -1.5, 1e-7, 2**40, 12345.678]
    for _ in range(25):
        book = openpyxl.Workbook()
        sheet = book.active
        for _ in range(rng.randrange(1, 200)):
            cell = sheet.cell(rng.randrange(1, 300), rng.randrange(1, 51))
            cell.value = rng.choice(options)
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
            if rng.random() < 0.2:
                cell.number_format = rng.choice(["0.0%", "0.00", '0" %"', "@"])
        content = saved(book).content
        book = open_spreadsheet(content)
        found = {
            (row.number, place): value
            for row in book.rows(book.parts[0], Remarks())
            for place, (_, value) in row.cells.items()
        }
        expected = {
            (cell.row, cell.column): cell.value.strip()
            if isinstance(cell.value, str)
            else cell.value
            for row in openpyxl.load_workbook(
                io.BytesIO(content), data_only=True
            ).active.iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert found == {
            key: "é" if value == "é_x000D_" else value for key, value in expected.items()
        }


# Several files


def test_several_files_make_one_update(store):
    files = [
        workbook({"Values": VALUES}, name="north.xlsx"),
        workbook({"Values": "indicator, year, value\nB1.1, 2025, 300"}, name="south.xlsx"),
        values("indicator,year,value\nA2.1,2024,5", "west.csv"),
    ]
    prepared = update.prepare(store, files)
    assert [(row["sheet"], row["row"]) for row in prepared.checked.rows["value"]] == [
        ("north.xlsx: Values", 2),
        ("south.xlsx: Values", 2),
        ("west.csv", 2),
    ]
    release = update.publish_update(
        store, prepared, Provenance("Amina", files=prepared.files), True
    )
    assert release == 2
    assert len(facts(store, "value", in_force(store))) == 3


def test_the_same_row_in_two_workbooks(shared):
    files = [
        workbook({"Values": VALUES}, name="north.xlsx"),
        workbook({"Valeurs": VALUES}, name="south.xlsx"),
    ]
    (problem,) = update.prepare(shared, files).checked.errors
    assert places([problem]) == [("south.xlsx: Valeurs", 2, "indicator", "duplicate_row")]
    assert problem.sentence().startswith("Row 2 of north.xlsx: Values has the same")


def test_a_file_that_cannot_be_read_does_not_make_others_wrong(shared):
    files = [
        File("plan.xlsx", b"PK\3\4 cut off"),
        workbook({"Conditions": "indicator, target_year, condition, state, done_year\n"
                                "A2.2, 2040, 1, done, 2024"}, name="update.xlsx"),
    ]  # fmt: skip
    assert errors(shared, *files) == [("plan.xlsx", None, None, "damaged")]


# The plan


def test_plan_sheets_are_published_with_what_refers_to_them(store):
    file = workbook(
        {
            "Objectifs": "objectif, but, libellé (en), libellé (fr)\nB2, B, Forests, Forêts",
            "Indicators": "indicator, objective, name, unit, measure, direction\n"
                          "B2.1, B2, Trees, trees, level, up",
            "Baselines": "indicator, year, value, comparable\nB2.1, 2020, 1, yes",
            "Cibles": "indicateur, année, type de cible, valeur\nB2.1, 2030, niveau, 10",
            "Values": "indicator, year, value\nB2.1, 2025, 9",
        }
    )  # fmt: skip
    prepared = update.prepare(store, [file])
    assert places(prepared.checked.errors) == []
    assert prepared.comparison.statuses[0].after == "on_track"
    update.publish_update(store, prepared, Provenance("Amina", files=prepared.files), True)
    kept = facts(store, "objective", in_force(store)).set_index("objective").loc["B2"]
    assert (kept.label, kept.label_fr) == ("Forests", "Forêts")
    again = update.prepare(store, [file])
    with pytest.raises(NothingToPublish):
        update.publish_update(store, again, Provenance("Amina", files=again.files), True)
