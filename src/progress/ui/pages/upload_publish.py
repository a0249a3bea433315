"""The last steps of the Publish page: what would change, cell by cell, and publishing it.

What is published is what was looked at: where somebody else published in between, it is shown
anew, with what is different, and asked again.
"""

import streamlit as st

from progress.access.people import Person
from progress.assessment.fact_changes import changes_of_release
from progress.errors import DataError, NothingToPublish, PlanErrors, StaleComparison, StoreAway
from progress.intake import approval, drafts
from progress.intake.compare import CONFIRMED
from progress.intake.update import Update, publish_update
from progress.publishing.provenance import Provenance
from progress.server import cache
from progress.store.releases import history
from progress.ui import view
from progress.ui.change_table import fact_table, status_table
from progress.ui.markdown import literal
from progress.ui.pages import upload
from progress.ui.pages.upload_tables import cell_table, difference_table, problem_table
from progress.ui.view import PAGES, View
from progress.wording.error_sentence import error_sentence

SHOWN_AT_ONCE, SHOWN_ROWS = 20, 500


def show_comparison(seen: View, prepared: Update) -> None:
    """Step 4: what publishing would change, cells and statuses."""
    t, found = seen.t, prepared.comparison
    assert found is not None
    st.header(t("4. Compare"), anchor=False)
    if before := _seen_before(prepared):
        _show_what_others_did(seen, before, prepared)
    st.markdown(
        t(
            "{new} new, {changed} changed, {unchanged} unchanged rows.",
            new=found.new,
            changed=found.changed,
            unchanged=found.unchanged,
        )
    )
    if found.confirmed + found.unconfirmed:
        st.checkbox(
            t.plural(
                "The rest is right: {number} row of the plan that stays as it is, is confirmed",
                "The rest is right: {number} rows of the plan that stay as they are, are confirmed",
                found.confirmed + found.unconfirmed,
            ),
            key=upload.confirm_rest(prepared.files),
        )
    if found.confirmed:
        st.markdown(
            t.plural(
                "{number} row is confirmed by this update.",
                "{number} rows are confirmed by this update.",
                found.confirmed,
            )
        )
    rows = [row for row in found.rows if row.change != CONFIRMED]
    st.html(cell_table(seen, rows[:SHOWN_AT_ONCE]))
    if rest := rows[SHOWN_AT_ONCE:SHOWN_ROWS]:
        number = len(rows) - SHOWN_AT_ONCE
        label = t.plural("{number} more row", "{number} more rows", number)
        with st.expander(label, icon=":material/table_rows:"):
            st.html(cell_table(seen, rest))
    if found.statuses:
        st.html(status_table(seen, t("Statuses that will change"), found.statuses))
    else:
        st.markdown(t("No status changes."))


def _seen_before(prepared: Update) -> Update | None:
    """The same files as they were compared before somebody else published."""
    before: Update | None = st.session_state.get(upload.SEEN_BEFORE)
    if before is None or before.comparison is None or before.digests != prepared.digests:
        return None
    return before


def _show_what_others_did(seen: View, before: Update, prepared: Update) -> None:
    """Who published what since the comparison was looked at, and what is different in it."""
    t = seen.t
    was, now = before.comparison, prepared.comparison
    assert was is not None
    assert now is not None
    store = cache.store()
    others = [release for release in history(store) if release.release > was.release]
    who = ", ".join(
        t("update {number} by {who}", number=release.release, who=release.by) for release in others
    )
    message = t(
        "Somebody else published while you were looking: {who}. Nothing of yours is published yet. "
        "Look at what is different, then publish again.",
        who=who,
    )
    st.warning(literal(message), icon=":material/sync_problem:")
    facts = [change for one in others for change in changes_of_release(store, one.release)]
    if facts:
        st.html(fact_table(seen, t("What was published in between"), facts))
    if differs := difference_table(seen, was.rows, now.rows):
        st.html(differs)
    else:
        st.markdown(t("What your files would change is the same as before."))


def show_publish(seen: View, person: Person, prepared: Update) -> None:
    """Step 5: accept each kind of warning, say why, publish."""
    t, found = seen.t, prepared.comparison
    assert found is not None
    st.header(t("5. Publish"), anchor=False)
    warnings = prepared.checked.warnings
    # Of these very files: a tick says nothing of what is handed in later.
    seen_now = f"{found.release}_{prepared.digests[:16]}"
    accepted = not prepared.checked.readings or st.checkbox(
        t("The files were read as they are meant"), key=f"accept_readings_{seen_now}"
    )
    for code in dict.fromkeys(problem.code for problem in warnings):
        kind = [problem for problem in warnings if problem.code == code]
        st.html(problem_table(seen, t("Please look twice"), kind))
        accepted &= st.checkbox(
            t("I have looked at these and they are right"),
            key=f"accept_{code}_{seen_now}",
        )
    if approval.is_required() and not approval.is_second(prepared.handed_in_by, person.name):
        st.info(
            t(
                "What you handed in waits here until somebody else of the Secretariat has looked at"
                " it and publishes it."
            ),
            icon=":material/group:",
        )
        view.end_page()
    note = st.text_input(
        t("Why this update (shown in the history)"), key="publish_note", max_chars=500
    )
    # A press belongs to the comparison above it: another one has a button of its own.
    if st.button(
        t("Publish, as compared with update {number}", number=found.release),
        type="primary",
        disabled=not accepted,
        icon=":material/publish:",
        key=f"publish_update_{seen_now}",
    ):
        _publish(seen, person, prepared, note)
    if _seen_before(prepared):
        st.caption(t("Somebody else published in between: see the comparison above."))


def _publish(seen: View, person: Person, prepared: Update, note: str) -> None:
    t = seen.t
    provenance = Provenance.of(person, note.strip() or None, files=prepared.files)
    try:
        release = publish_update(cache.store(), prepared, provenance, accept_warnings=True)
    except StaleComparison:
        st.rerun()  # compares anew, and tells what is different
    except StoreAway:
        st.error(
            t(
                "The database does not answer just now. What you handed in is kept: please try "
                "again later. To publish the same twice does no harm."
            )
        )
        view.end_page()
    except (NothingToPublish, PlanErrors, DataError) as error:
        st.error(literal(error_sentence(seen.t, error)))
        view.end_page()
    cache.let_commands_see()
    upload.forget(person)
    if prepared.handed_in_by:
        drafts.discard(drafts.folder_of(cache.store().path), prepared.handed_in_by)
    st.session_state["published"] = release
    st.switch_page(PAGES["updates"], query_params=seen.parameters())
