"""The parts of the overview: the headline, what is known, the ways on, what changed last."""

from datetime import date

import streamlit as st

from progress import serving
from progress.filters import ALL_REGIONS
from progress.initial import SETUP
from progress.markup import link
from progress.sentences import reported_words
from progress.view import DEMONSTRATION, View


def show_headline(seen: View, picture, is_assessed: bool) -> None:
    """The one sentence to remember, and the few numbers behind it."""
    if not is_assessed:
        _show_too_early(seen, picture)
        return
    t = seen.t
    for horizon in seen.choices.horizon:
        rows = [row for row in picture.objectives if row["horizon"] == horizon]
        if not rows:
            continue
        good = sum(row["family"] in ("achieved", "on_track") for row in rows)
        with_target = sum(row["indicators"] > 0 for row in rows)
        needing = sum(row["family"] in ("behind", "off_course") for row in rows)
        st.markdown(
            t(
                "**{horizon}**: {good} of {with_target} objectives with a target are on track or "
                "met, {needing} are behind or off course. {time}",
                horizon=horizon,
                good=good,
                with_target=with_target,
                needing=needing,
                time=_time_used(seen, horizon),
            )
        )


def _show_too_early(seen: View, picture) -> None:
    t = seen.t
    st.header(t("Too early to judge"), anchor=False)
    targets = [row for row in picture.verdicts if row["status"] != "no_target"]
    covered = {row["objective"] for row in targets}
    total = len({row["objective"] for row in picture.objectives})
    st.markdown(
        t(
            "{targets} targets are entered for {covered} of {total} objectives. A status needs a "
            "reported value and a starting point to compare it with; so far no target has both.",
            targets=len(targets),
            covered=len(covered),
            total=total,
        )
    )
    known = [
        *_reported_last(seen, picture),
        *filter(None, (_time_used(seen, year) for year in seen.choices.horizon)),
    ]
    st.markdown("\n".join(f"- {text}" for text in known))


def _reported_last(seen: View, picture):
    """The newest reported value of the objectives that are shown, in words."""
    t, year, region = seen.t, seen.filters.judged_year, seen.filters.region
    shown = {row["objective"] for row in picture.objectives}
    indicators = {
        row["indicator"]: row for row in seen.facts["indicator"] if row["objective"] in shown
    }
    values = [
        row
        for row in seen.facts["value"]
        if row["counts"] and row["year"] <= year and row["indicator"] in indicators
        and region in (ALL_REGIONS, row["region"])
    ]  # fmt: skip
    if not values:
        return [t("Nothing is reported yet.")]
    newest = max(values, key=lambda row: row["year"])
    indicator = indicators[newest["indicator"]]
    return [
        t(
            "Reported last: {name}, {value} in {year}.",
            name=t.of(indicator, "name"),
            value=reported_words(t, newest, indicator),
            year=newest["year"],
        )
    ]


def _time_used(seen: View, horizon: int) -> str:
    """How much of the time from the plan's adoption to a target year is used."""
    adopted = next(
        (row["value"] for row in seen.facts["initiative"] if row["fact"] == "plan_adopted"), None
    )
    if not adopted:
        return ""
    start = date.fromisoformat(adopted).year
    if horizon <= start:
        return ""
    used = min((seen.filters.judged_year - start) / (horizon - start), 1)
    return seen.t(
        "{share} of the time from {start} to {horizon} is used.",
        share=seen.t.share(max(used, 0), 0),
        start=start,
        horizon=horizon,
    )


def show_ways_on(seen: View) -> None:
    """Where to go while nothing can be judged."""
    t = seen.t
    with st.container(horizontal=True, gap="medium"):
        seen.page_link("goals", t("What the plan aims for"), ":material/flag:")
        seen.page_link("task_forces", t("Find a Task Force"), ":material/diversity_3:")
        seen.page_link("facilities", t("What is awaited, and from whom"), ":material/schedule:")
    if serving.offers_demonstration() and not seen.demo:
        # Not a page link: to the page one is on, it would not change the address.
        text = t("See the dashboard at work with demonstration data")
        st.html(f'<p class="p4-links">{link(seen.link("", data=DEMONSTRATION), text)}</p>')


def show_latest(seen: View) -> None:
    """How fresh the records are: the last update and how much is reported."""
    t = seen.t
    history = [row for row in serving.history(seen.demo) if row["in_force"]]
    if seen.filters.as_known_on:
        history = [
            row for row in history if row["published_at"][:10] <= str(seen.filters.as_known_on)
        ]
    if not history:
        return
    last = history[-1]
    st.header(t("Last update"), anchor=False)
    day = t.date(date.fromisoformat(last["published_at"][:10]))
    by = "" if last["by"] == SETUP else t("by {name}", name=last["by"])
    note = t(last["note"]) if last["note"] else ""
    st.text(" · ".join(filter(None, [t("Update {number}", number=last["release"]), day, by, note])))
