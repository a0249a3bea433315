"""The parts of the Upload page: the steps from a template to a published update."""

from collections.abc import Sequence

import streamlit as st

from progress.access import rate_limit
from progress.access.people import Person
from progress.errors import (
    TooMuchWork,
    TooOften,
)
from progress.intake import approval, drafts, update
from progress.intake.update import Update
from progress.language import language_name, languages
from progress.publishing.provenance import File
from progress.server import cache, heavy, scratch
from progress.store.queries import revision
from progress.ui import downloads, sign_in, view
from progress.ui.markdown import literal
from progress.ui.pages import upload_mapping
from progress.ui.pages.upload_tables import belonging_table, problem_table, reading_table
from progress.ui.view import View
from progress.wording.error_sentence import error_sentence
from progress.workbooks.all_templates import template_name, write_all, zip_name
from progress.workbooks.marked import write_answer
from progress.workbooks.template import write_template
from progress.xlsx.limits import XLSX_TYPE

SEEN_BEFORE = "seen_before"  # the update as it was looked at before somebody else published


def refuse_demonstration(seen: View) -> None:
    if seen.demo:
        st.info(seen.t("Demonstration data can only be looked at. Leave it to publish."))
        view.end_page()


def show_person(seen: View, person: Person) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(seen.t("Signed in as {name}", name=person.name), width="content")
        sign_in.show_sign_out(seen.t)


def show_templates(seen: View) -> None:
    """Step 1: the workbook to fill in."""
    t = seen.t
    st.header(t("1. Take the template"), anchor=False)
    st.markdown(
        t(
            "It knows the plan as it stands. Fill in what is new, leave the rest empty, and hand "
            "it in below."
        )
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kinds: dict[str, str] = {
            "update": t("Values, conditions, narratives"),
            "plan": t("The plan itself"),
        }
        kind = st.selectbox(
            t("For"), list(kinds), format_func=kinds.__getitem__, key="template_kind", width=280
        )
        lang = st.selectbox(
            t("Language"),
            languages(),
            index=languages().index(t.code),
            format_func=language_name,
            key="template_lang",
            width=160,
        )
        objective = st.selectbox(
            t("Objective"),
            seen.choices.objective,
            index=None,
            placeholder=t("All"),
            key="template_objective",
            width=160,
            disabled=kind == "plan",
        )
        downloads.download(
            t("Download the template"),
            lambda: _template(lang, kind == "plan", objective),
            template_name(lang, kind == "plan", None if kind == "plan" else objective),
            XLSX_TYPE,
        )
        downloads.download(
            t("All workbooks, one an objective (.zip)"),
            lambda: write_all(cache.store(), lang),
            zip_name(lang),
            "application/zip",
            icon=":material/folder_zip:",
            key="all_templates",
        )


def _template(lang: str, plan: bool, objective: str | None) -> bytes:
    return write_template(
        cache.store(), lang=lang, plan=plan, objective=None if plan else objective
    )


def show_waiting(seen: View, person: Person) -> str:
    """What others handed in and may not publish themselves; returns whose is looked at, which is
    the person's own unless another was chosen."""
    if not approval.is_required():
        return person.name
    t = seen.t
    waiting = drafts.waiting(drafts.folder_of(cache.store().path), person.name)
    if not waiting:
        return person.name
    st.header(t("Waiting for a second person"), anchor=False)
    for by, names in waiting.items():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(t("Handed in by {name}: {files}", name=by, files=", ".join(names)))
            if st.button(t("Look at it"), key=f"look_{by}", icon=":material/visibility:"):
                st.session_state["looked_at"] = by
    chosen: str | None = st.session_state.get("looked_at")
    return chosen if chosen in waiting else person.name


def files_of(by: str) -> list[File]:
    return drafts.load(drafts.folder_of(cache.store().path), by)


def show_uploader(seen: View, person: Person) -> list[File]:
    """Step 2: the files, as handed in now or kept from before."""
    t = seen.t
    folder = drafts.folder_of(cache.store().path)
    st.header(t("2. Hand in the files"), anchor=False)
    round_of = st.session_state.setdefault("upload_round", 0)
    handed_in = st.file_uploader(
        t("Spreadsheets (.xlsx, .ods or .csv), several for one update"),
        accept_multiple_files=True,
        key=f"files_{round_of}",
        max_upload_size=10,
    )
    if handed_in:
        files = [File.of_path(file.name, file.getvalue()) for file in handed_in]
        if st.session_state.get("saved_files") != [file.sha256 for file in files]:
            drafts.save(folder, person.name, files)
            st.session_state["saved_files"] = [file.sha256 for file in files]
        return files
    files = drafts.load(folder, person.name)
    if files:
        names = ", ".join(file.name for file in files)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(t("Handed in before, not yet published: {names}", names=names))
            st.button(
                t("Throw it away"),
                on_click=lambda: forget(person),
                icon=":material/delete:",
                key="throw_away",
            )
    return files


def forget(person: Person) -> None:
    drafts.discard(drafts.folder_of(cache.store().path), person.name)
    st.session_state["upload_round"] += 1
    st.session_state.pop("saved_files", None)
    st.session_state.pop("prepared", None)
    st.session_state.pop(SEEN_BEFORE, None)


def prepare(seen: View, person: Person, files: list[File], by: str) -> Update:
    """Reads, checks and compares; again only where the files or the records are others. ``by``:
    whose draft it is."""
    given = upload_mapping.given(files, by)
    ticks = [bool(st.session_state.get(tick(files))) for tick in (_with_all, confirm_rest)]
    key = ([file.sha256 for file in files], revision(cache.store()), ticks, given)
    kept: tuple[object, Update] | None = st.session_state.get("prepared")
    if kept and kept[0] == key:
        return kept[1]
    try:
        rate_limit.require(person)
    except TooOften as error:
        st.warning(
            seen.t("This is too much at once. Please try again in {seconds} s.",
                   seconds=error.seconds)
        )  # fmt: skip
        view.end_page()
    with st.status(seen.t("Checking the files…"), expanded=False) as state:
        try:
            prepared = scratch.on_copy(update.prepare, files, given, *ticks)
            if recalled := upload_mapping.recall(files, prepared.checked.unknown):
                prepared = scratch.on_copy(update.prepare, files, recalled, *ticks)
                key = (*key[:3], recalled)
        except TooMuchWork as error:
            st.warning(literal(error_sentence(seen.t, error)))
            view.end_page()
        state.update(label=seen.t("Checked"), state="complete")
    st.session_state["prepared"] = (key, prepared)
    if kept:
        _remember(kept[1], prepared)
    return prepared


def _with_all(files: Sequence[File]) -> str:
    """The tick that what belongs to withdrawn rows goes with them, of these very files."""
    return f"with_all_{''.join(file.sha256 for file in files)[:16]}"


def confirm_rest(files: Sequence[File]) -> str:
    """The tick that the rows of the plan in these files that stay as they are, are right."""
    return f"confirm_rest_{''.join(file.sha256 for file in files)[:16]}"


def _remember(before: Update, prepared: Update) -> None:
    """Keeps what was looked at, where somebody else published since."""
    was, now = before.comparison, prepared.comparison
    if was and now and was.release != now.release and before.digests == prepared.digests:
        st.session_state.setdefault(SEEN_BEFORE, before)


def _show_belonging(seen: View, prepared: Update) -> None:
    """What belongs to the rows withdrawn, and one tick for all of it."""
    t, found = seen.t, prepared.checked.belonging
    st.html(belonging_table(seen, found))
    st.checkbox(
        t.plural(
            "With all that belongs to it ({number} row)",
            "With all that belongs to it ({number} rows)",
            len(found),
        ),
        key=_with_all(prepared.files),
    )


def show_check(seen: View, prepared: Update) -> None:
    """Step 3: everything that is wrong, at once."""
    t, checked = seen.t, prepared.checked
    st.header(t("3. Check"), anchor=False)
    if checked.readings:
        st.html(reading_table(seen, checked.readings))
    if checked.belonging:
        _show_belonging(seen, prepared)
    if not checked.errors:
        st.success(
            t.plural("{number} row, no error.", "{number} rows, no error.", checked.count),
            icon=":material/check:",
        )
        return
    st.error(
        t.plural(
            "{number} problem has to be mended before publishing.",
            "{number} problems have to be mended before publishing.",
            len(checked.errors),
        ),
        icon=":material/error:",
    )
    st.html(problem_table(seen, t("Problems"), checked.errors))
    downloads.download(
        t("The workbook back, with the problems marked"),
        lambda: heavy.run(
            write_answer, prepared.files, checked.errors, t, checked.readings, prepared.given
        ),
        "problems.xlsx",
        XLSX_TYPE,
    )
