"""A blank cell keeps what stands: a row handed in is completed with the row of its key in force."""

from collections.abc import Collection
from typing import Any

from progress.schema import Sheet

Cells = dict[str, Any]
# Columns that are one answer: whoever writes one of them has answered for all.
NUMBER = ("value", "value_high", "count", "out_of")
STATE = ("state", "done_year")


def keep(sheet: Sheet, row: Cells, written: Collection[str], standing: Cells | None) -> None:
    """Fills the cells of ``row`` that nobody wrote or cleared (``written``: those who did) with
    what stands in force; of a new row they stay as they are."""
    if standing is None:
        return
    answered = {*sheet.key, *written}
    for answer in (NUMBER, STATE):
        if not answered.isdisjoint(answer):
            answered.update(answer)
    if sheet.table == "target" and "kind" in written and row["kind"] != standing["kind"]:
        answered.update(NUMBER)  # a number of another kind means something else
    for name in sheet.names:
        if name not in answered:
            row[name] = standing[name]
