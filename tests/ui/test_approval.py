"""Two pairs of eyes: who handed files in cannot publish them; somebody else can."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from progress.access import keys
from progress.errors import DataError, NotAllowed
from progress.intake import approval, drafts, update
from progress.intake.mapping import ColumnMap
from progress.publishing.provenance import File, Provenance
from tests.support.browser import ready
from tests.support.callers import Caller, releases, unseen
from tests.support.commands import csv, document, refused
from tests.support.plans import build

TEXT = "indicator,year,value\nA1.1,2025,60\n"


def test_off_by_default(monkeypatch):
    monkeypatch.delenv("PROGRESS_APPROVAL", raising=False)
    assert not approval.is_required()
    monkeypatch.setenv("PROGRESS_APPROVAL", "maybe")
    with pytest.raises(DataError):
        approval.is_required()


@pytest.mark.parametrize("by", [None, "Amina", "  amina "])
def test_who_handed_in_is_refused_by_the_code_that_publishes(tmp_path, monkeypatch, by):
    monkeypatch.setenv("PROGRESS_APPROVAL", "required")
    store = build(tmp_path)
    prepared = update.prepare(store, [File("values.csv", TEXT.encode())])
    prepared = replace(prepared, handed_in_by=by)
    with pytest.raises(NotAllowed):
        update.publish_update(store, prepared, Provenance("Amina"), accept_warnings=True)
    store.close()


def test_on_the_command_line(tmp_path, monkeypatch):
    monkeypatch.setenv("PROGRESS_APPROVAL", "required")
    made = build(tmp_path)
    made.close()
    file = csv(tmp_path, TEXT)
    publish = ("publish", "--accept-warnings", "--by")
    assert document(*publish, "Amina", file, store=made.path) == {"release": None}
    said = refused(*publish, "Amina", "--handed-in-by", "Amina", store=made.path)
    assert "somebody else" in said
    assert document(*publish, "Paul", "--handed-in-by", "Amina", store=made.path)["release"] == 2
    said = refused(*publish, "Paul", "--handed-in-by", "Amina", store=made.path)
    assert "nothing that waits" in said


def test_what_was_said_of_the_columns_goes_with_the_draft(tmp_path, monkeypatch):
    monkeypatch.setenv("PROGRESS_APPROVAL", "required")
    made = build(tmp_path)
    made.close()
    file = csv(tmp_path, "Series;Observed in;Obs\nA1.1;2025;60,5\n")
    columns = tmp_path / "map.json"
    columns.write_text('{"indicator": "Series", "year": "Observed in", "value": "Obs"}')
    publish = ("publish", "--accept-warnings", "--by")
    document(*publish, "Amina", "--map", columns, file, store=made.path)
    assert document(*publish, "Paul", "--handed-in-by", "Amina", store=made.path)["release"] == 2


def test_a_draft_keeps_all_that_was_said(tmp_path):
    said = ColumnMap(of_tables={"Data": ColumnMap({"Obs": "value"}, "A1.1")})
    file = File("values.csv", TEXT.encode())
    drafts.save(tmp_path, "Amina", [file])
    assert drafts.map_of(tmp_path, "Amina") is None
    drafts.keep_map(tmp_path, "Amina", said)
    assert drafts.map_of(tmp_path, "Amina") == said
    drafts.save(tmp_path, "Amina", [file])
    assert drafts.map_of(tmp_path, "Amina") is None
    drafts.save(tmp_path, "Amina", [file], said)
    assert drafts.map_of(tmp_path, "Amina") == said


def test_through_the_web_api_and_the_page(tmp_path_factory, server, tab):
    store = build(tmp_path_factory.mktemp("approval"))
    amina_key, paul_key = keys.new(store, "Amina"), keys.new(store, "Paul")
    store.close()
    running = server(store=store.path, PROGRESS_APPROVAL="required")
    amina, paul = Caller(running, amina_key), Caller(running, paul_key)
    other = "Series;When;Obs\nA1.1;2024;60,5\n"
    columns = '{"indicator": "Series", "year": "When", "value": "Obs"}'
    assert amina.publish(other, map=columns, accept_warnings="true").status == 202
    assert paul.publish(handed_in_by="Amina", accept_warnings="true").status == 201
    handed_in = amina.publish(unseen(), accept_warnings="true")
    assert (handed_in.status, handed_in.document["handed_in_by"]) == (202, "Amina")
    assert amina.publish(handed_in_by="Amina", accept_warnings="true").status == 403
    assert paul.publish(handed_in_by="Nobody", accept_warnings="true").status == 404
    assert paul.publish(handed_in_by="Amina", accept_warnings="true").status == 201

    amina.publish(unseen())
    tab.goto(f"{running.url}/upload?lang=en")
    for key, sees in ((amina_key, False), (paul_key, True)):
        ready(tab).locator("input[type=password]").fill(key)
        tab.get_by_role("button", name="Sign in").last.click()
        tab.get_by_role("button", name="Sign out").wait_for()
        ready(tab)
        if sees:
            tab.get_by_role("button", name="Look at it").click()
            tab.locator("[class*=st-key-publish_update] button").wait_for()
            ready(tab)
            break
        expect(tab.get_by_text("What you handed in waits here")).to_be_visible()
        assert tab.locator("[class*=st-key-publish_update]").count() == 0
        tab.get_by_role("button", name="Sign out").click()
        tab.locator("input[type=password]").wait_for()
    for tick in tab.locator("[class*=st-key-accept_] label").all():
        tick.click()
        ready(tab)
    tab.locator("[class*=st-key-publish_update] button").click()
    tab.wait_for_url("**/updates*")
    ready(tab)
    assert releases(amina)[-1]["by"] == "Paul"
