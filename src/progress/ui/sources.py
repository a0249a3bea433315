"""Where a statement comes from, beside it, and the sources in a list."""

from markupsafe import Markup

from progress.assessment.facts import Facts
from progress.language import Language, present
from progress.rows import Source
from progress.ui.components import html, outward, quiet
from progress.wording.sources import is_web_address


def sourced(t: Language, facts: Facts, text: str, source: str | None) -> Markup:
    """A statement with a link to the page it comes from; the statement alone where none is
    known."""
    found = facts.source.get(source or "")
    url = present(found.url) if found else ""
    if not text or not is_web_address(url):
        return html(text)
    return html(text, " ", quiet(outward(url, t("Source"))))


def source_link(row: Source) -> Markup:
    """A source with its code. Only an address of the web becomes a link."""
    text, address = present(row.title) or row.source, present(row.url)
    code = quiet(f"({row.source})")
    if is_web_address(address):
        return html(outward(address, text), " ", code)
    return html(text, f", {address}" if address else "", " ", code)
