"""What browsers fetch is sent compressed, and not sent again."""

import gzip
import re
from urllib.error import HTTPError
from urllib.request import Request

import pytest

from progress.server.compression import FOR_GOOD
from progress.server.headers import streamlit_folder
from progress.ui.frame.notices import SCRIPT_MARK
from tests.support.answers import answer

STYLES = streamlit_folder() / "static" / "css"


def fetch(server, path: str, **headers: str):
    asked = {name.replace("_", "-"): text for name, text in headers.items()}
    return answer(Request(server().url + path, headers={"Accept-Encoding": "gzip"} | asked))


def page_of(server, path: str) -> str:
    with fetch(server, path) as response:
        return gzip.decompress(response.read()).decode()


@pytest.mark.parametrize("name", ["/", "/goals", "/api/v1/openapi.json"])
def test_answers_are_compressed(server, name):
    with fetch(server, name) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in response.headers["Vary"]


def test_scripts_are_compressed_and_kept_for_good(server):
    script = re.search(r"static/js/index\.[\w-]+\.js", page_of(server, "/"))[0]
    with fetch(server, f"/{script}") as small, answer(f"{server().url}/{script}") as large:
        assert small.headers["Content-Encoding"] == "gzip"
        for response in (small, large):
            assert "javascript" in response.headers["Content-Type"]
            assert response.headers["Cache-Control"] == "public, immutable, max-age=31536000"
        whole = large.read()
        content = small.read()
    assert gzip.decompress(content) == whole
    assert len(content) < 0.4 * len(whole)


def test_style_sheet_names_no_font_that_no_page_uses(server):
    (sheet,) = STYLES.glob("index.*.css")
    found = page_of(server, f"/static/css/{sheet.name}")
    assert "SourceSans" in sheet.read_text()
    assert "SourceSans" not in found
    assert "MaterialSymbols" in found


def test_fonts_are_kept_for_a_week(server):
    page = page_of(server, "/")
    (font, *_) = re.findall(r'as="font"[^>]*href="\./([^"]+)"', page)
    with fetch(server, f"/{font}") as response:
        assert response.headers["Cache-Control"] == "public, max-age=604800"
        assert "Content-Encoding" not in response.headers


def test_the_script_of_every_page_is_kept_under_the_mark_of_its_content(server):
    for query, kept in ((f"?{SCRIPT_MARK}", FOR_GOOD), ("?another", "no-cache"), ("", "no-cache")):
        with fetch(server, f"/page.js{query}") as response:
            assert response.headers["Cache-Control"] == kept


def test_page_is_asked_for_each_time_and_not_sent_again(server):
    with fetch(server, "/goals") as response:
        assert response.headers["Cache-Control"] == "no-cache"
        tag = response.headers["ETag"]
    with pytest.raises(HTTPError) as known:
        fetch(server, "/goals", If_None_Match=tag)
    assert known.value.code == 304


def test_pages_are_sent_over_a_compressed_connection(server, page):
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    opened = []
    session.on("Network.webSocketHandshakeResponseReceived", lambda event: opened.append(event))
    page.goto(server().url)
    page.get_by_role("heading", level=1).first.wait_for()
    (handshake,) = opened
    headers = {name.lower(): text for name, text in handshake["response"]["headers"].items()}
    assert "permessage-deflate" in headers["sec-websocket-extensions"]
