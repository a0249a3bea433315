"""Small plans and stores for the tests, written as CSV so that a test shows all it rests on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from progress.assessment.verdicts import judge
from progress.errors import Problem
from progress.intake import seed, update
from progress.intake.check import Checked, check
from progress.intake.known import Known, known_facts
from progress.intake.mapping import ColumnMap
from progress.intake.read import read_csv
from progress.publishing.provenance import File, Provenance
from progress.publishing.publish import publish, revert
from progress.schema import SHEETS
from progress.store.queries import facts
from progress.store.releases import in_force
from progress.store.store import Store, open_store
from tests.support.homes import FileHome, Home

SHEET_OF_FILE = {sheet.file: sheet for sheet in SHEETS.values()}

# Two goals, three objectives; soils from 20 % to 100 % by 2030, ten events a year by 2030, hectares
# to date, and a checklist.
PLAN = {
    "goals.csv": """
        goal, name
        A,    Policies
        B,    Practice
        """,
    "objectives.csv": """
        objective, goal, label,        facility_type
        A1,        A,    Soils in law, core
        A2,        A,    Awareness,    global
        B1,        B,    Fields,
        """,
    "indicators.csv": """
        indicator, objective, name,              unit,           measure,    direction, decimals
        A1.1,      A1,        Countries,         % of countries, level,      up,        1
        A2.1,      A2,        Events,            events,         flow,       up,        0
        A2.2,      A2,        Charter,           ,               conditions, ,
        B1.1,      B1,        Hectares restored, hectares,       cumulative, up,        0
        """,
    "baselines.csv": """
        indicator, year, value, comparable
        A1.1,      2020, 20,    yes
        A2.1,      2020, 2,     yes
        B1.1,      2020, 0,     yes
        """,
    "targets.csv": """
        indicator, year, kind,       value
        A1.1,      2030, level,      100
        A2.1,      2030, level,      10
        A2.2,      2030, conditions,
        B1.1,      2030, level,      1000
        """,
    "conditions.csv": """
        indicator, target_year, condition, text,                 due_year
        A2.2,      2030,        1,         A charter is written, 2024
        A2.2,      2030,        2,         All have signed it,
        """,
}


def dedented(text: str) -> str:
    """The CSV text without the indentation that it has in the tests."""
    return "\n".join(line.strip() for line in text.strip().splitlines()) + "\n"


def write_folder(folder: Path, files: dict[str, str | bytes | None]) -> Path:
    """Writes the files of a plan; None leaves a file out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        if text is not None:
            content = text if isinstance(text, bytes) else dedented(text).encode()
            (folder / name).write_bytes(content)
    return folder


def build(where: Home | Path, files: dict[str, str | bytes | None] | None = None) -> Store:
    """A store as the first start makes it, of the small plan with other files in their place.

    ``where``: the home of the test, or a folder for a file.
    """
    plan = {**PLAN, **(files or {})}
    home = FileHome(where) if isinstance(where, Path) else where

    def make(path: Path) -> None:
        seed.build(path, write_folder(home.folder / "plan", plan)).close()

    return open_store(home.fresh(tuple(plan.items()), make))


def empty_store(where: Home | Path) -> Store:
    """A store without any release, for those that are back-dated."""
    home = FileHome(where) if isinstance(where, Path) else where
    return open_store(home.fresh("empty", lambda path: open_store(path, create=True).close()))


def release(store: Store, files: dict[str, str], on: str | None = None) -> int:
    """Publishes sheets of any kind as one release, by their file names."""
    handed_in = [File(name, dedented(text).encode()) for name, text in files.items()]
    raw_sheets = [read_csv(file, SHEET_OF_FILE[file.name]) for file in handed_in]
    checked = check(raw_sheets, known_facts(store))
    assert checked.errors == [], checked.errors
    origin = Provenance("Amina", files=tuple(handed_in), on=on and date.fromisoformat(on))
    return publish(store, checked.rows, origin)


@dataclass(frozen=True)
class KnownPlan:
    """A store of the small plan that is not written to, with what is in force in it."""

    store: Store
    known: Known

    def read(self, *files: File, given: ColumnMap | None = None) -> Checked:
        """Reads and checks files as an upload does. That they are compared as well, for which
        everything is judged twice, ``compare`` adds."""
        return update.read_and_check(self.store, list(files), given, self.known)

    def compare(self, *files: File, given: ColumnMap | None = None) -> Checked:
        """With the warnings, which take the comparison."""
        return update.prepare(self.store, list(files), given).checked


@contextmanager
def known_plan(folder: Path) -> Iterator[KnownPlan]:
    store = build(folder)
    plan = KnownPlan(store, known_facts(store))
    yield plan
    assert plan.known == known_facts(store)  # no reading has changed what others are checked with
    store.close()


def values(text: str, name: str = "values.csv") -> File:
    return File(name, dedented(text).encode())


def prepare(store: Store, *texts: str) -> update.Update:
    """Reads, checks and compares Values files, as an upload does."""
    names = ["values.csv", *(f"values-{place}.csv" for place in range(2, len(texts) + 1))]
    files = [values(text, name) for text, name in zip(texts, names, strict=True)]
    return update.prepare(store, files)


def report(store: Store, text: str, on: str | None = None) -> int:
    """Publishes reported values."""
    return release(store, {"reported_values.csv": text}, on)


def upload(store: Store, *texts: str, accept_warnings: bool = True) -> int:
    """Publishes Values files as an upload does."""
    prepared = prepare(store, *texts)
    origin = Provenance("Amina", files=prepared.files)
    return update.publish_update(store, prepared, origin, accept_warnings)


def statuses(store: Store, year: int = 2026, **chosen) -> dict[tuple, str]:
    """Every status: (indicator, target year), with the region between unless it is World."""
    return {
        (row.indicator, *([] if row.region == "World" else [row.region]), row.horizon): row.status
        for row in judge(store, year, **chosen).itertuples()
    }


def places(problems: list[Problem]) -> list[tuple]:
    """Where problems stand and which they are: (sheet, row, column, code)."""
    return [(problem.sheet, problem.row, problem.column, problem.code) for problem in problems]


def undo(store: Store, number: int, on: str | None = None) -> int:
    """Reverts a release."""
    return revert(store, number, Provenance("Amina", on=on and date.fromisoformat(on)))


def value_of(store: Store, indicator: str = "A1.1", year: int = 2025):
    """The reported value in force, or None."""
    found = facts(store, "value", in_force(store))
    found = found[(found.indicator == indicator) & (found.year == year)]
    return found.iloc[0] if len(found) else None
