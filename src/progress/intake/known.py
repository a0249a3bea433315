"""What is in force, by key: what a new file is checked against."""

from dataclasses import dataclass
from typing import Any, cast

from progress.schema import SHEETS
from progress.store.queries import facts, rows
from progress.store.releases import in_force
from progress.store.store import Store
from progress.vocabulary.french import FRENCH

Key = tuple[Any, ...]
Row = dict[str, Any]  # the columns of a sheet; of what is handed in, also where it stands
Known = dict[str, dict[Key, Row]]


@dataclass(frozen=True)
class KnownWords:
    """The regions and relations of reported values in force; of relations also those that the
    program has a word for."""

    regions: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset(FRENCH.choices["relation"])


def known_facts(store: Store) -> Known:
    """What is in force, except the reported values, by key: what a new file is checked against."""
    release_ids = in_force(store)
    known: Known = {}
    for table, sheet in SHEETS.items():
        if table == "value":
            continue
        frame = facts(store, table, release_ids)
        found = frame.astype(object).where(frame.notna(), None).to_dict("records")
        known[table] = {sheet.key_of(row): row for row in cast(list[Row], found)}
    return known


def known_words(store: Store) -> KnownWords:
    found = rows(
        store,
        "select distinct region, relation from value_in_force($releases)",
        releases=in_force(store),
    )
    return KnownWords(
        frozenset(region for region, _ in found),
        KnownWords.relations | {relation for _, relation in found},
    )
