"""The light edition as the dashboard serves it."""

import gzip
import urllib.request
import xml.etree.ElementTree as ElementTree
from urllib.error import HTTPError

import feedparser
import pytest

from progress.language import languages
from tests.support.answers import answer
from tests.support.browser import axe, overflow

LITE = ["lite/en/", "lite/demo/fr/goal-A.html", "lite/demo/en/objective-C1.html",
        "lite/demo/es/board.html"]  # fmt: skip


def fetch(server, path: str, **headers: str):
    asked = {name.replace("_", "-"): text for name, text in headers.items()}
    return answer(urllib.request.Request(f"{server().url}/{path}", headers=asked))


@pytest.mark.parametrize(
    ("wanted", "code"), [("fr-CH, en;q=0.8", "fr"), ("de", "en"), ("es", "es")]
)
def test_it_begins_in_the_language_of_the_browser(server, wanted, code):
    for path in ("lite", "lite/", "lite/demo/"):
        with fetch(server, path, Accept_Language=wanted) as response:
            assert response.url.endswith(f"{path.rstrip('/')}/{code}/")
            assert f'<html lang="{code}">' in response.read().decode()


def test_it_is_compressed_and_not_sent_again(server):
    with fetch(server, "lite/en/", Accept_Encoding="gzip") as response:
        assert len(gzip.decompress(response.read())) > 10_000
        tag = response.headers["ETag"]
    with pytest.raises(HTTPError) as known:
        fetch(server, "lite/en/", If_None_Match=tag)
    assert known.value.code == 304


@pytest.mark.parametrize("path", ["lite/en/no.html", "lite/xx/", "lite/data/x"])
def test_what_is_not_there_is_said(server, path):
    with pytest.raises(HTTPError) as missing:
        fetch(server, path)
    assert missing.value.code == 404


@pytest.mark.parametrize("path", LITE)
def test_pages_are_readable_by_all_without_scripts(server, open_page, path):
    page = open_page(java_script_enabled=False)
    page.goto(f"{server().url}/{path}")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_role("navigation").count() == 2
    scripted = open_page(viewport={"width": 390, "height": 800}, color_scheme="dark")
    scripted.goto(f"{server().url}/{path}")
    assert axe(scripted) == []
    assert overflow(scripted) == 0


def test_search_engines_find_every_page_in_every_language(server):
    with fetch(server, "sitemap.xml") as response:
        tree = ElementTree.fromstring(response.read())
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    addresses = [found.text for found in tree.findall("s:url/s:loc", names)]
    assert len(addresses) == len(set(addresses)) > 30 * len(languages())
    with answer(addresses[-1]) as response:
        assert response.status == 200


def test_a_feed_can_be_of_a_part_of_the_plan(server):
    address = f"{server().url}/updates.atom?data=demo&goal=E&lang=fr"
    with urllib.request.urlopen(address, timeout=60) as response:
        assert response.headers["Content-Type"].startswith("application/atom+xml")
        read = feedparser.parse(response.read())
    assert not read.bozo
    told = " ".join(entry.content[0].value for entry in read.entries)
    assert "E2.1" in told
    assert "A1.1" not in told
    assert all(entry.link.startswith(f"{server().url}/updates?lang=fr") for entry in read.entries)
    with pytest.raises(HTTPError) as refused:
        fetch(server, "updates.atom?goal=Z")
    assert refused.value.code == 400
