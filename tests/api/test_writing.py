"""The web API that writes, asked over the network while the dashboard runs."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest

from progress.store.file import read_copy_path
from tests.support.callers import HEADER, VALUES, Caller, form, releases, unseen, with_key
from tests.support.workbooks import xlsx


@pytest.fixture(scope="module")
def amina(tmp_path_factory, server) -> Caller:
    return with_key("Amina", tmp_path_factory.mktemp("api"), server)


@pytest.fixture
def visitor(amina) -> Caller:
    return Caller(amina.server, None)


# Publishing and undoing


def test_publish_and_revert(amina):
    done = amina.publish(unseen(), note="Spring", accept_warnings="true")
    release = done.document["release"]
    assert (done.status, done.document) == (201, {"release": release})
    assert done.headers["cache-control"] == "no-store"
    last = releases(amina)[-1]
    assert (last["release"], last["by"], last["note"]) == (release, "Amina", "Spring")
    assert (last["file"], last["rows"]) == ("values.csv", 1)
    undone = amina.post(f"releases/{release}/revert", {"note": "a mistake"})
    assert (undone.status, undone.document) == (201, {"release": release + 1})
    again = amina.post(f"releases/{release}/revert")
    assert (again.status, "not in force" in again.document["error"]) == (409, True)
    gone = amina.post("releases/999/revert")
    assert (gone.status, gone.document) == (404, {"error": "there is no release 999"})
    assert [one["in_force"] for one in releases(amina)[-2:]] == [False, True]


def test_a_row_is_withdrawn_with_all_that_belongs_to_it(amina):
    published = amina.publish(VALUES, accept_warnings="true")
    assert published.status == 201
    plan = xlsx({"Indicators": "indicator,objective,measure,withdraw\nA1.1,,,yes"})
    before = releases(amina)
    alone = amina.publish_workbook(plan, "plan.xlsx", accept_warnings="true")
    assert alone.status == 400
    assert {one["code"] for one in alone.document["errors"]} == {"still_needed"}
    sheets = [one["sheet"] for one in alone.document["belonging"]]
    assert sheets == ["Baselines", "Targets", "Values"]
    tried = amina.publish_workbook(plan, "plan.xlsx", dry_run="true", with_all="true").document
    assert [row["belongs_to"] for row in tried["compare"]["rows"]] == [
        None, *[{"sheet": "Indicators", "row": 2}] * 3,
    ]  # fmt: skip
    assert releases(amina) == before
    done = amina.publish_workbook(plan, "plan.xlsx", accept_warnings="true", with_all="true")
    assert (done.status, releases(amina)[-1]["rows"]) == (201, 4)
    assert amina.post(f"releases/{done.document['release']}/revert").status == 201
    assert amina.publish_workbook(plan, "plan.xlsx", with_all="perhaps").status == 400
    assert amina.post(f"releases/{published.document['release']}/revert").status == 201


def test_several_files_are_one_release(amina):
    assert amina.publish(unseen(), unseen(), accept_warnings="true").status == 201
    assert releases(amina)[-1]["rows"] == 2


def test_columns_with_names_of_their_own(amina):
    file = "Series;In;Obs\nA1.1;2025;60,5\n"
    assert amina.publish(file, dry_run="true").document["check"]["errors"]
    given = '{"indicator": "Series", "year": "In", "value": "Obs"}'
    answer = amina.publish(file, dry_run="true", map=given)
    assert answer.document["check"]["errors"] == []
    assert amina.publish(file, dry_run="true", map="[").status == 400


def test_dry_run_answers_like_check_and_compare_and_changes_nothing(amina):
    before = releases(amina)
    for answer in (
        amina.publish(VALUES, dry_run="true"),
        amina.publish(VALUES, path="releases?dry_run=true"),
    ):
        assert answer.status == 200
        check, compare = answer.document["check"], answer.document["compare"]
        assert (check["errors"], check["rows"]) == ([], 1)
        assert (compare["new"], compare["changed"], compare["unchanged"]) == (1, 0, 0)
        assert {
            "indicator": "A1.1",
            "region": "World",
            "horizon": 2030,
            "before": "not_reported",
            "after": "on_track",
        } in compare["statuses"]
    wrong = amina.publish(f"{HEADER}X9.9,2025,60\n", dry_run="true")
    assert (wrong.status, wrong.document["compare"]) == (200, None)
    assert wrong.document["check"]["errors"][0]["column"] == "indicator"
    assert releases(amina) == before


def test_dry_run_answers_where_no_copy_of_the_store_can_be_read(amina):
    told = amina.publish(VALUES, dry_run="true").document
    read_copy_path(Path(amina.server.store)).unlink()
    assert amina.publish(VALUES, dry_run="true").document == told
    assert amina.publish(unseen(), accept_warnings="true").status == 201  # writes it anew
    assert read_copy_path(Path(amina.server.store)).exists()


def test_errors_are_those_of_the_check(amina):
    refused = amina.publish(f"{HEADER}X9.9,2025,60\n")
    assert refused.status == 400
    assert refused.document["error"] == "the files have errors"
    (found,) = refused.document["errors"]
    assert (found["sheet"], found["row"], found["column"]) == ("values.csv", 2, "indicator")


def test_warnings_have_to_be_accepted(amina):
    before = releases(amina)
    refused = amina.publish(f"{HEADER}A1.1,2025,6000\n")
    assert refused.status == 400
    assert refused.document["errors"] == []
    assert refused.document["warnings"]
    assert "accept_warnings=true" in refused.document["error"]
    assert releases(amina) == before


def test_an_update_is_published_as_it_was_compared(amina):
    values = unseen()
    seen_at = amina.publish(values, dry_run="true").document["compare"]["revision"]
    amina.publish(unseen(), accept_warnings="true")
    before = releases(amina)
    refused = amina.publish(values, accept_warnings="true", revision=str(seen_at))
    assert refused.status == 409
    assert refused.document == {
        "error": f"somebody published since these files were compared at revision {seen_at}; it is "
        f"{seen_at + 1} now, so compare them again",
        "compared_at": seen_at,
        "revision": seen_at + 1,
    }
    assert releases(amina) == before
    done = amina.publish(values, accept_warnings="true", revision=str(seen_at + 1))
    assert done.status == 201
    assert amina.publish(unseen(), revision="new").status == 400


def test_nothing_to_publish(amina):
    values = unseen()
    amina.publish(values, accept_warnings="true")
    again = amina.publish(values, accept_warnings="true")
    assert (again.status, again.document["error"].split(":")[0]) == (409, "nothing to publish")


def test_name_of_a_file_is_not_a_path(amina):
    amina.publish(unseen(), name="../../etc/pass\u200bwd.csv", accept_warnings="true")
    assert releases(amina)[-1]["file"] == "passwd.csv"


# Refusals


def test_writing_needs_a_key(amina, visitor):
    before = releases(amina)
    for answer in (
        visitor.publish(unseen()),
        visitor.publish(unseen(), dry_run="true"),
        visitor.post("releases/1/revert"),
        visitor.post("keys", {"name": "Mallory"}),
        visitor.send("GET", "keys"),
        visitor.send("DELETE", "keys/Amina"),
    ):
        assert answer.status == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert "Authorization: Bearer" in answer.document["error"]
    assert releases(amina) == before


def test_wrong_keys_are_refused_and_slowed_down(amina):
    before = len(amina.server.log.read_text())  # others have used keys that were revoked
    guesses = Caller(amina.server, amina.key[:-4] + "zzzz")
    assert [guesses.publish(unseen()).status for _ in range(3)] == [401, 401, 401]
    early = guesses.publish(unseen())
    assert (early.status, early.headers["retry-after"]) == (429, "1")
    # Who has a key need not wait for those who guess.
    assert amina.publish(unseen(), accept_warnings="true").status == 201
    log = amina.server.log.read_text()[before:]
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    wrong = [line["visitor"] for line in lines if line.get("event") == "wrong key"]
    assert len(wrong) == 3
    assert len(set(wrong)) == 1  # from one place, which is not named
    published = [line for line in lines if line.get("event") == "publish"]
    assert published[-1]["release"] == len(releases(amina))
    assert published[-1]["by_key"] in amina.key
    assert amina.key not in log
    assert guesses.key not in log


def test_too_large_is_refused_while_it_comes_in(amina):
    body, kind = form({}, [("values.csv", b"x" * (11 * 1024 * 1024))])
    announced = amina.send("POST", "releases", body, kind)
    assert (announced.status, announced.document["error"]) == (413, "keep a request under 10 MB")
    # In pieces, nobody knows beforehand how much will come.
    pieces = (body[start : start + 65536] for start in range(0, len(body), 65536))
    assert amina.send("POST", "releases", pieces, kind).status == 413
    assert amina.publish(unseen(), accept_warnings="true").status == 201


def test_a_large_file_from_a_visitor_gets_its_answer_too(visitor):
    body, kind = form({}, [("values.csv", b"x" * (9 * 1024 * 1024))])
    assert visitor.send("POST", "releases", body, kind).status == 401


def test_anything_but_a_form_is_refused(amina):
    assert amina.post("releases", {"file": VALUES}).status == 415
    broken = amina.send("POST", "releases", b"no form", "multipart/form-data; boundary=limit")
    assert broken.status == 400
    assert amina.send("POST", "releases", b"x", "multipart/form-data").status == 400
    assert "at least one file" in amina.publish(note="nothing").document["error"]


def test_wrong_kind_of_file_is_an_error_of_the_check(amina):
    refused = amina.publish("%PDF-1.7", name="values.pdf")
    assert refused.status == 400
    assert refused.document["errors"][0]["code"] == "file_format"


@pytest.mark.parametrize(
    "fields",
    [{"dryrun": "true"}, {"dry_run": "maybe"}, {"on": "tomorrow"}, {"note": "x" * 2001}],
)
def test_wrong_fields_publish_nothing(amina, fields):
    before = releases(amina)
    refused = amina.publish(unseen(), accept_warnings="true", **fields)
    assert refused.status == 400
    assert refused.document["error"]
    assert releases(amina) == before


@pytest.mark.parametrize(
    "body",
    [
        "no JSON",
        "[]",
        '{"by": "Paul"}',
        '{"note": 3}',
        '{"on": "x"}',
        "[" * 5000,
        r'{"note": "half a sign: \ud83c"}',
    ],
    ids=[
        "no JSON",
        "a list",
        "another name",
        "a number",
        "no date",
        "nested without end",
        "half a sign",
    ],
)
def test_wrong_documents_revert_nothing(amina, body):
    before = releases(amina)
    refused = amina.send("POST", "releases/1/revert", body, "application/json")
    assert (refused.status, list(refused.document)) == (400, ["error"])
    assert releases(amina) == before


def test_a_document_is_json_whatever_it_is_called(amina):
    gone = amina.send("POST", "releases/999/revert", '{"note": "x"}', "text/plain")
    assert (gone.status, gone.document["error"]) == (404, "there is no release 999")


# Keys


def test_keys_are_made_and_revoked_through_the_dashboard(amina):
    made = amina.post("keys", {"name": "Paul Bâ"})
    assert made.status == 201
    paul = Caller(amina.server, made.document["key"])
    assert amina.post("keys", {"name": "paul bâ"}).status == 409
    assert paul.publish(unseen(), accept_warnings="true").status == 201
    assert releases(amina)[-1]["by"] == "Paul Bâ"
    listed = {one["name"]: one for one in paul.send("GET", "keys").document["keys"]}
    assert (listed["Amina"]["made_by"], listed["Paul Bâ"]["made_by"]) == (None, "Amina")
    lost = amina.send("DELETE", f"keys/{quote('Paul Bâ')}")
    assert (lost.status, lost.document) == (200, {"name": "Paul Bâ", "revoked": True})
    assert paul.publish(unseen()).status == 401
    assert amina.send("DELETE", f"keys/{quote('Paul Bâ')}").status == 404
