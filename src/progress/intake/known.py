"""What is in force, by key: what a new file is checked against."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from progress.schema import RENAMED, SHEETS
from progress.store.queries import rows
from progress.store.releases import in_force
from progress.store.renamings import former_codes
from progress.store.store import Store
from progress.vocabulary.french import FRENCH

Key = tuple[Any, ...]
Row = dict[str, Any]  # its columns; in force also its release, handed in also where it stands
Rows = dict[str, dict[Key, Row]]  # by table and key
Known = Rows


@dataclass(frozen=True)
class KnownWords:
    """The regions and relations of reported values in force; of relations also those that the
    program has a word for. ``former``: codes of before, by table, and those of today."""

    regions: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset(FRENCH.choices["relation"])
    former: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def known_facts(store: Store) -> Known:
    """What is in force, except the reported values, by key: what a new file is checked against."""
    release_ids = in_force(store)
    return {table: _by_key(store, table, release_ids) for table in SHEETS if table != "value"}


def known_values(
    store: Store, indicators: Collection[str], years: Collection[int]
) -> dict[Key, Row]:
    """The reported values in force of some indicators and years, by key."""
    return _by_key(
        store,
        "value",
        in_force(store),
        "where list_contains($indicators, indicator) and list_contains($years, year)",
        indicators=sorted(indicators),
        years=sorted(years),
    )


def values_of(store: Store, indicators: Collection[str]) -> dict[Key, Row]:
    """All reported values in force of some indicators, by key."""
    return _by_key(
        store,
        "value",
        in_force(store),
        "where list_contains($indicators, indicator)",
        indicators=sorted(indicators),
    )


def _by_key(
    store: Store, table: str, release_ids: list[int], where: str = "", **parameters: object
) -> dict[Key, Row]:
    sheet = SHEETS[table]
    names = [*sheet.names, "release_id"]
    columns = ", ".join(f'"{name}"' for name in names)
    found = rows(
        store,
        f"select {columns} from {table}_in_force($releases) {where}",
        releases=release_ids,
        **parameters,
    )
    listed = (dict(zip(names, row, strict=True)) for row in found)
    return {sheet.key_of(row): row for row in listed}


def known_words(store: Store, known: Known) -> KnownWords:
    release_ids = in_force(store)
    found = rows(
        store,
        "select distinct region, relation from value_in_force($releases)",
        releases=release_ids,
    )
    return KnownWords(
        frozenset(region for region, _ in found),
        KnownWords.relations | {relation for _, relation in found},
        {
            fact: former_codes(store, fact, release_ids, {str(code) for (code,) in known[fact]})
            for fact in RENAMED
        },
    )
