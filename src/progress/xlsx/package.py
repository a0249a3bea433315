"""A workbook as what it is inside: a zip archive of XML parts, opened behind guards.

A small file can claim or become gigabytes, so nothing is read whole: parts come in chunks, XML is
streamed, and there is a limit for all that an attacker may choose. Declared sizes are not
believed: what counts is what is unpacked. Entities are refused altogether.
"""

import io
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from xml.parsers import expat

MAXIMUM_UNPACKED = 100 * 1024 * 1024
MAXIMUM_PARTS = 2_000
MAXIMUM_ELEMENTS = 4_500_000  # all cells and texts of the largest sheet, and some
MAXIMUM_DEPTH = 40
MAXIMUM_TOKEN = 1024 * 1024  # one tag with its attributes, one comment
MAXIMUM_SECONDS = 10  # of work, however busy the machine is
CHUNK = 64 * 1024

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_RELATIONSHIPS = ("http://schemas.openxmlformats.org/package/2006/relationships",)
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_TAGS = {
    f"{space} {tag}": tag
    for spaces, tags in (
        (_MAIN, "workbook workbookPr sheets sheet calcPr"),
        (_MAIN, "sst si t rPh"),
        (_MAIN, "styleSheet numFmts numFmt cellXfs xf"),
        (_MAIN, "worksheet cols col sheetData row c v f is mergeCells mergeCell"),
        (_MAIN, "dataValidation formula1 formula2"),
        (_RELATIONSHIPS, "Relationships Relationship"),
    )
    for space in spaces
    for tag in tags.split()
} | {
    f"{_OFFICE}{room}:1.0 {tag}": f"{room}:{tag}"
    for room, tags in (
        ("office", "spreadsheet annotation"),
        ("table", "table table-row table-cell covered-table-cell table-column shapes"),
        ("text", "p s tab line-break"),
        ("style", "style table-properties"),
        ("manifest", "encryption-data"),
    )
    for tag in tags.split()
}

OPENED = Callable[[str, dict[str, str]], None]


class Refusal(Exception):
    """A file, or a sheet of it, that is not read: one sentence says why."""

    def __init__(
        self, code: str, message: str, found: str | None = None, /, **details: object
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.found, self.details = code, message, found, details

    @property
    def of_sheet(self) -> bool:
        """Whether the rest of the workbook can still be read."""
        return self.code not in ("damaged", "too_large", "too_slow", "encrypted", "file_format")


def too_large() -> Refusal:
    message = "Unpacked, this workbook is too large; keep to the sheets of the template"
    return Refusal("too_large", message)


def damaged() -> Refusal:
    message = "This workbook is damaged; open it in your spreadsheet program and save it anew"
    return Refusal("damaged", message)


def encrypted() -> Refusal:
    message = "This workbook is protected by a password; take the password away and save it anew"
    return Refusal("encrypted", message)


def not_xlsx() -> Refusal:
    return Refusal("file_format", "This is no .xlsx workbook inside; save it as .xlsx or .csv")


class Package:
    """The parts of a workbook. Raises Refusal wherever it cannot or must not be read on."""

    def __init__(self, content: bytes):
        self._give_up = time.thread_time() + MAXIMUM_SECONDS
        self._unpacked = self._elements = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            parts = self._archive.infolist()
        except _UNREADABLE:
            raise damaged() from None
        if len(parts) > MAXIMUM_PARTS or sum(part.file_size for part in parts) > MAXIMUM_UNPACKED:
            raise too_large()
        if any(part.flag_bits & 0x1 for part in parts):
            raise encrypted()
        # Some programs write backslashes, and names are the same whatever their capitals.
        self._parts = {_plain(part.filename): part for part in parts}

    def __contains__(self, path: str) -> bool:
        return _plain(path) in self._parts

    @property
    def is_spreadsheet(self) -> bool:
        """Whether an OpenDocument says so of itself."""
        kind = b"".join(self._chunks("mimetype")).strip()
        return kind == b"application/vnd.oasis.opendocument.spreadsheet"

    def parse(
        self,
        path: str,
        opened: OPENED,
        closed: Callable[[str], None] = lambda tag: None,
        text: Callable[[str], None] | None = None,
    ) -> Iterator[None]:
        """Streams an XML part: calls back for each tag that workbooks are made of, and yields
        after each chunk so that what was found can be used and forgotten."""
        depth = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if depth > MAXIMUM_DEPTH or self._elements > MAXIMUM_ELEMENTS:
                raise too_large()
            tag = _TAGS.get(name)
            if tag:
                opened(tag, attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            tag = _TAGS.get(name)
            if tag:
                closed(tag)

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse_entities
        fed = 0
        try:
            for chunk in self._chunks(path):
                parser.Parse(chunk)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > MAXIMUM_TOKEN:
                    raise too_large()
                yield
            parser.Parse(b"", True)
        except (expat.ExpatError, UnicodeError, LookupError, ValueError):
            raise damaged() from None
        yield

    def _chunks(self, path: str) -> Iterator[bytes]:
        part = self._parts.get(_plain(path))
        if part is None or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged()
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    self._unpacked += len(chunk)
                    if self._unpacked > MAXIMUM_UNPACKED:
                        raise too_large()
                    if time.thread_time() > self._give_up:
                        message = "Reading this workbook takes too long; split it into several"
                        raise Refusal("too_slow", message)
                    yield chunk
        except _UNREADABLE:
            raise damaged() from None


# What zipfile raises on archives that are cut off, forged or of another kind.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)


def _plain(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").lower()


def _refuse_entities(*_declaration: object) -> None:
    raise damaged()
