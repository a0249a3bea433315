"""What the page says before any script runs: to chats, search engines, and those who wait."""

import io
import re
from html import unescape
from urllib.parse import urljoin

import pytest
from PIL import Image

from tests.support.answers import answer


def head(server, path: str) -> dict[str, str]:
    """The language, title and meta texts of the page at an address."""
    with answer(f"{server().url}/{path}") as response:
        html = response.read().decode()
    found = dict(re.findall(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)">', html))
    found["lang"] = re.search(r'<html lang="(\w+)"', html)[1]
    found["title"] = re.search(r"<title>([^<]*)</title>", html)[1]
    found["light"] = re.search(r'<noscript><p><a href="([^"]+)"', html)[1]
    found["waiting"] = re.search(r'<div id="root">(.*?)</div>', html)[1]
    return {name: unescape(text) for name, text in found.items()}


@pytest.mark.parametrize(
    ("path", "lang", "title"),
    [
        ("", "en", "Where the plan stands"),
        ("goals?lang=fr", "fr", "Buts"),
        ("goals?goal=A", "en", "Goal A: Inception and conceptualization"),
        ("objective?objective=A1", "en", "A1 · NDCs"),
        ("objective?objective=Z9", "en", "Where the plan stands"),
        ("upload", "en", "Where the plan stands"),
    ],
)
def test_a_link_says_what_it_leads_to(server, path, lang, title):
    found = head(server, path)
    assert found["lang"] == lang
    assert found["title"].startswith(title)
    assert found["og:title"] == found["title"]
    assert found["description"]
    assert found["og:url"].startswith(server().url)


def test_demonstration_data_says_so_and_how_an_objective_stands(server):
    found = head(server, "objective?objective=A1&data=demo")
    assert found["title"].startswith("Demonstration data: A1 · NDCs")
    assert "2030: " in found["description"]
    assert "lite/demo/en/objective-A1.html" in found["light"]


@pytest.mark.parametrize("path", ["objective?objective=A1&lang=es", "?data=demo"])
def test_a_link_has_a_picture(server, path):
    with answer(head(server, path)["og:image"]) as response:
        assert response.headers["Content-Type"] == "image/png"
        assert Image.open(io.BytesIO(response.read())).size == (1200, 630)


def test_whoever_waits_or_has_no_scripts_is_led_to_the_light_edition(server):
    found = head(server, "goals")
    assert found["light"] in found["waiting"]
    with answer(urljoin(server().url, found["light"])) as response:
        assert "<h1>Goals</h1>" in response.read().decode()


def test_a_hostile_address_says_nothing_of_its_own(server):
    found = head(server, "objective?objective=%22%3E%3Cscript%3E&lang=%22%3E")
    assert "<script" not in str(found)
