"""``export DIR``: every table as CSV, XLSX, Parquet and Data Package."""

import argparse
import json
from pathlib import Path

from progress.assessment.snapshot import take
from progress.cli import filter_options
from progress.export.files import FORMATS, write
from progress.export.records import gather
from progress.store.queries import consistent_read
from progress.store.store import open_for_reading


def add(commands, shared: argparse.ArgumentParser) -> None:
    purpose = "all tables as files: " + ", ".join(FORMATS)
    made = commands.add_parser("export", parents=[shared], help=purpose, description=purpose)
    made.add_argument("folder", type=Path, metavar="DIR", help="made where it is missing")
    made.add_argument(
        "--format",
        dest="formats",
        type=_formats,
        default=tuple(FORMATS),
        metavar="FORMAT,…",
        help=f"some of {','.join(FORMATS)}; without it, all of them",
    )
    filter_options.add(made)
    made.set_defaults(run=_export)


def _export(options) -> None:
    store = open_for_reading(options.store)
    with consistent_read(store) as reading:
        snapshot = take(reading, filter_options.chosen(reading, options))
        records = gather(reading, snapshot)
    files = write(records, options.folder, options.formats)
    if options.json:
        print(json.dumps({"files": [str(file) for file in files]}, ensure_ascii=False))
    else:
        print(f"wrote {len(files)} files to {options.folder}")


def _formats(text: str) -> tuple[str, ...]:
    asked = [name.strip().lower() for name in text.split(",")]
    for name in asked:
        if name not in FORMATS:
            message = f'"{name}" is no format; there is: {", ".join(FORMATS)}'
            raise argparse.ArgumentTypeError(message)
    return tuple(name for name in FORMATS if name in asked)
