"""The house: which rooms there are, that their arrows run one way, and that the README is right."""

import ast
import re

import pytest

from tests.support.paths import ROOT

SOURCE = ROOT / "src" / "progress"
# A room may import those in front of it, and itself. docs/design.md says what lives where.
ROOMS = (
    "schema", "rows", "statuses", "plain_text", "errors", "language", "telemetry", "xlsx", "store",
    "vocabulary", "access", "publishing", "assessment", "wording", "intake", "workbooks", "export",
    "report", "server", "api", "ui", "light", "cli",
)  # fmt: skip
PLACE = re.compile(r"`((?:src|tests|docs|data|pages|bench|soak|tools|deploy)/[\w./*-]*)`")
BESIDE = {"__init__.py", "__main__.py", "locale", "sql"}


def modules() -> dict[str, list[str]]:
    """Each module of the program, by name, with those of the program that it imports."""
    names = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    found = {}
    for name, path in names.items():
        wanted = []
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("progress"):
                base = node.module.removeprefix("progress").removeprefix(".")
                for alias in node.names:
                    full = f"{base}.{alias.name}".strip(".")
                    wanted.append(full if full in names else base)
            elif isinstance(node, ast.Import):
                wanted += [
                    alias.name.removeprefix("progress.")
                    for alias in node.names
                    if alias.name.startswith("progress")
                ]
        found[name] = wanted
    return found


def room(module: str) -> str:
    return module.partition(".")[0]


def test_only_rooms_lie_in_the_source():
    found = {path.name for path in SOURCE.iterdir() if path.name != "__pycache__"}
    expected = {name if (SOURCE / name).is_dir() else f"{name}.py" for name in ROOMS}
    assert found == expected | BESIDE


def test_arrows_run_one_way():
    upwards = [
        f"{module} imports {wanted}"
        for module, imports in modules().items()
        if room(module) in ROOMS
        for wanted in imports
        if wanted and ROOMS.index(room(wanted)) > ROOMS.index(room(module))
    ]
    assert upwards == []


def test_no_module_leads_back_to_itself():
    imports = modules()
    ended, open_now = set(), []

    def visit(module: str) -> None:
        assert module not in open_now, " → ".join([*open_now, module])
        if module in ended:
            return
        open_now.append(module)
        for wanted in imports.get(module, []):
            visit(wanted)
        ended.add(open_now.pop())

    for module in imports:
        visit(module)


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/design.md"])
def test_places_that_documents_name_are_there(document):
    path = ROOT / document
    named = re.findall(PLACE, path.read_text("utf-8"))
    assert named
    made = "data/progress"  # by the program itself
    missing = [place for place in named if not list(ROOT.glob(place.rstrip("/")))]
    assert [place for place in missing if not place.startswith(made)] == []
