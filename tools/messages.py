"""The texts that a catalogue has to hold, read from the program itself; ``make messages`` writes
them into every catalogue.

A text stands in the call that translates it, ``t("…")``, ``t.plural("…", "…", n)`` or
``t.context("…", "…")``. The sentence of a problem stands beside its code, as in
``CellError("not_whole", "Write a whole number")``, or is called ``message``. What people wrote
into the data, such as a release note, is translated where the catalogue knows it.
"""

import ast
import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise, product
from pathlib import Path
from typing import TypeGuard

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from progress.publishing.provenance import COMPILED
from progress.schema import DIRECT

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "src" / "progress" / "locale"
CODE = re.compile(r"[a-z]+(_[a-z]+)*")
# Columns without a French one beside them, whose texts readers see.
DATA_COLUMNS = {
    "reported_values.csv": ("relation", "region"),
    "baselines.csv": ("region",),
    "targets.csv": ("region",),
    "releases.csv": ("note",),
    "narratives.csv": ("owner",),
}
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
# Where the errors stand that a page may have to tell.
TOLD_ON_PAGES = (
    "keys.py",
    "people.py",
    "errors.py",
    "provenance.py",
    "publish.py",
    "renaming.py",
    "store.py",
    "update.py",
    "writing.py",
)
SENTENCE = re.compile(r"[A-Z{].* .+")


@dataclass(frozen=True)
class Text:
    """One text to translate, and where it stands."""

    place: str
    one: str
    many: str | None = None
    context: str | None = None


def sources() -> list[Path]:
    return sorted([*(ROOT / "src" / "progress").rglob("*.py"), *(ROOT / "pages").glob("*.py")])


def texts() -> list[Text]:
    """All texts of the program and of its own data."""
    found = [Text("src/progress/publishing/provenance.py", COMPILED)]
    for path in sources():
        place = str(path.relative_to(ROOT))
        calls = [node for node in ast.walk(ast.parse(path.read_text())) if is_translation(node)]
        for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
            found += texts_of_call(place, call)
        if path.parent.name in ("intake", "xlsx") or path.name == "rules.py":
            found += [Text(place, message) for message in _problems(path)]
        if path.name in TOLD_ON_PAGES:
            found += [Text(place, message) for message in _errors(path)]
    for path in sorted((ROOT / "data").rglob("*.csv")):
        for name in DATA_COLUMNS.get(path.name, ()):
            found += [Text(str(path.relative_to(ROOT)), text) for text in _column(path, name)]
    return found


def untranslatable() -> list[str]:
    """The calls that translate something else than a text that stands there."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node.args[0])}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if is_translation(node)
        for argument in node.args[: 1 if _is_t(node.func) else 2]
        if not _strings(argument)
    ]


def is_translation(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether this calls ``t``, ``seen.t``, ``t.plural`` or the like."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    function = node.func
    if isinstance(function, ast.Attribute) and function.attr in ("plural", "context"):
        return _is_t(function.value)
    return _is_t(function)


def _is_t(node: ast.AST) -> bool:
    return (isinstance(node, ast.Name) and node.id == "t") or (
        isinstance(node, ast.Attribute) and node.attr == "t"
    )


def texts_of_call(place: str, call: ast.Call) -> Iterator[Text]:
    if _is_t(call.func):
        yield from (Text(place, text) for text in _strings(call.args[0]))
        return
    for first, second in product(*map(_strings, call.args[:2])):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "plural":
            yield Text(place, first, second)
        else:
            yield Text(place, second, context=first)


def _strings(node: ast.AST) -> list[str]:
    """The text of an argument; both of ``"one" if … else "other"``; none if it is anything else."""
    if isinstance(node, ast.IfExp):
        found = [_strings(node.body), _strings(node.orelse)]
        return [text for texts in found for text in texts] if all(found) else []
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _problems(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "message":
            yield from _strings(node.value)
        elif isinstance(node, ast.Call | ast.Tuple):
            parts = node.args if isinstance(node, ast.Call) else node.elts
            for code, message in pairwise(parts):
                if any(map(CODE.fullmatch, _strings(code))):
                    yield from filter(SENTENCE.fullmatch, _strings(message))


def _errors(path: Path) -> Iterator[str]:
    """What is said where an error is raised, and where a kind of error always says the same."""
    for node in ast.walk(ast.parse(path.read_text())):
        call: ast.AST | None
        if isinstance(node, ast.Raise):
            call = node.exc
        else:
            call = node if ast.unparse(node).startswith("super().__init__(") else None
        if isinstance(call, ast.Call) and call.args:
            yield from _strings(call.args[0])


def _column(path: Path, name: str) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        found = dict.fromkeys(row.get(name) for row in csv.DictReader(lines))
    return [text for text in found if text not in (None, "", DIRECT)]


def template() -> Catalog:
    catalog = Catalog()
    for text in texts():
        name = (text.one, text.many) if text.many else text.one
        catalog.add(name, context=text.context)
    return catalog


def update(path: Path) -> None:
    """Brings a catalogue up to date: new texts are there without a translation, old ones go."""
    with path.open("rb") as lines:
        catalog = read_po(lines, locale=path.stem)
    catalog.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    for message in catalog:
        message.flags -= {"python-format", "fuzzy"}  # "5 % of" only looks like such a format
    written = BytesIO()
    write_po(
        written, catalog, width=100, sort_output=True, ignore_obsolete=True,
        no_location=True, omit_header=True,
    )  # fmt: skip
    # Without dates and names of tools, so that only texts differ from one time to the next.
    header = HEADER.format(language=path.stem, plural_forms=catalog.plural_forms)
    path.write_bytes(header.encode() + written.getvalue())


if __name__ == "__main__":
    for catalogue in sorted(LOCALE.glob("*.po")):
        update(catalogue)
        sys.stdout.write(f"{catalogue.relative_to(ROOT)} is up to date\n")
