"""The last part of the Method page: published cases, checked by the running program."""

import streamlit as st
from markupsafe import Markup

from progress.assessment import published_cases
from progress.assessment.published_cases import OWN, SOURCES, Case, Result
from progress.language import Language
from progress.ui.components import component, html, outward, strong, table
from progress.ui.lids import lid
from progress.ui.pages.method_rules import status_cell
from progress.wording.sentence_words import known


def show_check(t: Language) -> None:
    results = published_cases.run()
    failing = [result for result in results if not result.agrees]
    agreeing = len(results) - len(failing)
    own = sum(result.source == OWN for result in results)
    told = t(
        "{agreeing} of {total} published cases agree: {outside} published by others, {own} worked "
        "out by hand for the rules of this page.",
        agreeing=agreeing, total=len(results), outside=len(results) - own, own=own,
    )  # fmt: skip
    if failing:
        st.error(told, icon=":material/error:")
        st.html(_cases(t, t("Cases that do not agree"), failing))
    else:
        st.success(told, icon=":material/check_circle:")
    st.markdown(
        t(
            "Each case goes through the running program: it is published as an indicator, judged "
            "by the same code as the plan, and compared with what its source gives. Left out are "
            "cases without a target, with an upper or lower limit, and those whose source had "
            "replaced a zero by a small number."
        )
    )
    by_source = {
        source: [result for result in results if result.source == source] for source in SOURCES
    }
    head = [t("Source"), t("What is compared"), t("Agree")]
    rows = [[_source(t, source), *_summary(t, found)] for source, found in by_source.items()]
    st.html(table(t("Published cases by source"), head, rows, numbers={2}))
    lid(
        t("All cases"),
        lambda: st.html(
            html(*(_cases(t, SOURCES[source][0] or _own(t), found)
                   for source, found in by_source.items()))
        ),
        icon=":material/fact_check:",
        key="all_cases",
    )  # fmt: skip


def _own(t: Language) -> str:
    return t("Worked out for the rules of this page")


def _source(t: Language, source: str) -> Markup:
    title, address = SOURCES[source]
    if not address:
        return html(_own(t))
    return outward(address, title, lang="en")


def _summary(t: Language, found: list[Result]) -> list[str]:
    words = {
        "compound_ratio": t("compound-growth ratio"),
        "required_change": t("change needed a year"),
        "acceleration_factor": t("times faster"),
        "status": t("status"),
    }
    compared = dict.fromkeys(words[result.case.compares] for result in found)
    agreeing = t(
        "{x} of {y}", x=t.number(sum(result.agrees for result in found)), y=t.number(len(found))
    )
    return [", ".join(compared), agreeing]


def _cases(t: Language, caption: str, found: list[Result]) -> Markup:
    head = [t("Case"), t("Published"), t("Computed"), t("Agrees")]
    rows = [
        [
            _case(t, result.case),
            _answer(t, result.case, result.published),
            _answer(t, result.case, result.computed),
            t("yes") if result.agrees else strong(t("NO")),
        ]
        for result in found
    ]
    return table(caption, head, rows)


def _answer(t: Language, case: Case, answer: float | str | None) -> str:
    if answer is None:
        return "–"
    if case.compares == "status":
        return status_cell(t, str(answer))
    return t.number(float(answer))


def _case(t: Language, case: Case) -> str:
    """The numbers of a case; of a case of others, their name for it as well."""
    numbers = " · ".join(filter(None, [_path(t, case), _target(t, case)]))
    return numbers if case.source == OWN else component("case")(case.id, numbers)


def _path(t: Language, case: Case) -> str:
    if case.kind == "conditions":
        done = sum(year is not None for year, _ in case.conditions)
        return t.plural(
            "{done} of {number} condition met", "{done} of {number} conditions met",
            len(case.conditions), done=done,
        )  # fmt: skip
    start = [(case.start_year, case.start)] if case.start_year else []
    return " → ".join(
        t("{year}: {value}", year=year, value=_number(t, value))
        for year, value in (*start, *case.values)
    )


def _target(t: Language, case: Case) -> str:
    details: dict[str, object] = {"year": case.target_year}
    if case.target is not None:
        details |= {"value": t.number(case.target)}
    if case.kind == "level":
        return t("target for {year}: {value}", **details)
    if case.kind == "range":
        high = t.number(known(case.target_high))
        return t("target for {year}: {value} to {high}", high=high, **details)
    if case.kind == "growth":
        return t("target to {year}: {value} % more each year", **details)
    return t("target year {year}", **details) if case.kind else t("no target")


def _number(t: Language, text: str) -> str:
    return "/".join(t.number(float(part)) for part in text.split("/"))
