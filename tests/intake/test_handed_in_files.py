"""Files as people hand them in: what can be one thing is read and said, what can be two is asked,
and nothing is read wrongly in silence."""

import pytest

from progress.intake.mapping import column_map
from progress.publishing.provenance import File
from tests.support.paths import ROOT
from tests.support.plans import known_plan
from tests.support.workbooks import repacked, workbook, xlsx

FILES = ROOT / "tests" / "support" / "files" / "handed_in"


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    with known_plan(tmp_path_factory.mktemp("store")) as made:
        yield made


def handed_in(name):
    return File(name, (FILES / name).read_bytes())


def csv(text, name="values.csv"):
    return File(name, text if isinstance(text, bytes) else text.encode())


def found(read):
    """(indicator, year, value) of the rows that would be published."""
    return [(row["indicator"], row["year"], row["value"]) for row in read.rows.get("value", [])]


def codes(problems):
    return [problem.code for problem in problems if problem.code != "no_narrative"]


def kinds(read):
    return {reading.kind for reading in read.readings}


A1 = [("A1.1", 2025, 60.5)]
READ = {
    "sep-semicolon.csv": (A1, {"separator_line"}),
    "title-line.csv": (A1, {"header_row"}),
    "blank-first.csv": (A1, set()),
    "header-quoted-comma.csv": (A1, {"column_name"}),
    "header-quoted-newline.csv": (A1, {"column_name"}),
    "pipe.csv": (A1, {"delimiter"}),
    "cr-only.csv": ([*A1, ("B1.1", 2025, 300)], {"line_ends"}),
    "tab-decimal-comma.csv": (A1, {"decimal_comma"}),
    "quoted-decimal-comma.csv": (A1, {"decimal_comma"}),
    "nbsp.csv": ([("B1.1", 2025, 1200)], {"thousands"}),
    "minus.csv": ([("B1.1", 2025, -5)], {"unseen"}),
    "zero-width.csv": (A1, {"unseen"}),
    "bom-mid.csv": (A1, {"unseen"}),
    "zw.xlsx": (A1, {"unseen"}),
    "cp850.csv": (A1, {"encoding"}),
    "utf16le-nobom.csv": (A1, {"encoding"}),
    "dots.csv": ([], {"no_data"}),
    "wide-years.csv": (
        [("A1.1", 2022 + n, 30 + 10 * n) for n in range(4)]
        + [("B1.1", 2022 + n, 100 + 100 * n) for n in range(4)],
        {"years_across"},
    ),
    "wide.xlsx": ([("A1.1", 2022 + n, 30 + 10 * n) for n in range(3)], {"years_across"}),
    "fmt-Standard.xlsx": ([("A1.1", 2025, 60)], set()),
    "feuil1.xlsx": (A1, {"automatic_sheet"}),
    "values-copy.xlsx": (A1, {"automatic_sheet"}),
    "numbers-names.xlsx": (A1, {"automatic_sheet"}),
    "stray-below.xlsx": (A1, {"remark"}),
    "stray-60.xlsx": (A1, {"remark"}),
    "table-total.xlsx": ([("A1.1", 2025, 60)], {"total"}),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_has_one_meaning_is_read_and_said(plan, name):
    rows, expected = READ[name]
    read = plan.read(handed_in(name))
    assert [problem.sentence() for problem in read.errors] == []
    assert found(read) == rows
    assert expected <= kinds(read)


TOLD = {
    "quoted-thousands.csv": ["two_meanings"],
    "tab-thousand-dot.csv": ["two_meanings"],
    "fiscal.csv": ["two_years"] * 3,
    "flags.csv": ["not_a_number"] * 2,
    "opensdg.csv": ["missing_column"],
    "case-region.csv": ["duplicate_row"] * 4,
    "typo-relation.csv": ["unknown_relation"] * 2,
    "xlsxwriter-formula.xlsx": ["formula_without_value"],
    "fmt-fr-aaaa.xlsx": ["date_as_year"],
    "dxf-10.xlsx": ["percent_format"],
    "dxf-14.xlsx": ["date_as_year"],
}


@pytest.mark.parametrize("name", TOLD)
def test_what_has_two_meanings_or_none_is_told(plan, name):
    assert codes(plan.read(handed_in(name)).errors) == TOLD[name]


WARNED = {
    "gbk.csv": ["garbled"],
    "typo-region.csv": ["new_region"],
    "fraction-first.csv": ["fraction"],
    "wrong-unit-first.csv": ["outlier", "outlier"],
    "fmt-zero-na.xlsx": ["shown_otherwise"],
    "fmt-hidden.xlsx": ["shown_otherwise"],
}


@pytest.mark.parametrize("name", WARNED)
def test_what_was_silent_is_told(plan, name):
    read = plan.compare(handed_in(name))
    assert read.errors == []
    assert codes(read.warnings) == WARNED[name]


def test_both_readings_are_shown(plan):
    (problem,) = plan.read(handed_in("quoted-thousands.csv")).errors
    assert problem.sentence().startswith("1,200 could be 1200 or 1.2;")
    first, *_ = plan.read(handed_in("fiscal.csv")).errors
    assert "2024 and 2025" in first.sentence()


def test_flags_go_into_the_note(plan):
    read = plan.read(handed_in("flags.csv"))
    notes = {row["indicator"]: row["note"] for row in read.rows["value"]}
    assert notes == {"A1.1": "p", "B1.1": "e", "A2.1": "*"}


def test_another_sheet_as_csv(plan):
    read = plan.read(handed_in("conditions.csv"))
    assert read.errors == []
    (row,) = read.rows["condition_report"]
    assert (row["state"], row["done_year"]) == ("done", 2024)


def test_a_table_of_one_indicator(plan):
    given = column_map(None, "A1.1")
    read = plan.read(handed_in("opensdg.csv"), given=given)
    assert read.errors == []
    assert found(read) == [("A1.1", 2015, 20), ("A1.1", 2016, 25)]
    assert {"shares_of_parts", "given_indicator"} <= kinds(read)


def test_columns_that_a_person_named(plan):
    text = "Series;Observed in;Obs\nA1.1;2025;60,5\n"
    assert codes(plan.read(csv(text)).errors)
    given = column_map('{"indicator": "Series", "year": "Observed in", "value": "Obs"}')
    assert found(plan.read(csv(text), given=given)) == A1


# Siblings


@pytest.mark.parametrize(
    ("text", "value"),
    [("12 to 15", (12, 15)), ("12–15", (12, 15)), ("12 à 15", (12, 15)),
     ("between 12 and 15", (12, 15)), ("12,5", (12.5, None)),
     ("1\u202f200", (1200, None)), ("1'200", (1200, None)),
     ("1.234.567", (1234567, None)), ("1,234.5", (1234.5, None)), ("300 hectares", (300, None)),
     ("5 (p)", (5, None)), ("5¹", (5, None)), ("5 est.", (5, None)), ("٥", (5, None))],
)  # fmt: skip
def test_numbers_as_people_write_them(plan, text, value):
    file = workbook(
        {"Values": "indicator, year, value\nB1.1, 2025, 0"},
        lambda book: book["Values"].__setitem__("C2", text),
    )
    read = plan.read(file)
    assert read.errors == []
    (row,) = read.rows["value"]
    assert (row["value"], row["value_high"]) == value
    assert [reading.found for reading in read.readings] == [text] * len(read.readings) != []


@pytest.mark.parametrize(
    "text",
    ["~5", "ca. 12", "> 50", "environ 5", "€ 1.2 million", "1,200", "5 or 6", "none", "lots"],
)
def test_numbers_that_are_none_or_two(plan, text):
    read = plan.read(csv(f'indicator,year,value\nB1.1,2025,"{text}"\n'))
    assert len(read.errors) == 1
    assert read.errors[0].column == "value"


@pytest.mark.parametrize(
    "mark", ["..", "n/a", "N.A.", "–", ":", "pas de données", "no data", "#N/A"]
)
def test_marks_for_no_data(plan, mark):
    read = plan.read(csv(f"indicator,2024,2025\nA1.1,{mark},60.5\n"))
    assert found(read) == A1
    assert "no_data" in kinds(read)


@pytest.mark.parametrize(
    "code", ["a1.1", "A1-1", "A11", "А1.1", "A1.1\u200b", "Countries", "COUNTRIES ",
             "A1.1 Countries", "A 1.1", "Indicator A1.1"]
)  # fmt: skip
def test_codes_in_other_spellings_and_names(plan, code):
    read = plan.read(csv(f"indicator,year,value\n{code},2025,60.5\n"))
    assert found(read) == A1
    assert kinds(read) <= {"code", "name_as_code", "unseen"}
    assert kinds(read)


@pytest.mark.parametrize("column", ["value", "count"])
@pytest.mark.parametrize("text", ["40 of 196", "40/196", "40 sur 196", "40 out of 196"])
def test_so_many_of_so_many(plan, column, text):
    read = plan.read(csv(f"indicator,year,{column}\nA1.1,2025,{text}\n"))
    assert read.errors == []
    (row,) = read.rows["value"]
    assert (row["count"], row["out_of"]) == (40, 196)
    assert row["value"] == pytest.approx(20.408163265)


@pytest.mark.parametrize("word", ["yes", "x", "oui", "fait", "Fait", "✓", "completed"])
def test_done_in_other_words(plan, word):
    text = f"indicator,target_year,condition,state,done_year\nA2.2,2030,1,{word},2024\n"
    read = plan.read(csv(text))
    assert read.errors == []
    assert read.rows["condition_report"][0]["state"] == "done"


@pytest.mark.parametrize(
    "name", ["Côte d’Ivoire", "Côte d'Ivoire", "Co\u0302te d’Ivoire", "COTE D'IVOIRE",
             "Côte\u00a0d’Ivoire", "côte d’ivoire "]
)  # fmt: skip
def test_a_region_is_one_however_it_is_spelled(plan, name):
    read = plan.compare(csv(f"indicator,year,value,region\nA1.1,2025,60,{name}\n"))
    assert read.rows["value"][0]["region"] == "Côte d’Ivoire"
    assert codes(read.warnings) == ["new_region"]


def test_own_columns_and_sheets_are_left_out_and_said(plan):
    file = workbook(
        {"Values": "indicator, year, value, My comments\nA1.1, 2025, 60.5, well",
         "Budget": "post, amount\ntravel, 3"}
    )  # fmt: skip
    read = plan.read(file)
    assert found(read) == A1
    assert {"other_column", "other_sheet"} <= kinds(read)


def test_the_instructions_saved_as_csv(plan):
    text = "Report on the strategic plan,,\n,,\nFill in what is new,,\n"
    assert codes(plan.read(csv(text)).errors) == ["instructions"]


@pytest.mark.parametrize(
    "text",
    ["indicator^year^value\n", "Année;Indicateur;Valeur\n2025;A1.1;60,5\n",
     "Indicator / Indicateur,Year / Année,Value / Valeur\nA1.1,2025,60.5\n",
     "Indicator code,Reporting year,Value (%)\nA1.1,2025,60.5\n",
     '"indicator,year,value"\n"A1.1,2025,60.5"\n'],
)  # fmt: skip
def test_headers_in_other_words(plan, text):
    read = plan.read(csv(text))
    assert found(read) == A1 if "^" not in text else read.errors


def test_macros_are_ignored_and_said(plan):
    content = repacked(
        xlsx({"Values": "indicator, year, value\nA1.1, 2025, 60.5"}), {"xl/vbaProject.bin": b"x"}
    )
    read = plan.read(File("values.xlsm", content))
    assert found(read) == A1
    assert kinds(read) == {"macros"}


@pytest.mark.parametrize(
    ("sheet", "text", "told"),
    [("Values", "indicator, name, last_year, last_value, year, value\nA1.1, Countries, , 61, ,",
      ("last_value", "61", "value")),
     ("Values", "indicator, last_year, year, value\nA1.1, 2031, ,", ("last_year", "2031", "year")),
     ("Conditions", "indicator, target_year, condition, last_state, state\nA2.2, 2030, 1, done,",
      ("last_state", "done", "state")),
     ("Narratives", "objective, year, last_summary, summary\nA1, , Well done,",
      ("last_summary", "Well done", "summary"))],
)  # fmt: skip
def test_what_is_typed_into_a_grey_column_is_told(plan, sheet, text, told):
    read = plan.compare(workbook({sheet: text}))
    assert [
        (one.column, one.value, one.details["column"])
        for one in read.warnings
        if one.code == "grey_column"
    ] == [told]


@pytest.mark.parametrize("word", ["estimate of a partner", "modelled", "other source"])
def test_a_new_relation_is_told_once(plan, word):
    read = plan.compare(csv(f"indicator,year,value,relation\nA1.1,2025,3,{word}\n"
                              f"A1.1,2024,3,{word}\n"))  # fmt: skip
    assert codes(read.errors) == []
    assert codes(read.warnings).count("new_relation") == 1
    assert {row["relation"] for row in read.rows["value"]} == {word}


@pytest.mark.parametrize("word", ["dirct", "Direct value", "supersedd", "partiel", "contxt", "??"])
def test_a_slip_in_a_relation_is_an_error(plan, word):
    read = plan.read(csv(f"indicator,year,value,relation\nA1.1,2025,3,{word}\n"))
    assert codes(read.errors) == ["unknown_relation"]
