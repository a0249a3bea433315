"""Where a store of a test lives: a file, or a database in PostgreSQL. The tests are the same."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from progress.store.copies import copy_store
from progress.store.queries import primary_read
from progress.store.store import open_store
from tests.support.postgres import Server

# Stores that several tests start from are made once; each test then takes a copy of its own.
_files: dict[object, bytes] = {}


class FileHome:
    """Stores in a folder."""

    kind = "file"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = str(folder / "store.duckdb")

    def fresh(self, name: object, make: Callable[[Path], None]) -> str:
        """The address of a store of one's own as ``make`` builds it, at the path it is given."""
        if name not in _files:
            make(Path(self.url))
            _files[name] = Path(self.url).read_bytes()
        Path(self.url).write_bytes(_files[name])
        return self.url

    def nowhere(self) -> str:
        """An address without a store."""
        return self.url

    def close(self) -> None:
        pass


class PostgresHome:
    """Stores in databases of a server, gone after the test."""

    kind = "postgres"

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.url = ""
        self.databases: list[str] = []

    def fresh(self, name: object, make: Callable[[Path], None]) -> str:
        templates = self.server.templates
        if name not in templates:
            template = self.server.database()
            with TemporaryDirectory() as folder:
                make(Path(folder) / "store.duckdb")
                made = open_store(Path(folder) / "store.duckdb", read_only=True)
                with primary_read(made) as reading:
                    copy_store(reading, self.server.url(template))
                made.close()
            templates[name] = template
        return self._database(templates[name])

    def nowhere(self) -> str:
        return self._database()

    def _database(self, template: str | None = None) -> str:
        self.databases.append(self.server.database(template))
        self.url = self.server.url(self.databases[-1])
        return self.url

    def close(self) -> None:
        for name in self.databases:
            self.server.drop(name)


Home = FileHome | PostgresHome

# For what is decided before anything is written, or read from the replica that both homes have:
# that such tests are the same in PostgreSQL, the others of their file show.
on_a_file = pytest.mark.parametrize("home", ["file"], indirect=True)
