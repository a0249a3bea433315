"""What the Secretariat waits for: reports, with a text to ask for them, and gaps of the plan."""

import streamlit as st

from progress.assessment.freshness import awaited
from progress.ui.markdown import literal
from progress.ui.view import View
from progress.wording.facility_words import facility_types
from progress.wording.plan_gaps import missing_in_plan


def show(seen: View) -> None:
    """While nothing is handed in: what is awaited, and what the plan itself still lacks."""
    t = seen.t
    st.header(t("What is awaited"), anchor=False)
    words = facility_types(t)
    for kind, word in words.items():
        rows = [row for row in awaited(seen.snapshot()) if row["kind"] == kind]
        if not rows:
            continue
        with st.expander(f"{word} ({len(rows)})"):
            lines = [f"- {row['indicator']} {t.of(row['measure'], 'name')}" for row in rows]
            letter = t(
                "Dear colleagues,\n\nthese indicators of the strategic plan have no report in time:"
            )
            st.code(
                "\n".join([letter, "", *lines, "", t("Please fill in the template. Thank you.")]),
                language=None,
                wrap_lines=True,
            )
    lacking = missing_in_plan(t, seen.facts)
    if lacking:
        st.header(t("What the plan still lacks"), anchor=False)
        st.markdown(
            "\n".join(
                "- " + t("{label}: {text}", label=label, text=literal(", ".join(codes)))
                for label, codes in lacking
            )
        )
