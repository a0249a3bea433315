"""What stands above the columns of our workbooks."""

from progress.schema import SHEETS, Column, language_of_text, own_text
from progress.vocabulary import names
from progress.vocabulary.layout import Layout


def header_label(layout: Layout, name: str, lang: str) -> str:
    """What stands above a column. Where a text has a column in each language, both say which."""
    label = _label(layout, name, lang)
    return label[:1].upper() + label[1:]


def header_code(layout: Layout, name: str, lang: str) -> str | None:
    """The column's name in files, beside English words that say more than it does. Other
    languages have no English words in their workbooks."""
    says_more = names.fold(names.column_heading(name, lang)) != names.fold(name)
    return name if lang == "en" and says_more and name not in layout.grey_names else None


def _label(layout: Layout, name: str, lang: str) -> str:
    if lang == "en":
        return names.column_heading(name, lang)
    base, _ = language_of_text(name)
    if base not in layout.columns:  # all texts of this sheet are in one language
        return names.column_label(base, lang)
    if own_text(name, "fr") in layout.columns:
        return f"{names.column_label(name, lang)} (en)"
    return names.column_label(name, lang)


def column_of(table: str, name: str) -> Column | None:
    """A column of ``schema.py``; None for a grey one."""
    sheet = SHEETS[table]
    for column in sheet.beside:
        if name == column.name:
            return column
    return sheet.column(name) if name in sheet.names else None


def kind_of_header(layout: Layout, name: str) -> str:
    column = column_of(layout.table, name)
    if column is None or name in layout.grey_names:
        return "grey"
    needed = column.blank is None and (column.required or name in SHEETS[layout.table].key)
    return "required" if needed else "optional"
