"""What the Secretariat waits for: reports, with a text to ask for them, and gaps of the plan."""

import streamlit as st

from progress.assessment.freshness import freshness
from progress.ui.markdown import literal
from progress.ui.view import View
from progress.wording.freshness import due
from progress.wording.plan_gaps import missing_in_plan


def show(seen: View) -> None:
    """While nothing is handed in: what is awaited, and what the plan itself still lacks."""
    t = seen.t
    st.header(t("What is awaited"), anchor=False)
    for group in due(t, freshness(seen.snapshot())):
        with st.expander(f"{group.who_leads} ({len(group.reports)})"):
            lines = [f"- {row.indicator} {row.name}" for row in group.reports]
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
