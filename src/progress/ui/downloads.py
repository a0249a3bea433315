"""Buttons that hand out a file, which is made when somebody asks for it."""

import threading
from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from progress.assessment.filters import Filters
from progress.export.columns import Table
from progress.export.description import file_name
from progress.export.formats import CSV_TYPE, csv_bytes
from progress.export.records import Records
from progress.server import cache
from progress.ui.view import View


def button(
    seen: View, name: str, rows: Callable[[Records], Table], chosen: Filters | None = None
) -> None:
    """Draws the button under a table that hands out what the table shows. ``rows`` makes the table
    from the records of this view, or of other filters; ``name``: of the file, one of its kind on a
    page."""
    records = cache.records(seen.demo, chosen or seen.filters)
    download(
        seen.t("Download as CSV"),
        lambda: csv_bytes(rows(records)),
        f"{file_name(records, name)}.csv",
        CSV_TYPE,
        key=f"csv_{name}",
        type="tertiary",
    )


def download(
    words: str,
    make: Callable[[], bytes],
    file: str,
    kind: str,
    icon: str = ":material/download:",
    **more: Any,
) -> None:
    """Draws a button. ``kind``: the media type of the file; ``more``: as of
    ``st.download_button``."""
    st.download_button(
        words, _until_fetched(make, file, kind), file, kind, on_click="ignore", icon=icon, **more
    )


def _until_fetched(make: Callable[[], bytes], file: str, kind: str) -> Callable[[], bytes]:
    """Makes the file one of this visitor's until their page changes. Streamlit counts it as
    nobody's and takes it away once any two pages were drawn, for anybody: on a busy dashboard
    before a slow connection has asked for it."""
    context = get_script_run_ctx()

    def made() -> bytes:
        content = make()
        if context and get_instance().is_active_session(context.session_id):
            # A thread of its own, for only a thread is told whose work it does.
            add = threading.Thread(
                target=get_instance().media_file_mgr.add,
                args=(content, kind, f"kept-{file}", file, True),
            )
            add_script_run_ctx(add, context)
            add.start()
            add.join()
        return content

    return made
