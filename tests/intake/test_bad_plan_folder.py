"""A bad plan folder: every problem at once, each with its place, and no store left behind."""

import pytest

from progress.errors import PlanErrors
from progress.store.integrity import verify
from tests.support.plans import PLAN, build, dedented, places

REQUIRED = ("goals.csv", "objectives.csv", "indicators.csv", "targets.csv")


def problems_of(folder, files):
    """All problems of the small plan with these files in the place of its own."""
    with pytest.raises(PlanErrors) as refusal:
        build(folder, files)
    assert sorted(path.name for path in folder.iterdir()) == ["plan"], "a store was left behind"
    return refusal.value.problems


def problems_of_file(folder, name, text):
    problems = problems_of(folder, {name: text})
    assert {problem.sheet for problem in problems} == {name}
    return [place[1:] for place in places(problems)]


def test_every_problem_is_told_at_once(tmp_path):
    """Many faults in many files; nothing else is blamed, and the order is that of the files."""
    problems = problems_of(
        tmp_path,
        {
            "goals.csv": """
                goal, name
                A,    Policies
                ,     Nameless
                B,    Practice
                A,    Policies again
                """,
            "objectives.csv": """
                objective, goal, label,        facility_type
                A1,        A,    Soils in law, secretariat
                A2,        C,    Awareness,    global
                B1,        B,    Fields,
                """,
            "indicators.csv": """
                indicator, objective, name,      unit,     measure,    direction, decimals, dye
                A1.1,      A1,        Countries, %,        level,      ,          1,
                A2.1,      A2,        Events,    events,   flow,       up,        few,
                A2.2,      A2,        Charter,   ,         conditions, ,          ,
                B1.1,      B1,        Hectares,  hectares, cumulative, up,        0,
                """,
            "baselines.csv": """
                indicator, year, value, count, out_of, comparable
                A1.1,      2020, 20,    50,    100,    yes
                A2.1,      1820, 2,     ,      ,       maybe
                B1.1,      2020, ,      ,      ,       yes
                """,
            "targets.csv": """
                indicator, year, kind,       value, value_high
                A1.1,      2030, level,      100 %,
                A2.1,      2030, range,      10,    5
                A2.2,      2030, level,      3,
                B1.1,      2030, multiple,   2,
                B1.9,      2030, level,      1000,
                B1.1,      2040, growth,     -5,
                """,
            "conditions.csv": """
                indicator, target_year, condition, text, due_year
                A2.2,      2030,        1.5,       Charter, 2024
                A2.2,      2030,        2,         ,
                B1.1,      2030,        1,         All have signed it,
                """,
            "reported_values.csv": """
                indicator, year, value, count, out_of
                A1.1,      2025, ,      20,
                B1.1,      2025, 7,     1,     0,      surplus
                A2.2,      2025, 1,     ,
                """,
        },
    )
    assert places(problems) == [
        ("goals.csv", 3, "goal", "required"),
        ("goals.csv", 5, "goal", "duplicate_row"),
        ("objectives.csv", 2, "facility_type", "not_a_choice"),
        ("objectives.csv", 3, "goal", "unknown_code"),
        ("indicators.csv", 1, "dye", "unknown_column"),
        ("indicators.csv", 2, "direction", "no_direction"),
        ("indicators.csv", 3, "decimals", "not_whole"),
        ("baselines.csv", 2, "value", "share_disagrees"),
        ("baselines.csv", 3, "year", "not_a_year"),
        ("baselines.csv", 3, "comparable", "not_yes_or_no"),
        ("baselines.csv", 4, "value", "required"),
        ("targets.csv", 2, "value", "not_a_number"),
        ("targets.csv", 3, "value_high", "range_order"),
        ("targets.csv", 4, "kind", "kind_and_measure"),
        ("targets.csv", 5, "kind", "multiple_of_nothing"),
        ("targets.csv", 6, "indicator", "unknown_code"),
        ("targets.csv", 7, "value", "growth_and_direction"),
        ("conditions.csv", 2, "condition", "not_whole"),
        ("conditions.csv", 3, "text", "required"),
        ("conditions.csv", 4, "indicator", "kind_and_measure"),
        ("reported_values.csv", 2, "out_of", "count_without_out_of"),
        ("reported_values.csv", 3, None, "surplus_cell"),
        ("reported_values.csv", 4, "indicator", "measure_is_conditions"),
    ]


def test_problem_shows_what_stands_there_and_what_to_write(tmp_path):
    (problem,) = problems_of(
        tmp_path, {"targets.csv": "indicator,year,kind,value\nA1.1,2030,lvl,100"}
    )
    assert problem.value == "lvl"
    assert problem.sentence() == "Write one of: level, range, between, growth, multiple, conditions"


def test_misspelt_code_is_met_with_the_right_one(tmp_path):
    (problem,) = problems_of(
        tmp_path, {"targets.csv": "indicator,year,kind,value\nA1-1,2030,level,100"}
    )
    assert problem.code == "unknown_code"
    assert problem.sentence() == "There is no indicator A1-1; did you mean A1.1?"


def test_row_numbers_are_those_of_the_file(tmp_path):
    """Blank lines count, and so do the lines of a cell that has several."""
    text = 'goal,name\nA,"Policies\nand laws"\n\nB,Practice\n\n,Nameless\n'
    problems = problems_of(tmp_path, {"goals.csv": text.encode()})
    assert places(problems) == [("goals.csv", 7, "goal", "required")]


@pytest.mark.parametrize("name", REQUIRED)
def test_required_file_is_missed_and_nothing_else_is_blamed_for_it(tmp_path, name):
    problems = problems_of(tmp_path, {name: None})
    assert places(problems) == [(name, None, None, "missing_file")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_text"),
        (b'goal,name\nA,"' + b"x" * 200_000 + b'"\n', "long_cell"),
        (b"goal,name\n" + b"x" * (10 * 1024 * 1024), "too_large"),
        ((",".join(f"column{place}" for place in range(60))).encode(), "too_many_columns"),
    ],
    ids=["no text", "no CSV", "too large", "too many columns"],
)
def test_file_that_cannot_be_read_hides_no_other_problem(tmp_path, text, code):
    problems = problems_of(
        tmp_path,
        {"goals.csv": text, "targets.csv": "indicator,year,kind,value\nA1.1,2030,level,many"},
    )
    assert places(problems) == [
        ("goals.csv", None, None, code),
        ("targets.csv", 2, "value", "not_a_number"),
    ]


def test_missing_column_is_told_once_and_not_for_each_row(tmp_path):
    """Neither are the rows of other files blamed, which name what stands in that column."""
    text = dedented(PLAN["indicators.csv"]).replace("indicator,", "indicater,", 1)
    missing, unknown = problems_of(tmp_path, {"indicators.csv": text})
    assert (missing.row, missing.column, missing.code) == (1, "indicator", "missing_column")
    assert (unknown.row, unknown.column, unknown.code) == (1, "indicater", "unknown_column")
    assert (missing.value, unknown.value) == (None, "indicater")  # what was found there


def test_column_that_stands_there_twice(tmp_path):
    assert problems_of_file(tmp_path, "goals.csv", "goal,name,name\nA,x,y\nB,x,y") == [
        (1, "name", "double_column")
    ]


def test_rows_that_belong_to_a_faulty_row_are_not_blamed(tmp_path):
    """The rows of A1.1 in other files are right; only its own row is wrong."""
    text = dedented(PLAN["indicators.csv"]).replace("level,      up", "level,      upwards")
    assert problems_of_file(tmp_path, "indicators.csv", text) == [(2, "direction", "not_a_choice")]


def test_faulty_row_is_blamed_once(tmp_path):
    """An unknown indicator has no unit, measure or direction that the row could offend."""
    assert problems_of_file(
        tmp_path,
        "targets.csv",
        "indicator,year,kind,value\nA9.9,2030,growth,5\nA9.9,2040,conditions,",
    ) == [(2, "indicator", "unknown_code"), (3, "indicator", "unknown_code")]


def test_every_cell_of_a_row_is_checked(tmp_path):
    assert problems_of_file(
        tmp_path, "baselines.csv", "indicator,year,value,comparable\nA1.1,soon,many,perhaps"
    ) == [
        (2, "year", "not_a_year"),
        (2, "value", "not_a_number"),
        (2, "comparable", "not_yes_or_no"),
    ]


def test_source_that_is_given_must_be_listed(tmp_path):
    text = "goal,name,source\nA,Policies,hearsay\nB,Practice,"
    assert problems_of_file(tmp_path, "goals.csv", text) == [(2, "source", "unknown_code")]


def test_same_row_twice_is_blamed_even_if_the_first_is_faulty(tmp_path):
    assert problems_of_file(
        tmp_path,
        "targets.csv",
        "indicator,region,year,kind,value\nA1.1,,2030,level,many\nA1.1,World,2030,level,100",
    ) == [(2, "value", "not_a_number"), (3, "indicator", "duplicate_row")]


@pytest.mark.parametrize(
    "cell", ["12 %", "1 000", "1,000", "12.5.1", "abc", "NaN", "inf", "1e999", "½"]
)
def test_number_must_be_plain(tmp_path, cell):
    text = f'indicator,year,kind,value\nA1.1,2030,level,"{cell}"'
    (problem,) = problems_of(tmp_path, {"targets.csv": text})
    assert (problem.code, problem.value) == ("not_a_number", cell)


@pytest.mark.parametrize("cell", ["30", "1899", "2101", "2030.5", "2030-01-01", "next"])
def test_year_must_be_a_year(tmp_path, cell):
    text = f"indicator,year,kind,value\nA1.1,{cell},level,100"
    assert problems_of_file(tmp_path, "targets.csv", text) == [(2, "year", "not_a_year")]


def test_folder_can_be_mended_and_tried_again(tmp_path):
    problems_of(tmp_path, {"goals.csv": "goal\nA"})
    store = build(tmp_path)
    assert verify(store) == []
    store.close()


def test_decimal_comma_only_between_semicolons(tmp_path):
    text = b"indicator\tyear\tkind\tvalue\nA1.1\t2030\tlevel\t62,5\n"
    assert problems_of_file(tmp_path, "targets.csv", text) == [(2, "value", "not_a_number")]
