"""The light edition as files: whole, valid, light, without scripts, without dead links."""

import re
import threading
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen
from xml.etree import ElementTree

import feedparser
import pytest
from justhtml import JustHTML

from progress.assessment.workplan import coming
from progress.intake import seed
from progress.language import Language, languages
from progress.light.contents import contents
from progress.light.edition import Edition, name_of
from progress.light.site import site
from progress.store.store import open_for_reading
from progress.wording.indicator import indicator_view
from tests.support.commands import document, python, refused
from tests.support.hostile_texts import IN_A_CODE
from tests.support.plans import build
from tests.support.random_plans import write_random_plan
from tests.support.workplans import crowded_store

ATOM = "{http://www.w3.org/2005/Atom}"
COUNTS = ("goals", "objectives")  # of the plan; told in its first sentence
HEAVIEST = 60_000  # bytes of a page, before it is compressed


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    store = seed.build(tmp_path_factory.mktemp("demonstration") / "demo.duckdb", demo=True)
    yield contents(store)
    store.close()


@pytest.fixture(scope="module")
def files(demonstration) -> dict[str, str]:
    return {name: content.decode() for name, content in site(demonstration)}


def pages(files: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in files.items() if name.endswith(".html")}


def test_each_page_is_in_each_language(files):
    by_language = {
        code: {name.partition("/")[2] for name in files if name.startswith(f"{code}/")}
        for code in languages()
    }
    assert len({frozenset(names) for names in by_language.values()}) == 1
    named = (
        "index goals facilities task_forces workplan board data method about goal-A objective-A1"
    )
    assert {f"{name}.html" for name in named.split()} <= by_language["en"]


def test_pages_are_valid_light_and_without_scripts(files):
    for name, text in pages(files).items():
        assert JustHTML(text, collect_errors=True).errors == [], name
        assert len(text.encode()) <= HEAVIEST, name
        assert "<script" not in text, name
        assert text.count("<h1") == 1, name
        ids = re.findall(r'\sid="([^"]*)"', text)
        assert len(ids) == len(set(ids)), name


TEXT = ("p", "h1", "h2", "h3", "h4", "span", "strong", "em", "small")
BLOCKS = (*TEXT[:5], "div", "ul", "ol", "dl", "table", "section", "details", "figure")


def misplaced(text: str) -> list[str]:
    """Elements where HTML does not let them stand: what a validator tells beyond the parser."""
    tree = JustHTML(text)
    wrong = [
        f"{one} in {outer}" for outer in TEXT for one in BLOCKS if tree.query(f"{outer} {one}")
    ]
    wrong += [f"heading in {cell}" for cell in ("th", "dt")
              for n in "123456" if tree.query(f"{cell} h{n}")]  # fmt: skip
    wrong += [f"{inner} in a link" for inner in ("a", "button", "details", "input")
              if tree.query(f"a {inner}")]  # fmt: skip
    for parent, allowed in {
        "ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"th", "td"},
        "tbody": {"tr"}, "thead": {"tr"}, "table": {"caption", "colgroup", "thead", "tbody"},
    }.items():  # fmt: skip
        names = {
            child.name
            for found in tree.query(parent)
            for child in found.children
            if not child.name.startswith(("#", "!"))
        }
        wrong += [f"{name} in {parent}" for name in names - allowed]
    return wrong


def test_elements_stand_where_html_lets_them(files):
    assert misplaced("<table><tr><th><h2>A</h2></th></tr></table>") == ["heading in th"]
    assert misplaced("<ul><p>A</p></ul>") == ["p in ul"]
    for name, text in pages(files).items():
        assert misplaced(text) == [], name


def test_pages_say_what_they_are(files):
    for name, text in pages(files).items():
        code = name.partition("/")[0]
        if code in languages():
            assert f'<html lang="{code}">' in text
            assert re.search(r"<title>[^<]+</title>", text)
            assert re.search(r'<meta name="description" content="[^"]+">', text)
    assert "Demonstration data" in files["en/index.html"]
    assert "Update 10 of" in files["en/goals.html"]
    assert "As published on" in files["en/objective-A1.html"]


def test_every_sentence_on_an_indicator_is_there(demonstration, files):
    t, snapshot = Language("en"), demonstration.snapshot
    for indicator in snapshot.facts.indicators:
        told = JustHTML(files[f"en/objective-{indicator.objective}.html"]).to_text()
        shown = indicator_view(t, snapshot, indicator)
        for verdict in (one for series in shown.series for one in series.verdicts):
            assert " ".join(verdict.sentence.split()) in " ".join(told.split())


def test_the_overview_says_what_comes_next(demonstration, files):
    facts, on = demonstration.snapshot.facts, demonstration.snapshot.filters.known_on
    after_title = files["en/index.html"].partition("Coming up")[2]
    expected = coming(facts, set(facts.objective), on)[:3]
    assert len(expected) == 3
    for step in expected:
        assert f"{step.activity.objective} {(step.milestone or step.activity).title}" in after_title


def test_a_chart_has_its_marks_and_says_them_in_words(files):
    text = files["en/objective-C1.html"]
    charts = re.findall(r'<svg class="chart".*?</svg>', text, re.DOTALL)
    assert len(charts) == 2
    assert 'aria-label="Awareness-raising events in a year. Reported:' in charts[0]
    assert charts[0].count("rotate(45") == 3  # a target each for 2025, 2030, 2050


def test_no_link_is_dead(demonstration, tmp_path):
    """As served by any web server, and nothing but these files."""
    for name, content in site(demonstration):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    handler = partial(Silent, directory=tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{serving.server_port}/"
        found, dead = crawl(root)
        serving.shutdown()
    assert dead == []
    reached = {address.removeprefix(root) for address in found}
    assert {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")} - reached == set()


def crawl(root: str) -> tuple[set[str], list[str]]:
    """All addresses below a root that its pages lead to; those that are not there."""
    waiting, found, dead = [urljoin(root, "index.html")], set(), []
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        found.add(address)
        try:
            with urlopen(address) as answer:
                content = answer.read()
                text = content.decode() if "html" in answer.headers["Content-Type"] else ""
        except HTTPError:
            dead.append(address)
            continue
        for target in re.findall(r'href="([^"]*)"', text):
            whole, anchor = urldefrag(urljoin(address, target))
            if anchor and whole == address and f'id="{anchor}"' not in text:
                dead.append(f"{address}#{anchor}")
            if whole.startswith(root):
                waiting.append(whole)
    return found, dead


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.mark.parametrize("code", languages())
def test_about_tells_all_that_the_plan_says_of_the_initiative(first_store, code):
    """What the page About tells: vision, history, Task Forces, facilities, cycle, how to join."""
    store = open_for_reading(first_store)
    made, t = contents(store), Language(code)
    store.close()
    told = JustHTML(Edition(t, made).render("about")).to_text()
    facts = made.snapshot.facts
    wanted = [t.of(row, "value") for row in facts.initiative_facts if row.fact not in COUNTS]
    wanted += [t.of(row, "text") for row in facts.join_steps]
    wanted += [t.of(row, "eligibility") for row in facts.task_force_roles]
    wanted += [t.of(row, "name") for row in facts.facilities]
    wanted += [row.address for row in facts.contacts]
    missing = [text for text in wanted if re.sub(r"^\d{4}-\d\d-\d\d", "", text) not in told]
    assert missing == []


def test_a_year_with_many_activities_stays_light_and_says_what_is_left_out(tmp_path):
    store = open_for_reading(crowded_store(tmp_path / "progress.duckdb"))
    text = Edition(Language("en"), contents(store)).render("workplan")
    store.close()
    assert len(text.encode()) <= HEAVIEST
    assert text.count("<tr>") == 121
    assert "180 more activities stand in the table Activities" in text
    assert "stopped" not in text


def test_a_large_plan_stays_light(tmp_path):
    store = seed.build(tmp_path / "store.duckdb", write_random_plan(tmp_path, 3, indicators=200))
    edition = Edition(Language("fr"), contents(store))
    store.close()
    sizes = {name: len(edition.render(name).encode()) for name in edition.pages}
    assert max(sizes.values()) <= HEAVIEST, sizes


def test_texts_and_codes_of_a_plan_are_no_markup_and_no_way_out(tmp_path):
    label = "<script>intruder=1</script>"
    plan = {"objectives.csv": f"objective,goal,label\nA1,A,{label}\nA2,A,b\nB1,B,c\n"}
    store = build(tmp_path, plan)
    made = contents(store)
    store.close()
    found = dict(site(made))
    assert all(b"<script" not in content for name, content in found.items() if "html" in name)
    assert b"&lt;script&gt;" in found["en/objective-A1.html"]
    assert "/" not in name_of("objective", IN_A_CODE)


def test_the_command_writes_the_folder(first_store, tmp_path):
    folder = tmp_path / "public"
    told = document("site", folder, "--dashboard", "https://example.org/plan", store=first_store)
    assert len(told["files"]) == len(list(folder.rglob("*.*")))
    text = (folder / "en" / "objective-A1.html").read_text()
    assert 'href="https://example.org/plan/objective?objective=A1&amp;lang=en"' in text
    data = (folder / "en" / "data.html").read_text()
    assert 'itemtype="https://schema.org/Dataset"' in data
    assert (folder / "data" / "datapackage.json").exists()


def test_the_command_refuses_what_it_cannot_use(first_store, tmp_path):
    (tmp_path / "file").write_text("")
    assert "is not a directory" in refused("site", tmp_path / "file", store=first_store)


def test_the_light_edition_needs_no_streamlit():
    script = "import sys, progress.light.site; assert 'streamlit' not in sys.modules"
    assert python(script).wait(60) == 0


@pytest.mark.parametrize("code", languages())
def test_another_project_reads_the_feed(files, code):
    read = feedparser.parse(files[f"{code}/updates.atom"])
    assert (read.version, bool(read.bozo)) == ("atom10", False)
    assert read.feed.title_detail.language == code
    assert len(read.entries) == 9
    for entry in read.entries:
        assert entry.updated_parsed
        assert entry.link == "index.html"
        assert entry.title
    assert "→" in read.entries[0].content[0].value


def test_the_feed_is_an_atom_feed(files):
    """As RFC 4287 asks: what must be there is there once, in its form."""
    tree = ElementTree.fromstring(files["en/updates.atom"])
    entries = tree.findall(f"{ATOM}entry")
    assert len(entries) == 9  # of ten one was undone
    for part in (tree, *entries):
        for name in ("id", "title", "updated"):
            (found,) = part.findall(f"{ATOM}{name}")
            assert found.text
        assert datetime.fromisoformat(part.find(f"{ATOM}updated").text).tzinfo
        assert part.find(f"{ATOM}link").get("rel") == "alternate"
    assert len(tree.findall(f"{ATOM}author/{ATOM}name")) == 1
    identifiers = [part.find(f"{ATOM}id").text for part in (tree, *entries)]
    assert len(set(identifiers)) == len(identifiers)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one) for one in identifiers)
    newest = entries[0].find(f"{ATOM}content").text
    assert newest.startswith("First figures for 2026\n")
    assert "E2.1 Member and partner countries that publish their soil data, 2030" in newest
