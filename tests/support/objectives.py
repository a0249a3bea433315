"""What an objective's page shows, read from the browser: words, checklists, charts, tables."""

from dataclasses import dataclass, field

from tests.support.pages import main, plain, title

# What Plotly was given, by the names of the traces: year, number and text of each point.
CHARTS = """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].map(chart => {
    const plot = chart.querySelector('.js-plotly-plot');
    const traces = {};
    for (const trace of plot?.data ?? [])
        (traces[trace.name ?? ''] ??= []).push(...Array.from(trace.x).map(
            (x, place) => [trace.customdata[place], trace.y[place], trace.text?.[place] ?? '']));
    return {role: chart.role, label: chart.ariaLabel, drawn: plot?.data !== undefined, traces};
})"""

TABLES = """() => [...document.querySelectorAll('[data-testid="stMain"] .p4-table table')].map(
    table => ({
        caption: table.caption.textContent,
        head: [...table.tHead.rows[0].cells].map(cell => cell.textContent),
        rows: [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent)),
    }))"""


@dataclass
class Shown:
    """What the page of one objective shows."""

    title: str
    text: str
    statuses: list[tuple[int, str]]
    verdicts: list[tuple[int, str, str]]
    ticks: list[tuple[int, int, int]]  # target year, conditions met, conditions
    charts: list[dict]
    tables: list[dict]


@dataclass
class Tour:
    """The pages of all objectives, and every message that the server sent for them."""

    pages: dict[str, Shown] = field(default_factory=dict)
    sent: list[bytes] = field(default_factory=list)

    def note(self, message: bytes | str) -> None:
        self.sent.append(message.encode() if isinstance(message, str) else message)


def drawn_charts(page) -> list[dict]:
    """Charts are drawn a moment after the page is there."""
    for _ in range(100):
        charts = page.evaluate(CHARTS)
        if all(chart["drawn"] for chart in charts):
            return charts
        page.wait_for_timeout(50)
    raise AssertionError(f"{page.url}: a chart was not drawn")


def ticks(page) -> list[tuple[int, int, int]]:
    found = []
    for each in main(page).locator(".p4-checks").all():
        # A checklist stands right below the line that says its target year.
        above = each.locator("xpath=preceding::p[starts-with(., 'Conditions for')][1]")
        year = int(above.inner_text().split()[-1])
        marks = each.locator(".p4-mark").all_inner_texts()
        found.append((year, marks.count("✓"), len(marks)))
    return found


def shown(page) -> Shown:
    statuses = main(page).locator(".p4-statuses > span").all()
    verdicts = main(page).locator("p:has(> .p4-badge)").all()
    return Shown(
        title=title(page),
        text=plain(main(page).inner_text()),
        statuses=[year_and_word(one) for one in statuses],
        verdicts=[(*year_and_word(one), plain(one.inner_text())) for one in verdicts],
        ticks=ticks(page),
        charts=drawn_charts(page),
        tables=page.evaluate(TABLES),
    )


def year_and_word(place) -> tuple[int, str]:
    year = int(place.locator(".p4-year").inner_text())
    return year, plain(place.locator(".p4-badge").inner_text())
