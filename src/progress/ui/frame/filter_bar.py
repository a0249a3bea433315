"""Above the pages that can be narrowed: the filters, in one line."""

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

import streamlit as st

from progress.assessment.filters import ALL_REGIONS, FIRST_YEAR, NAMES
from progress.schema import WORLD
from progress.ui import records_day, view
from progress.ui.view import View
from progress.wording.facility_words import facility_types
from progress.wording.region_words import region_name
from progress.wording.status_words import families

Choice = TypeVar("Choice", str, int)

# These show all there is, whatever is chosen.
WITHOUT_FILTERS = ("method", "about", "updates", "upload", "system")
# What hardly anybody asks for on a page stands behind the button there. (Goals shows the target
# years itself.)
SELDOM = {
    "goals": {"horizon"},
    "board": {"facility_type"},
    "data": {"facility_type"},
    "task_forces": {"horizon"},
    "workplan": {"horizon"},
    "objective": {"facility_type", "horizon"},
}


def show(seen: View, here: str) -> None:
    """On a phone the line can be pushed aside (pages.css), so that the picture stays in sight."""
    t, possible, chosen = seen.t, seen.choices, seen.filters
    goals = {row.goal: t.of(row, "name") for row in seen.facts.goals}
    seldom = SELDOM.get(here, set())
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="filters"):
        _choice(
            "goal",
            t("Goal"),
            possible.goal,
            chosen.goal,
            lambda code: f"{code} · {goals[code]}" if goals.get(code) else code,
            t("All goals"),
        )
        for name in ("facility_type", "horizon"):
            if name not in seldom:
                _facility_type_or_year(seen, name)
        _more_filters(seen, here, seldom)
        kept = {"objective"} if here == "objective" else set()
        if seen.parameters(**dict.fromkeys({"lang", "data"} | kept)):
            st.button(
                t("Clear the filters"),
                key="clear_filters",
                help=t("Clear the filters"),
                icon=":material/filter_alt_off:",
                on_click=_clear,
                args=(kept,),
            )


def _more_filters(seen: View, here: str, seldom: Collection[str]) -> None:
    """Those that are less often asked for. Drawn only while they are open: every list takes the
    browser a moment, on each visit and after each choice. Their button counts those in use."""
    t, possible, chosen = seen.t, seen.choices, seen.filters
    in_use = [
        bool(chosen.family),
        chosen.region != WORLD,
        chosen.year is not None,
        chosen.as_known_on is not None,
        *(getattr(chosen, name) is not None for name in seldom),
    ]
    used = sum(in_use)
    label = t("More filters")
    more = st.popover(
        t("{label} ({number})", label=label, number=used) if used else label,
        icon=":material/tune:",
        key=f"more_filters_{here}",
        on_change="rerun",
    )
    if not more.open:
        return
    with more:
        for name in ("facility_type", "horizon"):
            if name in seldom:
                _facility_type_or_year(seen, name)
        words = families(t)
        _choice("family", t("Status"), possible.family, chosen.family, words.get, t("All"))
        if len(possible.region) > 2:
            others = [region for region in possible.region if region != WORLD]
            region = None if chosen.region == WORLD else chosen.region
            names = {code: region_name(t, code) for code in others}
            names[ALL_REGIONS] = t("World and regions")
            _choice("region", t("Region"), others, region, names.get, t("World"))
        _values_up_to(seen)
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


def _facility_type_or_year(seen: View, name: str) -> None:
    """The two that stand in the line on most pages."""
    t, possible, chosen = seen.t, seen.choices, seen.filters
    if name == "facility_type":
        leaders = facility_types(t)
        _choice(
            name,
            t("Who leads"),
            possible.facility_type,
            chosen.facility_type,
            leaders.get,
            t("All"),
        )
    else:
        _choice(
            name, t("Target year"), possible.horizon, chosen.horizon, str, t("All target years")
        )


def _values_up_to(seen: View) -> None:
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
