"""Files that nobody would write on purpose, each wholly from its chance: workbooks, CSV, plans."""

import csv
import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl

from progress.schema import SHEETS
from tests.support.plans import PLAN, dedented
from tests.support.workbooks import repacked, xlsx

# What a cell may hold; most are near to something that is right.
WORDS = (
    "", " ", "A1.1", "a1.1", "A1.1 ", "A2.2", "B1.1", "World", "Europe", "direct", "proxy", "done",
    "not done", "yes", "no", "oui", "2025", "2025.0", "25", "-1", "0", "1e308", "-1e308", "1e400",
    "nan", "inf", "1,5", "1.234,5", "1 234", "50 %", "½", "٣", "=1+1", "+1", "@x", "#REF!", "{x}",
    "%s", "%(a)s", "\t", "\n", "a\rb", "\x00", "\ud7ff", "\ufeff", "\u202e", "é" * 40, "x" * 40_000,
    "<b>", "'; drop table store.goal; --", '"', '"""', "$1", "2025-06-30", "30/06/2025", "level",
    "flow", "range", "growth", "multiple", "conditions", "cumulative", "up", "down", "active",
    "core", "global", "yearly", "1900", "2100", "1899", "9" * 30, "0x10", "1_000", "None", "null",
    "TRUE", "\N{SEEDLING}", "A1.1\u00a0", "https://example.org", "javascript:x",
)  # fmt: skip
MARKUP = (
    b"<", b">", b"&", b'"', b"/", b"=", b"]]>", b"<!--", b"-->", b"<?x?>", b"&#0;", b"&amp;",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<![CDATA[", b"xmlns", b't="s"', b't="e"', b't="b"',
    b't="d"', b'r="A1"', b'r="XFD1048576"', b's="99"', b"<v>", b"</v>", b"<f>1+1</f>", b"<c>",
    b"</row>", b"</sheetData>", b"\xff\xfe", b"1E999", b"-0", b"99999999999999999999",
)  # fmt: skip


def word(chance: random.Random) -> str:
    if chance.random() < 0.85:
        return chance.choice(WORDS)
    return "".join(chr(chance.choice((chance.randrange(32, 127), chance.randrange(1, 0xD800))))
                   for _ in range(chance.randrange(12)))  # fmt: skip


def cell(chance: random.Random) -> object:
    """A value as openpyxl writes it."""
    made: list[Callable[[], object]] = [
        lambda: word(chance),
        lambda: chance.randrange(1990, 2035),
        lambda: chance.uniform(-10, 120),
        lambda: chance.choice((0, -1, 1e300, -1e300, 1e-300, 2**53 + 1, 10**18)),
        lambda: None,
        lambda: chance.random() < 0.5,
        lambda: date(2025, 6, 30),
        lambda: datetime(2025, 6, 30, 12, 30),  # noqa: DTZ001 (cells know no time zone)
        lambda: time(12, 30),
        lambda: timedelta(days=chance.randrange(100)),
    ]
    return chance.choice(made)()


def workbook_of_cells(chance: random.Random) -> tuple[str, bytes]:
    """A workbook with the right sheets and columns, more or less, and any cells."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in chance.sample(list(SHEETS), chance.randrange(1, 4)):
        sheet = SHEETS[table]
        page = book.create_sheet(sheet.title if chance.random() < 0.9 else None)
        names = [*sheet.names, "withdraw"]
        if chance.random() < 0.3:
            chance.shuffle(names)
            names = [*names[: chance.randrange(len(names) + 1)], word(chance)[:30]]
        for _ in range(chance.choice((0, 0, 0, 1, 3))):
            _write(page, [cell(chance) for _ in range(3)])
        _write(page, names)
        for _ in range(chance.randrange(6)):
            _write(page, [_likely(chance, name) for name in names])
        if chance.random() < 0.1:
            page.merge_cells("A2:B3")
        if chance.random() < 0.1:
            page.row_dimensions[2].hidden = True
    if not book.sheetnames:
        book.create_sheet()
    out = io.BytesIO()
    book.save(out)
    return "update.xlsx", out.getvalue()


def workbook_of_bytes(chance: random.Random) -> tuple[str, bytes]:
    """A whole workbook with bytes changed, outside or inside its parts."""
    whole = _whole()
    names = zipfile.ZipFile(io.BytesIO(whole)).namelist()
    name = chance.choice([*names, None])
    content = bytearray(zipfile.ZipFile(io.BytesIO(whole)).read(name) if name else whole)
    for _ in range(chance.choice((1, 1, 2, 5, 50))):
        if content:
            content[chance.randrange(len(content))] = chance.randrange(256)
    if chance.random() < 0.1:
        content = content[: chance.randrange(len(content) + 1)]
    return "update.xlsx", repacked(whole, {name: bytes(content)}) if name else bytes(content)


def workbook_of_parts(chance: random.Random) -> tuple[str, bytes]:
    """A whole workbook whose XML has pieces put in, taken out, doubled and exchanged."""
    whole = _whole()
    archive = zipfile.ZipFile(io.BytesIO(whole))
    name = chance.choice([n for n in archive.namelist() if n.endswith((".xml", ".rels"))])
    pieces = re.split(rb"(<[^>]*>)", archive.read(name))
    for _ in range(chance.choice((1, 1, 2, 4))):
        place = chance.randrange(len(pieces))
        kind = chance.randrange(5)
        if kind == 0:
            pieces.insert(place, chance.choice(MARKUP))
        elif kind == 1:
            del pieces[place]
        elif kind == 2:
            pieces[place:place] = pieces[place : place + 4] * chance.choice((1, 2, 100))
        elif kind == 3:
            other = chance.randrange(len(pieces))
            pieces[place], pieces[other] = pieces[other], pieces[place]
        else:
            text = word(chance).encode("utf-8", "replace")
            quoted = b'"' + text + b'"'
            pieces[place] = re.sub(rb'"[^"]*"', lambda _, new=quoted: new, pieces[place], count=1)
        if not pieces:
            break
    return "update.xlsx", repacked(whole, {name: b"".join(pieces)})


def csv_file(chance: random.Random) -> tuple[str, bytes]:
    """A Values file with any cells, delimiters, line ends and encodings."""
    more = ("region", "relation", "note", "source", "value_high")
    names = ["indicator", "year", "value", *chance.sample(more, chance.randrange(3))]
    if chance.random() < 0.1:
        names = [word(chance) for _ in range(chance.randrange(60))]
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=chance.choice(",;\t"), lineterminator=chance.choice(("\n", "\r\n", "\r"))
    )
    writer.writerow(names)
    for _ in range(chance.randrange(8)):
        writer.writerow([_likely(chance, name) for name in names])
    encoding = chance.choice(("utf-8",) * 6 + ("utf-8-sig", "utf-16", "cp1252", "utf-32"))
    content = bytearray(out.getvalue().encode(encoding, "replace"))
    for _ in range(chance.choice((0,) * 8 + (1, 5))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return chance.choice(("update.csv", "update.CSV", "ü .csv")), bytes(content)


def write_plan(chance: random.Random, folder: Path) -> Path:
    """The small plan with cells, columns, rows and files changed."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, text in PLAN.items():
        rows = [[c.strip() for c in row] for row in csv.reader(dedented(text).splitlines())]
        for _ in range(chance.choice((0, 0, 0, 0, 1, 2))):
            row = chance.choice(rows)
            place = chance.randrange(len(row))
            kind = chance.randrange(12)
            if kind == 0:
                rows.remove(row)
                break
            if kind == 1:
                rows.append(list(row))
            elif kind == 2:
                row.insert(place, word(chance))
            elif kind == 3:
                row.pop(place)
                break
            else:
                row[place] = _likely(chance, rows[0][min(place, len(rows[0]) - 1)])
        if chance.random() < 0.01:
            continue
        with (folder / name).open("w", encoding="utf-8", newline="", errors="replace") as file:
            csv.writer(file).writerows(rows)
    _, values = csv_file(chance)
    if chance.random() < 0.5:
        (folder / "reported_values.csv").write_bytes(values)
    return folder


def _likely(chance: random.Random, name: str) -> str:
    """A text for a column: mostly one that may be right, so that much is published."""
    if chance.random() < 0.03:
        return word(chance)
    right = {
        "indicator": ("A1.1", "A2.1", "B1.1"),
        "objective": ("A1", "A2", "B1"),
        "goal": ("A", "B"),
        "year": tuple(str(year) for year in range(2018, 2032)),
        "target_year": ("2030",),
        "condition": ("1", "2"),
        "state": ("done", "not done"),
        "value": ("0", "1", "20", "55.5", "100", "-3", "1e300", "1e-300", "-1e300", "1.8e308"),
        "value_high": ("", "", "", "1e308"),
        "count": ("", "", "5"),
        "out_of": ("", "", "10", "0"),
        "kind": ("level", "range", "growth", "multiple"),
        "measure": ("level", "flow", "cumulative"),
        "direction": ("up", "down"),
        "decimals": ("", "0", "2", "12"),
        "comparable": ("yes", "no"),
        "region": ("", "World", "Europe"),
        "relation": ("", "", "direct", "proxy"),
        "facility_type": ("", "core", "global"),
        "code_basis": ("", "stated", "inferred"),
        "recurs": ("", "yearly"),
        "status": ("active", "launched", "closed"),
        "part": ("cause", "problem"),
        "withdraw": ("", "", "", "no", "yes"),
        "consent": ("", "yes", "no"),
        "partners_only": ("", "yes"),
        "rhythm_months": ("", "12", "0", "-5", "1000000"),
        "number": ("1", "2"),
        "step": ("1", "2"),
        "done_year": ("2024", "2025"),
        "unit": ("", "% of countries", "events", "{x}"),
        "due_year": ("", "2028"),
    }.get(name, ("", "Text", "a text with, a comma"))
    return chance.choice(right)


def _write(page, cells: list) -> None:
    try:
        page.append(cells)
    except (ValueError, openpyxl.utils.exceptions.IllegalCharacterError):
        page.append([str(each)[:10].strip("\x00") if each is None else 1 for each in cells])


def _whole(kept: list[bytes] = []) -> bytes:  # noqa: B006 (made once)
    if not kept:
        values = [f"A1.1, {year}, {year - 1970}.5, some text" for year in range(2018, 2026)]
        sheets = {
            "Values": "\n".join(["indicator, year, value, note", *values]),
            "Conditions": "indicator, target_year, condition, state, done_year\n"
            "A2.2, 2030, 1, done, 2024",
        }
        kept.append(xlsx(sheets))
    return kept[0]
