"""The script of every page: what is looked at, where one can go, and the filters.

It must not lie beside ``pages/``: Streamlit would run a page's file without it.
"""

from contextlib import suppress
from functools import partial
from pathlib import Path

import streamlit as st

from progress.telemetry import requests
from progress.ui import sharing, view
from progress.ui.components import style_sheet
from progress.ui.frame import filter_bar, notices, search, sidebar
from progress.ui.view import PAGES

requests.begin_page()
seen = view.current()
t = seen.t
TITLES = {
    "overview": (t("Overview"), ":material/grid_view:"),
    "goals": (t("Goals"), ":material/flag:"),
    "objective": (t("Objectives"), ":material/target:"),
    "facilities": (t("Facilities"), ":material/groups:"),
    "workplan": (t("Workplan"), ":material/calendar_month:"),
    "task_forces": (t("Task Forces"), ":material/diversity_3:"),
    "board": (t("Board"), ":material/gavel:"),
    "data": (t("Data"), ":material/table_view:"),
    "method": (t("Method"), ":material/calculate:"),
    "about": (t("About"), ":material/info:"),
    "updates": (t("Updates"), ":material/history:"),
    "upload": (t("Publish"), ":material/publish:"),
    "system": (t("System"), ":material/monitor_heart:"),
}
# The icon comes first: without one, Streamlit fetches the icon of the page from an outside host.
st.set_page_config(
    page_icon=str(Path(__file__).parent / "static" / "favicon.svg"),
    layout="wide",
    initial_sidebar_state="auto",
)
pages = {
    name: st.Page(PAGES[name], title=title, icon=icon, default=name == "overview")
    for name, (title, icon) in TITLES.items()
}
page = st.navigation(list(pages.values()), position="hidden")
here = next(name for name in pages if pages[name] is page)
requests.name_page(here)
st.set_page_config(page_title=t("{page} · 4 per 1000 strategic plan", page=page.title))
st.html(style_sheet())
# At first the sidebar and the filters come first: a page that makes room for them afterwards draws
# everything twice. From then on the page does, so that what was chosen is answered before a dozen
# links and four lists are drawn anew.
beside = None if sharing.is_embedded() else partial(sidebar.show, seen, pages, here)
is_first = "is_drawn" not in st.session_state
st.session_state["is_drawn"] = True
if beside and is_first:
    beside()
notices.show(seen)
has_filters = beside and here not in filter_bar.WITHOUT_FILTERS and not search.asked()
above = st.container() if has_filters else None
if above and is_first:
    with above:
        filter_bar.show(seen, here)
try:
    with suppress(view.PageEnded):
        if search.asked():
            search.show(seen, here)
        else:
            page.run()
finally:
    # Also where the page has failed: there must be a way on.
    if above and not is_first:
        with above:
            filter_bar.show(seen, here)
    if beside and not is_first:
        beside()
    requests.end_page(here)
