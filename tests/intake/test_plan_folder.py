"""`init --plan DIR`: another plan makes its own dashboard, however its files are written."""

import codecs

import pytest

from progress.assessment.filters import Filters, choices
from progress.assessment.verdicts import status
from progress.errors import DataError
from progress.intake import seed
from progress.store.integrity import verify
from progress.store.queries import facts
from progress.store.releases import history, in_force
from tests.support.plans import PLAN, build, statuses, write_folder

REQUIRED = ("goals.csv", "objectives.csv", "indicators.csv", "targets.csv")
OTHER_PLAN = {
    "goals.csv": """
        goal,  name,  name_fr
        Water, Water, Eau
        Air,   Air,   Air
        """,
    "objectives.csv": """
        objective, goal,  label, facility_type
        Water-1,   Water, Lakes, global
        Air-1,     Air,   Dust,
        """,
    "indicators.csv": """
        indicator,    objective, name,          unit, measure, direction, decimals
        Water-1/clean, Water-1,  Clean lakes,   lakes, level,  up,        0
        Air-1/dust,    Air-1,    Dust,          µg,    level,  down,      1
        """,
    "baselines.csv": """
        indicator,     year, value, comparable
        Water-1/clean, 2015, 10,    yes
        Air-1/dust,    2015, 40,    yes
        """,
    "targets.csv": """
        indicator,     region, year, kind,  value
        Water-1/clean, ,       2027, level, 100
        Water-1/clean, ,       2040, level, 200
        Air-1/dust,    Europe, 2033, level, 10
        """,
    "reported_values.csv": """
        indicator,     region, year, value
        Water-1/clean, ,       2021, 64
        Air-1/dust,    Europe, 2024, 50
        """,
}


def test_another_plan_makes_its_own_store(tmp_path):
    store = seed.build(tmp_path / "store.duckdb", write_folder(tmp_path / "plan", OTHER_PLAN))
    possible = choices(store)
    assert possible.goal == ("Air", "Water")
    assert possible.horizon == (2027, 2033, 2040)
    assert possible.region == ("World", "Europe", "all")
    assert statuses(store, year=2025) == {
        ("Water-1/clean", 2027): "open",  # more than half of the time since went by unreported
        ("Water-1/clean", 2033): "no_target",
        ("Water-1/clean", 2040): "on_track",
        ("Air-1/dust", 2027): "no_target",
        ("Air-1/dust", 2033): "no_target",
        ("Air-1/dust", 2040): "no_target",
        ("Air-1/dust", "Europe", 2027): "no_target",
        ("Air-1/dust", "Europe", 2033): "no_baseline",  # the World's starting point is not Europe's
        ("Air-1/dust", "Europe", 2040): "no_target",
    }
    assert [one.kind for one in history(store)] == ["initial", "initial"]
    assert [one.note for one in history(store)] == [None, None]
    assert verify(store) == []
    store.close()


def test_goals_of_another_plan_are_rolled_up(tmp_path):
    store = seed.build(tmp_path / "store.duckdb", write_folder(tmp_path / "plan", OTHER_PLAN))
    goals = status(store, Filters(year=2025, horizon=2027)).goals
    assert goals[["goal", "with_target", "on_track"]].values.tolist() == [
        ["Air", 0, 0],
        ["Water", 1, 0],
    ]
    store.close()


def test_files_that_may_be_missing_are_empty(tmp_path):
    plan = {name: PLAN[name] for name in REQUIRED}
    store = seed.build(tmp_path / "store.duckdb", write_folder(tmp_path / "plan", plan))
    assert len(history(store)) == 1, "nothing was reported, so there is no second release"
    assert facts(store, "baseline", in_force(store)).empty
    assert statuses(store)["A1.1", 2030] == "not_reported"
    assert verify(store) == []
    store.close()


def test_files_with_a_header_alone_are_empty(tmp_path):
    store = build(
        tmp_path, {"reported_values.csv": "indicator,year,value", "sources.csv": "source,title"}
    )
    assert len(history(store)) == 1
    store.close()


def test_folder_must_be_there(tmp_path):
    with pytest.raises(DataError, match="there is no folder"):
        seed.build(tmp_path / "store.duckdb", tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_blank_source_is_fine_and_a_listed_one_too(tmp_path):
    store = build(
        tmp_path,
        {
            "sources.csv": "source,title\npaper,The paper",
            "goals.csv": "goal,name,source\nA,Policies,paper\nB,Practice,",
        },
    )
    assert verify(store) == []
    store.close()


# How files may be written


FRENCH = {
    "goals.csv": "goal;name\nA;Sols\nB;Forêts où l’on s’exerce\n",
    "targets.csv": "indicator;year;kind;value\nA1.1;2030;level;62,5\nB1.1;2030;level;1000.5\n",
}


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: codecs.BOM_UTF8 + text.encode("utf-8"),
        lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\n", "\r\n").encode("utf-8"),
    ],
    ids=["UTF-8", "UTF-8 with BOM", "UTF-16 LE", "UTF-16 BE", "cp1252", "Windows line ends"],
)
def test_encodings(tmp_path, encode):
    store = build(tmp_path, {name: encode(text) for name, text in FRENCH.items()})
    assert facts(store, "goal", [1]).name.tolist() == ["Sols", "Forêts où l’on s’exerce"]
    assert facts(store, "target", [1]).value.tolist() == [62.5, 1000.5]
    store.close()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_delimiters(tmp_path, delimiter):
    text = "indicator,year,kind,value\nA1.1,2030,level,62.5\n".replace(",", delimiter)
    store = build(tmp_path, {"targets.csv": text.encode()})
    assert facts(store, "target", [1]).value.tolist() == [62.5]
    store.close()


def test_columns_may_stand_in_any_order_and_cells_have_spaces(tmp_path):
    text = b"value , kind , year , indicator\n 100 , level , 2030.0 , A1.1 \n"
    store = build(tmp_path, {"targets.csv": text})
    assert facts(store, "target", [1])[["indicator", "year", "value"]].values.tolist() == [
        ["A1.1", 2030, 100.0]
    ]
    store.close()
