"""One table as a CSV or a Parquet file.

CSV is read by people's programs as well as by other programs: UTF-8 with a byte order mark, which
spreadsheet programs need to see that it is UTF-8, commas, and lines as RFC 4180 has them.
"""

import csv
import io
import json
import re
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq

from progress.export import dictionary
from progress.export.columns import Table, in_each
from progress.language import ENGLISH
from progress.schema import Column

CSV_TYPE, PARQUET_TYPE = "text/csv", "application/vnd.apache.parquet"

_TYPES = {
    "number": pa.float64(),
    "share": pa.float64(),
    "integer": pa.int32(),
    "year": pa.int32(),
    "yes": pa.bool_(),
    "day": pa.date32(),
    "moment": pa.timestamp("s", tz="UTC"),
}
_CONTROL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Where a spreadsheet program takes a formula to begin: at the start of a cell, and after what some
# program might take for the end of one, since many countries part cells by semicolons.
_FORMULA = re.compile('(^|[;\t\n]"*)(?=[=+\\-@\t＝＋－＠])')


def safe(text: str) -> str:
    """A text that no spreadsheet program takes for a formula: an apostrophe stands before it.

    Line ends are one sign, and what no file may hold is left out.
    """
    text = text.replace("\r\n", "\n")
    if text.startswith("\r"):
        text = "'" + text
    return _FORMULA.sub(r"\1'", _CONTROL.sub("", text.replace("\r", "\n")))


def csv_bytes(table: Table) -> bytes:
    """The table as a CSV file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.name for column in table.columns])
    names = [column.name for column in table.columns]
    for row in table.rows:
        writer.writerow([csv_cell(row[name]) for name in names])
    return out.getvalue().encode("utf-8-sig")


def csv_cell(value: object) -> str:
    """A value as it stands in a CSV file; numbers as they are, with a decimal point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def parquet_bytes(table: Table) -> bytes:
    """The table as a Parquet file: typed, texts as they are, with the dictionary in the metadata
    of the file (title, rows, dictionary) and of each column (meaning in each language, unit)."""
    fields = [
        pa.field(
            column.name,
            _TYPES.get(column.kind, pa.string()),
            metadata=_meaning(table, column),
        )
        for column in table.columns
    ]
    metadata = {
        "title": dictionary.titles(ENGLISH).get(table.name, table.name),
        "rows": dictionary.rows_mean(ENGLISH).get(table.name, ""),
        "dictionary": json.dumps(
            {column.name: _meaning(table, column) for column in table.columns}, ensure_ascii=False
        ),
    }
    made = pa.Table.from_pylist(table.rows, schema=pa.schema(fields, metadata=metadata))
    out = io.BytesIO()
    pq.write_table(made, out)
    return out.getvalue()


def _meaning(table: Table, column: Column) -> dict[str, str]:
    return {
        **in_each("meaning", lambda t: dictionary.meaning(t, table, column)),
        "unit": dictionary.unit(ENGLISH, table, column),
    }
