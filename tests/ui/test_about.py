"""The About page's links: only what is an address becomes one, and nothing of a text is markup."""

import pytest

from progress.rows import Source
from progress.ui.pages.about import rules_mark
from progress.ui.pages.about_sections import mail_link
from progress.ui.sources import source_link
from progress.wording.sources import is_web_address
from tests.support.pages import visit
from tests.support.plans import PLAN, empty_store, release


def source(title: str, address: str | None) -> Source:
    return Source(release_id=1, source="x", title=title, url=address)


@pytest.mark.parametrize("address", ["https://example.org/a?b=1&c=2", "http://example.org"])
def test_web_addresses_become_links(address):
    assert is_web_address(address)
    assert 'href="' in source_link(source("A title", address))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https:",
        "http://[",
        "page 7",
        "",
    ],
)
def test_anything_else_stays_text(address):
    assert not is_web_address(address)
    assert "<a" not in source_link(source("A title", address))


def test_a_source_without_an_address_or_with_signs_of_html():
    assert source_link(source("<b>Soils & more</b>", None)).startswith(
        "&lt;b&gt;Soils &amp; more&lt;/b&gt; "
    )
    assert '"onclick=' not in source_link(source("t", 'https://example.org/"onclick="x'))


def test_mail_addresses():
    assert mail_link("soil@example.org").startswith('<a href="mailto:soil@example.org">')
    assert mail_link("ask the Secretariat") == "ask the Secretariat"
    assert mail_link(None) == ""


def test_the_mark_of_the_rules_is_the_same_each_time():
    assert rules_mark() == rules_mark()
    assert len(rules_mark()) == 8


def test_what_the_secretariat_enters_into_the_history_is_shown(server, tab, tmp_path):
    store = empty_store(tmp_path)
    rows = "fact, value\nlaunched, 2015\nhistory_1, 2024: the first meeting of all Task Forces"
    release(store, PLAN | {"initiative.csv": rows})
    store.close()
    visit(tab, f"{server(store=store.path, PROGRESS_DEMO='off').url}/about")
    told = tab.locator(".p4-timeline li").all_inner_texts()
    assert told == [
        "The Initiative is launched\n2015",
        "2024: the first meeting of all Task Forces",
    ]
