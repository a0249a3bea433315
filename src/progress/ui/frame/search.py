"""The search box beside the pages, and what it found in place of the page. The address has the
words as ``q``."""

import streamlit as st

from progress.ui import view
from progress.ui.components import component, html, link, paragraph
from progress.ui.markdown import literal
from progress.ui.view import View
from progress.wording.search import search_view

MOST_LETTERS = 100


def asked() -> str:
    """What is searched for, empty where nothing is."""
    return " ".join(st.query_params.get("q", "").split())[:MOST_LETTERS]


def box(seen: View) -> None:
    t, key = seen.t, "choose_q"
    st.session_state[key] = asked()
    st.text_input(
        t("Search the plan"),
        key=key,
        max_chars=MOST_LETTERS,
        placeholder=t("Code, name or word"),
        icon=":material/search:",
        on_change=lambda: view.choose("q", st.session_state[key].strip()),
    )


def show(seen: View, here: str) -> None:
    """What was found. Links leave the filters: what they lead to may lie outside of them."""
    t, found = seen.t, search_view(seen.t, seen.facts, asked())
    st.set_page_config(
        page_title=t("{page} · 4 per 1000 strategic plan", page=f"{t('Search')}: {found.text}")
    )
    st.title(literal(t("Search: {text}", text=found.text)), anchor=False)
    kept = dict.fromkeys(name for name in seen.parameters() if name not in ("lang", "data"))
    listed = [(one, seen.link(one.page, **{**kept, **one.chosen})) for one in found.found]
    back = component("links")([link(seen.link(_address(here)), t("Back to the page"))])
    st.html(html(paragraph(found.words), component("search")(listed), back))


def _address(here: str) -> str:
    return "" if here == "overview" else here
