"""The buttons of the Board page that hand out the report, as PDF and as slides."""

from datetime import date

import streamlit as st

from progress.server import cache
from progress.ui.view import View

PPTX_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def show(seen: View, since: date | None = None) -> None:
    """Draws the buttons. A report is made when somebody asks for it. ``since``: the day after
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
    st.download_button(
        t("Download as slides (PowerPoint)"),
        lambda: cache.slides(demo, chosen, t.code, since),
        file_name=file_name(seen, "pptx"),
        mime=PPTX_TYPE,
        key="slides",
        on_click="ignore",
        icon=":material/slideshow:",
    )


def file_name(seen: View, ending: str = "pdf") -> str:
    """Such as ``board-report-2025-06-30-en.pdf``: whether its data are invented, the day of the
    records, and the language."""
    kind = "board-report-demonstration" if seen.demo else "board-report"
    return f"{kind}-{seen.filters.known_on}-{seen.t.code}.{ending}"
