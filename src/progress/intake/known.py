"""What is in force, by key: what a new file is checked against."""

from progress.schema import SHEETS
from progress.store.queries import facts
from progress.store.releases import in_force
from progress.store.store import Store

Known = dict[str, dict[tuple, dict]]


def known_facts(store: Store) -> Known:
    """What is in force, except the reported values, by key: what a new file is checked against."""
    release_ids = in_force(store)
    known: Known = {}
    for table, sheet in SHEETS.items():
        if table == "value":
            continue
        frame = facts(store, table, release_ids)
        found = frame.astype(object).where(frame.notna(), None).to_dict("records")
        known[table] = {sheet.key_of(row): row for row in found}
    return known
