"""The button of the Board page that hands out the report."""

from datetime import date

import streamlit as st

from progress.server import cache
from progress.ui.view import View


def show(seen: View, since: date | None = None) -> None:
    """Draws the button. The report is made when somebody asks for it. ``since``: the day after
    which changes are told; without it, what the last update changed."""
    t, demo, chosen = seen.t, seen.demo, seen.filters
    st.download_button(
        t("Download the board report (PDF)"),
        lambda: cache.report(demo, chosen, t.code, since),
        file_name=file_name(seen),
        mime="application/pdf",
        key="report",
        on_click="ignore",
        icon=":material/picture_as_pdf:",
    )


def file_name(seen: View) -> str:
    """Such as ``board-report-2025-06-30-en.pdf``: whether its data are invented, the day of the
    records, and the language."""
    kind = "board-report-demonstration" if seen.demo else "board-report"
    return f"{kind}-{seen.filters.known_on}-{seen.t.code}.pdf"
