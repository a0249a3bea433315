"""The open web API: what it answers, asked over the network while the dashboard runs."""

from urllib.parse import urlencode

import pytest

from progress.access import keys
from tests.support.asking import OPEN, ask
from tests.support.callers import Caller
from tests.support.commands import document
from tests.support.pages import demonstration_path
from tests.support.plans import PLAN, empty_store, release

# What is answered


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"goal": "A"},
        {"facility_type": "unknown", "horizon": 2030},
        {"objective": "A1", "year": 2023},
        {"status": "off_course"},
        {"region": "Africa"},
        {"region": "all", "as_known_on": "2024-04-16"},
        {"as_known_on": "2001-01-01"},
    ],
    ids=str,
)
def test_status_is_the_document_of_the_command(server, filters):
    found = ask(server(), f"status?{urlencode({'data': 'demo'} | filters)}").document
    options = [f"--{name.replace('_', '-')}={value}" for name, value in filters.items()]
    store = demonstration_path(server())
    expected = document("status", *options, store=copy_of(store))
    assert found.pop("data") == "Demonstration data"
    assert found == expected


def copy_of(store):
    """A store that no dashboard holds."""
    copy = store.with_name("copy-for-commands.duckdb")
    if not copy.exists():
        copy.write_bytes(store.read_bytes())
    return copy


def test_the_plan_itself_is_not_called_invented(server):
    found = ask(server(), "status").document
    assert found == document("status", store=server().store)
    for path in OPEN:
        assert "data" not in ask(server(), path).document
        assert b"emonstration" not in ask(server(), path, Accept="text/csv").body


@pytest.mark.parametrize("path", OPEN)
def test_invented_data_says_so_in_every_answer(server, path):
    demo = f"{path}{'&' if '?' in path else '?'}data=demo"
    assert ask(server(), demo).document["data"] == "Demonstration data"
    answer = ask(server(), demo, Accept="text/csv")
    assert {row["data"] for row in answer.rows} == {"Demonstration data"}
    assert "demo.csv" in answer.headers["content-disposition"]


def test_releases_and_changes_are_the_documents_of_the_commands(server):
    store = copy_of(demonstration_path(server()))
    found = ask(server(), "releases?data=demo").document
    assert found["releases"] == document("releases", store=store)["releases"]
    days = ["--since=2023-01-01", "--until=2025-01-01"]
    found = ask(server(), "changes?data=demo&since=2023-01-01&until=2025-01-01").document
    assert found["changes"] == document("changes", *days, store=store)["changes"]
    assert {change["region"] for change in found["changes"]} > {"World"}
    path = "changes?data=demo&since=2023-01-01&until=2025-01-01&region=World&goal=A"
    left = ask(server(), path).document["changes"]
    assert left == [
        change
        for change in found["changes"]
        if change["region"] == "World" and change["indicator"].startswith("A")
    ]
    assert left


def test_objectives_carry_their_wording_and_their_roll_up(server):
    found = ask(server(), "objectives?data=demo&objective=A1").document["objectives"]
    (one,) = found
    assert (one["objective"], one["goal"], one["label"]) == ("A1", "A", "NDCs")
    assert (one["facility_type"], one["facility"], one["code_basis"]) == ("core", "CF3", "stated")
    assert one["confirmed"] is True
    assert one["statement"].startswith("Make soil health")
    status = ask(server(), "status?data=demo&objective=A1").document["objectives"]
    assert [(row["horizon"], row["family"]) for row in one["target_years"]] == [
        (row["horizon"], row["family"]) for row in status
    ]
    french = ask(server(), "objectives?data=demo&objective=A1&lang=fr").document
    assert french["data"] == "Données de démonstration"
    assert french["objectives"][0]["label"] == "CDN"


def test_language_changes_sentences_and_nothing_else(server):
    english = ask(server(), "status?data=demo&goal=A").document["verdicts"]
    french = ask(server(), "status?data=demo&goal=A&lang=fr").document["verdicts"]
    assert all(
        one["sentence"] != other["sentence"] for one, other in zip(english, french, strict=True)
    )
    for one in (*english, *french):
        del one["sentence"]
    assert english == french


def test_values_come_a_page_at_a_time(server):
    whole = ask(server(), "values?data=demo&region=all&limit=1000").document
    assert whole["total"] == len(whole["values"]) > 50
    assert whole["next"] is None
    found, path = [], "values?data=demo&region=all&limit=40"
    while path:
        answer = ask(server(), path)
        page = answer.document
        assert (page["total"], page["limit"]) == (whole["total"], 40)
        found += page["values"]
        if page["next"]:
            assert answer.headers["link"] == f'<{page["next"]}>; rel="next"'
            path = page["next"].removeprefix("/api/v1/")
        else:
            assert "link" not in answer.headers
            path = None
    assert found == whole["values"]


def test_a_value_says_where_it_comes_from_and_whether_it_counts(server):
    found = ask(server(), "values?objective=A1").document["values"]
    (context, *_) = found
    assert (context["indicator"], context["year"], context["region"]) == ("A1.1", 2019, "World")
    assert (context["relation"], context["counts"]) == ("other definition", False)
    assert (context["count"], context["out_of"], context["unit"]) == (28, 184, "% of Parties")
    assert context["source_url"].startswith("https://")
    assert context["release"] == 2
    africa = ask(server(), "values?data=demo&region=Africa").document["values"]
    assert {row["region"] for row in africa} == {"Africa"}
    early = ask(server(), "values?data=demo&year=2022&limit=1000").document["values"]
    assert max(row["year"] for row in early) == 2022


# CSV


def test_csv_holds_the_same_as_json(server):
    answer = ask(server(), "status?format=csv&data=demo&goal=A")
    verdicts = ask(server(), "status?data=demo&goal=A").document["verdicts"]
    assert answer.headers["content-disposition"] == 'inline; filename="status-demo.csv"'
    assert b"\r\n" in answer.body
    for row, verdict in zip(answer.rows, verdicts, strict=True):
        assert row["sentence"] == verdict["sentence"]
        assert row["flags"].split() == verdict["flags"]
        for part in ("baseline", "value", "target", "conditions"):
            for name, value in (verdict[part] or {}).items():
                shown = row[f"{part}_{name}"]
                assert shown == "" if value is None else same(shown, value)
        if verdict["target"] is None:
            assert row["target_kind"] == ""


def same(shown: str, value: object) -> bool:
    return shown == value if isinstance(value, str) else float(shown) == value


@pytest.mark.parametrize("table", ["verdicts", "objectives", "goals", "facility_types"])
def test_each_list_of_the_status_is_had_as_csv_and_alone(server, table):
    whole = ask(server(), "status").document
    assert ask(server(), f"status?table={table}").document == {table: whole[table]}
    rows = ask(server(), f"status?table={table}", Accept="text/csv").rows
    assert [row["horizon"] for row in rows] == [str(row["horizon"]) for row in whole[table]]


def test_rows_within_a_row_have_lines_of_their_own(server):
    objectives = ask(server(), "objectives").document["objectives"]
    rows = ask(server(), "objectives?format=csv").rows
    expected = [(one["objective"], y["family"]) for one in objectives for y in one["target_years"]]
    assert [(row["objective"], row["family"]) for row in rows] == expected


def test_a_csv_without_rows_has_its_columns(server):
    path = "status?goal=F&family=achieved&format=csv"
    header, rest = ask(server(), path).body.split(b"\r\n", 1)
    assert header.startswith(b"indicator,objective,goal,")
    assert rest == b""


# A plan of its own, with texts that mean harm

FORMULA = '=HYPERLINK("http://evil.example";"x")'
HOSTILE = '<script>alert("1")</script>'


@pytest.fixture(scope="module")
def amina(tmp_path_factory, server) -> Caller:
    store = empty_store(tmp_path_factory.mktemp("read"))
    plan = PLAN | {
        "goals.csv": f"goal, name\nA, {HOSTILE.replace(',', '')}\nB, Practice",
        "task_forces.csv": """
            objective, status, leader,       contact,        consent, join_link
            A1,        active, Ada Lovelace, ada@example.org, yes,    javascript:alert(1)
            A2,        active, Grace Hopper, grace@example.org, yes,  https://example.org/join
            B1,        active, Alan Turing,  alan@example.org, no,    https://example.org/join
            """,
    }
    plan["objectives.csv"] = plan["objectives.csv"].replace("Soils in law", "=1+1")
    release(store, plan, on="2024-01-01")
    # She no longer wants to be named.
    withdrawn = "objective, status, leader, contact, consent\nA2, active, Grace Hopper, g@x.org, no"
    release(store, {"task_forces.csv": withdrawn}, on="2025-01-01")
    key = keys.new(store, "Amina")
    store.close()
    return Caller(server(store=store.path, PROGRESS_DEMO="off"), key)


def test_leaders_are_named_only_with_consent(amina):
    now = ask(amina.server, "task-forces")
    named = {
        row["objective"]: (row["leader"], row["contact"]) for row in now.document["task_forces"]
    }
    assert named == {
        "A1": ("Ada Lovelace", "ada@example.org"),
        "A2": (None, None),
        "B1": (None, None),
    }
    for path in ("task-forces?format=csv", "task-forces?as_known_on=2024-06-01"):
        body = ask(amina.server, path).body
        assert b"Ada Lovelace" in body
        assert b"Hopper" not in body  # consent that was given once can be taken back
        assert b"Turing" not in body
    links = [row["join_link"] for row in now.document["task_forces"]]
    # The later row of A2 said nothing of its address, and so it stands.
    assert links == [None, "https://example.org/join", "https://example.org/join"]


def test_workplans_and_partnerships(server):
    found = ask(server(), "activities?data=demo&objective=E1&as_known_on=2026-11-01").document
    told = {row["activity"]: (row["state"], row["due"], row["late"]) for row in found["activities"]}
    assert told[2] == ("under way", "2026-06-30", True)
    assert told[3] == ("under way", "2027-12", False)
    assert [row["late"] for row in found["milestones"] if row["activity"] == 2] == [False, True]
    before = ask(server(), "activities?data=demo&objective=E1&as_known_on=2024-06-01").document
    assert [row["state"] for row in before["activities"]] == ["under way"]
    partners = ask(server(), "partnerships?data=demo&objective=E1").document["partnerships"]
    assert [row["organisation"] for row in partners] == ["Example Space Agency (invented)"]
    assert len(ask(server(), "partnerships").document["partnerships"]) == 22
    french = ask(server(), "partnerships?lang=fr&format=csv").rows
    assert french[1]["country"] == "Espagne"


def test_a_text_in_csv_is_no_formula(amina):
    rows = ask(amina.server, "objectives?format=csv").rows
    assert rows[0]["label"] == "'=1+1"
    assert ask(amina.server, "objectives").document["objectives"][0]["label"] == "=1+1"


def test_a_release_is_seen_at_once(amina):
    before = ask(amina.server, "values?objective=B1")
    assert before.document["values"] == []
    note = f"{HOSTILE} {FORMULA}"
    done = amina.publish("indicator,year,value\nB1.1,2023,300\n", note=note, accept_warnings="true")
    assert done.status == 201
    after = ask(amina.server, "values?objective=B1", If_None_Match=before.headers["etag"])
    assert after.status == 200
    (value,) = after.document["values"]
    assert (value["year"], value["value"], value["release"]) == (
        2023,
        300,
        done.document["release"],
    )
    last = ask(amina.server, "releases").document["releases"][-1]
    assert (last["by"], last["note"]) == ("Amina", note)
    answer = ask(amina.server, "releases?format=csv")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.rows[-1]["note"] == note  # the formula does not begin the cell


def test_no_demonstration_where_it_is_turned_off(amina):
    answer = ask(amina.server, "status?data=demo")
    assert (answer.status, answer.error) == (404, "this dashboard has no demonstration data")
