"""Beside every page: where one can go, the search, the language."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from progress.access.people import SECRETARIAT
from progress.language import Language, language_name, languages
from progress.ui import sharing, sign_in, view
from progress.ui.components import component
from progress.ui.frame import search
from progress.ui.view import View


# Pages by what people come for. A group without a title speaks for itself.
def _groups(t: Language, is_secretariat: bool) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (t("The plan"), ("overview", "goals", "objective", "facilities")),
        (t("Take part"), ("task_forces", "workplan")),
        ("", ("board",)),
        (t("Data"), ("data", "method", "about")),
        (t("Secretariat"), ("upload", "updates", "system") if is_secretariat else ("upload",)),
    ]


def show(seen: View, pages: dict[str, StreamlitPage], here: str) -> None:
    t = seen.t
    is_secretariat = sign_in.current().role == SECRETARIAT
    with st.sidebar:
        st.header(t("4 per 1000: the plan"), anchor=False)
        search.box(seen)
        for title, names in _groups(t, is_secretariat):
            if title:
                st.html(component("nav_group")(title))
            for name in names:
                way_in = name == "upload" and not is_secretariat
                _page_link(seen, pages[name], name, here, t("Sign in") if way_in else None)
        _language(seen)
        sharing.show(seen)


def _page_link(
    seen: View, page: StreamlitPage, name: str, here: str, label: str | None = None
) -> None:
    # An objective is chosen on its own page; the other pages show them all again. The link to the
    # page one is on keeps all: Streamlit would leave the address as it is.
    kept = seen.parameters() if name == "objective" else seen.parameters(objective=None)
    query = dict(st.query_params) if name == here and not search.asked() else kept
    icon = ":material/login:" if label else None
    st.page_link(page, label=label, icon=icon, query_params=query)


def _language(seen: View) -> None:
    key = "choose_lang"
    st.session_state[key] = seen.t.code
    st.segmented_control(
        seen.t("Language"),
        languages(),
        key=key,
        format_func=language_name,
        required=True,
        on_change=lambda: view.choose("lang", st.session_state[key]),
    )
