"""Bringing a store of an earlier version of the program up to the tables of this one.

The files in ``sql/migrations`` are applied in order, in one transaction: afterwards the store is
of the newest version, or as it was.
"""

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from progress.errors import DataError
from progress.store.tables import MIGRATIONS, Cursor, check_version, first_line, newest_version
from progress.store.transactions import begin_writing, roll_back


def bring_up_to_date(connection: Cursor, name: str, folder: Path = MIGRATIONS) -> None:
    """Applies what the store attached to the connection lacks. ``name``: for messages.

    Raises DataError where that fails; then nothing was changed. Where another machine was
    quicker, nothing is left to do.
    """
    newest = newest_version(folder)
    with connection.cursor() as cur:
        begin_writing(cur)
        try:
            for number in range(check_version(cur, name, newest) + 1, newest + 1):
                cur.execute((folder / f"{number}.sql").read_text("utf-8"))
            cur.execute(
                "update store.meta set content = $version where name = 'schema'",
                {"version": str(newest)},
            )
            cur.execute("commit")
        except duckdb.Error as error:
            roll_back(cur)
            raise DataError(
                f"{name} could not be brought up to date, and nothing was changed: "
                f"{first_line(error)}"
            ) from None
        except BaseException:
            roll_back(cur)
            raise


def path_before(path: Path, version: int) -> Path:
    """Where the store is copied to before it is brought up to date."""
    now = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    return path.with_name(f"{path.stem}.schema-{version}-{now}{path.suffix}")
