"""Tables as statistical offices, data portals and people in a hurry make them. Each is read as a
person would read it, asked about, or refused with both readings; nothing is wrong in silence.
"""

import openpyxl
import pytest

from progress.publishing.provenance import File
from tests.support.plans import known_plan
from tests.support.workbooks import ods_rows, saved, workbook, xlsx_rows


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    with known_plan(tmp_path_factory.mktemp("store")) as made:
        yield made


def file_of(file):
    return File("values.csv", file.encode()) if isinstance(file, str) else file


def read(plan, file):
    return plan.read(file_of(file))


def compare(plan, file):
    return plan.compare(file_of(file))


def found(checked):
    return [(row["indicator"], row["year"], row["value"]) for row in checked.rows.get("value", [])]


def codes(problems):
    return [problem.code for problem in problems if problem.code != "no_narrative"]


def kinds(checked):
    return {reading.kind for reading in checked.readings}


def sheet(*lines, make=xlsx_rows):
    return make({"Sheet1": [list(line) for line in lines]})


A1 = [("A1.1", 2024, 50), ("A1.1", 2025, 60.5)]
READ = {
    "a data portal, years in brackets": (
        "Country Name,Country Code,Series Name,Series Code,2024 [YR2024],2025 [YR2025]\n"
        "World,WLD,Countries,A1.1,50,60.5\n,,,,,\nData from database: Indicators,,,,,\n",
        A1, {"years_across"},
    ),
    "a title, an empty line and the date of the update above": (
        '"Data Source","Indicators",\n\n"Last Updated Date","2026-06-28",\n\n'
        '"Country Name","Country Code","Indicator Name","Indicator Code","2024","2025",\n'
        '"World","WLD","Countries","A1.1","50","60.5",\n',
        A1, {"years_across", "header_row"},
    ),
    "a name of an indicator among the data": (
        "Entity,Year,Countries\nWorld,2024,50\nWorld,2025,60.5\n", A1, {"indicators_across"},
    ),
    "observations of a statistical office": (
        "DATAFLOW,FREQ,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
        "X,A,A1.1,World,2024,50,A\nX,A,A1.1,World,2025,60.5,E\n",
        A1, {"column_name", "other_column"},
    ),
    "letters before the years": (
        "indicator,Y2024,Y2024F,X2025\nA1.1,50,E,60.5\n", A1, {"years_across", "other_column"},
    ),
    "words after the years": (
        "indicator,2024 actual,2025 (reported),2026 planned,2030 target\nA1.1,50,60.5,70,100\n",
        A1, {"years_across", "other_column"},
    ),
    "indicators across, codes": ("year,A1.1\n2024,50\n2025,60.5\n", A1, {"indicators_across"}),
    "indicators across, names, French": (
        "Année;Countries;Remarque\n2024;50;a\n2025;60,5;b\n", A1,
        {"indicators_across", "other_column"},
    ),
    "years over their parts": (
        sheet(["indicator", 2024, "", 2025, ""], ["", "value", "note", "value", "note"],
              ["A1.1", 50, "p", 60.5, "e"]),
        A1, {"years_across", "other_column"},
    ),
    "years over men, women and all": (
        sheet(["indicator", 2024, "", "", 2025, "", ""],
              ["", "Male", "Female", "Total", "Male", "Female", "Total"],
              ["A1.1", 1, 2, 50, 4, 5, 60.5]),
        A1, {"years_across", "other_column"},
    ),
    "results beside targets": (
        sheet(["", "Actual", "", "Target", ""], ["indicator", 2024, 2025, 2030, 2050],
              ["A1.1", 50, 60.5, 80, 100]),
        A1, {"years_across", "other_column"},
    ),
    "results beside targets, of LibreOffice": (
        sheet(["indicator", "Results", "", "Targets", ""], ["", 2024, 2025, 2030, 2050],
              ["A1.1", 50, 60.5, 80, 100], make=ods_rows),
        A1, {"years_across", "other_column"},
    ),
    "units below the names": (
        "indicator,year,value\ncode,calendar year,%\nA1.1,2024,50\nA1.1,2025,60.5\n", A1,
        {"header_row"},
    ),
    "two tables, the second in another order": (
        sheet(["indicator", "year", "value"], ["A1.1", 2024, 50], [],
              ["indicator", "value", "year", "note"], ["A1.1", 60.5, 2025, "n"]),
        A1, {"repeated_header"},
    ),
    "two tables of other years": (
        "indicator,2023,2024\nA1.1,..,50\n\nindicator,2025\nA1.1,60.5\n", A1, {"repeated_header"},
    ),
    "women and men beside all": (
        "indicator,year,Sex,value\nA1.1,2024,Both sexes,50\nA1.1,2024,Female,40\n"
        "A1.1,2025,,60.5\nA1.1,2025,Male,61\n",
        A1, {"shares_of_parts"},
    ),
    "parts in French": (
        "indicateur;année;Milieu;valeur\nA1.1;2024;Ensemble;50\nA1.1;2024;Rural;40\n"
        "A1.1;2025;Total;60,5\n",
        A1, {"shares_of_parts"},
    ),
    "projections beside what was observed": (
        "indicator,year,scenario,value\nA1.1,2024,Actual,50\nA1.1,2025,observed,60.5\n"
        "A1.1,2025,Projection,70\n",
        A1, {"shares_of_parts"},
    ),
    "curly quotes": ("“indicator”,“year”,“value”\n“A1.1”,“2024”,“50”\n“A1.1”,“2025”,“60.5”\n",
                     A1, {"quotes"}),
    "guillemets": ("«indicator»;«year»;«value»\n«A1.1»;«2024»;«50»\n«A1.1»;«2025»;«60,5»\n",
                   A1, {"quotes"}),
    "texts as Excel keeps them": (
        'indicator,year,value\n="A1.1",="2024",="50"\n="A1.1",="2025",="60.5"\n', A1, {"quotes"},
    ),
    "years shown as other numbers": (
        'indicator,year,value\nA1.1,"2,024",50\nA1.1,2 025,60.5\n', A1, {"number_as_text"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_read_and_said(plan, name):
    file, rows, expected = READ[name]
    checked = read(plan, file)
    assert [problem.sentence() for problem in checked.errors] == []
    assert found(checked) == rows
    assert expected <= kinds(checked)


def test_a_header_of_merged_cells(plan):
    book = openpyxl.Workbook()
    table = book.active
    for line in (["indicator", "Share of countries", None], [None, 2024, 2025], ["A1.1", 50, 60.5]):
        table.append(line)
    table.merge_cells("A1:A2")
    table.merge_cells("B1:C1")
    assert found(read(plan, saved(book))) == A1


SCALED = {
    "above the column": "indicator,year,value (thousand hectares)\nB1.1,2025,0.3\n",
    "above the column, in short": "indicator;year;value ('000 ha)\nB1.1;2025;0,3\n",
    "above the column, in French": "indicateur;année;valeur (milliers d’ha)\nB1.1;2025;0,3\n",
    "above the column, in Spanish": "indicador;año;valor (miles de ha)\nB1.1;2025;0,3\n",
    "below the name of the column": "indicator,year,value\n,,thousand ha\nB1.1,2025,0.3\n",
    "in a column of units": "indicator,year,value,unit\nB1.1,2025,0.3,1000 ha\n",
    "as a power of ten": "indicator,year,value,Unit multiplier\nB1.1,2025,0.3,3\n",
    "above the table": "Area restored (thousand hectares)\nindicator,year,value\nB1.1,2025,0.3\n",
    "above the table, alone": "In thousands\nindicator,year,value\nB1.1,2025,0.3\n",
}


@pytest.mark.parametrize("name", SCALED)
def test_figures_in_thousands_could_be_two(plan, name):
    checked = read(plan, SCALED[name])
    (problem,) = checked.errors
    assert problem.code == "two_meanings"
    assert (problem.details["first"], problem.details["second"]) == ("300", "0.3")
    assert found(checked) == []


@pytest.mark.parametrize("unit", ["per mille", "‰", "per 1000", "pour mille"])
def test_a_share_per_thousand_could_be_two(plan, unit):
    checked = read(plan, f"indicator,year,value,unit\nA1.1,2025,605,{unit}\n")
    (problem,) = checked.errors
    assert (problem.details["first"], problem.details["second"]) == ("60.5", "605")


def test_it_is_asked_once_and_not_in_each_row(plan):
    rows = "".join(f"B1.1,{year},0.{year}\n" for year in range(2021, 2026))
    checked = read(plan, f"indicator,year,value (million ha)\n{rows}")
    assert codes(checked.errors) == ["two_meanings"]
    assert found(checked) == []


@pytest.mark.parametrize(
    "text",
    ["4 per 1000 Initiative (4 per 1000)\nindicator,year,value\nB1.1,2025,300\n",
     "Report, 1000 copies\nindicator,year,value\nB1.1,2025,300\n",
     "indicator,year,value (ha)\nB1.1,2025,300\n",
     "indicator,year,value,unit\nB1.1,2025,300,hectares\n",
     "indicator,year,value,unit\nB1.1,2025,300,ha\n"],
)  # fmt: skip
def test_no_thousands_where_none_are_meant(plan, text):
    checked = compare(plan, text)
    assert found(checked) == [("B1.1", 2025, 300)]
    assert codes(checked.warnings) == []


@pytest.mark.parametrize("unit", ["km2", "%", "acres"])
def test_another_unit_is_told(plan, unit):
    checked = compare(plan, f"indicator,year,value,unit\nB1.1,2025,300,{unit}\n")
    assert codes(checked.warnings) == ["other_unit"]


@pytest.mark.parametrize("number", ["-9999", "-99", "999999"])
def test_numbers_that_stand_for_nothing_are_told(plan, number):
    checked = compare(plan, f"indicator,year,value\nB1.1,2025,{number}\n")
    assert "likely_no_data" in codes(checked.warnings)


def test_the_name_of_another_indicator_is_told(plan):
    file = workbook(
        {"Values": "indicator, name, year, value\nB1.1, Countries, 2025, 300\n"
                   "A1.1, Countries, 2025, 60"}
    )  # fmt: skip
    checked = compare(plan, file)
    told = [problem for problem in checked.warnings if problem.code == "other_name"]
    assert [(one.row, one.details["other"]) for one in told] == [(2, "A1.1")]


@pytest.mark.parametrize("text", ["indicator,year,sex,value\nA1.1,2025,Female,60\n",
                                  "indicator,year,Âge,value\nA1.1,2025,15-24,60\n"])  # fmt: skip
def test_a_part_alone_is_no_total(plan, text):
    checked = read(plan, text)
    assert found(checked) == []
    assert "shares_of_parts" in kinds(checked)


@pytest.mark.parametrize("header", ["FY2025", "Exercice 2025", "2024-25", "2024/2025"])
def test_years_that_are_two(plan, header):
    assert "two_years" in codes(read(plan, f"indicator,{header},2023\nA1.1,60,50\n").errors)


@pytest.mark.parametrize(
    "text",
    ['indicator,year,value,note\nA1.1,2024,50,"one\nB1.1,2025,300,two\nB1.1,2024,200,three\n',
     'indicator;year;value;note\nA1.1;2024;50;"one\nB1.1;2025;300;"two"\n'],
)  # fmt: skip
def test_a_quotation_mark_that_is_never_closed(plan, text):
    (problem,) = read(plan, text).errors
    assert (problem.code, problem.details["line"]) == ("open_quote", 2)


def test_texts_of_several_lines_stay(plan):
    checked = read(plan, 'indicator,year,value,note\nA1.1,2025,60.5,"one, two\nthree, 4, five"\n')
    assert checked.rows["value"][0]["note"] == "one, two\nthree, 4, five"


def test_garbled_regions_are_told(plan):
    text = "indicator;year;value;region\nA1.1;2025;60,5;Côte d'Ivoire\n"
    checked = compare(plan, text.encode().decode("latin-1"))
    assert "garbled" in codes(checked.warnings)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [("a.xls", b"<html><table><tr><td>indicator</td></tr></table></html>", "web page"),
     ("a.xls", b"\xef\xbb\xbf  <table>", "web page"),
     ("a.xls", b'<?xml version="1.0"?><Workbook/>', "web page"),
     ("a.xls", b"indicator\tyear\tvalue\n", "text file"),
     ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100), "old Excel"),
     ("a.zip", b"PK\3\4values.csv", "folder of files"),
     ("a.csv", b"PK\3\4values.csv", "folder of files")],
)  # fmt: skip
def test_files_that_are_something_else(plan, name, content, says):
    (problem,) = read(plan, File(name, content)).errors
    assert says in problem.sentence()


@pytest.mark.parametrize("name", ["a.xls", "a", "a.xlsb.xls"])
def test_workbooks_under_another_name(plan, name):
    content = sheet(["indicator", "year", "value"], ["A1.1", 2025, 60.5]).content
    (problem,) = read(plan, File(name, content)).errors
    assert "workbook under another name" in problem.sentence()


# What gets a new code or year is there already: nothing else of it need stand in the table.
MOVED = {
    "indicator,new_code\nA1.1,A1.9\n": ("indicator", {"new_code": "A1.9", "name": "Countries"}),
    "Indicator code;New code\nA1.1;A1.9\n": ("indicator", {"new_code": "A1.9", "objective": "A1"}),
    "objective,new_code\nA1,A9\n": ("objective", {"new_code": "A9", "goal": "A"}),
    "indicator,year,new_year\nA1.1,2030,2035\n": ("target", {"new_year": 2035, "value": 100}),
}


@pytest.mark.parametrize("text", MOVED)
def test_a_table_of_new_codes_or_years_alone(plan, text):
    checked, (fact, wanted) = read(plan, text), MOVED[text]
    assert codes(checked.errors) == []
    row = checked.rows[fact][0]
    assert {name: row[name] for name in wanted} == wanted


# Written in one encoding and taken for another, each would be a region nobody has heard of.
FOREIGN = {
    "shift_jis": ("日本", "東京 土壌", "アフリカ"),
    "gbk": ("中国", "土壤碳"),
    "big5": ("台灣",),
    "euc_kr": ("한국",),
    "cp1251": ("Россия", "Казахстан"),
    "koi8-r": ("Россия", "почва"),
    "cp1250": ("Česko", "Polska żywność"),
    "cp1253": ("Ελλάδα",),
    "cp1254": ("İstanbul", "Doğu"),
    "cp1256": ("المغرب",),
    "iso-8859-15": ("cœur à 5 €",),
}


@pytest.mark.parametrize("encoding", FOREIGN)
def test_letters_of_another_encoding_are_told(plan, encoding):
    for word in FOREIGN[encoding]:
        text = f"indicator,year,region,value\nA1.1,2025,{word},60.5\n"
        checked = compare(plan, File("values.csv", text.encode(encoding)))
        garbled = [one.details["words"] for one in checked.warnings if one.code == "garbled"]
        assert garbled
        assert all(garbled)


def test_letters_that_several_encodings_could_mean_are_shown_as_they_are_read(plan):
    text = "indicator,year,region,value\nA1.1,2025,Côte d’Ivoire,60.5\nA2.1,2025,Türkiye,3\n"
    checked = compare(plan, File("values.csv", text.encode("cp1252")))
    (one,) = (reading for reading in checked.readings if reading.kind == "encoding")
    assert (one.found, one.read_as) == ("cp1252", "Côte, d’Ivoire, Türkiye")
    assert "garbled" not in codes(checked.warnings)


DAYS = ("2025-12-31", "31/12/2025", "31.12.2025", "Dec 2025", "30 juin 2025", "2025-12", "12/2025")
TWO_YEARS = (
    "FY25",
    "FY'25",
    "EF 2025",
    "2024–25",
    "2024/2025",
    "Ejercicio 2025",
    "campagne 2024/25",
)


@pytest.mark.parametrize("year", [*DAYS, *TWO_YEARS])
def test_a_day_or_two_years_in_the_place_of_a_year(plan, year):
    checked = read(plan, f"indicator,year,value\nA1.1,{year},60.5\n")
    (error,) = checked.errors
    assert error.code == ("date_as_year" if year in DAYS else "two_years")
    assert 2025 in (error.details.get("year"), error.details.get("second"))
