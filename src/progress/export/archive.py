"""Zip archives whose bytes do not tell when they were made: the same contents, the same bytes."""

import io
import re
import shutil
import zipfile
from pathlib import Path

ZIP_TYPE = "application/zip"

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # that an archive can say
_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*")


class Timeless(zipfile.ZipFile):
    """An archive to write. Of a workbook, the time in its properties is left out as well."""

    def writestr(  # type: ignore[override]  # only as workbooks are written
        self, name: str, data: str | bytes, *_rest: object
    ) -> None:
        if name == "docProps/core.xml":
            data = _MODIFIED.sub(r"\g<1>1980-01-01T00:00:00Z", _text(data))
        super().writestr(_entry(name), data)

    def write(  # type: ignore[override]
        self, file: str, name: str, *_rest: object
    ) -> None:
        with Path(file).open("rb") as source, self.open(_entry(name), "w") as target:
            shutil.copyfileobj(source, target)


def zipped(files: dict[str, bytes]) -> bytes:
    """An archive of files: name -> content."""
    out = io.BytesIO()
    with Timeless(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _text(data: str | bytes) -> str:
    return data.decode() if isinstance(data, bytes) else data
