"""One measure on the Objective page: sentences, chart and table, conditions, context, numbers.

Text is drawn in as few pieces as the charts between it allow: what a browser draws slowly is
pieces, not words.
"""

import streamlit as st
from markupsafe import Markup

from progress.assessment.filters import ALL_REGIONS, Filters
from progress.assessment.snapshot import Snapshot
from progress.language import Language, present
from progress.schema import DIRECT, WORLD
from progress.ui.charts import has_numbers, marks, trajectory
from progress.ui.components import (
    component,
    details,
    heading,
    html,
    paragraph,
    strong,
    table,
    verdict_badge,
)
from progress.ui.pages.objective_numbers import numbers
from progress.ui.view import View
from progress.wording.flag_sentences import flag_sentences
from progress.wording.region_words import region_name
from progress.wording.sentences import (
    reported_words,
    start_words,
    target_words,
    verdict_sentence,
    without_target,
)
from progress.wording.status_words import row_word


def show_measure(
    seen: View, filters: Filters, snapshot: Snapshot, indicator: dict, place: int, above: Markup
) -> None:
    """Draws an indicator, the ``place``-th of the page, below the HTML that stands above it."""
    t, code = seen.t, indicator["indicator"]
    name, definition = t.of(indicator, "name"), t.of(indicator, "definition")
    above += heading(3, f"{code} · {name}") + paragraph(definition, quiet=True)
    verdicts = [row for row in snapshot.verdicts if row["indicator"] == code]
    regions = list(dict.fromkeys(row["region"] for row in verdicts))
    if not verdicts:
        words = t(
            "This indicator has no target of its own for {region}.",
            region=region_name(t, filters.region),
        )
        above += paragraph(words)
    elif not any(row["target_kind"] for row in verdicts):
        above += paragraph(without_target(t, verdicts))
    for region in regions:
        if len(regions) > 1:
            above += heading(4, region_name(t, region))
        here = [row for row in verdicts if row["region"] == region]
        above += _verdicts(t, [row for row in here if row["target_kind"]], indicator)
        values = [
            row
            for row in seen.facts["value"]
            if row["indicator"] == code
            and row["region"] == region
            and row["year"] <= filters.judged_year
        ]
        if has_numbers(indicator, here, values):
            st.html(above + component("unit")(t.of(indicator, "unit")))
            figure, alternative = trajectory(t, indicator, here, values, seen.demo)
            st.plotly_chart(
                figure,
                key=f"chart_{place}_{regions.index(region)}",
                alt=alternative,
                config={"displayModeBar": False},
            )
            above = marks(t, here, values) + _chart_as_table(t, indicator, here, values)
    if indicator["measure"] == "conditions":
        above += _conditions(seen, filters, code)
    above += _start(seen, filters, indicator)
    if filters.region != ALL_REGIONS:
        above += _elsewhere(seen, filters, indicator, regions)
    st.html(above + numbers(t, [row for row in verdicts if present(row["pace"])], code))


def _verdicts(t: Language, verdicts: list[dict], indicator: dict) -> Markup:
    return html(
        *(
            component("verdict")(
                row["horizon"],
                verdict_badge(row["family"], row_word(t, row)),
                verdict_sentence(t, row, indicator),
                flag_sentences(t, row["flags"]),
            )
            for row in verdicts
        )
    )


def _chart_as_table(
    t: Language, indicator: dict, verdicts: list[dict], values: list[dict]
) -> Markup:
    rows = []
    start = next((row for row in verdicts if row["baseline_year"] is not None), None)
    if start and "baseline_first_report" not in start["flags"]:
        told = start_words(t, start, indicator)
        rows.append([str(start["baseline_year"]), t("Starting point"), told, ""])
    for row in sorted(values, key=lambda row: row["year"]):
        told, note = reported_words(t, row, indicator), t.of(row, "note")
        rows.append([str(row["year"]), _kind(t, row), told, note])
    for row in verdicts:
        if row["target_number"] is not None:
            told = target_words(t, row, indicator)
            rows.append([str(row["horizon"]), t("Target"), told, ""])
    head = [t("Year"), t("What"), t("Value"), t("Note")]
    return details(t("The chart as a table"), table(t.of(indicator, "name"), head, rows))


def _kind(t: Language, row: dict) -> str:
    if row["counts"]:
        return t("Reported")
    if row["relation"] == DIRECT:
        return t("Context, the year is not over")
    return t("Context, not judged ({relation})", relation=t(row["relation"]))


def _conditions(seen: View, filters: Filters, code: str) -> Markup:
    """The checklist of each target year, with what is reported on it."""
    t = seen.t
    reports = {
        (row["target_year"], row["condition"]): row
        for row in seen.facts["condition_report"]
        if row["indicator"] == code
    }
    conditions = [row for row in seen.facts["plan_condition"] if row["indicator"] == code]
    found = html()
    for year in sorted({row["target_year"] for row in conditions}):
        if filters.horizon and filters.horizon != year:
            continue
        items = [
            _condition(t, row, reports.get((year, row["condition"])), filters.judged_year)
            for row in sorted(conditions, key=lambda row: row["condition"])
            if row["target_year"] == year
        ]
        found += paragraph(strong(t("Conditions for {year}", year=year)))
        found += component("checklist")(items)
    return found


def _condition(t: Language, row: dict, report: dict | None, year: int) -> tuple[str, str, str]:
    """Its mark, its text, and what is said of it."""
    if report is None:
        mark, told = "○", t("not reported on")
    elif report["state"] == "done" and report["done_year"] <= year:
        mark = "–" if _is_due_again(row, report, year) else "✓"
        told = t("done in {year}", year=report["done_year"])
    else:
        mark, told = "–", t("not done")
    due = t("due by {year}", year=row["due_year"]) if row["due_year"] else ""
    every = t("every year") if row["recurs"] else ""
    evidence = t.of(report, "evidence") if report else ""
    return mark, t.of(row, "text"), " · ".join(filter(None, (told, due, every, evidence)))


def _is_due_again(row: dict, report: dict, year: int) -> bool:
    """Whether a yearly condition was done too long ago to count, as verdicts.sql counts it."""
    last = min(year, row["target_year"])
    return bool(row["recurs"]) and report["done_year"] not in (last - 1, last)


def _start(seen: View, filters: Filters, indicator: dict) -> Markup:
    """A starting point that is shown but not used, and why."""
    t, found = seen.t, html()
    for row in seen.facts["baseline"]:
        if row["indicator"] != indicator["indicator"] or row["comparable"]:
            continue
        if filters.region not in (ALL_REGIONS, row["region"]):
            continue
        told = t(
            "Known from {year}, but not used as a starting point: {value}. {note}",
            year=row["year"],
            value=reported_words(t, row, indicator),
            note=t.of(row, "note"),
        )
        found += paragraph(told, quiet=True)
    return found


def _elsewhere(seen: View, filters: Filters, indicator: dict, regions: list[str]) -> Markup:
    """Values of regions that have no target of their own: context."""
    t = seen.t
    rows = [
        [
            region_name(t, row["region"]),
            str(row["year"]),
            reported_words(t, row, indicator),
            t.of(row, "note"),
        ]
        for row in seen.facts["value"]
        if row["indicator"] == indicator["indicator"]
        and row["region"] not in (*regions, WORLD)
        and row["year"] <= filters.judged_year
    ]
    if not rows:
        return html()
    title, head = t("Values of regions"), [t("Region"), t("Year"), t("Value"), t("Note")]
    return details(title, table(title, head, rows))
