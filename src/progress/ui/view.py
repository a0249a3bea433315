"""What a visitor looks at: language, data and filters. The address says it all.

The address is the one place that keeps them, so that a link, the back button and a reload give
the same view. Streamlit can bind a widget to the address, but then the address holds the label
that the widget shows; these addresses hold codes, the same in every language.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlencode, urljoin

import streamlit as st

from progress.assessment.facts import Facts
from progress.assessment.filters import NAMES, OLD_NAMES, Choices, Filters, parse
from progress.assessment.snapshot import Snapshot
from progress.language import SOURCE_LANGUAGE, Language, languages
from progress.server import cache

DEMONSTRATION = "demo"
# Indicators that a page tells of; of a larger plan the filters choose which. Charts take longer.
MOST_SHOWN, MOST_CHARTS = 80, 12
PAGES = {path.stem: path for path in sorted((Path(__file__).parents[3] / "pages").glob("*.py"))}


@dataclass(frozen=True)
class View:
    t: Language
    demo: bool
    filters: Filters
    choices: Choices
    wrong: tuple[str, ...]  # the names of what the address asks for and is not there

    @cached_property
    def facts(self) -> Facts:
        return cache.plan(self.demo, self.filters.as_known_on)

    def snapshot(self, chosen: Filters | None = None) -> Snapshot:
        return cache.snapshot(self.demo, chosen or self.filters)

    def parameters(self, **changes: object) -> dict[str, str]:
        """The address of this view with changes, as query parameters; None takes one away."""
        wanted = self._asked_for | changes
        return {name: str(value) for name, value in wanted.items() if value not in (None, "")}

    @cached_property
    def _asked_for(self) -> dict[str, object]:
        """What the address asks for and is there. Read once: a page has dozens of links."""
        names = [name for name in ("lang", "data", *NAMES) if name not in self.wrong]
        return {name: st.query_params.get(name) for name in names}

    def page_link(self, page: str, label: str, icon: str | None = None, **changes: object) -> None:
        """Draws a link to a page that keeps language, data and filters, except for changes."""
        changes = {"objective": None, **changes}
        st.page_link(PAGES[page], label=label, icon=icon, query_params=self.parameters(**changes))

    def link(self, page: str, **changes: object) -> str:
        """A link to a page that keeps language, data and filters, except for changes."""
        query = urlencode(self.parameters(**changes))
        return f"{page or '.'}?{query}" if query else page or "."

    def address(self, page: str, **changes: object) -> str:
        """As ``link``, with the host in front, to be shared."""
        base = urljoin(st.context.url or "", ".")
        return base + self.link(page, **changes)


class PageEnded(Exception):
    """There is no more to show on this page."""


def end_page() -> NoReturn:
    """Ends the page here. Unlike ``st.stop``, what stands beside it is still drawn."""
    raise PageEnded


def current() -> View:
    """The view that the address asks for; what means nothing is left out and named."""
    given = st.query_params
    for old, name in OLD_NAMES.items():
        if old in given:
            given[name] = given.get(name) or given[old]
            del given[old]
    wrong = []
    code = given.get("lang")
    if code and code not in languages():
        wrong.append("lang")
        code = None
    demo = given.get("data") == DEMONSTRATION and cache.offers_demonstration()
    if given.get("data") and not demo:
        wrong.append("data")
    # The date decides which codes there are, so it is read first.
    possible = cache.choices(demo)
    dated, _ = parse({"as_known_on": given.get("as_known_on", "")}, possible)
    if dated.as_known_on:
        possible = cache.choices(demo, dated.as_known_on)
    filters, meaningless = parse({name: given.get(name, "") for name in NAMES}, possible)
    if filters.objective and filters.objective != given.get("objective"):  # a code of before
        given["objective"] = filters.objective
    wrong += [name for name, _ in meaningless]
    return View(Language(code or _preferred()), demo, filters, possible, tuple(wrong))


def choose(name: str, value: object) -> None:
    """Writes a choice into the address; None takes it out."""
    if value in (None, ""):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(value)


def _preferred() -> str:
    """The first language of the browser that there is a catalogue for."""
    header = st.context.headers.get("Accept-Language", "")
    for part in header.split(","):
        code = part.split(";")[0].strip().split("-")[0].lower()
        if code in languages():
            return code
    return SOURCE_LANGUAGE
