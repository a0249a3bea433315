"""Passing a view on: its address to copy, and the scorecard for another site to show."""

from urllib.parse import urlencode, urljoin, urlsplit

import streamlit as st

from progress.language import Language
from progress.server.headers import embed_origins
from progress.ui.components import component, link, links
from progress.ui.view import View

EMBEDDED = {"embed": "true"}
# High enough for a few goals; the frame scrolls.
FRAME_HEIGHT = 900


def show(seen: View) -> None:
    """Behind one button: the address of this view, and where sites may show the scorecard, the
    code for that."""
    t = seen.t
    with st.popover(t("Share this view"), icon=":material/share:", width="stretch"):
        st.markdown(t("The address of this view, with its filters and its language:"))
        st.code(address(seen), language=None, wrap_lines=True)
        if sites := embed_origins():
            st.markdown(
                t(
                    "To show the scorecard in a page of {sites}, put this into the page:",
                    sites=", ".join(f"`{site}`" for site in sites),
                )
            )
            st.code(frame(t, scorecard_address(seen)), language=None, wrap_lines=True)


def address(seen: View) -> str:
    """The whole address of what is looked at; who opens it sees the same, in this language."""
    given = {name: text for name, text in st.query_params.items() if name not in seen.wrong}
    here = st.context.url or ""
    # The front page may come without the stroke at its end.
    here = here if urlsplit(here).path else f"{here}/"
    return f"{here}?{urlencode(given | {'lang': seen.t.code})}"


def scorecard_address(seen: View) -> str:
    """The whole address of the scorecard alone, with the filters of this view."""
    wanted = seen.parameters(objective=None, lang=seen.t.code) | EMBEDDED
    return f"{urljoin(st.context.url or '', '.')}?{urlencode(wanted)}"


def frame(t: Language, source: str) -> str:
    """The HTML that shows an address within another page."""
    title = t("Progress on the 4 per 1000 strategic plan")
    return component("frame")(source, title, FRAME_HEIGHT)


def is_embedded() -> bool:
    """Whether another page shows this one."""
    return bool(st.context.is_embedded)


def show_way_out(seen: View) -> None:
    """The link from the embedded scorecard to the dashboard, in a window of its own."""
    t = seen.t
    whole = link(seen.link("", lang=t.code), t("Open the whole dashboard"), apart=True)
    st.html(links(whole))
