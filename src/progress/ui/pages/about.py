"""The parts of the About page that the light edition has not, or has otherwise."""

import hashlib

import streamlit as st

from progress.server import cache
from progress.store.tables import MACROS, sql
from progress.ui.components import definitions, legend, link, links
from progress.ui.pages.about_sections import About, introduction, program, sources
from progress.ui.view import DEMONSTRATION, View
from progress.wording.status_words import family_meanings

FONT_LICENCE = "app/static/fonts/LICENSE.txt"
ICON_LICENCE = "app/static/fonts/LICENSE-Material-Symbols.txt"


def about(seen: View) -> About:
    return About(
        seen.t, seen.facts, cache.confirmation(seen.demo, seen.filters.as_known_on), seen.link
    )


def show_head(seen: View) -> None:
    t = seen.t
    st.html(introduction(about(seen)))
    if seen.demo:
        address, text = seen.link("", data=None), t("Back to the plan’s own records")
    elif cache.offers_demonstration():
        address = seen.link("", data=DEMONSTRATION)
        text = t("See the dashboard at work with demonstration data")
    else:
        return
    st.html(links(link(address, text)))


def show_reading(seen: View) -> None:
    t = seen.t
    st.header(t("How to read the statuses"), anchor=False)
    st.html(legend(t, family_meanings(t)))
    seen.page_link("method", t("How a status is made"), ":material/calculate:")


def show_sources(seen: View) -> None:
    if seen.facts.sources:
        st.header(seen.t("Sources"), anchor=False)
        st.html(sources(about(seen)))


def show_program(seen: View) -> None:
    t = seen.t
    st.header(t("About this dashboard"), anchor=False)
    told = program(t) | {
        t("Rules"): t("{mark} (another mark whenever a rule changes)", mark=rules_mark()),
        t("Fonts"): t("IBM Plex, © IBM Corp., under the SIL Open Font License 1.1"),
        t("Icons"): t("Material Symbols, © Google LLC, under the Apache License 2.0"),
    }
    st.html(definitions((label, text) for label, text in told.items() if text))
    st.html(
        links(
            link(FONT_LICENCE, t("Licence of the fonts")),
            link(ICON_LICENCE, t("Licence of the icons")),
        )
    )


def rules_mark() -> str:
    """A few letters that change whenever the SQL that judges does."""
    names = ("verdicts", "objectives", "roll_up", *MACROS)
    return hashlib.sha256("".join(map(sql, names)).encode()).hexdigest()[:8]
