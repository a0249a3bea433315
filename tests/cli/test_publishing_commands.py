"""Commands that check, publish, undo and look after the store."""

import pytest

from progress.store.store import open_store
from tests.support.commands import csv, document, refused, run
from tests.support.plans import build, report
from tests.support.workbooks import xlsx

RELEASE = {
    "release", "kind", "published_at", "by", "note", "file", "sha256", "in_force", "reverts",
    "rows",
}  # fmt: skip
CHANGE = {"indicator", "region", "horizon", "before", "after"}
PROBLEM = {"sheet", "row", "column", "value", "code", "message"}


@pytest.fixture
def store(tmp_path):
    """Where the store of the small plan is, with first figures as release 2."""
    made = build(tmp_path)
    report(made, "indicator,year,value\nA1.1,2022,45\nA1.1,2023,50")
    made.close()
    return made.path


def test_check_document(store, tmp_path):
    good = csv(tmp_path, "indicator,year,value\nB1.1,2023,300", "good.csv")
    found = document("check", good, store=store)
    assert (found["errors"], found["rows"]) == ([], 1)
    assert [set(one) for one in found["warnings"]] == [PROBLEM]
    bad = csv(tmp_path, "indicator,year,value\nA1.1,2025,sixty\nA1.1,2024,55", "bad.csv")
    found = document("check", bad, store=store, code=1)
    assert set(found) == {"errors", "warnings", "readings", "belonging", "rows"}
    (error,) = found["errors"]
    assert error == {
        "sheet": "bad.csv",
        "row": 2,
        "column": "value",
        "value": "sixty",
        "code": "not_a_number",
        "message": "Write a plain number such as 12.5, without units, spaces or words",
    }


def test_columns_with_names_of_their_own(store, tmp_path):
    file = csv(tmp_path, "Series;Obs\n2025;60,5")
    columns = tmp_path / "map.json"
    columns.write_text('{"year": "Series", "value": "Obs"}')
    assert document("check", file, store=store, code=1)["rows"] == 0
    found = document("compare", file, "--map", columns, "--indicator", "A1.1", store=store)
    assert found["new"] == 1
    assert {"mapped_column", "given_indicator"} <= {one["kind"] for one in found["readings"]}
    columns.write_text('{"colour": "Series"}')
    assert "there is no column colour" in refused("check", file, "--map", columns, store=store)


def test_compare_document(store, tmp_path):
    file = csv(tmp_path, "indicator,year,value\nA1.1,2023,22\nA1.1,2022,45\nB1.1,2023,300")
    found = document("compare", file, store=store)
    assert set(found) == {
        "new", "changed", "confirmed", "unchanged", "rows", "statuses", "release", "revision",
        "readings",
    }  # fmt: skip
    assert (found["new"], found["changed"], found["unchanged"]) == (1, 1, 1)
    assert [row["change"] for row in found["rows"]] == ["changed", "new"]
    assert found["rows"][0]["columns"] == {"value": [50.0, 22.0]}
    assert all(set(one) == CHANGE for one in found["statuses"])
    assert [one["indicator"] for one in found["statuses"]] == ["A1.1", "B1.1"]
    csv(tmp_path, "indicator,year\nA1.1,2021")
    line = refused("compare", file, store=store)
    assert line == "values.csv, row 2, value: Fill in value, or count and out_of [required]"


def test_compare_shows_every_cell(store, tmp_path):
    file = csv(tmp_path, "indicator,year,value,note\nA1.1,2023,22,\nB1.1,2023,300,counted")
    assert run("compare", file, store=store).stdout.splitlines()[:6] == [
        "1 new, 1 changed, 0 unchanged",
        "values.csv row 2: A1.1 World 2023  changed",
        "    value: 50.0 -> 22.0",
        "values.csv row 3: B1.1 World 2023  new",
        "    value: (empty) -> 300.0",
        "    relation: (empty) -> direct",
    ]


def test_compare_shows_a_new_code_and_what_follows(store, tmp_path):
    file = csv(tmp_path, "indicator,new_code\nA1.1,A1.9", "indicators.csv")
    lines = run("compare", file, store=store).stdout.splitlines()
    (row,) = document("compare", file, store=store)["rows"]
    assert row["follows"] > 0
    assert lines[1:3] == [
        "indicators.csv row 2: A1.1  changed",
        f"    indicator: A1.1 -> A1.9  rows that name it: {row['follows']}",
    ]


def test_publish_only_what_was_compared(store, tmp_path):
    file = csv(tmp_path, "indicator,year,value\nB1.1,2023,300")
    seen = str(document("compare", file, store=store)["revision"])
    other = csv(tmp_path, "indicator,year,value\nB1.1,2022,200", "other.csv")
    publish = ("--by", "Amina", "--accept-warnings", "--revision", seen)
    document("publish", other, *publish, store=store)
    line = refused("publish", file, *publish, store=store)
    begins = f"error: somebody published since these files were compared at revision {seen}"
    assert line.startswith(begins)


def test_withdraw_with_all_that_belongs_to_it(store, tmp_path):
    file = tmp_path / "plan.xlsx"
    file.write_bytes(xlsx({"Indicators": "indicator,objective,measure,withdraw\nA1.1,,,yes"}))
    found = document("check", file, store=store, code=1)
    assert {one["code"] for one in found["errors"]} == {"still_needed"}
    assert found["belonging"][0] == {
        "sheet": "Baselines",
        "key": {"indicator": "A1.1", "region": "World"},
        "emptied": [],
        "belongs_to": {"sheet": "Indicators", "row": 2},
    }
    assert document("check", file, "--with-all", store=store)["errors"] == []
    lines = run("compare", file, "--with-all", store=store).stdout.splitlines()
    assert "Targets with row 2 of Indicators: A1.1 World 2030  withdrawn" in lines
    publish = ("publish", file, "--by", "Amina", "--accept-warnings")
    assert run(*publish, store=store).returncode == 1
    assert document(*publish, "--with-all", store=store) == {"release": 3}
    assert document("releases", store=store)["releases"][-1]["rows"] == 5
    assert document("verify", store=store)["problems"] == []


def test_checking_and_comparing_write_nothing(store, tmp_path):
    content = store.read_bytes()
    file = csv(tmp_path, "indicator,year,value\nB1.1,2023,300")
    document("check", file, store=store)
    document("compare", file, store=store)
    assert store.read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store.duckdb", "values.csv"]


def test_publish_and_revert(store, tmp_path):
    file = csv(tmp_path, "indicator,year,value\nB1.1,2023,300")
    assert document("publish", file, "--by", "Amina", "--accept-warnings", store=store) == {
        "release": 3
    }
    assert document("revert", "3", "--by", "Ben", "--note", "Wrong file", store=store) == {
        "release": 4
    }
    listed = document("releases", store=store)["releases"]
    assert all(set(one) == RELEASE for one in listed)
    assert [one["in_force"] for one in listed] == [True, True, False, True]
    assert [one["reverts"] for one in listed] == [None, None, None, 3]
    assert [one["kind"] for one in listed] == ["initial", "update", "update", "revert"]
    assert (listed[3]["by"], listed[3]["note"], listed[3]["rows"]) == ("Ben", "Wrong file", 0)
    assert len(listed[2]["sha256"]) == 64
    assert listed[2]["published_at"].endswith("Z")
    assert "3 is not in force" in refused("revert", "3", "--by", "Ben", store=store)
    assert "no release 77" in refused("revert", "77", "--by", "Ben", store=store)


def test_publish_wants_its_warnings_accepted(store, tmp_path):
    file = csv(tmp_path, "indicator,year,value\nB1.1,2023,300")
    line = refused("publish", file, "--by", "Amina", store=store)
    assert line.startswith("Narratives, objective: A status of objective B1 changes")
    assert line.endswith("[no_narrative]")
    assert len(document("releases", store=store)["releases"]) == 2


def test_nothing_to_publish(store, tmp_path):
    file = csv(tmp_path, "indicator,year,value\nA1.1,2023,50")
    assert "nothing to publish" in refused("publish", file, "--by", "Amina", store=store)


def test_dates_that_cannot_be(store, tmp_path):
    file = csv(tmp_path, "indicator,year,value\nA1.1,2022,46")
    arguments = ["publish", file, "--by", "Amina", "--accept-warnings", "--on"]
    assert "before the last release" in refused(*arguments, "2020-01-01", store=store)
    assert "in the future" in refused(*arguments, "2999-01-01", store=store)


def test_changes_name_each_fact_with_old_and_new_and_who_did_it(store, tmp_path):
    file = tmp_path / "reported_values.csv"
    for value in (55, 56):
        file.write_text(f"indicator,year,value,note\nA1.1,2019,{value},counted again")
        run(
            "publish", file, "--by", "Amina", "--note", "corrected", "--accept-warnings",
            store=store,
        )  # fmt: skip
    found = document("changes", "--since", "2000-01-01", store=store)["facts"][-1]
    assert found.pop("published_at").endswith("Z")
    assert found == {
        "table": "value", "key": {"indicator": "A1.1", "year": 2019}, "column": "value",
        "before": 55, "after": 56, "release": document("releases", store=store)["releases"][-1]
        ["release"], "by": "Amina", "note": "corrected", "easier": False,
    }  # fmt: skip
    shown = run("changes", "--since", "2000-01-01", store=store).stdout
    assert "value A1.1 2019 value  55.0 -> 56.0" in shown


def test_changes_document(store):
    found = document("changes", "--since", "2000-01-01", store=store)["changes"]
    assert all(set(one) == CHANGE | {"why"} for one in found)
    assert {one["indicator"] for one in found} == {"A1.1", "A2.1", "A2.2", "B1.1"}
    assert document("changes", "--since", "2999-01-01", "--until", "2999-01-02", store=store) == {
        "changes": [],
        "facts": [],
    }


def test_verify_document(store):
    assert document("verify", store=store) == {"ok": True, "problems": []}
    opened = open_store(store)
    opened.connection.execute("delete from store.value")
    opened.close()
    found = document("verify", store=store, code=1)
    assert found == {"ok": False, "problems": ["release 2 should have 2 rows and has 0"]}


def test_damaged_store_is_an_error_like_any_other(store):
    content = store.read_bytes()
    store.write_bytes(content[:20_000] + bytes(len(content) - 20_000))
    for command in (["status"], ["releases"], ["verify"], ["changes", "--since", "2020-01-01"]):
        line = refused(*command, store=store)
        assert str(store) in line


def test_backup_and_restore(store, tmp_path):
    copy = tmp_path / "backup.duckdb"
    assert run("backup", copy, store=store).returncode == 0
    before = document("status", store=store)
    file = csv(tmp_path, "indicator,year,value\nA1.1,2024,1")
    document("publish", file, "--by", "Amina", "--accept-warnings", store=store)
    assert document("status", store=store) != before
    assert "is kept at" in run("restore", copy, store=store).stdout
    assert document("status", store=store) == before
    assert "no file" in refused("restore", tmp_path / "nowhere.duckdb", store=store)


def test_backups_in_turn(store, tmp_path):
    for _ in range(3):
        assert run("backup", tmp_path / "backups", "--keep", "2", store=store).returncode == 0
    assert len(list((tmp_path / "backups").iterdir())) == 2
