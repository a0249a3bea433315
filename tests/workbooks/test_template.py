"""The templates: what they are filled with, and that they come back as they went."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest

from progress.errors import DataError, NothingToPublish
from progress.intake import update
from progress.publishing.provenance import File, Provenance
from progress.store.queries import facts
from progress.store.releases import in_force
from progress.store.store import open_scratch_copy
from progress.vocabulary import names
from progress.workbooks.all_templates import write_all
from progress.workbooks.template import write_template
from tests.support.commands import run
from tests.support.paths import ROOT
from tests.support.plans import PLAN, build, places, release
from tests.support.workbooks import fill, header_names, opened, row_with, saved, workbook

REPORTED = {
    "reported_values.csv": """
        indicator, year, value, value_high, count, out_of, relation
        A1.1,      2022, ,      ,           30,    100,
        A1.1,      2024, ,      ,           41,    100,
        A1.1,      2025, 77,    ,           ,      ,       superseded
        B1.1,      2024, 5,     10,         ,      ,
        """,
    "condition_reports.csv": """
        indicator, target_year, condition, state, done_year
        A2.2,      2030,        1,         done,  2024
        """,
    "narratives.csv": """
        objective, year, summary
        A1,        2024, Three countries more
        """,
    "task_forces.csv": """
        objective, status,   leader, consent
        A1,        active,   Amina,  yes
        A2,        launched, Boris,  no
        """,
}
UPDATE = {
    "Values": [
        "indicator", "name", "unit", "last_year", "last_value", "year", "region", "value",
        "value_high", "count", "out_of", "relation", "withdraw", "note", "source",
    ],
    "Conditions": [
        "indicator", "region", "target_year", "condition", "text", "last_state", "last_year",
        "state", "done_year", "year", "withdraw", "evidence",
    ],
    "Narratives": [
        "objective", "label", "last_year", "last_summary", "year", "summary", "cause",
        "next_step", "owner", "decision_wanted", "withdraw",
    ],
    "Task Forces": [
        "objective", "label", "last_status", "last_leader", "status", "launched", "leader",
        "contact", "consent", "join_link", "note", "withdraw",
    ],
    "Focal objectives": ["year", "objective", "label", "withdraw"],
    "Activities": [
        "objective", "label", "activity", "year_of_workplan", "title", "title_fr", "title_es",
        "part", "part_number", "lead", "start", "due", "state", "done_on", "result", "result_fr",
        "result_es", "link", "note", "note_fr", "note_es", "withdraw",
    ],
    "Milestones": [
        "objective", "activity", "text", "milestone", "title", "title_fr", "title_es", "due",
        "done_on", "withdraw",
    ],
    "Partnerships": [
        "number", "organisation", "country", "country_fr", "country_es", "kind", "agreement",
        "agreement_fr", "agreement_es", "since", "until", "facility", "objective", "source",
        "withdraw",
    ],
}  # fmt: skip
PLAN_SHEETS = [
    "Goals", "Objectives", "Facilities", "Indicators", "Baselines", "Targets", "Plan conditions",
    "Implementation strategy", "Initiative", "Contacts", "Join steps", "Task Force roles",
    "Sources",
]  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A store with reports of each kind that is not written to."""
    made = build(tmp_path_factory.mktemp("store"))
    release(made, REPORTED)
    yield made
    made.close()


@pytest.fixture
def store(tmp_path):
    made = build(tmp_path)
    yield made
    made.close()


def lines(sheet) -> list[dict]:
    """The rows of a sheet by its header, without empty cells; underscores stand for spaces."""
    head = header_names(sheet)
    return [
        {name: cell.value for name, cell in zip(head, row, strict=True) if cell.value is not None}
        for row in sheet.iter_rows(min_row=2)
    ]


def publish(store, *files):
    prepared = update.prepare(store, list(files))
    assert places(prepared.checked.errors) == []
    return update.publish_update(store, prepared, Provenance("Amina", files=prepared.files), True)


# What it is filled with


def test_sheets_and_columns(shared):
    book = opened(write_template(shared))
    assert book.sheetnames == ["Instructions", *UPDATE, "Lists"]
    for title, columns in UPDATE.items():
        assert header_names(book[title]) == columns
    shown = [cell.value for cell in book["Activities"][1]]
    assert shown[3:7] == [
        "Year of workplan", "Title", "Title in French\ntitle_fr", "Title in Spanish\ntitle_es"
    ]  # fmt: skip
    assert book["Lists"].sheet_state == "hidden"


def test_codes_and_what_was_reported_last_and_nothing_else(shared):
    book = opened(write_template(shared))
    assert lines(book["Values"]) == [
        {"indicator": "A1.1", "name": "Countries", "unit": "% of countries", "region": "World",
         "last_year": 2024, "last_value": "41.0"},
        {"indicator": "A2.1", "name": "Events", "unit": "events", "region": "World"},
        {"indicator": "B1.1", "name": "Hectares restored", "unit": "hectares", "region": "World",
         "last_year": 2024, "last_value": "5 – 10"},
    ]  # fmt: skip
    assert lines(book["Conditions"])[0] == {
        "indicator": "A2.2", "region": "World", "target_year": 2030, "condition": 1,
        "text": "A charter is written", "last_state": "done", "last_year": 2024,
    }  # fmt: skip
    assert lines(book["Narratives"])[0] == {
        "objective": "A1", "label": "Soils in law", "last_year": 2024,
        "last_summary": "Three countries more",
    }  # fmt: skip
    assert lines(book["Focal objectives"])[2] == {"objective": "B1", "label": "Fields"}


def test_leaders_who_did_not_agree_are_not_named(shared):
    content = write_template(shared)
    assert [row.get("last_leader") for row in lines(opened(content)["Task Forces"])] == [
        "Amina", None, None,
    ]  # fmt: skip
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert not any(b"Boris" in archive.read(name) for name in archive.namelist())


def test_what_is_known_of_a_task_force_stands_where_it_can_be_changed(tmp_path):
    store = build(tmp_path)
    known = {
        "status": "launched", "launched": "2026-03", "leader": "Amina", "contact": "amina@here.org",
        "consent": "yes", "join_link": "https://join.here.org", "note": "well begun",
    }  # fmt: skip
    names, cells = ", ".join(known), ", ".join(known.values())
    publish(store, workbook({"Task Forces": f"objective, {names}\nA1, {cells}"}))
    book = opened(write_template(store))
    row = lines(book["Task Forces"])[0]
    assert {name: row.get(name) for name in known} == known
    assert update.prepare(store, [saved(book)]).comparison.changed == 0
    fill(book["Task Forces"], 2, contact="boris@here.org")
    publish(store, saved(book))
    (found,) = facts(store, "task_force", in_force(store)).to_dict("records")
    assert (found["contact"], found["launched"]) == ("boris@here.org", "2026-03")
    store.close()


def test_french(shared):
    book = opened(write_template(shared, "fr"))
    assert book.sheetnames == [
        "Mode d’emploi", "Valeurs", "Conditions", "Récits", "Task Forces",
        "Objectifs prioritaires", "Activités", "Jalons", "Partenariats", "Listes",
    ]  # fmt: skip
    assert [cell.value for cell in book["Valeurs"][1]] == [
        "Indicateur", "Nom", "Unité", "Dernière année", "Dernière valeur", "Année", "Région",
        "Valeur", "Valeur haute", "Nombre", "Sur un total de", "Relation", "Retirer", "Note",
        "Source",
    ]  # fmt: skip
    assert lines(book["Valeurs"])[0]["dernière_valeur"] == "41,0"
    assert lines(book["Valeurs"])[0]["région"] == "Monde"
    assert lines(book["Conditions"])[0]["dernier_état"] == "fait"


def test_all_workbooks_at_once(shared):
    with zipfile.ZipFile(io.BytesIO(write_all(shared, "fr"))) as packed:
        assert packed.namelist() == [
            f"rapport-4-pour-1000-{one}.xlsx" for one in ("A1", "A2", "B1")
        ]
        book = opened(packed.read("rapport-4-pour-1000-A2.xlsx"))
    assert [row["indicateur"] for row in lines(book["Valeurs"])] == ["A2.1"]


def test_nobody_types_into_grey_columns_by_mistake(shared):
    sheet = opened(write_template(shared))["Values"]
    refused = [rule for rule in sheet.data_validations.dataValidation if rule.formula1 == "FALSE"]
    grey = {cell.column_letter for cell in sheet[1] if cell.value in ("Name", "Unit", "Last value")}
    assert grey <= {str(rule.sqref)[0] for rule in refused}
    assert {rule.errorStyle or "stop" for rule in refused} == {"stop"}


def test_years_and_numbers_have_limits(shared):
    sheet = opened(write_template(shared))["Values"]
    limits = {
        rule.type: (rule.operator, rule.formula1, rule.formula2)
        for rule in sheet.data_validations.dataValidation
        if rule.type in ("whole", "decimal")
    }
    assert limits == {
        "whole": ("between", "1900", "2100"),
        "decimal": ("between", "-1E+300", "1E+300"),
    }


def test_one_objective(shared):
    book = opened(write_template(shared, objective="A2"))
    assert [row["indicator"] for row in lines(book["Values"])] == ["A2.1"]
    assert [row["objective"] for row in lines(book["Narratives"])] == ["A2"]
    book = opened(write_template(shared, plan=True, objective="A2"))
    assert [row["goal"] for row in lines(book["Goals"])] == ["A"]
    assert {row["indicator"] for row in lines(book["Targets"])} == {"A2.1", "A2.2"}
    with pytest.raises(DataError, match='unknown objective "Z9"; there is: A1, A2, B1'):
        write_template(shared, objective="Z9")


def test_regions_with_a_target_and_the_order_of_codes(tmp_path):
    store = build(
        tmp_path,
        {
            "indicators.csv": PLAN["indicators.csv"]
            + "        A1.10, A1, Ten, t, level, up, 0\n        A1.9, A1, Nine, t, level, up, 0",
            "targets.csv": PLAN["targets.csv"]
            + "        A1.9, 2030, level, 1\n        A1.10, 2030, level, 1",
        },
    )
    release(store, {"targets.csv": "indicator, region, year, kind, value\n"
                                   "A1.1, Africa, 2030, level, 9"})  # fmt: skip
    found = [
        (row["indicator"], row["region"]) for row in lines(opened(write_template(store))["Values"])
    ]
    assert found[:4] == [
        ("A1.1", "World"),
        ("A1.1", "Africa"),
        ("A1.9", "World"),
        ("A1.10", "World"),
    ]
    store.close()


def test_plan_as_it_stands_with_rows_begun_for_what_is_missing(shared):
    book = opened(write_template(shared, plan=True))
    assert book.sheetnames == ["Instructions", *PLAN_SHEETS, "Lists"]
    assert lines(book["Objectives"])[0] == {
        "objective": "A1", "goal": "A", "label": "Soils in law", "facility_type": "core",
    }  # fmt: skip
    assert lines(book["Baselines"])[0]["comparable"] == "yes"
    begun = [row for row in lines(book["Implementation strategy"]) if "text" not in row]
    assert [row["objective"] for row in begun] == ["A1", "A2", "B1"]


# What it looks like


@pytest.mark.parametrize("plan", [False, True])
def test_drop_downs_offer_what_is_understood(shared, plan):
    book = opened(write_template(shared, "fr", plan))
    offered = {}
    for sheet in book.worksheets[1:-1]:
        heads = {cell.column_letter: cell.value.lower() for cell in sheet[1]}
        for rule in sheet.data_validations.dataValidation:
            letter = str(rule.sqref).rstrip("0123456789").split(":")[0].rstrip("0123456789")
            if rule.type == "list":
                _, place = rule.formula1.split("!")
                cells = book["Listes"][place.replace("$", "")]
                cells = cells if isinstance(cells, tuple) else ((cells,),)
                offered[sheet.title, heads[letter]] = [cell.value for (cell,) in cells]
    if plan:
        assert offered["Objectifs", "type de facilité"] == ["centrale", "mondiale"]
        assert offered["Cibles", "indicateur"] == ["A1.1", "A2.1", "A2.2", "B1.1"]
        assert ("Objectifs", "objectif") not in offered  # there may be new ones
    else:
        assert offered["Valeurs", "indicateur"] == ["A1.1", "A2.1", "A2.2", "B1.1"]
        assert offered["Conditions", "état"] == ["fait", "non fait"]
        assert offered["Task Forces", "statut"][0] == "constituée"
        assert offered["Task Forces", "accord"] == ["oui", "non"]
        assert offered["Valeurs", "retirer"] == ["oui", "non"]


def test_header_stays_in_sight_and_grey_columns_are_grey(shared):
    sheet = opened(write_template(shared))["Values"]
    assert sheet.freeze_panes == "C2"
    fills = {cell.value: cell.fill.fgColor.rgb for cell in sheet[2]}
    assert len({sheet.cell(2, place).fill.fgColor.rgb for place in (2, 3, 4, 5)}) == 1
    assert fills["Countries"] != sheet["H2"].fill.fgColor.rgb
    assert all(sheet.column_dimensions[letter].width >= 10 for letter in "ABCDEFGHIJKLMNO")


def test_on_paper_it_can_be_read_and_each_page_says_what_it_is(shared):
    """Columns are about 5 points wide for each letter, A4 landscape has 785 points of room."""
    for plan in (False, True):
        for sheet in opened(write_template(shared, plan=plan)).worksheets[:-1]:
            setup = sheet.page_setup
            assert (setup.orientation, str(setup.paperSize)) == ("landscape", sheet.PAPERSIZE_A4)
            widths = [column.width for column in sheet.column_dimensions.values()]
            titles = sheet.print_title_cols
            repeated = widths[: ["$A:$A", "$A:$B"].index(titles) + 1] if titles else []
            across = sum(widths) + (setup.fitToWidth - 1) * sum(repeated)
            points = 10 * min(1, 785 * setup.fitToWidth / (5.3 * across))
            assert points > 6, sheet.title
            assert (bool(sheet.print_title_rows), setup.fitToHeight) == (True, 0)
            foot = (sheet.oddFooter.left.text, sheet.oddFooter.right.text)
            assert foot == ("&A", "&P / &N")
            assert all(cell.alignment.wrap_text for cell in sheet[2] if cell.value)


def test_saved_by_libreoffice_it_reads_the_same(shared):
    """The template of this plan with one row filled in, as LibreOffice 7.4 has saved it."""
    file = ROOT / "tests" / "support" / "files" / "template.ods"
    read = update.prepare(shared, [File(file.name, file.read_bytes())])
    assert read.checked.errors == []
    (row,) = read.checked.rows["value"]
    assert (row["indicator"], row["year"]) == ("B1.1", 2025)
    assert (row["value"], row["value_high"]) == (3, 4.5)
    assert {one.kind for one in read.checked.readings} == set()


def test_nothing_in_it_runs_or_calls_outside(shared):
    for plan in (False, True):
        archive = zipfile.ZipFile(io.BytesIO(write_template(shared, plan=plan)))
        names = archive.namelist()
        assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]
        assert not any(b'TargetMode="External"' in archive.read(name) for name in names)


def test_texts_like_formulas_stay_texts(store):
    names = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(1)", "_x000D_ is text", "two\nlines"]
    rows = "\n".join(f'A1.{place + 5},A1,"{name}",t,level,up' for place, name in enumerate(names))
    release(store, {"indicators.csv": f"indicator,objective,name,unit,measure,direction\n{rows}"})
    book = opened(write_template(store))
    cells = [row[1] for row in book["Values"].iter_rows(min_row=2) if row[1].value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if cell.quotePrefix] == names[:4]
    prepared = update.prepare(store, [File("plan.xlsx", write_template(store, plan=True))])
    assert (prepared.comparison.new, prepared.comparison.changed) == (0, 0)


# There and back


@pytest.mark.parametrize("lang", names.LANGUAGES)
@pytest.mark.parametrize("plan", [False, True])
def test_untouched_there_is_nothing_to_publish(shared, lang, plan):
    prepared = update.prepare(shared, [File("template.xlsx", write_template(shared, lang, plan))])
    assert (places(prepared.checked.errors), prepared.checked.warnings) == ([], [])
    assert (prepared.comparison.new, prepared.comparison.changed) == (0, 0)
    filled_in = {table for table, rows in prepared.checked.rows.items() if rows}
    assert plan or filled_in == {"task_force"}
    with pytest.raises(NothingToPublish):
        update.publish_update(shared, prepared, Provenance("Amina", files=prepared.files), True)


@pytest.mark.parametrize("lang", names.LANGUAGES)
def test_the_real_plan_comes_back_as_it_went(first_store, lang):
    store = open_scratch_copy(first_store)
    prepared = update.prepare(store, [File("plan.xlsx", write_template(store, lang, plan=True))])
    assert places(prepared.checked.errors) == []
    assert (prepared.comparison.new, prepared.comparison.changed) == (0, 0)
    assert prepared.comparison.unchanged > 100
    store.close()


def test_english_template_filled_in(store):
    book = opened(write_template(store))
    fill(book["Values"], row_with(book["Values"], "A1.1"), year=2025, count=40, out_of=196)
    sheet = book["Conditions"]
    fill(sheet, row_with(sheet, "A2.2", 1), state="done", done_year=2024, evidence="=SUM(A1)")
    fill(book["Task Forces"], row_with(book["Task Forces"], "B1"), status="paused")
    sheet["L2"].data_type = "s"
    publish(store, saved(book))
    release_ids = in_force(store)
    assert facts(store, "value", release_ids)["count"].tolist() == [40]
    assert facts(store, "condition_report", release_ids).evidence.tolist() == ["=SUM(A1)"]
    assert facts(store, "task_force", release_ids).status.tolist() == ["paused"]


def test_french_template_filled_in_in_french(store):
    book = opened(write_template(store, "fr"))
    sheet = book["Valeurs"]
    fill(sheet, row_with(sheet, "A1.1"), année=2025, nombre=40, sur_un_total_de=196, note="Enquête")
    fill(sheet, row_with(sheet, "B1.1"), année=2024, valeur=300.5, région="Monde")
    sheet = book["Conditions"]
    fill(sheet, row_with(sheet, "A2.2", 2), état="Non fait", justificatif="Pas encore signé")
    fill(book["Récits"], row_with(book["Récits"], "A1"), année=2025, résumé="Tout va bien",
         cause="Un élan", décision_attendue="Aucune", responsable="Amina")  # fmt: skip
    sheet = book["Task Forces"]
    fill(sheet, row_with(sheet, "A2"), statut="lancée", responsable="Boris", accord="oui")
    sheet = book["Objectifs prioritaires"]
    fill(sheet, row_with(sheet, None, "B1"), année=2026)
    publish(store, saved(book))
    release_ids = in_force(store)
    values = facts(store, "value", release_ids).set_index("indicator")
    assert values.loc["A1.1"].note_fr == "Enquête"
    assert values.loc["B1.1"].value == 300.5
    report = facts(store, "condition_report", release_ids).iloc[0]
    assert (report.state, report.evidence_fr) == ("not done", "Pas encore signé")
    narrative = facts(store, "narrative", release_ids).iloc[0]
    assert (narrative.summary_fr, narrative.cause_fr, narrative.decision_wanted_fr) == (
        "Tout va bien", "Un élan", "Aucune",
    )  # fmt: skip
    assert narrative.summary is None
    force = facts(store, "task_force", release_ids).iloc[0]
    assert (force.status, force.leader, bool(force.consent)) == ("launched", "Boris", True)
    assert facts(store, "focal_objective", release_ids)[["year", "objective"]].values.tolist() == [
        [2026, "B1"]
    ]


def test_spanish_template_filled_in_in_spanish(store):
    book = opened(write_template(store, "es"))
    sheet = book["Valores"]
    fill(sheet, row_with(sheet, "A1.1"), año=2025, cantidad=40, de_un_total_de=196,
         nota="Encuesta")  # fmt: skip
    fill(sheet, row_with(sheet, "B1.1"), año=2024, valor="300,5", región="Mundo")
    sheet = book["Condiciones"]
    fill(sheet, row_with(sheet, "A2.2", 2), situación="No cumplida")
    sheet = book["Grupos de Trabajo"]
    fill(sheet, row_with(sheet, "A2"), estado="iniciado", responsable="Boris", consentimiento="sí")
    publish(store, saved(book))
    release_ids = in_force(store)
    values = facts(store, "value", release_ids).set_index("indicator")
    assert (values.loc["A1.1"]["count"], values.loc["A1.1"].out_of) == (40, 196)
    assert (values.loc["A1.1"].note, values.loc["A1.1"].note_es) == (None, "Encuesta")
    assert (values.loc["B1.1"].value, values.loc["B1.1"].region) == (300.5, "World")
    assert facts(store, "condition_report", release_ids).state.tolist() == ["not done"]
    force = facts(store, "task_force", release_ids).iloc[0]
    assert (force.status, force.leader, bool(force.consent)) == ("launched", "Boris", True)


def test_missing_parts_of_the_plan_are_filled_in(store):
    book = opened(write_template(store, "fr", plan=True))
    sheet = book["Stratégie de mise en œuvre"]
    begun = row_with(sheet, "B1")
    fill(sheet, begun, partie="facteur de succès", numéro=1)
    fill(sheet, begun, **{"texte_(fr)": "Des moyens"})
    sheet = book["Objectifs"]
    fill(sheet, row_with(sheet, "B1"), type_de_facilité="mondiale")
    publish(store, saved(book))
    release_ids = in_force(store)
    part = facts(store, "implementation_strategy", release_ids).iloc[0]
    assert (part.part, part.text_fr, part.text) == ("success_factor", "Des moyens", None)
    objectives = facts(store, "objective", release_ids).set_index("objective")
    assert objectives.loc["B1"].facility_type == "global"
    assert objectives.loc["B1"].label == "Fields"


def test_values_sheet_saved_as_csv(store):
    """As a French spreadsheet program does it."""
    book = opened(write_template(store, "fr"))
    sheet = book["Valeurs"]
    fill(sheet, row_with(sheet, "B1.1"), année=2025, valeur="300,5", retirer="non")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for row in sheet.iter_rows(values_only=True):
        writer.writerow(["" if cell is None else cell for cell in row])
    publish(store, File("valeurs.csv", text.getvalue().encode("cp1252", "replace")))
    kept = facts(store, "value", in_force(store))
    assert kept[["indicator", "year", "value"]].values.tolist() == [["B1.1", 2025, 300.5]]


# The command line


def test_commands_take_workbooks(tmp_path):
    build(tmp_path).close()
    place = tmp_path / "store.duckdb"
    out = tmp_path / "new" / "template.xlsx"
    done = run("template", out, "--lang", "fr", "--objective", "B1", "--json", store=place)
    assert (done.returncode, json.loads(done.stdout)) == (0, {"file": str(out)})
    book = openpyxl.load_workbook(out)
    fill(book["Valeurs"], 2, année=2024, valeur=300)
    book.save(out)
    other = tmp_path / "other.xlsx"
    other.write_bytes(workbook({"Values": "indicator, year, value\nA1.1, 2025, lots"}).content)
    done = run("check", out, other, "--json", store=place)
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["errors"]
    assert problem == {
        "sheet": "other.xlsx: Values", "row": 2, "column": "value", "value": "lots",
        "code": "not_a_number",
        "message": "Write a plain number such as 12.5, without units, spaces or words",
    }  # fmt: skip
    found = json.loads(run("compare", out, "--json", store=place).stdout)
    assert found["new"] == 1
    assert found["rows"][0]["sheet"] == "Valeurs"
    done = run("publish", out, "--by", "Amina", "--accept-warnings", "--json", store=place)
    assert json.loads(done.stdout) == {"release": 2}


def test_wrong_use_of_the_template_command(tmp_path):
    build(tmp_path).close()
    place = tmp_path / "store.duckdb"
    assert run("template", tmp_path / "out.csv", store=place).returncode == 2
    done = run("template", tmp_path / "out.xlsx", "--objective", "Z9", store=place)
    assert done.returncode == 1
    assert done.stderr.startswith('error: unknown objective "Z9"')
    assert not (tmp_path / "out.xlsx").exists()
