"""One measure on the Objective page: sentences, chart and table, conditions, context, numbers."""

from html import escape

import streamlit as st

from progress.charts import has_numbers, trajectory
from progress.filters import ALL_REGIONS, Filters
from progress.markup import table, verdict_badge
from progress.picture import Picture
from progress.sentences import reported_words, target_words, verdict_sentence
from progress.sheets import DIRECT, WORLD
from progress.text import Language, present
from progress.view import View
from progress.words import flag_sentences, region_name, row_word


def show_measure(seen: View, filters: Filters, picture: Picture, indicator: dict) -> None:
    t, code = seen.t, indicator["indicator"]
    st.subheader(f"{code} · {t.of(indicator, 'name')}", anchor=False)
    if definition := t.of(indicator, "definition"):
        st.caption(definition)
    verdicts = [row for row in picture.verdicts if row["indicator"] == code]
    regions = list(dict.fromkeys(row["region"] for row in verdicts))
    if not any(row["target_kind"] for row in verdicts):
        st.markdown(t("No target is entered for this measure yet."))
    for region in regions:
        if len(regions) > 1:
            st.markdown(f"**{region_name(t, region)}**")
        here = [row for row in verdicts if row["region"] == region]
        _show_verdicts(t, [row for row in here if row["target_kind"]], indicator)
        values = [
            row
            for row in seen.facts["value"]
            if row["indicator"] == code
            and row["region"] == region
            and row["year"] <= filters.judged_year
        ]
        if has_numbers(indicator, here, values):
            _show_chart(seen, indicator, here, values, f"{code}_{region}")
    if indicator["measure"] == "conditions":
        _show_conditions(seen, filters, code)
    _show_start(seen, filters, indicator)
    if filters.region != ALL_REGIONS:
        _show_elsewhere(seen, filters, indicator, regions)
    _show_numbers(t, [row for row in verdicts if present(row["pace"])], code)


def _show_verdicts(t: Language, verdicts: list[dict], indicator: dict) -> None:
    for row in verdicts:
        word = row_word(t, row)
        flags = "".join(
            f'<br><span class="p4-quiet">{escape(text)}</span>'
            for text in flag_sentences(t, row["flags"])
        )
        st.html(
            f'<p><span class="p4-year">{row["horizon"]}</span> '
            f"{verdict_badge(row['family'], word)}<br>"
            f"{escape(verdict_sentence(t, row, indicator))}{flags}</p>"
        )


def _show_chart(
    seen: View, indicator: dict, verdicts: list[dict], values: list[dict], key: str
) -> None:
    t = seen.t
    figure, alternative = trajectory(t, indicator, verdicts, values, seen.demo)
    st.plotly_chart(
        figure,
        key=f"chart_{key}",
        alt=alternative,
        config={"displayModeBar": False},
        theme="streamlit",
    )
    rows = [
        [
            str(row["year"]),
            _kind(t, row),
            escape(reported_words(t, row, indicator)),
            escape(t.of(row, "note")),
        ]
        for row in sorted(values, key=lambda row: row["year"])
    ]
    start = next((row for row in verdicts if row["baseline_year"] is not None), None)
    if start and "baseline_first_report" not in start["flags"]:
        number = {
            name: start[f"baseline_{name}"] for name in ("value", "value_high", "count", "out_of")
        }
        rows.insert(
            0,
            [
                str(start["baseline_year"]),
                escape(t("Starting point")),
                escape(reported_words(t, number, indicator)),
                "",
            ],
        )
    for row in verdicts:
        if row["target_number"] is not None:
            rows.append(
                [
                    str(row["horizon"]),
                    escape(t("Target")),
                    escape(target_words(t, row, indicator)),
                    "",
                ]
            )
    with st.expander(t("The chart as a table"), icon=":material/table:"):
        st.html(table(t.of(indicator, "name"), [t("Year"), t("What"), t("Value"), t("Note")], rows))


def _kind(t: Language, row: dict) -> str:
    if row["counts"]:
        return escape(t("Reported"))
    if row["relation"] == DIRECT:
        return escape(t("Context, the year is not over"))
    return escape(t("Context, not judged ({relation})", relation=t(row["relation"])))


def _show_conditions(seen: View, filters: Filters, code: str) -> None:
    """The checklist of each target year, with what is reported on it."""
    t = seen.t
    reports = {
        (row["target_year"], row["condition"]): row
        for row in seen.facts["condition_report"]
        if row["indicator"] == code
    }
    conditions = [row for row in seen.facts["plan_condition"] if row["indicator"] == code]
    years = sorted({row["target_year"] for row in conditions})
    for year in years:
        if filters.horizon and filters.horizon != year:
            continue
        st.markdown(f"**{t('Conditions for {year}', year=year)}**")
        items = "".join(
            _condition(t, row, reports.get((year, row["condition"])), filters.judged_year)
            for row in sorted(conditions, key=lambda row: row["condition"])
            if row["target_year"] == year
        )
        st.html(f'<ul class="p4-checks">{items}</ul>')


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
    details = " · ".join(filter(None, (told, due, every, evidence)))
    return (
        f'<li><span class="p4-mark" aria-hidden="true">{mark}</span>{escape(t.of(row, "text"))} '
        f'<span class="p4-quiet">({escape(details)})</span></li>'
    )


def _is_due_again(row: dict, report: dict, year: int) -> bool:
    """Whether a yearly condition was done too long ago to count, as verdicts.sql counts it."""
    last = min(year, row["target_year"])
    return bool(row["recurs"]) and report["done_year"] not in (last - 1, last)


def _show_start(seen: View, filters: Filters, indicator: dict) -> None:
    """A starting point that is shown but not used, and why."""
    t = seen.t
    for row in seen.facts["baseline"]:
        if row["indicator"] != indicator["indicator"] or row["comparable"]:
            continue
        if filters.region not in (ALL_REGIONS, row["region"]):
            continue
        st.caption(
            t(
                "Known from {year}, but not used as a starting point: {value}. {note}",
                year=row["year"],
                value=reported_words(t, row, indicator),
                note=t.of(row, "note"),
            )
        )


def _show_elsewhere(seen: View, filters: Filters, indicator: dict, regions: list[str]) -> None:
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
    if rows:
        with st.expander(t("Values of regions"), icon=":material/public:"):
            st.html(
                table(t("Values of regions"), [t("Region"), t("Year"), t("Value"), t("Note")], rows)
            )


def _show_numbers(t: Language, verdicts: list[dict], code: str) -> None:
    """How each verdict was computed, with every number it rests on."""
    if not verdicts:
        return
    head = [
        t("Target year"),
        t("Region"),
        t("Starting point"),
        t("Value"),
        t("Target"),
        t("Distance covered"),
        t("Time used"),
        t("Pace"),
        t("Compound growth"),
        t("Method"),
    ]
    rows = [
        [
            str(row["horizon"]),
            escape(region_name(t, row["region"])),
            f"{t.number(row['baseline_number'])} ({row['baseline_year']})",
            f"{t.number(row['value_number'])} ({row['value_year']})",
            t.number(row["target_number"]),
            _share(t, row["distance_covered"]),
            _share(t, row["time_used"]),
            t.rounded_down(row["pace"], 2),
            "–" if row["compound_ratio"] is None else t.rounded_down(row["compound_ratio"], 2),
            escape(_robustness(t, row["robust"])),
        ]
        for row in verdicts
    ]
    with st.expander(t("How this was computed"), icon=":material/calculate:"):
        st.html(
            table(
                t("The numbers behind {code}", code=code), head, rows, numbers={2, 3, 4, 5, 6, 7, 8}
            )
        )
        st.caption(
            t(
                "Pace is the share of the distance over the share of the time: 0.95 or more is on "
                "track, 0.60 or more is behind, less is far behind. The same bands are read on "
                "compound growth; where both agree, the status does not depend on the method."
            )
        )


def _share(t: Language, share: float | None) -> str:
    return "–" if share is None else t.share(share)


def _robustness(t: Language, robust: bool | None) -> str:
    if robust is None:
        return "–"
    return t("robust") if robust else t("depends on the method")
