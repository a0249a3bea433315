"""The codes of the plan, and what people write in their place: another spelling, the name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from progress.intake.cells import CellError
from progress.intake.known import Known
from progress.intake.raw_sheet import RawSheet
from progress.schema import in_all_languages
from progress.vocabulary.marks import plain_code, visible
from progress.vocabulary.names import fold
from progress.xlsx.cells import TEXT

# Which table a column names, and the columns of that table that hold its name.
TABLE_OF = {
    "indicator": "indicator", "objective": "objective", "goal": "goal", "facility": "facility",
    "source": "source",
}  # fmt: skip
_NAMES = {
    "indicator": in_all_languages("name"),
    "objective": in_all_languages("label", "statement"),
    "goal": in_all_languages("name"),
    "facility": in_all_languages("name"),
    "source": ("title",),
}
_BEFORE = re.compile(
    r"^(?:indicator|indicateur|indicador|objective|objectif|objetivo|goal|but|propósito|facility"
    r"|facilité|mecanismo|code|código|no\.?|n°|n\.º)\s+",
    re.IGNORECASE,
)
_CODE_AND_NAME = re.compile(r"(\S+?)\s*[-–—:|,.)]?\s+(.+)|(\S+?)[:|](.+)")


class Codes:
    """The codes of one table, those handed in among them."""

    def __init__(self) -> None:
        self.all: set[str] = set()
        self._spellings: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        self._former: dict[str, str] = {}

    def add(self, code: str, names: Iterable[object]) -> None:
        if code not in self.all:
            self.all.add(code)
            self._spellings[plain_code(code)].add(code)
            self._spellings[_parts(code)].add(code)
        for name in names:
            if name and isinstance(name, str):
                self._names[fold(name)].add(code)

    def add_former(self, former: Mapping[str, str]) -> None:
        """Codes of before, each with the one of today."""
        self._former.update(former)

    def read(self, text: str, names_too: bool = True) -> tuple[str, str]:
        """The code that a text stands for and the kind of reading (empty if it stands there as it
        is). A text that is no code comes back. Raises CellError where it could be two."""
        seen = visible(text)
        if seen in self.all:
            return seen, "" if seen == text else "unseen"
        if seen in self._former:
            return self._former[seen], "former_code"
        for spelling in dict.fromkeys((seen, _BEFORE.sub("", seen))):
            if spelling in self.all:
                return spelling, "code"
            for key in (plain_code(spelling), _parts(spelling)):
                if found := self._spellings.get(key):
                    return _only(seen, found), "code"
        if not names_too:
            return seen, ""
        if found := self._names.get(fold(seen)):
            return _only(seen, found), "name_as_code"
        if match := _CODE_AND_NAME.fullmatch(seen):
            first, rest = (match[1], match[2]) if match[1] else (match[3], match[4])
            code, _ = self.read(first, names_too=False)
            if code in self._names.get(fold(rest), ()):
                return code, "name_as_code"
        return seen, ""

    def code_of(self, text: str) -> str | None:
        """The one code that a text stands for."""
        try:
            code, _ = self.read(text)
        except CellError:
            return None
        return code if code in self.all else None

    def of_other_name(self, name: str, code: str) -> str | None:
        """The code that a name belongs to, where it is not this one but one other."""
        found = self._names.get(fold(name), set())
        return next(iter(found)) if len(found) == 1 and code in self.all - found else None


def codes_of(
    known: Known,
    sheets: list[RawSheet],
    former: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, Codes]:
    """What the columns of codes may name: facts in force, and rows handed in beside them."""
    found = {table: Codes() for table in _NAMES}
    for table, codes in found.items():
        for (code, *_), fact in known.get(table, {}).items():
            codes.add(str(code), (fact.get(name) for name in _NAMES[table]))
        codes.add_former((former or {}).get(table, {}))
    for raw in sheets:
        table = raw.sheet.table
        if table not in found:
            continue
        for row in raw.rows:
            code = _text(row.cells.get(table))
            if code and found[table].read(code, names_too=False)[0] == visible(code):
                found[table].add(
                    visible(code), (_text(row.cells.get(name)) for name in _NAMES[table])
                )
    return found


def _text(cell: object) -> str | None:
    return str(cell[1]) if isinstance(cell, tuple) and cell[0] == TEXT else None


def _parts(code: str) -> str:
    """Its letters and numbers, so that A02.1 is A2.1 and A21 is not."""
    pieces = re.findall(r"[^\W\d_]+|\d+", visible(code).upper())
    return " ".join(piece.lstrip("0") or "0" for piece in pieces)


def _only(text: str, found: set[str]) -> str:
    if len(found) > 1:
        first, second, *_ = sorted(found)
        message = "{found} could be {first} or {second}; write the code as it stands in the plan"
        raise CellError("two_meanings", message, found=text, first=first, second=second)
    return next(iter(found))
