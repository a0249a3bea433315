"""What stands above the columns of our workbooks."""

from progress.schema import SHEETS, WITHDRAW, Column
from progress.vocabulary import names
from progress.vocabulary.layout import Layout


def header_label(layout: Layout, name: str, lang: str) -> str:
    """What stands above a column. Where a text has a column in each language, both say which."""
    if lang == "en":
        return names.column_label(name, lang)
    if f"{name}_fr" in layout.columns:
        return f"{names.column_label(name, lang)} (en)"
    if name.endswith("_fr") and name.removesuffix("_fr") not in layout.columns:
        name = name.removesuffix("_fr")  # all texts of this sheet are French
    return names.column_label(name, lang)


def column_of(table: str, name: str) -> Column | None:
    """A column of ``schema.py``; None for a grey one."""
    if name == WITHDRAW.name:
        return WITHDRAW
    sheet = SHEETS[table]
    return sheet.column(name) if name in sheet.names else None


def kind_of_header(layout: Layout, name: str) -> str:
    if name in layout.grey_names:
        return "grey"
    column = column_of(layout.table, name)
    needed = column.blank is None and (column.required or name in SHEETS[layout.table].key)
    return "required" if needed else "optional"
