"""``export DIR``: every table as CSV, XLSX, Parquet and Data Package."""

from pathlib import Path
from typing import Any

import click

from progress.assessment.snapshot import take
from progress.cli.filter_options import chosen, with_filters
from progress.cli.output import say
from progress.cli.store_command import StoreCommand
from progress.export.files import FORMATS, write
from progress.export.records import gather
from progress.store.queries import consistent_read
from progress.store.store import open_for_reading


class Formats(click.ParamType[tuple[str, ...]]):
    """Some of the formats, with commas."""

    name = "formats"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        asked = [name.strip().lower() for name in value.split(",")]
        for name in asked:
            if name not in FORMATS:
                self.fail(f'"{name}" is no format; there is: {", ".join(FORMATS)}', param, ctx)
        return tuple(name for name in FORMATS if name in asked)


@click.command(cls=StoreCommand)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--format",
    "formats",
    type=Formats(),
    default=FORMATS,
    metavar="FORMAT,…",
    help=f"Some of {','.join(FORMATS)}; without it, all of them.",
)
@with_filters
def export_command(
    store: str, as_json: bool, folder: Path, formats: tuple[str, ...], asked: dict[str, Any]
) -> None:
    """DIR is made where it is missing. The same records give the same bytes."""
    with consistent_read(open_for_reading(store)) as reading:
        snapshot = take(reading, chosen(reading, asked))
        records = gather(reading, snapshot)
    files = write(records, folder, formats)
    say(
        as_json,
        f"wrote {len(files)} files to {folder}",
        {"files": [str(file) for file in files]},
    )
