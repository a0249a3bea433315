"""The open web API over HTTP: what it refuses, and what it says around its answers."""

import gzip
from urllib.parse import quote

import pytest

from progress.statuses import FAMILIES
from tests.support.asking import ANYWHERE, OPEN, ask

# What is refused


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("status?gaol=A", 400, 'unknown parameter "gaol"; there is: goal, facility_type, horizon'),
        ("status?goal=Z", 404, 'unknown goal "Z"; there is: A, B, C, D, E, F'),
        ("status?horizon=2031", 404, 'unknown horizon "2031"; there is: 2030, 2050'),
        ("status?region=Atlantis", 404, "there is: World, all"),
        (
            "status?goal=A&as_known_on=2001-01-01",
            404,
            "on the records of 2001-01-01; there is none",
        ),
        ("status?goal=", 400, "goal is empty"),
        ("status?goal=A&goal=B", 400, "goal is given more than once"),
        ("status?status=good", 400, f"there is: {', '.join(FAMILIES)}"),
        ("status?facility_type=local", 400, "there is: core, global, unknown"),
        ("status?year=20_25", 400, "year is a whole number from 1900 to 2100"),
        ("status?year=1899", 400, "year is a whole number from 1900 to 2100"),
        ("status?year=٢٠٢٥", 400, "year is a whole number"),
        ("status?as_known_on=20251231", 400, "written such as 2025-12-31"),
        ("status?as_known_on=2025-02-30", 400, 'not "2025-02-30"'),
        ("status?as_known_on=9999-12-31", 400, "from 1900-01-01"),
        ("status?lang=de", 400, 'unknown lang "de"; there is: en, es, fr'),
        ("status?data=real", 400, 'unknown data "real"; there is: demo'),
        ("status?format=xml", 400, "there is: json, csv"),
        ("status?table=values", 400, "there is: verdicts, objectives"),
        ("values?limit=0", 400, "limit is a whole number from 1 to 1000"),
        ("values?limit=1001", 400, "from 1 to 1000"),
        ("values?offset=-1", 400, "offset is a whole number from 0 to 1000000"),
        ("values?offset=99999999999999999999", 400, "from 0 to 1000000"),
        ("values?table=values", 400, 'unknown parameter "table"'),
        ("changes", 400, "since is missing"),
        ("changes?since=2025-01-01&until=2024-01-01", 400, "after until 2024-01-01"),
        ("changes?since=2025-01-01&as_known_on=2025-01-01", 400, "unknown parameter"),
        ("releases?goal=A", 400, "there is: lang, data, format"),
        ("openapi.json?lang=fr", 400, "there is none here"),
        ("nowhere", 404, "/api/v1/ lists"),
        ("status/", 404, "/api/v1/ lists"),
        ("releases/1", 404, "/api/v1/ lists"),
        ("no\nwhere", 404, "/api/v1/ lists"),
    ],
)
def test_what_means_nothing_is_an_error_that_says_what_there_is(server, path, status, words):
    answer = ask(server(), quote(path, safe="?=&/"))
    assert (answer.status, words in answer.error) == (status, True), answer.error
    assert answer.headers.items() >= ANYWHERE.items()


def test_an_error_does_not_repeat_a_long_text(server):
    answer = ask(server(), f"status?goal={'Z' * 150}")
    assert len(answer.error) < 150


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "status", "GET, HEAD, OPTIONS"),
        ("DELETE", "releases", "GET, HEAD, POST, OPTIONS"),
        ("PUT", "", "GET, HEAD, OPTIONS"),
        ("GET", "releases/1/revert", "POST, OPTIONS"),
        ("TRACE", "openapi.json", "GET, HEAD, OPTIONS"),
    ],
)
def test_another_method_is_told_which_there_are(server, method, path, allowed):
    answer = ask(server(), path, method)
    assert (answer.status, answer.headers["allow"]) == (405, allowed)
    assert allowed in answer.error


# Over HTTP


def test_an_answer_that_is_known_is_not_sent_again(server):
    first = ask(server(), "status")
    tag = first.headers["etag"]
    assert "must-revalidate" in first.headers["cache-control"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = ask(server(), "status", If_None_Match=known)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert again.headers.items() >= ANYWHERE.items()
    assert ask(server(), "status", If_None_Match='"other"').status == 200
    assert ask(server(), "status?lang=fr").headers["etag"] != tag
    assert ask(server(), "status?format=csv").headers["etag"] != tag


def test_large_answers_are_compressed_for_who_can_read_that(server):
    plain = ask(server(), "status")
    assert "content-encoding" not in plain.headers
    packed = ask(server(), "status", Accept_Encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert int(packed.headers["content-length"]) == len(packed.body) < len(plain.body) / 5
    small = ask(server(), "status?goal=F&status=achieved", Accept_Encoding="gzip")
    assert len(small.body) < 500
    assert "content-encoding" not in small.headers


@pytest.mark.parametrize("path", ["", "openapi.json", *OPEN])
def test_head_tells_the_same_without_a_body(server, path):
    whole, head = ask(server(), path), ask(server(), path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    for name in ("etag", "content-type", "content-length"):
        assert head.headers[name] == whole.headers[name]


def test_other_web_pages_may_read_and_not_write(server):
    for path in ("", "openapi.json", *OPEN):
        assert ask(server(), path, Origin="https://example.org").headers.items() >= ANYWHERE.items()
    asked = {"Origin": "https://example.org", "Access_Control_Request_Headers": "if-none-match"}
    before = ask(server(), "releases", "OPTIONS", Access_Control_Request_Method="GET", **asked)
    assert (before.status, before.headers["access-control-allow-methods"]) == (204, "GET, HEAD")
    assert "If-None-Match" in before.headers["access-control-allow-headers"]
    for method, path in (("POST", "releases"), ("GET", "keys"), ("DELETE", "keys/Amina")):
        before = ask(server(), path, "OPTIONS", Access_Control_Request_Method=method, **asked)
        assert before.status == 204
        assert not any(name.startswith("access-control") for name in before.headers)
        answer = ask(server(), path, method, Origin="https://example.org")
        assert answer.status == 401
        assert not any(name.startswith("access-control") for name in answer.headers)


def test_the_index_leads_to_everything(server):
    index = ask(server(), "").document
    assert "not yet confirmed" in index["note"]
    addresses = [index["description"], *index["addresses"]]
    assert len(addresses) == 9
    for address in addresses:
        path = address.removeprefix("/api/v1/")
        assert (
            ask(server(), f"{path}?since=2026-01-01" if path == "changes" else path).status == 200
        )


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/csv", "text/csv"),
        ("text/csv, application/json;q=0.5", "text/csv"),
        ("text/csv;q=0.5, application/json", "application/json"),
        ("application/json, text/csv", "application/json"),
        ("text/html, */*", "application/json"),
        ("", "application/json"),
    ],
)
def test_the_kind_asked_for_is_the_kind_that_comes(server, accept, kind):
    answer = ask(server(), "releases", Accept=accept)
    assert answer.headers["content-type"].split(";")[0] == kind
    assert "Accept" in answer.headers["vary"]
    chosen = ask(server(), "releases?format=json", Accept=accept)
    assert chosen.headers["content-type"] == "application/json"
