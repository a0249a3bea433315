"""The question of the Publish page that a file leaves open: which of its columns is which."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from progress.intake import drafts
from progress.intake.cells import Fault
from progress.intake.mapping import ColumnMap
from progress.intake.raw_sheet import RawRow, UnknownTable
from progress.intake.remembered_maps import recall as recall_map
from progress.intake.remembered_maps import remember
from progress.intake.update import Update
from progress.publishing.provenance import File
from progress.server import cache
from progress.ui.components import table
from progress.ui.markdown import literal
from progress.ui.view import View

MAXIMUM_ASKED = 5  # tables
SAID = "column_maps"


@dataclass(frozen=True)
class _Said:
    """What was said of the tables of these files."""

    files: tuple[str, ...]
    tables: dict[str, tuple[UnknownTable, ColumnMap]]


def given(files: list[File], by: str | None = None) -> ColumnMap | None:
    """What the person said of the columns of these files; ``by``: whose draft they are, who may
    have said it before."""
    said = _said(files)
    if not said.tables:
        return drafts.map_of(_folder(), by) if by else None
    return ColumnMap(of_tables={title: answer for title, (_, answer) in said.tables.items()})


def recall(files: list[File], unknown: list[UnknownTable]) -> ColumnMap | None:
    """What was said of files with the same columns, where nothing was said of these."""
    said = _said(files)
    found = {}
    for one in unknown if not said.tables else ():
        if (answer := recall_map(_folder(), one.header)).columns:
            found[one.title] = one, answer
    if not found:
        return None
    st.session_state[SAID] = _Said(said.files, found)
    return given(files)


def ask(seen: View, files: list[File], prepared: Update) -> None:
    """Asks for each table that is not known, and shows how those that were answered are read."""
    said = _said(files)
    asked = {title: one for title, (one, _) in said.tables.items()}
    asked |= {one.title: one for one in prepared.checked.unknown}
    if not asked:
        return
    t = seen.t
    st.header(t("Which column is which?"), anchor=False)
    for one in list(asked.values())[:MAXIMUM_ASKED]:
        _, before = said.tables.get(one.title, (one, ColumnMap()))
        _ask_one(seen, files, one, before, prepared.handed_in_by)
        if one.title in said.tables:
            _show_rows(seen, prepared, one.title)


def _ask_one(
    seen: View, files: list[File], one: UnknownTable, before: ColumnMap, by: str | None
) -> None:
    t = seen.t
    st.markdown(
        t(
            "The columns of {title} have other names than ours. Say which is which; it is "
            "remembered for files with the same columns.",
            title=f"**{literal(one.title)}**",
        )
    )
    columns = dict.fromkeys(one.header)
    codes = {
        row.indicator: t("All rows: {code} {name}", code=row.indicator, name=t.of(row, "name"))
        for row in seen.facts.indicators
    }
    named = {name: text for text, name in before.columns.items()}
    with (
        st.form(f"columns_{one.title}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        answers = {
            "indicator": _choose(
                seen, one, "indicator", t("Indicator"), {**columns, **codes},
                before.indicator or named.get("indicator"),
            )
        }  # fmt: skip
        if not one.has_years:
            labels = {"year": t("Year"), "value": t("Value"), "region": t("Region, if any")}
            for name, label in labels.items():
                answers[name] = _choose(seen, one, name, label, columns, named.get(name))
        sent = st.form_submit_button(t("Read it so"), type="primary", icon=":material/check:")
    if sent:
        chosen = answers.pop("indicator")
        is_code = chosen in codes and chosen not in columns
        said = {text: name for name, text in answers.items() if text}
        if chosen and not is_code:
            said[chosen] = "indicator"
        answer = ColumnMap(said, chosen if is_code else None)
        tables = {**_said(files).tables, one.title: (one, answer)}
        st.session_state[SAID] = _Said(_digests(files), tables)
        remember(_folder(), one.header, answer)
        if by:
            drafts.keep_map(_folder(), by, given(files))
        st.rerun()


def _choose(
    seen: View, one: UnknownTable, name: str, label: str, options: dict[str, str | None],
    before: str | None,
) -> str | None:  # fmt: skip
    listed = list(options)
    return st.selectbox(
        label,
        listed,
        index=listed.index(before) if before in listed else None,
        format_func=lambda text: options[text] or text,
        placeholder=seen.t("Choose"),
        key=f"column_{name}_{one.title}",
        width=320 if name == "indicator" else 200,
    )


def _show_rows(seen: View, prepared: Update, title: str) -> None:
    """The first rows as they would be read."""
    t = seen.t
    rows = [row for raw in prepared.checked.sheets if raw.title == title for row in raw.rows]
    names = {
        "indicator": t("Indicator"), "year": t("Year"), "region": t("Region"), "value": t("Value"),
    }  # fmt: skip
    body = [[str(row.number), *(_cell(seen, row, name) for name in names)] for row in rows]
    if body:
        caption = t("The first rows as they are read")
        st.html(table(caption, [t("Row"), *names.values()], body, numbers={0, 4}))


def _cell(seen: View, row: RawRow, name: str) -> str:
    cell = row.cells.get(name)
    if name == "value" and cell is None and row.cells.get("count") is not None:
        return f"{row.cells['count']} / {row.cells.get('out_of') or ''}"
    if isinstance(cell, Fault):
        return cell.found  # what is wrong with it is told below
    if isinstance(cell, float | int) and name == "value":
        return seen.t.number(cell)
    return "" if cell is None else str(cell)


def _said(files: list[File]) -> _Said:
    said = st.session_state.get(SAID)
    if isinstance(said, _Said) and said.files == _digests(files):
        return said
    return _Said(_digests(files), {})


def _digests(files: list[File]) -> tuple[str, ...]:
    return tuple(file.sha256 for file in files)


def _folder() -> Path:
    return drafts.folder_of(cache.store().path)
