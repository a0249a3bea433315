"""One plan of values, written as people write them: whatever the shape of the file, the same values
are read from it, or it is refused with both readings."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from progress.intake.check import check
from progress.intake.known import known_facts, known_words
from progress.intake.mapping import column_map
from progress.intake.read import read_files
from progress.intake.understand import understand
from progress.publishing.provenance import File
from tests.support.plans import build
from tests.support.workbooks import ods_rows, xlsx_rows

CODES = {"A1.1": "Countries", "B1.1": "Hectares restored"}
HEADER = ("indicator", "year", "value")
# Values as a file may hold them: years of both indicators, with up to three decimals.
VALUES = st.dictionaries(
    st.tuples(st.sampled_from(sorted(CODES)), st.integers(2016, 2025)),
    st.one_of(
        st.integers(0, 99).map(float),
        st.decimals(0, 99, places=1).map(float),
        st.decimals(0, 99, places=3).map(float),
        st.integers(1000, 99999).map(float),
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Reads and checks a file beside the small plan."""
    store = build(tmp_path_factory.mktemp("store"))
    known = known_facts(store)
    words = known_words(store, known)
    store.close()

    def read(file, given=None):
        found = read_files([file], given)
        understand(found, known, words)
        checked = check(found.sheets, known)
        checked.errors += found.problems
        return checked

    return read


def plain(number):
    return f"{number:.10g}"


def comma(number):
    return plain(number).replace(".", ",")


def spaced(number):
    return f"{number:,.10g}".replace(",", "\u202f")


def long(values, say=plain, header=HEADER, code=str):
    return [header, *([code(one), str(year), say(n)] for (one, year), n in values.items())]


def typed(values):
    return [HEADER, *([one, year, number] for (one, year), number in values.items())]


def wide(values, first="indicator", say=plain, code=str):
    years = sorted({year for _, year in values})
    lines = [[first, *map(str, years)]]
    for one in sorted({code for code, _ in values}):
        cells = [values.get((one, year)) for year in years]
        lines.append([code(one), *("" if n is None else say(n) for n in cells)])
    return lines


def text(lines, delimiter=",", before="", end="\r\n", encoding="utf-8", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(lines)
    return File("values.csv", (before + out.getvalue()).encode(encoding))


FRENCH = ("Indicateur", "Année", "Valeur")
SHAPES = {
    "as it should be": lambda v: text(long(v)),
    "semicolons": lambda v: text(long(v), ";"),
    "semicolons, decimal comma": lambda v: text(long(v, comma), ";"),
    "Excel's first line": lambda v: text(long(v, comma), ";", before="sep=;\r\n"),
    "tabs": lambda v: text(long(v), "\t"),
    "strokes": lambda v: text(long(v), "|"),
    "old line ends": lambda v: text(long(v), end="\r"),
    "all in quotes": lambda v: text(long(v), quoting=csv.QUOTE_ALL),
    "a title above": lambda v: text(long(v), before="Report of the year\r\n\r\n"),
    "UTF-16": lambda v: text(long(v), encoding="utf-16"),
    "byte order mark": lambda v: text(long(v), before="\ufeff"),
    "French": lambda v: text(long(v, comma, FRENCH), ";"),
    "French in Windows' encoding": lambda v: text(long(v, comma, FRENCH), ";", encoding="cp1252"),
    "thin spaces between thousands": lambda v: text(long(v, spaced), ";"),
    "codes in small letters": lambda v: text(long(v, code=str.lower)),
    "names in place of codes": lambda v: text(long(v, code=CODES.get)),
    "years across": lambda v: text(wide(v)),
    "French, years across": lambda v: text(wide(v, "Indicateur", comma), ";"),
    "a workbook": lambda v: xlsx_rows({"Values": typed(v)}),
    "numbers as text": lambda v: xlsx_rows({"Values": long(v)}),
    "years across in a workbook": lambda v: xlsx_rows({"Feuil1": wide(v)}),
    "a title above in a workbook": lambda v: xlsx_rows({"Data": [["Report"], [], *typed(v)]}),
    "OpenDocument": lambda v: ods_rows({"Values": typed(v)}),
    "OpenDocument, years across": lambda v: ods_rows({"Tableau 1": wide(v)}),
}


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=VALUES)
def test_the_same_values_are_read_or_both_readings_shown(read, shape, values):
    checked = read(SHAPES[shape](values))
    for problem in checked.errors:
        assert problem.code == "two_meanings"
        both = problem.details["first"], problem.details["second"]
        assert all(one in problem.sentence() for one in both)
    found = {(row["indicator"], row["year"]): row["value"] for row in checked.rows.get("value", [])}
    assert found.items() <= values.items()
    assert len(found) + len(checked.errors) == len(values)


def test_columns_of_other_names_give_the_same(read):
    values = {("A1.1", 2024): 60.5, ("B1.1", 2023): 300.0}
    given_map = column_map('{"indicator": "Series", "year": "When", "value": "Obs"}')
    file = text(long(values, header=("Series", "When", "Obs")))
    rows = read(file, given_map).rows["value"]
    assert {(row["indicator"], row["year"]): row["value"] for row in rows} == values
