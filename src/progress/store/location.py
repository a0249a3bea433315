"""The addresses of stores: a path, or ``postgres:…``."""

import os
from pathlib import Path

from progress.store import postgres

DATA = Path(__file__).parents[3] / "data"


def address() -> str:
    """The store's address: ``PROGRESS_STORE``, or the file in ``data``."""
    return os.environ.get("PROGRESS_STORE") or str(DATA / "progress.duckdb")


def is_shared(url: str | Path) -> bool:
    """Whether the address is one of PostgreSQL, which several processes can open at once."""
    return postgres.is_address(url)


def local_path(url: str | Path) -> Path:
    """Beside which local files lie that belong to a store, such as the demonstration. Of one in
    PostgreSQL they are in the folder ``PROGRESS_LOCAL``, or in ``data``."""
    if not is_shared(url):
        return Path(url).absolute()
    return Path(os.environ.get("PROGRESS_LOCAL") or DATA).absolute() / "progress.duckdb"


def shown(url: str | Path) -> str:
    """The address for people, without the password."""
    return postgres.parse(str(url)).shown if is_shared(url) else str(url)


def exists(url: str | Path) -> bool:
    """Whether there is anything at the address. Raises StoreAway where that cannot be told."""
    if not is_shared(url):
        return Path(url).exists()
    return postgres.has_store(postgres.parse(str(url)))
