"""The cells of a workbook as they stand there, sheet by sheet and row by row.

openpyxl, which writes our workbooks, cannot tell on reading a large one what has to be known
here: merged cells, hidden rows, formulas that were never computed. All of these stand in the same
XML as the values, so one pass over it finds everything, and in less time. What numbers, dates and
strings mean is still asked of openpyxl.
"""

import math
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from progress.xlsx.limits import MAXIMUM_COLUMNS, MAXIMUM_ROWS
from progress.xlsx.package import Package, damaged, not_xlsx, too_large
from progress.xlsx.sheet_reader import (
    BOOLEAN,
    DATE,
    ERROR,
    MAXIMUM_LISTED,
    NUMBER,
    PERCENT,
    TEXT,
    Cell,
    Row,
    SheetReader,
)

MAXIMUM_TEXT = 20_000_000  # characters of all cells
MAXIMUM_STRINGS = MAXIMUM_ROWS * MAXIMUM_COLUMNS
MAXIMUM_SHEETS = 200


@dataclass(frozen=True)
class Part:
    """One sheet of a workbook."""

    title: str
    visible: bool
    path: str


class Grid:
    """A workbook that is being read. Raises Refusal where that is not possible."""

    def __init__(self, content: bytes):
        self._package = Package(content)
        self.parts: list[Part] = []
        self._epoch = CALENDAR_WINDOWS_1900
        self._strings: list[str] = []
        self._formats: list[str] = []  # of each style: number, percent or date
        self._text_length = 0
        workbook = self._workbook_path()
        self._read_workbook(workbook, self._relationships(workbook))

    def rows(self, part: Part, merged: list[str], hidden_columns: set[int]) -> Iterator[Row]:
        """The rows with any content, in the order of the file. What else is known of the sheet
        is added to ``merged`` and ``hidden_columns``; it is complete after the last row."""
        done: list[Row] = []
        reader = SheetReader(self, done, merged, hidden_columns)
        for _ in self._package.parse(part.path, reader.opened, reader.closed, reader.text):
            yield from done
            done.clear()
        if not reader.is_sheet:
            raise damaged()

    def cell(self, kind: str, style: str | None, text: str) -> Cell | None:
        """What a cell holds, from its type, its style and the text of its value."""
        if kind == "n":
            number = float(text)
            if not math.isfinite(number):
                return ERROR, text
            form = self._formats[int(style)] if style and self._formats else NUMBER
            return (form, number) if form != DATE else (DATE, self._date(number))
        if kind == "s":
            text = self._strings[_index(text)]
        elif kind == "b":
            return BOOLEAN, text.strip() in ("1", "true")
        elif kind == "e":
            return ERROR, text
        elif kind == "d":
            return DATE, text
        return (TEXT, _plain(text)) if text and not text.isspace() else None

    def count_text(self, length: int) -> None:
        self._text_length += length
        if self._text_length > MAXIMUM_TEXT:
            raise too_large()

    def _date(self, number: float) -> str:
        try:
            return from_excel(number, self._epoch).isoformat().removesuffix("T00:00:00")
        except (ValueError, OverflowError, AttributeError):
            return f"{number:.15g}"

    def _workbook_path(self) -> str:
        if "mimetype" in self._package or "[Content_Types].xml" not in self._package:
            raise not_xlsx()
        for path, kind, _ in self._relationships("").values():
            if kind == "officeDocument":
                if path.endswith(".bin") or not posixpath.basename(path).startswith("workbook"):
                    break
                return path
        raise not_xlsx()

    def _relationships(self, path: str) -> dict[str, tuple[str, str, str]]:
        """What a part refers to: identifier -> (path, kind, mode)."""
        folder, name = posixpath.split(path)
        found: dict[str, tuple[str, str, str]] = {}

        def opened(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and len(found) < MAXIMUM_LISTED:
                target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))
                kind = attributes["Type"].rpartition("/")[2]
                found[attributes["Id"]] = target, kind, attributes.get("TargetMode", "")

        self._read(posixpath.join(folder, "_rels", f"{name}.rels"), opened)
        return {key: value for key, value in found.items() if value[2] != "External"}

    def _read_workbook(self, path: str, relationships: dict[str, tuple[str, str, str]]) -> None:
        def opened(tag: str, attributes: dict[str, str]) -> None:
            if tag == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self._epoch = CALENDAR_MAC_1904
            elif tag == "sheet":
                identifiers = [value for key, value in attributes.items() if key.endswith(" id")]
                target, kind, _ = relationships.get("".join(identifiers), ("", "", ""))
                if kind == "worksheet":
                    visible = attributes.get("state", "visible") == "visible"
                    self.parts.append(Part(attributes["name"].strip(), visible, target))
                if len(self.parts) > MAXIMUM_SHEETS:
                    raise too_large()

        self._read(path, opened)
        if not self.parts:
            raise damaged()
        for target, kind, _ in relationships.values():
            if kind == "styles":
                self._read_styles(target)
            elif kind == "sharedStrings":
                self._read_strings(target)

    def _read_styles(self, path: str) -> None:
        codes = dict(BUILTIN_FORMATS)
        identifiers: list[int] = []
        of_cells = False

        def opened(tag: str, attributes: dict[str, str]) -> None:
            nonlocal of_cells
            if len(codes) + len(identifiers) > 5 * MAXIMUM_LISTED:
                raise too_large()
            if tag == "numFmt":
                codes[int(attributes["numFmtId"])] = attributes["formatCode"][:1000]
            elif tag == "cellXfs":
                of_cells = True
            elif tag == "xf" and of_cells:
                identifiers.append(int(attributes.get("numFmtId", 0)))

        def closed(tag: str) -> None:
            nonlocal of_cells
            of_cells = of_cells and tag != "cellXfs"

        self._read(path, opened, closed)
        self._formats = [_form(codes.get(identifier, "General")) for identifier in identifiers]

    def _read_strings(self, path: str) -> None:
        pieces: list[str] = []
        depth = {"t": 0, "rPh": 0}  # rPh: how a text is read aloud, not part of it

        def opened(tag: str, attributes: dict[str, str]) -> None:
            if tag in depth:
                depth[tag] += 1

        def closed(tag: str) -> None:
            if tag in depth:
                depth[tag] -= 1
            elif tag == "si":
                self._strings.append("".join(pieces))
                pieces.clear()
                if len(self._strings) > MAXIMUM_STRINGS:
                    raise too_large()

        def text(piece: str) -> None:
            if depth["t"] and not depth["rPh"]:
                self.count_text(len(piece))
                pieces.append(piece)

        self._read(path, opened, closed, text)

    def _read(self, path: str, *callbacks) -> None:
        for _ in self._package.parse(path, *callbacks):
            pass


def _index(text: str) -> int:
    index = int(text)
    if index < 0:
        raise damaged()
    return index


def _form(code: str) -> str:
    """What a number format makes of a number. Quoted and escaped signs are only shown."""
    if is_date_format(code):
        return DATE
    return PERCENT if "%" in re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code) else NUMBER


def _plain(text: str) -> str:
    """A text without blanks around it; what Excel writes as _x000D_ is read back."""
    return (re.sub("_x([0-9A-Fa-f]{4})_", _unescaped, text) if "_x" in text else text).strip()


def _unescaped(match: re.Match) -> str:
    sign = chr(int(match[1], 16))
    return sign if sign.isprintable() or sign in "\t\r\n" else match[0]
