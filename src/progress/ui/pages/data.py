"""The parts of the Data page: choose a table, see it, take it away, and what its columns mean."""

from functools import lru_cache, partial

import pandas as pd
import streamlit as st
from markupsafe import Markup
from streamlit.elements.lib.column_types import ColumnConfig

from progress.assessment.filters import Filters
from progress.export import dictionary
from progress.export.archive import ZIP_TYPE
from progress.export.column_labels import label
from progress.export.columns import NAMES, Table
from progress.export.data_package import zipped_package
from progress.export.description import file_name
from progress.export.formats import CSV_TYPE, PARQUET_TYPE, csv_bytes, parquet_bytes, safe
from progress.export.records import Records
from progress.export.table_words import cell, readers_columns
from progress.export.tables import table
from progress.export.workbook import workbook_bytes, workbook_of_all_tables
from progress.language import Language
from progress.schema import Column
from progress.server import heavy
from progress.ui import view
from progress.ui.components import codes, component, html, phrase, prose_table
from progress.ui.downloads import download
from progress.ui.lids import lid
from progress.ui.view import View
from progress.xlsx.limits import XLSX_TYPE

FIRST_ROWS, SHOWN_ROWS = 25, 500
NUMBERS = ("number", "share", "integer", "year")
# Rows. A workbook takes far longer to make than other files.
MOST_IN_WORKBOOK = 20_000
_RATIOS = {"pace": "%.2f", "compound_ratio": "%.2f", "acceleration_factor": "%.1f"}


def choose(seen: View) -> str:
    """The table that the address asks for; another one can be chosen."""
    t = seen.t
    titles = dictionary.titles(t)
    asked = st.query_params.get("table")
    if asked and asked not in NAMES:
        st.warning(
            t(
                "The address asks for something that is not there ({names}); it is left out.",
                names="table",
            )
        )
    key = "choose_table"
    st.session_state[key] = asked if asked in NAMES else NAMES[0]
    return st.selectbox(
        t("Table"),
        NAMES,
        key=key,
        format_func=lambda name: titles[name],
        on_change=lambda: view.choose("table", st.session_state[key]),
    )


@lru_cache(maxsize=4)
def table_of(records: Records, name: str) -> Table:
    """One of NAMES, kept: whoever looks at a table often does so again."""
    return table(records, name)


def show_table(seen: View, shown: Table) -> None:
    """What a row is, how many there are, and the rows themselves, in the reader's language."""
    t = seen.t
    count = len(shown.rows)
    counted = t.plural("{number} row", "{number} rows", count)
    st.markdown(f"{dictionary.rows_mean(t)[shown.name]} {counted}.")
    if not shown.rows:
        if seen.filters == Filters():
            st.info(t("Nothing is entered here yet."))
        else:
            st.info(t("No row fits these filters. Clear one of them to see more."))
        return
    columns = readers_columns(shown)
    first = shown.rows[:FIRST_ROWS]
    body = [[_text(t, one, cell(t, shown, one, row)) for one in columns] for row in first]
    numbers = frozenset(place for place, one in enumerate(columns) if one.kind in NUMBERS)
    caption = dictionary.titles(t)[shown.name]
    st.html(component("grid")(caption, [label(t, one) for one in columns], body, numbers))
    lid(
        t("All rows, to sort and to search") if count > FIRST_ROWS else t("Sort and search"),
        lambda: _show_all(t, shown, columns),
        icon=":material/table_rows:",
        key="all_rows",
    )


def _text(t: Language, column: Column, value: object) -> str:
    if isinstance(value, float | int) and not isinstance(value, bool):
        if column.kind == "year":
            return str(value)
        return t.share(value) if column.kind == "share" else t.number(value)
    return "" if value is None else str(value)


def _show_all(t: Language, shown: Table, columns: list[Column]) -> None:
    """The rows as a grid, whose scripts a browser fetches only for this."""
    rows = shown.rows[:SHOWN_ROWS]
    frame = pd.DataFrame(
        {
            column.name: pd.Series(
                [_pasteable(cell(t, shown, column, row)) for row in rows], dtype=_dtype(column)
            )
            for column in columns
        }
    )
    st.dataframe(
        frame,
        hide_index=True,
        column_config={
            column.name: _config(t, column, is_first=place == 0)
            for place, column in enumerate(columns)
        },
        placeholder="",
        alt=dictionary.titles(t)[shown.name],
    )
    if len(shown.rows) > SHOWN_ROWS:
        st.caption(
            t(
                "The first {shown} rows; the files hold all of them.",
                shown=t.number(SHOWN_ROWS),
            )
        )


def _pasteable(value: object) -> object:
    """As it is in the files: cells can be copied, and pasted into a spreadsheet program."""
    return safe(value) if isinstance(value, str) else value


def _dtype(column: Column) -> str:
    return {
        "number": "Float64",
        "share": "Float64",
        "integer": "Int64",
        "year": "Int64",
    }.get(column.kind, "object")


def _config(t: Language, column: Column, is_first: bool) -> ColumnConfig:
    name = label(t, column)
    kinds = st.column_config
    if column.kind in ("integer", "year"):
        return kinds.NumberColumn(name, format="%d", pinned=is_first)
    if column.kind == "share":
        return kinds.NumberColumn(name, format="percent", pinned=is_first)
    if column.kind == "number":
        return kinds.NumberColumn(name, format=_RATIOS.get(column.name, "localized"))
    if column.kind == "day":
        return kinds.DateColumn(name, format="YYYY-MM-DD")
    if column.kind == "moment":
        return kinds.DatetimeColumn(name, format="YYYY-MM-DD HH:mm")
    return kinds.TextColumn(name, pinned=is_first)


def show_downloads(seen: View, records: Records, shown: Table) -> None:
    """This table, and all of them: the plain file at once, those for other programs behind a
    button. What is in a file is made when somebody asks for it."""
    t, name = seen.t, file_name(records, shown.name)
    everything = file_name(records, "strategic-plan")

    def workbook() -> bytes:
        return heavy.run_for_anybody(workbook_bytes, records, [shown])

    def workbook_of_all() -> bytes:
        return heavy.run_for_anybody(workbook_of_all_tables, records)

    def package() -> bytes:
        return heavy.run_for_anybody(zipped_package, records)

    with st.container(horizontal=True):
        download(t("Table as CSV"), lambda: csv_bytes(shown), f"{name}.csv", CSV_TYPE)
        others = st.popover(
            t("Other files"), icon=":material/download:", key="other_files", on_change="rerun"
        )
    if others.open:
        with others:
            if len(shown.rows) <= MOST_IN_WORKBOOK:
                download(t("Table as XLSX"), workbook, f"{name}.xlsx", XLSX_TYPE)
            download(
                t("Table as Parquet"), lambda: parquet_bytes(shown), f"{name}.parquet", PARQUET_TYPE
            )
            if records.size <= MOST_IN_WORKBOOK:
                download(t("All tables as XLSX"), workbook_of_all, f"{everything}.xlsx", XLSX_TYPE)
            download(t("All tables as a Data Package"), package, f"{everything}.zip", ZIP_TYPE)
    st.caption(
        t("The files hold the rows that the filters leave, with codes and in all languages.")
    )


def show_licence(seen: View) -> None:
    """Whose licence holds is for those to choose whose data it is."""
    st.caption(
        seen.t(
            "No licence is stated for the data. The code of this dashboard is under the MIT "
            "licence."
        )
    )


def show_dictionary(seen: View, shown: Table) -> None:
    """What the columns of the files mean."""
    title = seen.t("What the columns mean")
    lid(title, partial(_dictionary, seen, shown), icon=":material/menu_book:", key="dictionary")


def _dictionary(seen: View, shown: Table) -> None:
    t = seen.t
    kinds = dictionary.kind_words(t)
    body = [
        [
            codes([column.name]),
            label(t, column),
            _meaning(t, shown, column),
            kinds[column.kind],
            dictionary.unit(t, shown, column),
        ]
        for column in shown.columns
    ]
    head = [t("Column"), t("Name"), t("Meaning"), t("Type"), t("Unit")]
    st.html(prose_table(t("What the columns mean"), head, body))


def _meaning(t: Language, shown: Table, column: Column) -> Markup:
    """What a column means, with the codes it may hold."""
    text = dictionary.meaning(t, shown, column)
    if not column.choices:
        return html(text)
    return phrase(t("{label}: {text}"), label=text, text=codes(column.choices))
