"""Commands of the program, and other processes, for the tests."""

import contextlib
import io
import json
import os
import subprocess
import sys

import pytest

from progress.cli.commands import main
from tests.support.paths import ROOT
from tests.support.plans import dedented


def python(script: str, *arguments: object) -> subprocess.Popen:
    """Another process of this program."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )


def environment_of(store: object, more: dict[str, str] | None = None) -> dict[str, str]:
    """What a process of the program finds: this store, and nothing that the developer has set."""
    return os.environ | {"PROGRESS_STORE": str(store)} | (more or {})


def process(*arguments, store, **environment: str) -> subprocess.CompletedProcess:
    """Runs a command in a process of its own."""
    command = [sys.executable, "-m", "progress", *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment_of(store, environment),
        capture_output=True,
        text=True,
        timeout=120,
    )


def run(*arguments, store=None, **environment: str) -> subprocess.CompletedProcess:
    """The same without the second that a process takes to start."""
    given = [] if store is None else ["--store", str(store)]
    out, trouble = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(trouble),
    ):
        for name, text in environment.items():
            patch.setenv(name, text)
        try:
            main([*map(str, arguments), *given])
        except SystemExit as leaving:
            code = leaving.code
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), trouble.getvalue())


def document(*arguments, store=None, code=0, run=run):
    """The JSON document of a command that ends with this exit code."""
    done = run(*arguments, "--json", store=store)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)


def refused(*arguments, store=None, code=1, run=run):
    """The one line on standard error of a command that fails."""
    done = run(*arguments, store=store)
    assert done.returncode == code, done.stdout + done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    return line


def csv(folder, text, name="values.csv"):
    """A CSV file to hand in."""
    path = folder / name
    path.write_text(dedented(text))
    return path
