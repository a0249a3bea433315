"""Pages of the light edition that say what the numbers rest on: data, method, about."""

from collections.abc import Callable

from markupsafe import Markup

from progress.assessment.verdicts import METHOD
from progress.export import dictionary
from progress.export.columns import NAMES
from progress.export.data_package import DESCRIPTOR
from progress.export.description import about as about_export
from progress.language import Language
from progress.light.contents import Contents
from progress.light.template import macro
from progress.ui.components import (
    definitions,
    heading,
    html,
    legend,
    link,
    links,
    paragraph,
    table,
)
from progress.ui.pages import method_rules
from progress.ui.pages.about_sections import About, introduction, program, sections, sources
from progress.wording.status_words import family_meanings


def data(t: Language, made: Contents, place: str) -> Markup:
    """All tables as CSV files, which together are a Data Package. Search engines for data read
    what schema.org calls a Dataset from the same HTML."""
    titles, meanings = dictionary.titles(t), dictionary.rows_mean(t)
    rows = [(f"{place}{name}.csv", titles[name], meanings[name]) for name in NAMES]
    found = macro("dataset")(
        t("Data of the strategic plan"),
        t("All tables of the plan as files."),
        f"{place}{DESCRIPTOR}",
        DESCRIPTOR,
        rows,
        made.records.as_of,
        t.code,
    )
    return found + definitions(about_export(t, made.records))


def method(t: Language, year: int) -> Markup:
    """The rules as tables; the dashboard shows them with examples. ``year``: any, as an example."""
    status = t("Status")
    return html(
        legend(t, family_meanings(t)),
        paragraph(t("These are the rules of version {version}.", version=METHOD), quiet=True),
        table(t("The rules, the first that fits"), ["", t("Rule"), status],
              method_rules.verdict_rules(t, None)),
        table(t("The pace"), [t("Pace"), status, t("What it says")], method_rules.pace_bands(t)),
        table(t("Conditions"), [t("Rule"), status], method_rules.condition_rules(t)),
        table(t("All remarks"), [t("Remark"), t("Beside")], method_rules.remarks(t, year)),
    )  # fmt: skip


def about(t: Language, made: Contents, address: Callable[..., str]) -> Markup:
    """What the page About says of the Initiative, its plan and how to take part."""
    told = About(t, made.snapshot.facts, made.snapshot.confirmation, address)
    parts = [*sections(told), (t("Sources"), sources(told))]
    return html(
        introduction(told),
        *(heading(2, title) + body for title, body in parts if body),
        heading(2, t("About this dashboard")),
        definitions((label, text) for label, text in program(t).items() if text),
        links(link(address("method"), t("How a status is made"))),
    )
