"""Pages of the light edition that say what the numbers rest on: data, method, about."""

from importlib.metadata import PackageNotFoundError, version

from markupsafe import Markup

from progress.assessment.verdicts import METHOD
from progress.export import dictionary
from progress.export.columns import NAMES
from progress.export.data_package import DESCRIPTOR
from progress.export.description import about as about_export
from progress.language import Language, present
from progress.light.contents import Contents
from progress.light.template import macro
from progress.ui.components import (
    bullets,
    component,
    definitions,
    heading,
    html,
    legend,
    link,
    outward,
    paragraph,
    quiet,
    table,
)
from progress.ui.pages import method_rules
from progress.wording.facility_words import facility_types
from progress.wording.sources import source_view
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


def about(t: Language, made: Contents) -> Markup:
    """The Initiative and its plan, as far as the plan's own facts say."""
    facts = made.snapshot.facts
    told = {row.fact: text for row in facts.initiative_facts if (text := t.of(row, "value"))}
    kinds = facility_types(t)
    pairs = [(kinds[kind], told.get(f"{kind}_facility", "")) for kind in ("core", "global")]
    visions = [text for name, text in told.items() if name.startswith(("vision", "ambition"))]
    contacts = [
        html(t.of(row, "purpose"), ": ", component("mail_link")(present(row.address)))
        for row in facts.contacts
        if present(row.address)
    ]
    sources = [
        html(outward(one.url, one.title) if one.url else one.title, " ", quiet(f"({one.code})"))
        for one in map(source_view, facts.sources)
    ]
    return html(
        paragraph(told.get("name", "")),
        _section(t("Vision"), bullets(visions)),
        _section(t("Who leads"), definitions((name, text) for name, text in pairs if text)),
        _section(t("Whom to write to"), bullets(contacts, links=True)),
        _section(t("Sources"), bullets(sources, links=True)),
        _section(t("About this dashboard"), definitions([(t("Version"), _version())])),
        component("links")([link("method.html", t("How a status is made"))]),
    )


def _section(title: str, body: Markup) -> Markup:
    return heading(2, title) + body if body else html()


def _version() -> str:
    try:
        return version("progress")
    except PackageNotFoundError:
        return ""
