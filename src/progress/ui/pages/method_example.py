"""The parts of the Method page that go through one example, in numbers of the running program."""

import streamlit as st

from progress.assessment import published_cases
from progress.language import Language, lower_first
from progress.ui.components import component, progress_bar, table, verdict_word
from progress.ui.pages.method import heading, show_points
from progress.wording.sentences import reported_words, start_words, target_words, verdict_sentence
from progress.wording.status_words import families, status_word


def show_compared(t: Language) -> None:
    heading(t, "compared")
    st.markdown(
        t(
            "For each indicator and each target year, two shares are compared: how much of the "
            "way is covered, and how much of the time has passed. One divided by the other is "
            "the pace."
        )
    )
    found = published_cases.example()
    verdict, indicator = found.verdict, found.indicator
    start = start_words(t, verdict, indicator)
    word = status_word(t, verdict.status)
    rows = [
        [t("Starting point"), t("the plan’s number in its starting year"),
         t("{value} in {year}", value=start, year=verdict.baseline_year)],
        [t("Target"), t("what is to be reached by the target year"),
         t("{value} in {year}", value=target_words(t, verdict, indicator),
           year=verdict.horizon)],
        [t("Reported value"), t("the latest that counts, up to the target year"),
         t("{value} in {year}", value=reported_words(t, verdict, indicator),
           year=verdict.value_year)],
        [t("Distance covered"),
         t("(value − starting point) ÷ (target − starting point)"),
         t.share(published_cases.there(verdict.distance_covered))],
        [t("Time passed"),
         t("(year of the value − starting year) ÷ (target year − starting year)"),
         t.share(published_cases.there(verdict.time_used))],
        [t("Pace"), t("distance covered ÷ time passed; 1 is just fast enough"),
         t.rounded_down(published_cases.there(verdict.pace), 2)],
        [t("Times faster from now on"),
         t("the change still needed a year ÷ the change a year so far"),
         t.times(published_cases.there(verdict.acceleration_factor))],
    ]  # fmt: skip
    status = [t("Status"), "", verdict_word(verdict.family, word)]
    caption = t("An example, computed by the running program")
    bar = progress_bar(verdict.family, verdict.distance_covered, verdict.time_used)
    st.html(table(caption, [t("Number"), t("How it is found"), t("Here")], [*rows, status]))
    st.html(component("example")(bar))
    st.caption(
        t(
            "The bar is the distance covered, the tick the time passed. How many times faster "
            "is told where the value moves the right way and the target is still to be met in "
            "time."
        )
    )
    told = t(
        "On the pages it reads: “{sentence}”", sentence=verdict_sentence(t, verdict, indicator)
    )
    # A text, not Markdown: a plan's own words may hold its signs.
    st.text(told)


def show_robust(t: Language) -> None:
    heading(t, "robust")
    st.markdown(
        t(
            "The pace assumes an even path: the same step each year. Eurostat and Statistics "
            "Canada compare compound growth instead: the growth a year so far over the growth a "
            "year that leads to the target. The dashboard computes that ratio too, and reads it "
            "by the same bands."
        )
    )
    show_points(
        t("The same family both ways: the status is **robust**."),
        t("Two families: it **depends on the method**, and both are shown."),
        t("The ratio exists only where starting point, value and target are above zero."),
        t("Its sign follows the direction, as the offices publish it: above zero when values move "
          "the wanted way."),
    )  # fmt: skip
    verdict = published_cases.example().verdict
    details = {
        "pace": t.rounded_down(published_cases.there(verdict.pace), 2),
        "ratio": t.rounded_down(published_cases.there(verdict.compound_ratio), 2),
        "straight": lower_first(families(t)[verdict.family]),
        "compound": lower_first(families(t)[published_cases.there(verdict.compound_family)]),
    }
    if verdict.robust:
        told = t(
            "In the example the pace is {pace} ({straight}) and the ratio is {ratio} "
            "({compound}): the status is robust.",
            **details,
        )
    else:
        told = t(
            "In the example the pace is {pace} ({straight}) and the ratio is {ratio} "
            "({compound}): the status depends on the method.",
            **details,
        )
    st.markdown(told)
    st.caption(
        t(
            "Ratio: ((value ÷ starting point) to the power of 1 ÷ years so far, − 1) ÷ ((target ÷ "
            "starting point) to the power of 1 ÷ years in all, − 1)."
        )
    )
