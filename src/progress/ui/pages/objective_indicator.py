"""One measure on the Objective page: sentences, chart and table, conditions, context, numbers.

Text is drawn in as few pieces as the charts between it allow: what a browser draws slowly is
pieces, not words.
"""

from html import escape

import streamlit as st

from progress.assessment.filters import ALL_REGIONS, Filters
from progress.assessment.snapshot import Snapshot
from progress.language import Language, present
from progress.schema import DIRECT, WORLD
from progress.ui.charts import has_numbers, marks, trajectory
from progress.ui.markup import details, paragraph, table, verdict_badge
from progress.ui.pages.objective_numbers import numbers
from progress.ui.view import View
from progress.wording.flag_sentences import flag_sentences
from progress.wording.region_words import region_name
from progress.wording.sentences import (
    reported_words,
    target_words,
    verdict_sentence,
    without_target,
)
from progress.wording.status_words import row_word


def show_measure(
    seen: View, filters: Filters, snapshot: Snapshot, indicator: dict, place: int, above: str = ""
) -> None:
    """Draws an indicator, the ``place``-th of the page, below the HTML that stands above it."""
    t, code = seen.t, indicator["indicator"]
    name, definition = t.of(indicator, "name"), t.of(indicator, "definition")
    above += f"<h3>{escape(code)} · {escape(name)}</h3>{paragraph(definition, quiet=True)}"
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
            above += f"<h4>{escape(region_name(t, region))}</h4>"
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
            st.html(f'{above}<p class="p4-unit">{escape(t.of(indicator, "unit"))}</p>')
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


def _verdicts(t: Language, verdicts: list[dict], indicator: dict) -> str:
    found = ""
    for row in verdicts:
        flags = "".join(
            f'<br><span class="p4-quiet">{escape(text)}</span>'
            for text in flag_sentences(t, row["flags"])
        )
        found += (
            f'<p><span class="p4-year">{row["horizon"]}</span> '
            f"{verdict_badge(row['family'], row_word(t, row))}<br>"
            f"{escape(verdict_sentence(t, row, indicator))}{flags}</p>"
        )
    return found


def _chart_as_table(t: Language, indicator: dict, verdicts: list[dict], values: list[dict]) -> str:
    rows = []
    start = next((row for row in verdicts if row["baseline_year"] is not None), None)
    if start and "baseline_first_report" not in start["flags"]:
        number = {
            name: start[f"baseline_{name}"] for name in ("value", "value_high", "count", "out_of")
        }
        told = reported_words(t, number, indicator)
        rows.append([str(start["baseline_year"]), escape(t("Starting point")), escape(told), ""])
    for row in sorted(values, key=lambda row: row["year"]):
        told, note = reported_words(t, row, indicator), t.of(row, "note")
        rows.append([str(row["year"]), _kind(t, row), escape(told), escape(note)])
    for row in verdicts:
        if row["target_number"] is not None:
            told = target_words(t, row, indicator)
            rows.append([str(row["horizon"]), escape(t("Target")), escape(told), ""])
    head = [t("Year"), t("What"), t("Value"), t("Note")]
    return details(t("The chart as a table"), table(t.of(indicator, "name"), head, rows))


def _kind(t: Language, row: dict) -> str:
    if row["counts"]:
        return escape(t("Reported"))
    if row["relation"] == DIRECT:
        return escape(t("Context, the year is not over"))
    return escape(t("Context, not judged ({relation})", relation=t(row["relation"])))


def _conditions(seen: View, filters: Filters, code: str) -> str:
    """The checklist of each target year, with what is reported on it."""
    t = seen.t
    reports = {
        (row["target_year"], row["condition"]): row
        for row in seen.facts["condition_report"]
        if row["indicator"] == code
    }
    conditions = [row for row in seen.facts["plan_condition"] if row["indicator"] == code]
    found = ""
    for year in sorted({row["target_year"] for row in conditions}):
        if filters.horizon and filters.horizon != year:
            continue
        items = "".join(
            _condition(t, row, reports.get((year, row["condition"])), filters.judged_year)
            for row in sorted(conditions, key=lambda row: row["condition"])
            if row["target_year"] == year
        )
        title = escape(t("Conditions for {year}", year=year))
        found += f'<p><strong>{title}</strong></p><ul class="p4-checks">{items}</ul>'
    return found


def _condition(t: Language, row: dict, report: dict | None, year: int) -> str:
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
    said = " · ".join(filter(None, (told, due, every, evidence)))
    return (
        f'<li><span class="p4-mark" aria-hidden="true">{mark}</span>{escape(t.of(row, "text"))} '
        f'<span class="p4-quiet">({escape(said)})</span></li>'
    )


def _is_due_again(row: dict, report: dict, year: int) -> bool:
    """Whether a yearly condition was done too long ago to count, as verdicts.sql counts it."""
    last = min(year, row["target_year"])
    return bool(row["recurs"]) and report["done_year"] not in (last - 1, last)


def _start(seen: View, filters: Filters, indicator: dict) -> str:
    """A starting point that is shown but not used, and why."""
    t, found = seen.t, ""
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


def _elsewhere(seen: View, filters: Filters, indicator: dict, regions: list[str]) -> str:
    """Values of regions that have no target of their own: context."""
    t = seen.t
    rows = [
        [
            escape(region_name(t, row["region"])),
            str(row["year"]),
            escape(reported_words(t, row, indicator)),
            escape(t.of(row, "note")),
        ]
        for row in seen.facts["value"]
        if row["indicator"] == indicator["indicator"]
        and row["region"] not in (*regions, WORLD)
        and row["year"] <= filters.judged_year
    ]
    if not rows:
        return ""
    title, head = t("Values of regions"), [t("Region"), t("Year"), t("Value"), t("Note")]
    return details(title, table(title, head, rows))
