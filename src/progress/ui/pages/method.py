"""The parts of the Method page: how a status is made, in words.

The rules told here are those of ``sql/verdicts.sql``, ``sql/pace_status.sql`` and
``sql/objectives.sql``.
"""

import streamlit as st

from progress.assessment import published_cases
from progress.assessment.verdicts import METHOD
from progress.language import Language
from progress.ui.components import component, legend, table, verdict_word
from progress.ui.pages.method_rules import condition_rules, pace_bands, remarks, verdict_rules
from progress.ui.view import View
from progress.wording.status_words import families, family_meanings, status_word


def contents(t: Language) -> dict[str, str]:
    """The sections by their anchors, in order."""
    return {
        "compared": t("What is compared"),
        "statuses": t("From pace to status"),
        "targets": t("Targets that are not one number"),
        "remarks": t("Remarks beside a status"),
        "objectives": t("Objectives, goals and who leads"),
        "robust": t("Would another method say the same?"),
        "values": t("Which values count"),
        "rounding": t("Rounding"),
        "none": t("When there is no verdict"),
        "never": t("What the dashboard never does"),
        "check": t("Checked against published cases"),
    }


def show_contents(t: Language) -> None:
    st.html(component("contents")(t("On this page"), contents(t).items()))


def heading(t: Language, anchor: str) -> None:
    st.header(contents(t)[anchor], anchor=anchor)


def show_points(*texts: str) -> None:
    st.markdown("\n".join(f"- {text}" for text in texts))


def show_statuses(seen: View) -> None:
    t = seen.t
    heading(t, "statuses")
    head = [t("Pace"), t("Status"), t("What it says")]
    st.html(table(t("The bands of the pace"), head, pace_bands(t)))
    st.markdown(
        t(
            "The bands 0.95 and 0.60 are those of Eurostat and Statistics Canada. Before the pace "
            "is asked, the program looks whether the target is met, missed, or cannot be judged."
        )
    )
    with st.expander(t("All rules, in the order in which they are tried"), icon=":material/list:"):
        st.markdown(t("The first rule that fits decides."))
        horizon = seen.choices.horizon[0] if seen.choices.horizon else None
        head = ["#", t("When"), t("Status")]
        st.html(table(t("The rules of a status"), head, verdict_rules(t, horizon)))
        show_changed(t)
    st.markdown(
        t(
            "Statuses belong to six families. Each has a word, a shape and a colour, so nobody has "
            "to tell colours apart: blue is good, orange is not, and grey only says that there is "
            "no verdict."
        )
    )
    st.html(legend(t, family_meanings(t)))


def show_targets(t: Language) -> None:
    heading(t, "targets")
    show_points(
        t("**A range**, such as 3 to 5: at least the end that is easier to reach. A value within "
          "the range is marked."),
        t("**Between two ends**, such as 40 to 60 %: outside on either side is not met. The way is "
          "counted to the nearer end."),
        t("**Growth**, such as 10 % more each year: the target grows from the starting point "
          "at that rate. The pace is the growth observed a year over the growth required. How "
          "many times faster is not given, as growth is not a straight line."),
        t("**A multiple**, such as twice as many: that many times the target of the target year "
          "before."),
        t("**Conditions**: a target in prose is split into statements that can be checked. The "
          "status says “2 of 3 conditions met”, never a percentage, because conditions are not "
          "equally hard."),
    )  # fmt: skip
    with st.expander(t("The rules of conditions"), icon=":material/checklist:"):
        st.markdown(t("The first rule that fits decides."))
        head = [t("When"), t("Status")]
        st.html(table(t("The rules of conditions"), head, condition_rules(t)))
        st.markdown(
            t(
                "What was done in a year stays done in that year, whatever is reported later. A "
                "condition that has to be met every year counts only if it was done in the year "
                "that is judged (at most the target year) or in the year before. A year of its own "
                "that is the target year is no schedule. Regions report their own conditions."
            )
        )


def show_remarks(t: Language) -> None:
    heading(t, "remarks")
    st.markdown(
        t(
            "A word alone can mislead. Where something has to be known beside it, a remark says "
            "so: that a target was met and lost again, or that it is too early to be sure."
        )
    )
    with st.expander(t("All remarks"), icon=":material/comment:"):
        year = published_cases.there(published_cases.example().verdict.value_year)
        st.html(table(t("All remarks"), [t("Remark"), t("Beside")], remarks(t, year)))


def show_objectives(t: Language) -> None:
    heading(t, "objectives")
    words = families(t)
    show_points(
        t("**An objective** has met its target only when all its indicators that have a target for "
          "that year have. Otherwise it stands where the worst of its assessed indicators stands."),
        t("Where all assessed indicators have met their targets and others are not assessed, it is "
          "“{partly}”. Where none is assessed it is “{open}”, or “{none}” if nothing is known. So "
          "a better value never makes it worse.",
          partly=words["on_track"], open=words["open"], none=words["no_verdict"]),
        t("How many of its indicators are assessed stands beside it. An indicator without a target "
          "for the year is left out where another indicator has one."),
        t("**Goals, and objectives led by the Secretariat or by Alliances,** have no status of "
          "their own: the pages count how many objectives are in each family, and say how many of "
          "those with a target are on track or met, and how many of these on old reports."),
    )  # fmt: skip
    st.markdown(
        t(
            "There is never an average. An objective far ahead would make up for one that stands "
            "still, and events, hectares and shares have no unit in common. A count shows them all."
        )
    )


def show_values(t: Language) -> None:
    heading(t, "values")
    show_points(
        t("**Place.** The world is judged. A region is judged only where the plan sets a target "
          "for it; other values of regions are shown as context."),
        t("**What is counted.** Only a value that counts what its indicator counts. A related "
          "figure is shown as context, with what it is."),
        t("**Years that are over.** What is counted per year counts once that year is over; until "
          "then it is context."),
        t("**Starting points.** One that counts something else than its target is shown with a "
          "note and not used. Where the plan gives none, the earliest report before the target "
          "year serves once there are reports of two years, and a remark says so. A later starting "
          "point belongs to the target years after it; the others keep the one they had. An older "
          "report handed in later may change the pace, but not the target."),
        t("**Ranges.** Of a reported range the worse end decides whether the target is met. For "
          "the pace the lower end is compared with the lower, the upper with the upper, and the "
          "worse of the two counts. So a range never makes progress look larger than it is."),
        t("**Zero and blank.** Zero is a value. An empty cell is not a report."),
        t("**Values up to.** With this filter, only values, starting points and conditions done "
          "up to that year count. Without it, all up to this year do."),
        t("**As published on.** Shows what was published by the end of that day (UTC), as if "
          "seen then. The year follows, unless it is chosen too."),
    )  # fmt: skip


def show_rounding(t: Language) -> None:
    heading(t, "rounding")
    st.markdown(
        t(
            "The status is decided on the exact number; rounding comes after. Shares and pace are "
            "rounded down, what is still needed is rounded up. So a pace of 0.9498 is shown as "
            "{pace} and never as 0.95 beside “{word}”. Differences below one billionth, which "
            "computers add by themselves, are ignored.",
            pace=t.rounded_down(0.9498, 2),
            word=status_word(t, "needs_acceleration"),
        )
    )


def show_changed(t: Language) -> None:
    """What was otherwise by the rules before."""
    st.markdown(
        t(
            "These are the rules of version {version}. By those before it, a target year that was "
            "running could be missed already, any small step back was “{backwards}”, early values "
            "were judged, old ones stood for ever, and an objective could fall to “partly "
            "reported” by a better value. Earlier days are shown by the rules of today.",
            version=METHOD, backwards=status_word(t, "moving_away"),
        )
    )  # fmt: skip


def show_none(t: Language) -> None:
    heading(t, "none")
    words = families(t)
    items = [
        ("no_verdict", t("Not yet entered"), t("The plan’s target is not entered here yet.")),
        ("no_verdict", t("No target for the year"), t("The plan sets a target for another year.")),
        ("no_verdict", t("No report yet"),
         t("There is a target, and nothing is reported that could be judged by it.")),
        ("open", t("Too early to tell"),
         t("A pace is there, but too little time or too few values to tell it from chance.")),
        ("open", t("Last report too old"),
         t("The last report is too long ago to tell where things stand.")),
        ("open", t("Pace not known yet"),
         t("A value is there, but no starting point to compare it with.")),
        ("open", t("In progress"),
         t("Some conditions are met, and the others have no year by which they are due.")),
        ("open", t("No condition met yet"), t("Conditions are reported on, and none is done.")),
    ]  # fmt: skip
    rows = [[verdict_word(family, word), text] for family, word, text in items]
    st.html(table(t("Statuses without a verdict"), [t("Status"), t("What it says")], rows))
    st.markdown(
        t(
            "“{none}” is grey, and grey is not red: silence is not failure. “{open}” means that "
            "something is known, but not whether it is fast enough.",
            none=words["no_verdict"], open=words["open"],
        )
    )  # fmt: skip


def show_never(t: Language) -> None:
    heading(t, "never")
    show_points(
        t("It never guesses: what is not reported is not estimated or filled in."),
        t("It never averages statuses or adds up units into one score."),
        t("It never colours the unknown as if it were bad."),
        t("It never judges by a figure that counts something else."),
        t("It never lets anybody choose or overwrite a status."),
        t("It never deletes: each update is kept, and earlier records can be looked at again."),
    )
