"""Beside every page: where one can go, the filters, the language."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from progress.access.people import SECRETARIAT
from progress.assessment.filters import ALL_REGIONS, FIRST_YEAR, NAMES
from progress.language import Language, language_name, languages
from progress.schema import WORLD
from progress.ui import records_day, sharing, sign_in, view
from progress.ui.components import component
from progress.ui.frame import search
from progress.ui.view import View
from progress.wording.facility_words import facility_types
from progress.wording.region_words import region_name
from progress.wording.status_words import families

Choice = TypeVar("Choice", str, int)


# Pages by what people come for. A group without a title speaks for itself.
def _groups(t: Language, is_secretariat: bool) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (t("The plan"), ("overview", "goals", "objective", "facilities")),
        (t("Take part"), ("task_forces", "workplan")),
        ("", ("board",)),
        (t("Data"), ("data", "method", "about")),
        (t("Secretariat"), ("upload", "updates", "system") if is_secretariat else ("upload",)),
    ]


# These show all there is, whatever is chosen.
WITHOUT_FILTERS = ("method", "about", "updates", "upload", "system")


def show(seen: View, pages: dict[str, StreamlitPage], here: str) -> None:
    t = seen.t
    is_secretariat = sign_in.current().role == SECRETARIAT
    with st.sidebar:
        st.header(t("4 per 1000: the plan"), anchor=False)
        search.box(seen)
        for title, names in _groups(t, is_secretariat):
            if title:
                st.html(component("nav_group")(title))
            for name in names:
                way_in = name == "upload" and not is_secretariat
                _page_link(seen, pages[name], name, here, t("Sign in") if way_in else None)
        if here not in WITHOUT_FILTERS:
            _filters(seen, here)
        _language(seen)
        sharing.show(seen)


def _page_link(
    seen: View, page: StreamlitPage, name: str, here: str, label: str | None = None
) -> None:
    # An objective is chosen on its own page; the other pages show them all again. The link to the
    # page one is on keeps all: Streamlit would leave the address as it is.
    kept = seen.parameters() if name == "objective" else seen.parameters(objective=None)
    query = dict(st.query_params) if name == here and not search.asked() else kept
    icon = ":material/login:" if label else None
    st.page_link(page, label=label, icon=icon, query_params=query)


def _filters(seen: View, here: str) -> None:
    t, possible, chosen = seen.t, seen.choices, seen.filters
    st.markdown(f"**{t('Filters')}**")
    goals = {row.goal: t.of(row, "name") for row in seen.facts.goals}
    _choice(
        "goal",
        t("Goal"),
        possible.goal,
        chosen.goal,
        lambda code: f"{code} · {goals[code]}" if goals.get(code) else code,
        t("All goals"),
    )
    leaders = facility_types(t)
    _choice(
        "facility_type",
        t("Who leads"),
        possible.facility_type,
        chosen.facility_type,
        leaders.get,
        t("All"),
    )
    _choice(
        "horizon", t("Target year"), possible.horizon, chosen.horizon, str, t("All target years")
    )
    _year(seen)
    _more_filters(seen, here)
    kept = {"objective"} if here == "objective" else set()
    if seen.parameters(**dict.fromkeys({"lang", "data"} | kept)):
        st.button(
            t("Clear the filters"), icon=":material/filter_alt_off:", on_click=_clear, args=(kept,)
        )


def _more_filters(seen: View, here: str) -> None:
    """Those that are less often asked for. Drawn only while they are open: every list takes the
    browser a moment, on each visit and after each choice."""
    t, possible, chosen = seen.t, seen.choices, seen.filters
    is_used = chosen.family or chosen.region != WORLD or chosen.as_known_on
    more = st.expander(
        t("More filters"),
        expanded=bool(is_used),
        key=f"more_filters_{here}",
        on_change="rerun",
    )
    if not more.open:
        return
    with more:
        words = families(t)
        _choice("family", t("Status"), possible.family, chosen.family, words.get, t("All"))
        if len(possible.region) > 2:
            others = [region for region in possible.region if region != WORLD]
            region = None if chosen.region == WORLD else chosen.region
            names = {code: region_name(t, code) for code in others}
            names[ALL_REGIONS] = t("World and regions")
            _choice("region", t("Region"), others, region, names.get, t("World"))
        records_day.choose(seen, "choose_as_known_on", t("As published on"))


def _choice(
    name: str,
    label: str,
    options: Sequence[Choice],
    value: Choice | None,
    words: Callable[[Choice], str | None],
    nothing: str,
) -> None:
    key = f"choose_{name}"
    st.session_state[key] = value
    st.selectbox(
        label,
        options,
        index=None,
        key=key,
        format_func=lambda option: words(option) or "",
        placeholder=nothing,
        on_change=lambda: view.choose(name, st.session_state[key]),
    )


def _year(seen: View) -> None:
    t, now = seen.t, seen.filters.known_on.year
    first = min(
        (row.year for row in seen.facts.reported_values + seen.facts.baselines), default=now
    )
    years = set(range(max(first, FIRST_YEAR), now + 1)) | {seen.filters.year or now}
    _choice(
        "year",
        t("Values up to"),
        sorted(years, reverse=True),
        seen.filters.year,
        str,
        t("This year ({year})", year=now),
    )


def _clear(kept: set[str]) -> None:
    for name in set(NAMES) - kept:
        st.query_params.pop(name, None)


def _language(seen: View) -> None:
    key = "choose_lang"
    st.session_state[key] = seen.t.code
    st.segmented_control(
        seen.t("Language"),
        languages(),
        key=key,
        format_func=language_name,
        required=True,
        on_change=lambda: view.choose("lang", st.session_state[key]),
    )
