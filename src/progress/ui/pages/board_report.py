"""The buttons of the Board page that hand out the report, as PDF and as slides."""

from datetime import date

from progress.server import cache
from progress.ui.downloads import download
from progress.ui.view import View

PPTX_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def show(seen: View, since: date | None = None) -> None:
    """Draws the buttons. A report is made when somebody asks for it. ``since``: the day after
    which changes are told; without it, what the last update changed."""
    t, demo, chosen = seen.t, seen.demo, seen.filters
    download(
        t("Report (PDF)"),
        lambda: cache.report(demo, chosen, t.code, since),
        file_name(seen),
        "application/pdf",
        icon=":material/picture_as_pdf:",
        key="report",
    )
    download(
        t("Slides (PowerPoint)"),
        lambda: cache.slides(demo, chosen, t.code, since),
        file_name(seen, "pptx"),
        PPTX_TYPE,
        icon=":material/slideshow:",
        key="slides",
    )


def file_name(seen: View, ending: str = "pdf") -> str:
    """Such as ``board-report-2025-06-30-en.pdf``: whether its data are invented, the day of the
    records, and the language."""
    kind = "board-report-demonstration" if seen.demo else "board-report"
    return f"{kind}-{seen.filters.known_on}-{seen.t.code}.{ending}"
