"""Files made to harm, and files that are something else: one sentence each, and little memory.

Each is checked in a process of its own with at most 1 GiB of memory and 10 seconds of work.
"""

import functools
import io
import random
import zipfile
import zlib
from collections.abc import Callable

import pytest

from progress.intake.read import read_files
from progress.language import ENGLISH
from progress.publishing.provenance import File
from progress.workbooks.marked import write_answer
from progress.xlsx.limits import MAXIMUM_BYTES
from tests.support.bounded import Read, read_bounded
from tests.support.workbooks import opened, repacked, xlsx

MAXIMUM_MEGABYTES = 500  # of real memory, of which about 100 are Python and its libraries

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
HEADER = "".join(
    f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("indicator", "year", "value")
)
DECLARED_SIZE = 22  # where the directory of an archive holds it, from the start of an entry


@functools.cache
def plain() -> bytes:
    return xlsx({"Values": "indicator, year, value\nA1.1, 2025, 60"})


def with_parts(**parts: str | bytes) -> bytes:
    """The plain workbook with other parts, and with texts of its own part as Excel has them."""
    paths = {"sheet": SHEET, "strings": STRINGS, "styles": STYLES, "book": BOOK}
    given = {
        paths[name]: part.encode() if isinstance(part, str) else part
        for name, part in parts.items()
    }
    links = part_of_plain(LINKS).replace(
        b"</Relationships>",
        b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'sharedStrings" Target="sharedStrings.xml" Id="rId9"/></Relationships>',
    )
    return repacked(plain(), {STRINGS: f'<sst xmlns="{MAIN}"/>'.encode(), LINKS: links, **given})


def part_of_plain(path: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(plain())).read(path)


def sheet(inside: str | bytes, before: str = "") -> bytes:
    inside = inside.encode() if isinstance(inside, str) else inside
    head = f'{before}<worksheet xmlns="{MAIN}"><sheetData>'.encode()
    return with_parts(sheet=head + inside + b"</sheetData></worksheet>")


def strings(inside: bytes) -> bytes:
    return with_parts(strings=f'<sst xmlns="{MAIN}">'.encode() + inside + b"</sst>")


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return buffer.getvalue()


def claiming(size: int, content: bytes) -> bytes:
    """The archive with another unpacked size of the sheet in its directory and its own head."""
    for signature, offset in ((b"PK\1\2", 24), (b"PK\3\4", DECLARED_SIZE)):
        start = content.index(signature)
        while SHEET.encode() not in content[start : start + 100]:
            start = content.index(signature, start + 1)
        place = start + offset
        content = content[:place] + size.to_bytes(4, "little") + content[place + 4 :]
    return content


def encrypted_entries() -> bytes:
    content = bytearray(plain())
    place = -1
    while (place := content.find(b"PK\1\2", place + 1)) >= 0:
        content[place + 8] |= 1
    return bytes(content)


def old_office(inside: str) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + inside.encode("utf-16-le") + bytes(512)


def entities(element: str) -> str:
    """A billion laughs."""
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE {element} [{''.join(lines)}]>"


def cell(reference: str, kind: str = "n", value: str = "1") -> str:
    return f'<row><c r="{reference}" t="{kind}"><v>{value}</v></c></row>'


MANY = 2_500_000
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("empty_file", lambda: b""),
    "a text": ("file_format", lambda: b"indicator,year,value\nA1.1,2025,60"),
    "a web page": ("file_format", lambda: b"<html><table><tr><td>1</td></tr></table></html>"),
    "a PDF": ("file_format", lambda: b"%PDF-1.7\n"),
    "an old Excel file": ("file_format", lambda: old_office("Workbook")),
    "encrypted": ("encrypted", lambda: old_office("EncryptedPackage")),
    "encrypted parts": ("encrypted", encrypted_entries),
    "a text of OpenDocument": ("file_format", lambda: archive(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})),
    "a text document": ("file_format", lambda: repacked(
        plain(), {"_rels/.rels": part_of_plain("_rels/.rels").replace(
            b"xl/workbook.xml", b"word/document.xml")})),
    "any archive": ("file_format", lambda: archive({"photo.jpg": b"x"})),
    "cut off": ("damaged", lambda: plain()[: len(plain()) // 2]),
    "noise": ("damaged", lambda: b"PK\3\4" + random.Random(1).randbytes(5000)),
    "no sheet part": ("damaged", lambda: repacked(plain(), {SHEET: None})),
    "no XML": ("damaged", lambda: with_parts(sheet=b"\xff\xfe\0 nonsense")),
    "half a part": ("damaged", lambda: with_parts(sheet=f'<worksheet xmlns="{MAIN}"><sheetData>')),
    "another kind of part": ("damaged", lambda: with_parts(sheet="<svg/>")),
    "an unknown string": ("damaged", lambda: sheet(cell("A1", "s", "99"))),
    "a string before the first": ("damaged", lambda: sheet(cell("A1", "s", "-1"))),
    "an unknown style": ("damaged", lambda: sheet('<row><c r="A1" s="99"><v>1</v></c></row>')),
    "a row that cannot be": ("damaged", lambda: sheet('<row r="99999999999"/>')),
    "a column that cannot be": ("damaged", lambda: sheet(cell("ABCDEFGH1"))),
    "a number that is none": ("damaged", lambda: sheet(cell("A1", "n", "1_0x"))),
    "entities in a sheet": ("damaged", lambda: sheet(
        '<row><c t="str"><v>&a9;</v></c></row>', before=entities("worksheet"))),
    "entities in strings": ("damaged", lambda: with_parts(
        strings=entities("sst") + f'<sst xmlns="{MAIN}"><si><t>&a9;</t></si></sst>')),
    "entities in the workbook": ("damaged", lambda: with_parts(book=entities("workbook") + "<a/>")),
    "an outer entity": ("damaged", lambda: sheet(
        "<row><c t='str'><v>&x;</v></c></row>",
        before='<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
    "another way of packing": ("damaged", lambda: repack_as(zipfile.ZIP_LZMA)),
    "a bomb": ("too_large", lambda: sheet(b" " * 110_000_000)),
    "a bomb that claims to be small": ("damaged", lambda: claiming(
        1000, sheet(b" " * 110_000_000))),
    "2 GB claimed": ("too_large", lambda: claiming(2_000_000_000, plain())),
    "more than 10 MB": ("too_large", lambda: plain() + bytes(MAXIMUM_BYTES)),
    "thousands of parts": ("too_large", lambda: archive(
        {f"{number}": b"" for number in range(20_000)}, zipfile.ZIP_STORED)),
    "one cell at the far end": ("too_many_columns", lambda: sheet(cell("XFD1048576"))),
    "too many rows": ("too_many_rows", lambda: sheet(
        f"<row>{HEADER}</row>" + "<row><c><v>1</v></c></row>" * 30_000)),
    "many empty rows": ("too_large", lambda: sheet(b'<row r="2"/>' * 5_000_000)),
    "many cells in a row": ("too_many_columns", lambda: sheet(
        b"<row>" + b"<c><v>1</v></c>" * MANY + b"</row>")),
    "the same cell again and again": ("too_large", lambda: sheet(
        b"<row>" + b'<c r="A1"><v>1</v></c>' * MANY + b"</row>")),
    "deeply nested": ("too_large", lambda: sheet(b"<a>" * 1_000_000)),
    "one huge tag": ("too_large", lambda: sheet(b'<row a="' + b"x" * 30_000_000 + b'"/>')),
    "one huge comment": ("too_large", lambda: sheet(b"<!--" + b"x" * 30_000_000 + b"-->")),
    "one huge text": ("too_large", lambda: strings(
        b"<si><t>" + b"x" * 30_000_000 + b"</t></si>")),
    "many texts": ("too_large", lambda: strings(b"<si><t/></si>" * MANY)),
    "wide texts": ("too_large", lambda: strings(
        ("<si><t>" + "\N{SEEDLING}" * 1000 + "</t></si>").encode() * 24_000)),
    "many styles": ("too_large", lambda: with_parts(
        styles=f'<styleSheet xmlns="{MAIN}"><cellXfs>'.encode() + b"<xf/>" * MANY
               + b"</cellXfs></styleSheet>")),
    "many sheets": ("too_large", lambda: with_parts(
        book=part_of_plain(BOOK).replace(
            b"<sheets>", b"<sheets>" + b'<sheet xmlns:r="http://schemas.openxmlformats.org/'
            b'officeDocument/2006/relationships" name="Values" sheetId="1" r:id="rId1"/>' * 500))),
}  # fmt: skip


def repack_as(method: int) -> bytes:
    old = zipfile.ZipFile(io.BytesIO(plain()))
    return archive({name: old.read(name) for name in old.namelist()}, method)


def check(tmp_path, content: bytes) -> Read:
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(content)
    return read_bounded(path)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(tmp_path, name):
    code, make = HOSTILE[name]
    found = check(tmp_path, make())
    assert (found.codes, found.rows) == ([code], 0)
    assert found.megabytes < MAXIMUM_MEGABYTES


ODS_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
ODS_HEADER = "".join(
    f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
    for name in ("indicator", "year", "value")
)


def ods_row(inside: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{inside}</table:table-row>"


def ods_cell(value: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value}" {attributes}/>'


def ods(rows: str | bytes, before: str = "") -> bytes:
    rows = rows.encode() if isinstance(rows, str) else rows
    head = (
        f"{before}<office:document-content {ODS_NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="Values">{ods_row(ODS_HEADER)}'
    )
    tail = b"</table:table></office:spreadsheet></office:body></office:document-content>"
    return archive({"mimetype": ODS_KIND, "content.xml": head.encode() + rows + tail})


HOSTILE_ODS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "entities": ("damaged", lambda: ods(
        ods_row("<table:table-cell><text:p>&a9;</text:p></table:table-cell>"),
        before=entities("x"))),
    "an outer entity": ("damaged", lambda: ods(
        ods_row("<table:table-cell><text:p>&x;</text:p></table:table-cell>"),
        before='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
    "a bomb": ("too_large", lambda: ods(b" " * 110_000_000)),
    "a row repeated to the end": ("too_many_rows", lambda: ods(
        ods_row(ods_cell("1"), 'table:number-rows-repeated="1048576"'))),
    "a cell repeated to the end": ("too_many_columns", lambda: ods(
        ods_row(ods_cell("1", 'table:number-columns-repeated="16384"')))),
    "rows and cells repeated": ("too_large", lambda: ods(
        ods_row(ods_cell("1", 'table:number-columns-repeated="50"'),
                'table:number-rows-repeated="20000"') * 100)),
    "more repeats than there can be": ("damaged", lambda: ods(
        ods_row(ods_cell("1"), 'table:number-rows-repeated="99999999999"'))),
    "repeats that are no number": ("damaged", lambda: ods(
        ods_row(ods_cell("1", 'table:number-columns-repeated="many"')))),
    "repeats of ten thousand digits": ("damaged", lambda: ods(
        ods_row(ods_cell("1"), f'table:number-rows-repeated="{"9" * 10_000}"'))),
    "a number that is none": ("damaged", lambda: ods(ods_row(ods_cell("1_0x")))),
    "one huge text": ("too_large", lambda: ods(
        b"<table:table-row><table:table-cell><text:p>" + b"x" * 30_000_000
        + b"</text:p></table:table-cell></table:table-row>")),
    "many sheets": ("too_large", lambda: ods(b"</table:table><table:table>" * 500)),
    "half a part": ("damaged", lambda: archive(
        {"mimetype": ODS_KIND, "content.xml": f"<office:document-content {ODS_NAMES}>".encode()})),
    "nothing inside": ("file_format", lambda: archive({"mimetype": ODS_KIND})),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_ODS)
def test_hostile_open_document(tmp_path, name):
    code, make = HOSTILE_ODS[name]
    path = tmp_path / "hostile.ods"
    path.write_bytes(make())
    found = read_bounded(path)
    assert (found.codes, found.rows) == ([code], 0)
    assert found.megabytes < MAXIMUM_MEGABYTES


def test_a_plain_open_document_passes_the_same_way(tmp_path):
    path = tmp_path / "plain.ods"
    path.write_bytes(ods(ods_row(
        "<table:table-cell><text:p>A1.1</text:p></table:table-cell>"
        + ods_cell("2025") + ods_cell("60"))))  # fmt: skip
    found = read_bounded(path)
    assert (found.codes, found.rows) == ([], 1)


def test_a_plain_workbook_passes_the_same_way(tmp_path):
    found = check(tmp_path, plain())
    assert (found.codes, found.rows) == ([], 1)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("update.xls", old_office("Workbook"), "file_format"),
        ("update.ods", b"PK\3\4", "damaged"),
        ("update.xlsm", b"PK\3\4", "damaged"),
        ("update.pdf", b"%PDF-1.7", "file_format"),
        ("update", b"indicator,year,value", "file_format"),
        ("update.csv", xlsx({"Values": "indicator"}), "file_format"),
        ("update.csv", b"%PDF-1.7", "file_format"),
        ("update.csv", b"<html>", "file_format"),
        ("update.csv", b"\0\1\2", "not_text"),
    ],
)
def test_other_kinds_of_files(name, content, code):
    (problem,) = read_files([File(name, content)]).problems
    assert (problem.sheet, problem.code) == (name, code)
    assert problem.sentence()


def test_damage_anywhere_is_told_and_never_raised():
    """A whole workbook with single bytes changed, on the outside and inside its parts."""
    rng = random.Random(7)
    whole = xlsx(
        {"Values": "indicator, year, value, note\n" + "A1.1, 2025, 60.5, some text\n" * 20,
         "Conditions": "indicator, target_year, condition, state\nA2.2, 2030, 1, done"},
        lambda book: book["Values"].merge_cells("A2:A3"),
    )  # fmt: skip
    parts = zipfile.ZipFile(io.BytesIO(whole))
    names = [name for name in parts.namelist() if name.endswith((".xml", ".rels"))]
    for _ in range(400):
        name = rng.choice([*names, None])
        content = bytearray(parts.read(name) if name else whole)
        for _ in range(rng.randrange(1, 6)):
            content[rng.randrange(len(content))] = rng.choice(b'<>&"/=0123456789azAZ \0\xff')
        changed = repacked(whole, {name: bytes(content)}) if name else bytes(content)
        file = File("damaged.xlsx", changed)
        problems = read_files([file]).problems
        assert all(problem.sentence() for problem in problems)
        if problems:
            assert opened(write_answer([file], problems, ENGLISH)).sheetnames


def test_parts_are_unpacked_by_what_they_are_not_by_what_they_claim():
    """A part that unpacks to more than its archive says is cut off there and does not fit."""
    packed = claiming(50, plain())
    assert zlib.crc32(packed) != zlib.crc32(plain())
    (problem,) = read_files([File("forged.xlsx", packed)]).problems
    assert problem.code == "damaged"
