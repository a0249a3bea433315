"""The parts of the Objective page."""

from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from progress import serving, view
from progress.filters import Filters
from progress.joining import OPEN_STATUSES, leader
from progress.markup import definitions, tag, verdict_badge
from progress.measure import show_measure
from progress.picture import Picture
from progress.text import present
from progress.view import View
from progress.words import facility_types, row_word, strategy_parts, task_force_statuses


@dataclass(frozen=True)
class Objective:
    """What the page is about: one objective, the filters that lead to it, and its picture."""

    facts: dict
    filters: Filters
    picture: Picture

    @property
    def code(self) -> str:
        return self.facts["objective"]

    def rows(self, seen: View, table: str) -> list[dict]:
        return [row for row in seen.facts[table] if row["objective"] == self.code]


def choose(seen: View) -> Objective | None:
    """The objective of the address, or the first that the filters leave; None if none is left."""
    t = seen.t
    others = replace(seen.filters, objective=None)
    left = dict.fromkeys(row["objective"] for row in seen.picture(others).objectives)
    facts = {row["objective"]: row for row in seen.facts["objective"]}
    codes = [code for code in facts if code in left]
    if seen.filters.objective and seen.filters.objective not in codes:
        codes.insert(0, seen.filters.objective)
    if not codes:
        return None
    code = seen.filters.objective or codes[0]
    key = "choose_objective"
    st.session_state[key] = code
    st.selectbox(
        t("Objective"),
        codes,
        key=key,
        format_func=lambda code: (
            f"{code} · {t.of(facts[code], 'label') or t('name not yet entered')}"
        ),
        on_change=lambda: view.choose("objective", st.session_state[key]),
    )
    # The page tells all of its objective: only time, region and target year narrow it further.
    filters = replace(others, objective=code, goal=None, facility_type=None, status=None)
    return Objective(facts[code], filters, seen.picture(filters))


def show_head(seen: View, chosen: Objective) -> None:
    t, facts = seen.t, chosen.facts
    name = t.of(facts, "label") or t("name not yet entered")
    st.title(f"{chosen.code} · {name}", anchor=False)
    statement = t.of(facts, "statement")
    st.markdown(statement or t("The wording of this objective is not yet entered."))
    goal = next((row for row in seen.facts["goal"] if row["goal"] == facts["goal"]), {})
    tags = [t("Goal {code}", code=facts["goal"])]
    if goal_name := t.of(goal, "name"):
        tags = [t("Goal {code}: {name}", code=facts["goal"], name=goal_name)]
    tags.append(facility_types(t)[facts["facility_type"] or "unknown"])
    if facts["code_basis"] == "inferred":
        tags.append(t("code to be confirmed"))
    st.html(f"<p>{''.join(map(tag, tags))}</p>")
    statuses = "".join(_status(t, row) for row in chosen.picture.objectives)
    st.html(f'<div class="p4-statuses">{statuses}</div>')
    if note := t.of(facts, "note"):
        st.caption(note)


def _status(t, row: dict) -> str:
    word = row_word(t, row)
    assessed = ""
    if row["indicators"]:
        assessed = t("{x} of {y} measures assessed", x=row["assessed"], y=row["indicators"])
    return (
        f'<span><span class="p4-year">{row["horizon"]}</span>{verdict_badge(row["family"], word)}'
        f'<span class="p4-quiet">{escape(assessed)}</span></span>'
    )


def show_measures(seen: View, chosen: Objective) -> None:
    """Each measure with its verdicts, chart, table, conditions and numbers."""
    t = seen.t
    st.header(t("Measures"), anchor=False)
    indicators = chosen.rows(seen, "indicator")
    if not indicators:
        st.markdown(
            t(
                "No measure and no target is entered for this objective yet. The Secretariat can "
                "enter them with the plan workbook."
            )
        )
    for indicator in indicators:
        show_measure(seen, chosen.filters, chosen.picture, indicator)


def show_narrative(seen: View, chosen: Objective) -> None:
    """The newest narrative up to the chosen year."""
    t = seen.t
    year = chosen.filters.judged_year
    narratives = [row for row in chosen.rows(seen, "narrative") if row["year"] <= year]
    st.header(t("What is behind it"), anchor=False)
    if not narratives:
        st.markdown(t("No narrative is reported yet."))
        return
    latest = max(narratives, key=lambda row: row["year"])
    st.caption(t("As told in {year}", year=latest["year"]))
    told = []
    for name, label in (
        ("summary", t("Summary")),
        ("cause", t("Cause")),
        ("next_step", t("Next step")),
        ("owner", t("Owner")),
        ("decision_wanted", t("Decision wanted")),
    ):
        text = present(latest[name]) if name == "owner" else t.of(latest, name)
        if text:
            told.append((label, text))
    st.html(definitions(told))


def show_people(seen: View, chosen: Objective) -> None:
    """Who leads, which Task Force works on it, and how to join."""
    t = seen.t
    st.header(t("Who works on it"), anchor=False)
    st.markdown(facility_types(t)[chosen.facts["facility_type"] or "unknown"] + ".")
    forces = chosen.rows(seen, "task_force")
    if not forces:
        st.markdown(t("No Task Force is entered for this objective."))
        return
    force = forces[0]
    words = task_force_statuses(t)[force["status"]]
    since = t(" since {year}", year=force["launched"]) if present(force["launched"]) else ""
    focal = sorted(row["year"] for row in chosen.rows(seen, "focal_objective"))
    st.markdown(
        t("Task Force {code}: {status}{since}.", code=chosen.code, status=words, since=since)
    )
    if focal:
        st.markdown(t("Focal objective in {years}.", years=", ".join(map(str, focal))))
    if name := leader(force):
        st.text(t("Leader: {name}", name=name))
    if note := t.of(force, "note"):
        st.caption(note)
    if force["status"] in OPEN_STATUSES:
        label = t("Join this Task Force, and the roles open to you")
        seen.page_link("task_forces", label, ":material/group_add:", objective=chosen.code)


def show_strategy(seen: View, chosen: Objective) -> None:
    """The implementation strategy, part by part; what is missing says so."""
    t = seen.t
    rows = chosen.rows(seen, "implementation_strategy")
    with st.expander(t("Implementation strategy"), icon=":material/account_tree:"):
        for part, label in strategy_parts(t).items():
            texts = [
                t.of(row, "text")
                for row in sorted(rows, key=lambda row: row["number"])
                if row["part"] == part
            ]
            st.markdown(f"**{label}**")
            st.markdown("\n".join(f"- {text}" for text in texts) if texts else t("Not yet entered"))


def show_history(seen: View, chosen: Objective) -> None:
    """The updates that brought the facts shown here, and their sources."""
    t = seen.t
    codes = {row["indicator"] for row in chosen.rows(seen, "indicator")}
    found = [chosen.facts]
    for table in ("narrative", "task_force", "implementation_strategy"):
        found += chosen.rows(seen, table)
    for table in ("indicator", "baseline", "target", "value", "plan_condition", "condition_report"):
        found += [row for row in seen.facts[table] if row["indicator"] in codes]
    brought = {row["release_id"] for row in found}
    with st.expander(t("History and sources"), icon=":material/history:"):
        for release in serving.history(seen.demo):
            if release["release"] in brought:
                st.text(
                    " · ".join(
                        filter(
                            None,
                            (
                                t("Update {number}", number=release["release"]),
                                release["published_at"][:10],
                                t(release["note"] or ""),
                            ),
                        )
                    )
                )
        titles = {row["source"]: row for row in seen.facts["source"]}
        for code in dict.fromkeys(row["source"] for row in found if row.get("source")):
            source = titles.get(code, {"title": code, "url": None})
            url = present(source["url"])
            if url.startswith(("http://", "https://")):
                st.markdown(f"- [{source['title']}]({url})")
            else:
                st.text(source["title"])
