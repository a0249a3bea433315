"""A dashboard under a path: what is answered without Streamlit is there too."""

import http.client
import json
import re
from urllib.parse import urljoin, urlsplit

import pytest

from tests.support.asking import ask
from tests.support.browser import ready
from tests.support.callers import Caller, command, releases, unseen, with_key
from tests.support.pages import main

PATH = "/progress/plan"


@pytest.fixture(scope="module")
def amina(server, tmp_path_factory) -> Caller:
    folder = tmp_path_factory.mktemp("path")
    caller = with_key("Amina", folder, server, STREAMLIT_SERVER_BASE_URL_PATH=PATH)
    assert caller.publish(unseen(), unseen(), accept_warnings="true").status == 201
    return caller


def get(running, path: str) -> tuple[int, str, str]:
    """Status, kind and text of what is at a path of the machine."""
    connection = http.client.HTTPConnection(urlsplit(running.url).netloc, timeout=60)
    connection.request("GET", path)
    response = connection.getresponse()
    kind = response.headers["Content-Type"].split(";")[0]
    found = response.status, kind, response.read().decode()
    connection.close()
    return found


@pytest.mark.parametrize("path", ["", PATH])
def test_programs_are_answered_below_the_path_and_without_it(amina, path):
    assert get(amina.server, f"{path}/ready") == (200, "application/json", '{"status":"ready"}')
    status, kind, text = get(amina.server, f"{path}/metrics")
    assert (status, kind) == (200, "text/plain")
    assert "progress_store_up 1" in text
    status, kind, text = get(amina.server, f"{path}/api/v1/values?objective=B1&limit=1")
    assert (status, kind) == (200, "application/json")
    following = json.loads(text)["next"]
    assert following.startswith(f"{path}/api/v1/values?")
    assert get(amina.server, following)[0] == 200
    index = json.loads(get(amina.server, f"{path}/api/v1")[2])
    assert index["description"] == f"{path}/api/v1/openapi.json"
    described = json.loads(get(amina.server, index["description"])[2])
    assert described["servers"] == [{"url": path or "/"}]


@pytest.mark.parametrize("path", ["", PATH])
@pytest.mark.parametrize("address", ["/api", "/api/", "/api/v2/status", "/api/v1/a%0Ab"])
def test_an_unknown_address_of_the_web_api_is_no_page(amina, path, address):
    status, kind, text = get(amina.server, path + address)
    assert (status, kind) == (404, "application/json")
    assert f"{path}/api/v1/ lists what there is" in json.loads(text)["error"]


@pytest.mark.parametrize("path", ["", PATH])
def test_robots_may_read_everything(amina, path):
    found = get(amina.server, f"{path}/robots.txt")
    sitemap = f"{urlsplit(amina.server.url)._replace(path=path).geturl()}/sitemap.xml"
    assert found == (200, "text/plain", f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n")


@pytest.mark.parametrize("path", ["", PATH])
def test_the_light_edition_is_below_the_path_too(amina, path):
    status, kind, text = get(amina.server, f"{path}/lite/en/goals.html")
    assert (status, kind) == (200, "text/html")
    full = re.search(r'href="([^"]+)">The same page', text)[1]
    assert urljoin(f"{path}/lite/en/goals.html", full) == f"{path}/goals?lang=en"


def test_the_command_line_publishes_below_the_path(amina, tmp_path):
    file = tmp_path / "values.csv"
    file.write_text(unseen())
    done = command(amina, "publish", str(file), "--by", "me", "--accept-warnings")
    assert done.returncode == 0, done.stderr
    assert releases(amina)[-1]["by"] == "Amina"
    assert amina.post("releases/999/revert").status == 404
    assert ask(amina.server, "status", "PUT").headers["allow"] == "GET, HEAD, OPTIONS"


def test_the_page_leads_to_the_web_api(amina, page):
    page.goto(f"{amina.server.url}/data")
    ready(page)
    link = main(page).locator(f'a[href$="{PATH}/api/v1/openapi.json"]')
    link.wait_for(timeout=10_000)
    assert link.count() == 1
