"""The button under a table that hands out what the table shows."""

from collections.abc import Callable

import streamlit as st

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
    """Draws the button. ``rows`` makes the table when somebody asks for the file, from the
    records of this view, or of other filters; ``name``: of the file, one of its kind on a page."""
    records = cache.records(seen.demo, chosen or seen.filters)
    st.download_button(
        seen.t("Download as CSV"),
        lambda: csv_bytes(rows(records)),
        file_name=f"{file_name(records, name)}.csv",
        mime=CSV_TYPE,
        key=f"csv_{name}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
