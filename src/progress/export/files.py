"""All tables as files: CSV, a workbook, Parquet, and a Data Package.

The same records give the same bytes, whenever and wherever they are written.
"""

import os
from pathlib import Path

from progress.errors import DataError
from progress.export.columns import Table
from progress.export.data_package import DESCRIPTOR, descriptor_bytes
from progress.export.formats import csv_bytes, parquet_bytes
from progress.export.records import Records
from progress.export.tables import tables
from progress.export.workbook import workbook_bytes

FORMATS = ("csv", "xlsx", "parquet", "datapackage")
WORKBOOK = "progress.xlsx"


def write(records: Records, folder: Path, formats: tuple[str, ...] = FORMATS) -> list[Path]:
    """Writes the files into a folder, which is made where it is missing; returns where they are.

    Files of the same names are replaced, each at once; others are left alone. Raises DataError
    where the folder is a file, or where a format cannot hold the tables; then nothing is written.
    """
    if folder.exists() and not folder.is_dir():
        raise DataError(f"{folder} is not a directory")
    files = contents(records, tables(records), formats)
    folder.mkdir(parents=True, exist_ok=True)
    return [_replace(folder / name, content) for name, content in files.items()]


def contents(records: Records, found: list[Table], formats: tuple[str, ...]) -> dict[str, bytes]:
    """The files of the formats, by name."""
    files: dict[str, bytes] = {}
    if {"csv", "datapackage"} & set(formats):
        files |= {f"{table.name}.csv": csv_bytes(table) for table in found}
    if "datapackage" in formats:
        files[DESCRIPTOR] = descriptor_bytes(records, found, files)
    if "xlsx" in formats:
        files[WORKBOOK] = workbook_bytes(records, found)
    if "parquet" in formats:
        files |= {f"{table.name}.parquet": parquet_bytes(table) for table in found}
    return files


def _replace(file: Path, content: bytes) -> Path:
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return file
