"""The cells of a workbook as they stand there, sheet by sheet and row by row.

openpyxl, which writes our workbooks, cannot tell on reading a large one what has to be known
here: merged cells, hidden rows, formulas that were never computed. All of these stand in the same
XML as the values, so one pass over it finds everything, and in less time. What numbers, dates and
strings mean is still asked of openpyxl.
"""

import math
import posixpath
import re
from collections.abc import Callable, Iterator

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from progress.xlsx.cells import (
    BOOLEAN,
    DATE,
    ERROR,
    NUMBER,
    REWORDED,
    TEXT,
    Cell,
    Part,
    Remarks,
    Row,
)
from progress.xlsx.formats import Format, read_format
from progress.xlsx.limits import (
    MAXIMUM_COLUMNS,
    MAXIMUM_LISTED,
    MAXIMUM_ROWS,
    MAXIMUM_SHEETS,
    MAXIMUM_TEXT,
)
from progress.xlsx.looks import Looks, LooksReader
from progress.xlsx.package import Package, damaged, not_xlsx, too_large
from progress.xlsx.sheet_reader import SheetReader

MAXIMUM_STRINGS = MAXIMUM_ROWS * MAXIMUM_COLUMNS


class Grid:
    """A workbook that is being read. Raises Refusal where that is not possible."""

    def __init__(self, package: Package):
        self._package = package
        self.parts: list[Part] = []
        self.has_macros = "xl/vbaProject.bin" in package
        self.recalculates = False
        self._epoch = CALENDAR_WINDOWS_1900
        self._strings: list[str] = []
        # Of each style its kind, and its format where that may show something else than it holds.
        self._formats: list[tuple[str, Format | None]] = []
        self._text_length = 0
        workbook = self._workbook_path()
        self._read_workbook(workbook, self._relationships(workbook))

    def rows(self, part: Part, remarks: Remarks) -> Iterator[Row]:
        done: list[Row] = []
        reader = SheetReader(self, done, remarks)
        for _ in self._package.parse(part.path, reader.opened, reader.closed, reader.text):
            yield from done
            done.clear()
        if not reader.is_sheet:
            raise damaged()

    def looks(self, part: Part) -> Looks:
        reader = LooksReader()
        self._read(part.path, reader.opened, reader.closed, reader.text)
        return reader.looks

    def cell(self, kind: str, style: str | None, text: str) -> Cell | None:
        """What a cell holds, from its type, its style and the text of its value."""
        if kind == "n":
            number = float(text)
            if not math.isfinite(number):
                return ERROR, text
            if not (style and self._formats):
                return NUMBER, number
            form, rewording = self._formats[int(style)]
            if form == DATE:
                return DATE, self._date(number)
            shown = rewording and rewording.shown(number)
            return (form, number) if shown is None else (REWORDED, (number, shown))
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
            return str(from_excel(number, self._epoch).isoformat()).removesuffix("T00:00:00")
        except (ValueError, OverflowError, AttributeError):
            return f"{number:.15g}"

    def _workbook_path(self) -> str:
        if "[Content_Types].xml" not in self._package:
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
            elif tag == "calcPr":
                asked = attributes.get("fullCalcOnLoad") in ("1", "true")
                self.recalculates = asked or attributes.get("calcCompleted") in ("0", "false")
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
        inside: set[str] = set()  # tables and rules have formats of their own, which are no cell's

        def opened(tag: str, attributes: dict[str, str]) -> None:
            if len(codes) + len(identifiers) > 5 * MAXIMUM_LISTED:
                raise too_large()
            if tag in ("numFmts", "cellXfs"):
                inside.add(tag)
            elif tag == "numFmt" and "numFmts" in inside:
                codes[int(attributes["numFmtId"])] = attributes["formatCode"][:1000]
            elif tag == "xf" and "cellXfs" in inside:
                identifiers.append(int(attributes.get("numFmtId", 0)))

        self._read(path, opened, inside.discard)
        known: dict[int, tuple[str, Format | None]] = {}
        for identifier in set(identifiers):
            form = read_format(codes.get(identifier, "General"))
            known[identifier] = form.kind, None if form.is_plain else form
        self._formats = [known[identifier] for identifier in identifiers]

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

    def _read(self, path: str, *callbacks: Callable[..., None]) -> None:
        for _ in self._package.parse(path, *callbacks):
            pass


def _index(text: str) -> int:
    index = int(text)
    if index < 0:
        raise damaged()
    return index


def _plain(text: str) -> str:
    """A text without blanks around it; what Excel writes as _x000D_ is read back."""
    return (re.sub("_x([0-9A-Fa-f]{4})_", _unescaped, text) if "_x" in text else text).strip()


def _unescaped(match: re.Match[str]) -> str:
    sign = chr(int(match[1], 16))
    return sign if sign.isprintable() or sign in "\t\r\n" else match[0]
